// What a filing 备案 allows, pure: which one counts on a day, whether a result lies within it, and which levels an organisation of its kind
// can be filed for at all. Scope is judged when a plan is approved, so a result outside of it is for a person to look at, never refused.
#pragma once

#include "core/base/result.h"
#include "sync/bureau/store/filing_row.h"

#include <optional>
#include <string_view>

namespace kaogong::bureau {

// Whether a centre without any filing is held up. `where_known` lets a bureau that has never kept filings take them up centre by centre: if
// it demanded them from the first day, everything that all of its centres send would be held at once.
enum class FilingDemand : std::uint8_t { where_known, mandatory };

struct FilingQuestion {
    std::string_view occupation; // 职业编码
    int level = 0;               // 1..8
    std::int64_t at_ms = 0;      // when the test began, UTC
};

// Of those that cover the moment the one that was filed last; so a later filing narrows, widens or suspends for its own days. Null: none
// does.
const FilingRow* filing_at(const std::vector<FilingRow>& history, std::int64_t at_ms);
// Nothing when the centre may assess that, else filing_missing or filing_exceeded.
std::optional<Code> filing_fault(const std::vector<FilingRow>& history, const FilingQuestion& question, FilingDemand demand);

// P40 and P41: enterprises up to level 7, chain leads and leaders of their industry up to 8; schools and assessment organisations up to 6.
int level_ceiling(OrgKind kind, std::uint8_t attributes);
// usage (the days, an occupation twice, no level), filing_above_ceiling.
Result<void> check_filing(const FilingRow& filing);

// ---- words of command line and JSON

std::string_view org_kind_word(OrgKind kind); // `employer`, as session files have it
std::optional<OrgKind> find_org_kind(std::string_view word);
std::uint8_t attribute_bit(OrgAttribute attribute);
std::vector<std::string_view> attribute_words(std::uint8_t attributes); // `non_public`, ...
std::optional<OrgAttribute> find_attribute(std::string_view word);

// `6-18-01-01:1-5`, `6-18-01-01:4` or `6-18-01-01:3,4`. Error: usage.
Result<FiledOccupation> parse_filed(const std::string& text);
std::vector<int> levels_of(std::uint16_t levels); // rising

} // namespace kaogong::bureau
