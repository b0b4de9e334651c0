// What papers say beside results and the bureau entered: the round 批次 of a plan's board sessions (P85), and tables of the series of
// professional titles that levels correspond to (P82). All of it only grows, and the later row counts.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

struct ReviewRoundRow {
    std::uint64_t number = 0; // given by the store, rising
    std::string plan;
    int level = 0; // 7 or 8
    Bytes act;     // core/record/register_act.h
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};
inline constexpr std::size_t kReviewRoundsMax = 1'000; // of one plan

// A file (*.titles.toml) as it was entered.
struct TitleTableRow {
    std::uint64_t number = 0; // given by the store, rising
    Hash hash;                // of the file
    Bytes file;
    Bytes act;
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};
inline constexpr std::size_t kTitleTablesMax = 1'000;

class PolicyStore {
  public:
    virtual ~PolicyStore() = default;

    // The log is held when anything is added.
    virtual Result<std::uint64_t> add_round(const ReviewRoundRow& row) = 0;                             // its number
    virtual Result<std::vector<ReviewRoundRow>> rounds_of(std::string_view plan) = 0;                   // by number
    virtual Result<std::vector<ReviewRoundRow>> round_page(std::uint64_t after, std::size_t limit) = 0; // of all plans, by number

    virtual Result<std::uint64_t> add_titles(const TitleTableRow& row) = 0; // its number
    virtual Result<std::vector<TitleTableRow>> title_tables() = 0;          // by number
};

} // namespace kaogong::bureau
