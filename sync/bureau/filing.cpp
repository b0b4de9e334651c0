#include "sync/bureau/filing.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace kaogong::bureau {
namespace {

constexpr int kLevelMin = 1;
constexpr int kLevelMax = 8;

struct KindWord {
    OrgKind kind;
    std::string_view word;
};
constexpr std::array kKinds{KindWord{OrgKind::employer, "employer"}, KindWord{OrgKind::school, "school"},
                            KindWord{OrgKind::social, "social"}};

struct AttributeWord {
    OrgAttribute attribute;
    std::string_view word;
};
constexpr std::array kAttributes{
    AttributeWord{OrgAttribute::non_public, "non_public"},           AttributeWord{OrgAttribute::legal_person, "legal_person"},
    AttributeWord{OrgAttribute::above_scale, "above_scale"},         AttributeWord{OrgAttribute::chain_lead, "chain_lead"},
    AttributeWord{OrgAttribute::industry_leader, "industry_leader"}, AttributeWord{OrgAttribute::large_manufacturer, "large_manufacturer"},
    AttributeWord{OrgAttribute::listed_company, "listed_company"},   AttributeWord{OrgAttribute::chain_evaluator, "chain_evaluator"},
};

std::uint16_t level_bit(int level) {
    return static_cast<std::uint16_t>(1u << static_cast<unsigned>(level));
}

bool holds(std::uint8_t attributes, OrgAttribute attribute) {
    return (attributes & attribute_bit(attribute)) != 0;
}

bool allows(const FilingRow& filing, const FilingQuestion& question) {
    if (question.level < kLevelMin || question.level > kLevelMax) return false;
    return std::any_of(filing.scope.begin(), filing.scope.end(), [&](const FiledOccupation& filed) {
        return filed.occupation == question.occupation && (filed.levels & level_bit(question.level)) != 0;
    });
}

Error bad_scope(const std::string& text) {
    return error(codes::usage, "--scope wants OCCUPATION:LEVELS, such as 6-18-01-01:1-5 or 6-18-01-01:3,4, not " + text);
}

// One level, or from one to another.
std::optional<std::uint16_t> parse_levels(std::string_view text) {
    const auto ends = split(text, '-');
    const auto first = parse_integer(ends.front(), {.min = kLevelMin, .max = kLevelMax});
    const auto last = parse_integer(ends.back(), {.min = kLevelMin, .max = kLevelMax});
    if (ends.size() > 2 || !first || !last || *first > *last) return std::nullopt;
    std::uint16_t levels = 0;
    for (auto level = *first; level <= *last; ++level) levels = static_cast<std::uint16_t>(levels | level_bit(static_cast<int>(level)));
    return levels;
}

} // namespace

const FilingRow* filing_at(const std::vector<FilingRow>& history, std::int64_t at_ms) {
    const FilingRow* newest = nullptr;
    for (const FilingRow& filing : history) {
        const bool covers = filing.from_ms <= at_ms && at_ms < filing.until_ms;
        if (covers && (newest == nullptr || filing.number > newest->number)) newest = &filing;
    }
    return newest;
}

std::optional<Code> filing_fault(const std::vector<FilingRow>& history, const FilingQuestion& question, FilingDemand demand) {
    if (history.empty()) return demand == FilingDemand::mandatory ? std::optional(codes::filing_missing) : std::nullopt;
    const FilingRow* filing = filing_at(history, question.at_ms);
    return filing != nullptr && allows(*filing, question) ? std::nullopt : std::optional(codes::filing_exceeded);
}

int level_ceiling(OrgKind kind, std::uint8_t attributes) {
    if (kind != OrgKind::employer) return 6;
    return holds(attributes, OrgAttribute::chain_lead) || holds(attributes, OrgAttribute::industry_leader) ? 8 : 7;
}

Result<void> check_filing(const FilingRow& filing) {
    if (filing.from_ms >= filing.until_ms) return error(codes::usage, "--until lies before --from");
    if (filing.scope.size() > kFiledMax) return error(codes::usage, "too many occupations in one filing");
    std::set<std::string> occupations;
    for (const FiledOccupation& filed : filing.scope) {
        if (!occupations.insert(filed.occupation).second)
            return error(codes::usage, "--scope names an occupation twice: " + filed.occupation);
        const std::vector<int> levels = levels_of(filed.levels);
        if (levels.empty()) return bad_scope(filed.occupation);
        const int ceiling = level_ceiling(filing.kind, filing.attributes);
        if (levels.back() > ceiling)
            return error(codes::filing_above_ceiling, filed.occupation + " level " + std::to_string(levels.back()) + ", ceiling of " +
                                                          std::string(org_kind_word(filing.kind)) + " " + std::to_string(ceiling));
    }
    return success();
}

std::string_view org_kind_word(OrgKind kind) {
    return std::find_if(kKinds.begin(), kKinds.end(), [&](const KindWord& row) { return row.kind == kind; })->word;
}

std::optional<OrgKind> find_org_kind(std::string_view word) {
    const auto row = std::find_if(kKinds.begin(), kKinds.end(), [&](const KindWord& each) { return each.word == word; });
    return row == kKinds.end() ? std::nullopt : std::optional(row->kind);
}

std::uint8_t attribute_bit(OrgAttribute attribute) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(attribute));
}

std::vector<std::string_view> attribute_words(std::uint8_t attributes) {
    std::vector<std::string_view> words;
    for (const AttributeWord& row : kAttributes)
        if (holds(attributes, row.attribute)) words.push_back(row.word);
    return words;
}

std::optional<OrgAttribute> find_attribute(std::string_view word) {
    const auto row = std::find_if(kAttributes.begin(), kAttributes.end(), [&](const AttributeWord& each) { return each.word == word; });
    return row == kAttributes.end() ? std::nullopt : std::optional(row->attribute);
}

Result<FiledOccupation> parse_filed(const std::string& text) {
    const auto parts = split(text, ':');
    if (parts.size() != 2 || parts[0].empty()) return bad_scope(text);
    FiledOccupation filed{.occupation = std::string(parts[0])};
    for (const std::string_view range : split(parts[1], ',')) {
        const auto levels = parse_levels(range);
        if (!levels) return bad_scope(text);
        filed.levels = static_cast<std::uint16_t>(filed.levels | *levels);
    }
    return filed;
}

std::vector<int> levels_of(std::uint16_t levels) {
    std::vector<int> rising;
    for (int level = kLevelMin; level <= kLevelMax; ++level)
        if ((levels & level_bit(level)) != 0) rising.push_back(level);
    return rising;
}

} // namespace kaogong::bureau
