// The tables of a bank file. A script that shipped never changes; the next version is one more script.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kaogong::bank {

inline constexpr std::uint32_t kBankApplicationId = 0x4b47424b; // "KGBK"

inline constexpr std::array<std::string_view, 1> kBankMigrations = {R"sql(
create table item (
    id text primary key,
    bank text not null,
    area text not null,
    type integer not null,
    content blob not null,      -- the item as candidates may see it, canonical CBOR
    key blob not null,          -- what makes an answer right, canonical CBOR
    consistency integer not null,
    source text not null,
    revision integer not null,
    hash blob not null
) strict;
create index item_by_area on item (area, type);
create table stimulus (
    id text primary key,
    bank text not null,
    area text not null,
    title_zh_cn text not null,
    title_en text not null,
    content blob not null,
    hash blob not null
) strict;
create table element (          -- 考核要素细目表
    bank text not null,
    code text not null,
    name_zh_cn text not null,
    name_en text not null,
    primary key (bank, code)
) strict;
create table figure (
    name text primary key,
    png blob not null,
    text_zh_cn text not null,
    text_en text not null,
    hash blob not null
) strict;
)sql"};

} // namespace kaogong::bank
