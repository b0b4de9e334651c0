// Marking 阅卷 of a theory paper. One function makes every score: mark_prepared. Keys are compiled once into bit masks and point tables,
// responses into bit masks, so that re-marking a province is a matter of seconds; the printed result and the benchmark run the very same
// code.
#pragma once

#include "core/assessment/key.h"
#include "core/assessment/paper.h"
#include "core/assessment/points.h"
#include "core/assessment/response.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace kaogong::assessment {

// Numbers stand in result records.
enum class AnswerState : std::uint8_t {
    unanswered = 1, // 未答
    answered,       // 已答
    unusable,       // 无效作答: not a number, an option that the item does not have; 0 points, shown to a score review
    exempt,         // 免试: does not count
};

struct ItemMark {
    AnswerState state = AnswerState::unanswered;
    Points points = 0;
    Points points_max = 0;
    bool operator==(const ItemMark&) const = default;
};

struct AreaMark {
    Points points = 0;
    Points points_max = 0; // 0 for an exempt area
    bool operator==(const AreaMark&) const = default;
};

enum class Verdict : std::uint8_t { pass = 1, fail };

struct PaperMark {
    std::vector<ItemMark> items; // in the paper's order
    std::vector<AreaMark> areas; // in the spec's order
    Points points = 0;
    Points counted_max = 0; // without exempt areas
    Points points_max = 0;  // full marks of the spec
    int answered = 0;
    Verdict verdict = Verdict::fail; // exact: points / counted_max against pass mark / points_max, never a rounded value
    Earned earned() const { return {.points = points, .counted_max = counted_max, .points_max = points_max}; }
    bool operator==(const PaperMark&) const = default;
};

// What a candidate gave to one item: bit i = option i in the item's own order; for numbers and texts bit 0 = equals the key.
struct PreparedAnswer {
    std::uint16_t chosen = 0;
    AnswerState state = AnswerState::unanswered;
};
using PreparedAnswers = std::vector<PreparedAnswer>; // in the paper's order

class PreparedPaper {
  public:
    // Every item of the paper must be in the pool and have exactly one fitting key; keys of other items are ignored.
    static Result<PreparedPaper> prepare(const AssessmentSpec& spec, const ItemPool& pool, const Paper& paper, std::span<const Key> keys);

    // Responses in any order; items without one are unanswered. Refuses a response to an item that the paper does not have, or two to one;
    // a response that does not fit its item is marked unusable, since a candidate's paper is never refused as a whole.
    Result<PreparedAnswers> read(std::span<const ItemResponse> responses) const;

    const std::vector<std::string>& item_ids() const { return item_ids_; }
    const std::vector<std::string>& area_ids() const { return area_ids_; }

  private:
    friend void mark_prepared(const PreparedPaper&, const PreparedAnswers&, std::span<const std::uint8_t>, PaperMark&);

    // Points by number of right options chosen and of wrong ones; exact rules look at `right` alone.
    struct Rule {
        std::uint16_t right = 0; // mask of the key
        std::uint16_t area = 0;
        std::uint8_t right_count = 1;
        MultipleMode mode = MultipleMode::all_or_nothing;
        Points points = 0;
        Points partial_points = 0;
        Points wrong_points = 0;
    };
    static Points earned_points(const Rule& rule, std::uint16_t chosen);
    static Result<Rule> make_rule(const AssessmentSpec& spec, const Item& item, const Key& key);
    Result<void> add(const AssessmentSpec& spec, const PaperItem& place, const Item& item, const Key& key);
    PreparedAnswer read_one(std::size_t index, const Response& response) const;

    std::vector<Rule> rules_; // in the paper's order
    std::vector<Item> items_; // for reading responses
    std::vector<Key> keys_;
    std::vector<std::string> item_ids_;
    std::vector<std::string> area_ids_;
    std::unordered_map<std::string, std::size_t> places_;
    NumericRule numeric_;
    ShortTextRule short_text_;
    Points points_max_ = 0;
    Points pass_mark_ = 0;
};

// exempt[area index] != 0 leaves that area out; empty = none. `mark` is overwritten and its memory used again.
void mark_prepared(const PreparedPaper& paper, const PreparedAnswers& answers, std::span<const std::uint8_t> exempt, PaperMark& mark);

Result<PaperMark> mark_paper(const PreparedPaper& paper, std::span<const ItemResponse> responses, const TheoryExemption& exemption = {});

// One item alone, by the same code; for authors' trials and score reviews.
Result<ItemMark> mark_item(const AssessmentSpec& spec, const Item& item, const Key& key, Points points, const Response& response);

} // namespace kaogong::assessment
