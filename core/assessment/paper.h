// Papers 试卷: drawn from a bank by spec and seed, the same on every machine, and laid out anew for each candidate. Drawing uses only the
// integer generator of draw.h, never a library's shuffle or distribution, whose results differ between libraries.
#pragma once

#include "core/assessment/item.h"
#include "core/assessment/spec.h"
#include "core/base/random.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong::assessment {

// Importance x difficulty: the fifteen classes in which a blueprint counts a knowledge point's item.
inline constexpr std::size_t kItemClasses = 15;
std::size_t item_class(const Item& item);

// Items with their indexes. Order of entry does not matter: everything is kept by rising item id, so that equal banks give equal papers.
class ItemPool {
  public:
    // Refuses a faulty item, two items of one id, a stimulus that is missing, has fewer than two or more than five items, mixes types or
    // areas, or whose orders repeat.
    static Result<ItemPool> build(std::vector<Item> items, std::vector<Stimulus> stimuli = {});

    const std::vector<Item>& items() const { return items_; } // rising by id
    const std::vector<Stimulus>& stimuli() const { return stimuli_; }
    const Item* find(std::string_view item_id) const;
    const Stimulus* find_stimulus(std::string_view stimulus_id) const;

    using Index = std::uint32_t; // into items()
    struct Cell {
        std::array<std::vector<Index>, kItemClasses> items; // that stand alone, by item_class()
        std::vector<std::vector<Index>> stimuli;            // blocks in stimulus order
        std::size_t alone = 0;                              // sum over the classes
    };
    const Cell* cell(ItemType type, std::string_view area) const;

  private:
    Result<void> index();

    std::vector<Item> items_;
    std::vector<Stimulus> stimuli_;
    std::map<std::pair<ItemType, std::string>, Cell, std::less<>> cells_;
};

struct PaperItem {
    std::string item;
    ItemType type = ItemType::single;
    std::string area;
    std::string stimulus; // or empty
    Points points = 0;    // that the item is worth
    bool operator==(const PaperItem&) const = default;
};

struct Paper {
    std::uint64_t seed = 0;
    std::vector<PaperItem> items; // grouped by type in the spec's order; items of a stimulus side by side
    bool operator==(const Paper&) const = default;
};

// One line of the proof that a paper meets its blueprint. Counts, or hundredths where an area is weighed by points. `exact` lines are
// always met in an assembled paper; the others (importance, difficulty) are as near as the bank allows, and say how near.
enum class Constraint : std::uint8_t { type_count = 1, area_weight, points_total, importance, difficulty };
struct PaperProof {
    Constraint constraint = Constraint::type_count;
    std::string of; // item type key, area id, `X`, `1`
    std::int64_t wanted = 0;
    std::int64_t got = 0;
    bool exact = true;
    bool met() const { return wanted == got; }
};

struct AssembledPaper {
    Paper paper;
    std::vector<PaperProof> proof;
};

// Types, areas and points are met exactly; importance and difficulty as near as the bank allows. An impossible demand is refused with the
// code and the context that names what lacks ("single in B: 25 wanted, 18 in the bank").
Result<AssembledPaper> assemble(const AssessmentSpec& spec, const ItemPool& pool, std::uint64_t seed);

// The proof of any paper, drawn up anew from the paper and its items; what `paper inspect` and the terminal's check use.
Result<std::vector<PaperProof>> prove(const AssessmentSpec& spec, const ItemPool& pool, const Paper& paper);

// The paper as one candidate sees it: order of items within their type group, order of options within each item. Exempt areas are left out.
struct CandidateItem {
    std::string item;
    std::vector<std::string> options; // ids in the order shown; empty for numeric and short text
    bool operator==(const CandidateItem&) const = default;
};
struct CandidatePaper {
    std::vector<CandidateItem> items;
    bool operator==(const CandidatePaper&) const = default;
};

struct CandidateDraw {
    std::uint64_t session_seed = 0;
    CandidateRef candidate;
    std::vector<std::string> exempt_areas;
};
Result<CandidatePaper> candidate_paper(const AssessmentSpec& spec, const ItemPool& pool, const Paper& paper, const CandidateDraw& draw);

} // namespace kaogong::assessment
