#include "core/assessment/paper.h"

#include "core/assessment/draw.h"
#include "core/assessment/spread.h"
#include "core/base/codes/assessment.h"
#include "tests/core/assessment/fixtures.h"
#include "tests/support/fake_random.h"
#include "tests/support/table.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

bool all_exact_lines_met(const std::vector<PaperProof>& proof) {
    return std::all_of(proof.begin(), proof.end(), [](const PaperProof& line) { return line.met() || !line.exact; });
}

bool all_lines_met(const std::vector<PaperProof>& proof) {
    return std::all_of(proof.begin(), proof.end(), [](const PaperProof& line) { return line.met(); });
}

// A spec and a bank as a section of the table describes them; columns after `points` are areas.
struct Demand {
    AssessmentSpec spec = electrician_spec();
    std::vector<Item> items;
    std::string expected;

    explicit Demand(const Table& table) {
        spec.theory.item_types.clear();
        spec.theory.areas.clear();
        spec.theory.points_max = 0;
        for (const TableRow& row : table.rows) row.text("type") == "need" ? read_need(row) : read_type(row);
        spec.theory.pass_mark = spec.theory.points_max * 6 / 10;
    }

    void read_need(const TableRow& row) {
        expected = row.text("expect");
        const bool by_points = row.text("basis") == "points";
        spec.theory.area_basis = by_points ? AreaBasis::points : AreaBasis::questions;
        for (std::size_t i = 5; i < row.columns().size(); ++i) {
            const std::string& area = row.columns()[i];
            spec.theory.areas.push_back({.id = area, .name = chinese(area), .weight = by_points ? row.points(area) : row.number(area)});
        }
    }

    void read_type(const TableRow& row) {
        const ItemType type = find_item_type(row.text("type")).value();
        const auto count = static_cast<int>(row.number("count"));
        spec.theory.item_types.push_back({.type = type, .count = count, .points_each = row.points("points")});
        spec.theory.points_max += count * row.points("points");
        for (const AreaPlan& area : spec.theory.areas) {
            for (std::int64_t i = 0; i < row.number(area.id); ++i)
                items.push_back(make_item(row.text("type") + "-" + area.id + "-" + std::to_string(i), type, area.id));
        }
    }
};

} // namespace

TEST_CASE("papers are assembled, or refused with the shortage named, as the table says") {
    for (const Table& table : read_tables(KAOGONG_SOURCE_DIR "/tests/tables/blueprint.txt")) {
        CAPTURE(table.name);
        const Demand demand(table);
        const ItemPool pool = ItemPool::build(demand.items).value();
        const auto assembled = assemble(demand.spec, pool, 42);
        CHECK_EQ(assembled ? "ok" : code_text(assembled.code()), demand.expected);
        if (assembled) CHECK(all_exact_lines_met(assembled->proof));
        if (!assembled) CHECK_FALSE(assembled.error().context.empty());
    }
}

TEST_CASE("a rich bank meets every line of the proof, importance and difficulty included") {
    const AssessmentSpec spec = electrician_spec();
    const ItemPool pool = ItemPool::build(bank_for(spec, 60)).value();
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const AssembledPaper assembled = assemble(spec, pool, seed).value();
        CAPTURE(seed);
        CHECK_EQ(assembled.paper.items.size(), 100);
        CHECK(all_lines_met(assembled.proof));
    }
}

TEST_CASE("a paper is the same on every machine") {
    // The generator's published test vector for seed 1234567 (splitmix64.c), then a paper drawn with it, fixed for ever.
    Draw draw(1234567);
    CHECK_EQ(draw.next(), 6457827717110365317u);
    CHECK_EQ(draw.next(), 3203168211198807973u);
    CHECK_EQ(draw.next(), 9817491932198370423u);
    const AssessmentSpec spec = electrician_spec();
    const ItemPool pool = ItemPool::build(bank_for(spec, 60)).value();
    std::string ids;
    const Paper paper = assemble(spec, pool, 2026)->paper;
    for (const PaperItem& item : paper.items) ids += item.item + " ";
    CHECK_EQ(derived_seed(0, ids), 3197645502586033521u);
}

TEST_CASE("the order in which a bank was written does not matter") {
    const AssessmentSpec spec = electrician_spec();
    std::vector<Item> items = bank_for(spec, 30);
    const Paper straight = assemble(spec, ItemPool::build(items).value(), 5)->paper;
    std::reverse(items.begin(), items.end());
    CHECK(assemble(spec, ItemPool::build(items).value(), 5)->paper == straight);
    CHECK_FALSE(assemble(spec, ItemPool::build(items).value(), 6)->paper == straight);
}

TEST_CASE("every item of a bank that the shares admit has its chance") {
    AssessmentSpec spec = electrician_spec();
    spec.theory.item_types = {{.type = ItemType::single, .count = 20, .points_each = 500}};
    spec.theory.areas.resize(2);
    for (AreaPlan& area : spec.theory.areas) area.weight = 10;
    const ItemPool pool = ItemPool::build(bank_for(spec, 60)).value();
    std::set<std::string> drawn;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        const Paper paper = assemble(spec, pool, seed)->paper;
        for (const PaperItem& item : paper.items) drawn.insert(item.item);
    }
    const auto admitted = [](const Item& item) { return item.difficulty <= 3; };
    CHECK_EQ(drawn.size(), std::count_if(pool.items().begin(), pool.items().end(), admitted));
}

TEST_CASE("a poor bank gives the nearest shares that exist, and the proof says how near") {
    AssessmentSpec spec = electrician_spec();
    std::vector<Item> items = bank_for(spec, 60);
    for (Item& item : items) item.importance = item.area == "D" ? Importance::z : Importance::x; // 25 of 100 are Z whatever one does
    const AssembledPaper assembled = assemble(spec, ItemPool::build(items).value(), 1).value();
    CHECK(all_exact_lines_met(assembled.proof));
    for (const PaperProof& line : assembled.proof) {
        if (line.constraint == Constraint::importance && line.of == "Z") CHECK_EQ(line.got, 25);
        if (line.constraint == Constraint::importance && line.of == "X") CHECK_EQ(line.got, 75);
        if (line.constraint == Constraint::difficulty) CHECK(line.met());
    }
}

namespace {

// The best that any choice could reach, found by trying all of them: two cells, a few classes.
std::int64_t best_distance(const std::vector<SpreadCell>& cells, const std::vector<std::int64_t>& counts, const SpreadTarget& target,
                           std::size_t cell = 0, std::size_t k = 0, ClassCounts totals = {}, std::int64_t taken = 0) {
    if (cell == cells.size()) return distance(target, totals);
    if (k == kItemClasses) return taken == counts[cell] ? best_distance(cells, counts, target, cell + 1, 0, totals, 0) : INT64_MAX;
    std::int64_t best = INT64_MAX;
    for (std::int64_t n = 0; n <= std::min(cells[cell].supply[k], counts[cell] - taken); ++n) {
        ClassCounts with = totals;
        with[k] += n;
        best = std::min(best, best_distance(cells, counts, target, cell, k + 1, with, taken + n));
    }
    return best;
}

void fill_at_random(SpreadCell& cell, std::int64_t& count, FakeRandom& random) {
    for (int classes = 0; classes < 4; ++classes) cell.supply[random.below(kItemClasses)] += static_cast<std::int64_t>(random.below(3));
    for (std::size_t k = 0; k < kItemClasses; ++k) {
        cell.chosen[k] = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(cell.supply[k]) + 1));
        count += cell.chosen[k];
    }
}

} // namespace

TEST_CASE("the spread is as near as any choice could be, tried against all choices of small banks") {
    FakeRandom random(11);
    Draw draw(12);
    int short_of_best = 0;
    for (int bank = 0; bank < 300; ++bank) {
        std::vector<SpreadCell> cells(2);
        std::vector<std::int64_t> counts(2);
        for (std::size_t c = 0; c < cells.size(); ++c) fill_at_random(cells[c], counts[c], random);
        const SpreadTarget target = spread_target(electrician_spec().theory, counts[0] + counts[1]);
        const std::int64_t best = best_distance(cells, counts, target);
        spread(cells, {}, target, draw);
        ClassCounts totals{};
        for (const SpreadCell& cell : cells) {
            for (std::size_t k = 0; k < kItemClasses; ++k) totals[k] += cell.chosen[k];
        }
        CAPTURE(bank);
        CHECK(distance(target, totals) >= best);
        short_of_best += distance(target, totals) > best ? 1 : 0;
    }
    CHECK_EQ(short_of_best, 0);
}

TEST_CASE("faulty banks are refused by code") {
    std::vector<Item> items = {make_item("a", ItemType::single), make_item("a", ItemType::single)};
    CHECK(ItemPool::build(items).code() == codes::item_repeated);
    items[1].id = "b";
    items[0].stimulus = items[1].stimulus = "s";
    items[0].stimulus_order = 1;
    items[1].stimulus_order = 2;
    CHECK(ItemPool::build(items).code() == codes::stimulus_faulty);
    const std::vector<Stimulus> stimuli = {{.id = "s", .text = chinese("材料"), .figure = {}}};
    CHECK(ItemPool::build(items, stimuli).ok());
    items[1].area = "B";
    CHECK(ItemPool::build(items, stimuli).code() == codes::stimulus_faulty);
    items[1].area = "A";
    items[1].stimulus_order = 1;
    CHECK(ItemPool::build(items, stimuli).code() == codes::stimulus_faulty);
    items.pop_back();
    CHECK(ItemPool::build(items, stimuli).code() == codes::stimulus_faulty);
}

TEST_CASE("a paper that was tampered with does not prove its blueprint") {
    const AssessmentSpec spec = electrician_spec();
    const ItemPool pool = ItemPool::build(bank_for(spec, 30)).value();
    const Paper paper = assemble(spec, pool, 3)->paper;
    Paper twice = paper;
    twice.items[1] = twice.items[0];
    CHECK(prove(spec, pool, twice).code() == codes::item_repeated);
    Paper dearer = paper;
    dearer.items[0].points = 200;
    CHECK(prove(spec, pool, dearer).code() == codes::paper_misfits);
    Paper shorter = paper;
    shorter.items.pop_back();
    CHECK_FALSE(all_exact_lines_met(prove(spec, pool, shorter).value()));
}

// ---- Shared stimuli and shuffling

namespace {

struct Cases {
    AssessmentSpec spec = electrician_spec();
    std::vector<Item> items;
    std::vector<Stimulus> stimuli;

    Cases() {
        spec.theory.item_types[0].stimuli = 2;
        items = bank_for(spec, 40);
        for (const auto& [id, size] : {std::pair{"s1", 3}, std::pair{"s2", 5}, std::pair{"s3", 2}}) add_case(id, size);
    }
    void add_case(const std::string& id, int size) {
        stimuli.push_back({.id = id, .text = chinese("案例材料"), .figure = {}});
        for (int i = 1; i <= size; ++i) {
            // Written so that the order of ids is not the order of the case.
            Item item = make_item("case-" + id + "-" + std::to_string(9 - i), ItemType::single, id == "s2" ? "D" : "B");
            item.stimulus = id;
            item.stimulus_order = i;
            items.push_back(item);
        }
    }
};

std::vector<std::string> stimuli_of(const CandidatePaper& paper, const ItemPool& pool) {
    std::vector<std::string> order;
    for (const CandidateItem& shown : paper.items) order.push_back(pool.find(shown.item)->stimulus);
    return order;
}

CandidateRef candidate(std::uint8_t byte) {
    CandidateRef ref;
    ref.bytes.fill(byte);
    return ref;
}

} // namespace

TEST_CASE("shared stimuli are drawn as many as the spec wants, whole and in order") {
    const Cases cases;
    const ItemPool pool = ItemPool::build(cases.items, cases.stimuli).value();
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const AssembledPaper assembled = assemble(cases.spec, pool, seed).value();
        std::set<std::string> drawn;
        for (const PaperItem& item : assembled.paper.items) drawn.insert(item.stimulus);
        CHECK_EQ(drawn.size(), 3); // two stimuli, and none
        CHECK(all_exact_lines_met(assembled.proof));
    }
    AssessmentSpec greedy = cases.spec;
    greedy.theory.item_types[0].stimuli = 4;
    CHECK(assemble(greedy, pool, 1).code() == codes::bank_short);
}

TEST_CASE("items of a stimulus stay together and in order on every candidate's paper") {
    const Cases cases;
    const ItemPool pool = ItemPool::build(cases.items, cases.stimuli).value();
    const Paper paper = assemble(cases.spec, pool, 1)->paper;
    for (std::uint8_t who = 0; who < 30; ++who) {
        const CandidatePaper shown =
            candidate_paper(cases.spec, pool, paper, {.session_seed = 9, .candidate = candidate(who), .exempt_areas = {}}).value();
        REQUIRE_EQ(shown.items.size(), 100);
        const std::vector<std::string> order = stimuli_of(shown, pool);
        std::set<std::string> closed;
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (order[i] != order[i - 1]) CHECK((order[i].empty() || closed.insert(order[i]).second));
            if (!order[i].empty() && order[i] == order[i - 1])
                CHECK(pool.find(shown.items[i].item)->stimulus_order == pool.find(shown.items[i - 1].item)->stimulus_order + 1);
        }
    }
}

TEST_CASE("each candidate has another order of items and options, always the same again, types never mixed") {
    const AssessmentSpec spec = electrician_spec();
    const ItemPool pool = ItemPool::build(bank_for(spec, 30)).value();
    const Paper paper = assemble(spec, pool, 1)->paper;
    const auto shown_to = [&](std::uint8_t who) {
        return candidate_paper(spec, pool, paper, {.session_seed = 9, .candidate = candidate(who), .exempt_areas = {}}).value();
    };
    CHECK(shown_to(1) == shown_to(1));
    CHECK_FALSE(shown_to(1) == shown_to(2));
    std::set<std::vector<std::string>> option_orders;
    const CandidatePaper shown = shown_to(1);
    for (std::size_t i = 0; i < 80; ++i) option_orders.insert(shown.items[i].options);
    CHECK(option_orders.size() > 15);
    for (std::size_t i = 80; i < 100; ++i) CHECK(shown.items[i].options == std::vector<std::string>{"t", "f"});
}

TEST_CASE("all of the above stays last") {
    AssessmentSpec spec = electrician_spec();
    std::vector<Item> items = bank_for(spec, 30);
    for (Item& item : items) {
        if (item.type == ItemType::single) item.options[2].pinned_last = true; // c, though not written last
    }
    const ItemPool pool = ItemPool::build(items).value();
    const Paper paper = assemble(spec, pool, 1)->paper;
    const CandidatePaper shown =
        candidate_paper(spec, pool, paper, {.session_seed = 1, .candidate = candidate(7), .exempt_areas = {}}).value();
    for (std::size_t i = 0; i < 80; ++i) CHECK_EQ(shown.items[i].options.back(), "c");
}

TEST_CASE("with shuffling off everybody sees the paper as it was laid out") {
    AssessmentSpec spec = electrician_spec();
    spec.theory.shuffle_items = spec.theory.shuffle_options = Shuffle::off;
    const ItemPool pool = ItemPool::build(bank_for(spec, 30)).value();
    const Paper paper = assemble(spec, pool, 1)->paper;
    const CandidatePaper shown =
        candidate_paper(spec, pool, paper, {.session_seed = 1, .candidate = candidate(7), .exempt_areas = {}}).value();
    for (std::size_t i = 0; i < 100; ++i) CHECK_EQ(shown.items[i].item, paper.items[i].item);
    CHECK(shown.items[0].options == std::vector<std::string>{"a", "b", "c", "d"});
}

TEST_CASE("an exempt area is left out and moves no option of another item (P19)") {
    const AssessmentSpec spec = electrician_spec();
    const ItemPool pool = ItemPool::build(bank_for(spec, 30)).value();
    const Paper paper = assemble(spec, pool, 1)->paper;
    const CandidatePaper whole =
        candidate_paper(spec, pool, paper, {.session_seed = 1, .candidate = candidate(7), .exempt_areas = {}}).value();
    const CandidatePaper part =
        candidate_paper(spec, pool, paper, {.session_seed = 1, .candidate = candidate(7), .exempt_areas = {"B"}}).value();
    CHECK_EQ(part.items.size(), 80);
    for (const CandidateItem& item : part.items) {
        CHECK_NE(pool.find(item.item)->area, "B");
        CHECK(std::find(whole.items.begin(), whole.items.end(), item) != whole.items.end());
    }
}

TEST_CASE("bounded draws are even and choices are sets") {
    Draw draw(3);
    std::array<int, 7> seen{};
    for (int i = 0; i < 70'000; ++i) ++seen[draw.below(7)];
    for (const int count : seen) CHECK(std::abs(count - 10'000) < 500);
    for (std::size_t limit = 0; limit < 20; ++limit) {
        for (std::size_t count = 0; count <= limit; ++count) {
            const std::vector<std::size_t> chosen = draw.choose(count, limit);
            CHECK_EQ(std::set(chosen.begin(), chosen.end()).size(), count);
            CHECK(std::is_sorted(chosen.begin(), chosen.end()));
            CHECK((chosen.empty() || chosen.back() < limit));
        }
    }
}
