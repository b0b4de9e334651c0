// `*.titles.toml`: which series and grade of professional titles 职称 a level of an occupation corresponds to (P82), by which document
// (assets/samples/FORMAT.md). The correspondence is the paper's; the program has none of its own.
#pragma once

#include "core/assessment/levels.h"
#include "sync/bank/toml_value.h"

namespace kaogong::bank {

inline constexpr std::size_t kTitlesFileMax = 1u << 20; // bytes

struct TitleRule {
    std::string occupation; // 职业编码
    assessment::SkillLevel level = assessment::SkillLevel::senior;
    std::string series; // 职称系列
    std::string grade;  // 职称层级 or name
};
struct TitlesFile {
    std::string id;
    int version = 1;
    std::int64_t from_ms = 0;
    std::optional<std::int64_t> until_ms; // not included
    std::string document;                 // number of the paper (P86)
    std::string dated;                    // its date, 2026-03-01
    std::vector<TitleRule> rules;         // an occupation and level once
};
TitlesFile read_titles_file(const TomlValue& file, Faults& faults);
// From bytes that were kept. field_value where they are no such file: they were one when they were kept.
Result<TitlesFile> parse_titles_file(ByteView bytes);

} // namespace kaogong::bank
