// 双人录入 at the terminal: from the list of candidates to the result, by what two people key.
#include "core/assessment/practical/scoring_paper.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "tests/core/assessment/practical/scoring_samples.h"
#include "tests/kiosk/app/marking/room.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

using Values = std::vector<std::string>;

struct PaperRoom : Room {
    PaperRoom() {
        sign_in("a");
        clock.advance(3 * 60 * kMinuteMs); // noon: the times on the paper are over
    }
    void photograph() {
        wish(model::BeginHandEntry{});
        REQUIRE_EQ(marking.page(), MarkingPage::paper);
        wish(model::PhotographPaper{model::EvidenceSource::camera});
        REQUIRE(station().state.paper.has_value());
    }
    void key(const char* row, Values values) { wish(model::KeyRow{row, model::KeyedState::keyed, std::move(values)}); }
    void key_all(const char* reading, const char* level) {
        key("p", {"0"});
        key("s", {"2"});
        key("m", {reading});
        key("j", {"2", "2", level});
        key("v", {"0"});
        key("TIMES", {"0900", "0955", "0"});
        wish(model::FinishKeying{});
    }
    std::string next_row() {
        const HandState hand = marking.paper_of(station());
        return paper_order(hand)[marking.paper_row(station())];
    }
};

} // namespace

TEST_CASE("two key one paper, settle what differs, sign for it, and the result is signed like any other") {
    PaperRoom room;
    room.photograph();
    CHECK_EQ(room.next_row(), "p");
    room.key_all("41.990", "3");
    room.sign_in("b");
    CHECK_EQ(room.marking.page(), MarkingPage::paper);
    CHECK_EQ(room.next_row(), "p"); // nothing of the first keying is the second's
    room.key_all("41.900", "3");
    REQUIRE(Marking::settles_paper(room.station()));
    CHECK(differing(*room.station().state.paper) == Values{"m"});
    room.wish(model::AskSignature{});
    room.show_token("c");
    CHECK(room.marking.refused() == codes::entries_differ);
    room.wish(model::DismissRefusal{});
    room.wish(model::SettleRow{"m", model::SettledAs::first, {}, {}});
    room.wish(model::AskSignature{});
    room.show_token("a");
    REQUIRE(is_paper(room.station().state));
    CHECK_EQ(room.marking.page(), MarkingPage::compare);
    room.wish(model::AskSignature{});
    room.show_token("a");
    REQUIRE(room.station().state.stage == ScoringStage::decided);
    const Points points = final_score(room.station().state).value().points;
    CHECK_EQ(points, 1'000 + 2'800 + 3'000 + 2'333);
    room.wish(model::SubmitTally{static_cast<int>(points)});
    room.show_token("t");
    for (int i = 0; i < 5; ++i) {
        const auto next = room.marking.next_signer(room.station().state);
        REQUIRE(next.has_value());
        if (!room.marking.pad()) room.wish(model::AskSignature{});
        room.show_token(*next);
    }
    CHECK(room.marking.is_sealed(room.station()));
    const auto& journal = room.journals.begin()->second;
    CHECK(fold(room.content->rules.begin()->second, journal).value().stage == ScoringStage::signed_);
}

TEST_CASE("keys that are not taken stay beside the reason, and the next row waits until they are") {
    PaperRoom room;
    room.photograph();
    struct Case {
        const char* row;
        Values values;
        Code why;
    };
    const std::vector<Case> cases = {{"s", {"-1"}, codes::reading_misfits},
                                     {"m", {"41,990"}, codes::reading_comma},
                                     {"m", {"41.9901"}, codes::reading_too_fine},
                                     {"j", {"2", "2"}, codes::reading_misfits},
                                     {"j", {"2", "2", "4"}, codes::reading_misfits},
                                     {"v", {"101"}, codes::reading_misfits},
                                     {"TIMES", {"0955", "2460", "0"}, codes::reading_misfits},
                                     {"TIMES", {"0900", "1300", "0"}, codes::reading_misfits}, // not yet
                                     {"TIMES", {"0900", "955", "0"}, codes::reading_misfits},
                                     {"zz", {"1"}, codes::sheet_reference}};
    for (const Case& each : cases) {
        CAPTURE(each.row);
        room.key(each.row, each.values);
        REQUIRE(room.marking.refused_keys().has_value());
        CHECK(room.marking.refused_keys()->why == each.why);
        CHECK(room.marking.refused_keys()->values == each.values);
        CHECK(room.station().state.paper->keyings.empty());
    }
    room.key("s", {"2"});
    CHECK_FALSE(room.marking.refused_keys().has_value());
    CHECK_EQ(room.next_row(), "p");
    room.wish(model::SelectRow{1, 0});
    CHECK_EQ(room.next_row(), "s"); // may be keyed again
    room.wish(model::FinishKeying{});
    CHECK(room.marking.refused() == codes::rows_unseen);
}

TEST_CASE("a paper past midnight ends on the next day") {
    PaperRoom room;
    room.clock.advance(24 * 60 * kMinuteMs);
    room.photograph();
    room.key("TIMES", {"2330", "0020", "5"});
    const PaperTimes times = *room.station().state.paper->keyings[0].times;
    CHECK_EQ(times.ended_ms - times.started_ms, 50 * kMinuteMs);
    CHECK_EQ(times.credited_ms, 5 * kMinuteMs);
}

TEST_CASE("a paper is put away by two with a reason, and the candidate is scored at the terminal after all") {
    PaperRoom room;
    room.wish(model::BeginHandEntry{});
    room.wish(model::AskPutAway{}); // nothing photographed: it only goes back
    CHECK_EQ(room.marking.page(), MarkingPage::candidates);
    room.photograph();
    room.key("s", {"2"});
    room.wish(model::ShowCandidates{});
    room.wish(model::NextForCandidate{}); // on with it
    CHECK_EQ(room.marking.page(), MarkingPage::paper);
    room.wish(model::AskPutAway{});
    CHECK(room.marking.ask().what == Ask::What::put_away);
    room.wish(model::PutPaperAway{"拿错考生"});
    room.show_token("b");
    CHECK_FALSE(room.station().state.paper.has_value());
    CHECK_EQ(room.marking.page(), MarkingPage::candidates);
    room.wish(model::NextForCandidate{});
    CHECK_EQ(room.marking.page(), MarkingPage::person);
}

TEST_CASE("no camera, no paper: it is said, and nothing is keyed") {
    PaperRoom room;
    room.camera = error(codes::picture_missing);
    room.wish(model::BeginHandEntry{});
    room.wish(model::PhotographPaper{model::EvidenceSource::camera});
    CHECK(room.marking.refused() == codes::picture_missing);
    CHECK_FALSE(room.station().state.paper.has_value());
}

TEST_CASE("every kind of row is keyed by numbers, and shows the same numbers again") {
    ScoreSheet sheet = full_sheet();
    sheet.groups[0].take = 1;
    for (ScoreItem& item : sheet.items) item.instrument.clear(); // its micrometer reads neither nothing nor centuries
    ScoringRules rules = *small_test();
    rules.sheet = sheet;
    OperationContent content;
    const auto shared = std::make_shared<const ScoreSheet>(sheet);
    const HandState hand = hand_entry_start(shared, {"M2"});
    const Paper paper{.hand = hand, .rules = rules, .content = content, .day_ms = kNineMs};
    struct Case {
        ItemKind kind;
        Values values; // without the conditions that take the row
    };
    const std::vector<Case> cases = {{ItemKind::strict, {"2"}},       {ItemKind::per_step, {"0.3", "0.1"}}, {ItemKind::grade, {"0", "1", "2"}},
                                     {ItemKind::count, {"0.3", "0.1"}}, {ItemKind::grouped_count, {"3"}},     {ItemKind::off_total, {"2"}},
                                     {ItemKind::band, {"0.3", "0.1"}},  {ItemKind::check, {"1.2"}},           {ItemKind::step, {"2.1"}}};
    for (const Case& each : cases) {
        const auto item = std::find_if(sheet.items.begin(), sheet.items.end(),
                                       [&](const ScoreItem& one) { return one.kind() == each.kind && !one.zero_when.empty(); });
        REQUIRE(item != sheet.items.end());
        CAPTURE(kind_name(each.kind));
        for (const char* condition : {"0", "1"}) {
            Values values = each.values;
            values.emplace_back(condition);
            const auto value = paper_value(paper, {item->id, model::KeyedState::keyed, values}, kNineMs);
            REQUIRE(value.ok());
            auto rows = paper_rows(paper);
            const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.id == item->id; });
            REQUIRE(row != rows.end());
            REQUIRE_EQ(row->fields.size(), values.size());
            show_value(paper, *value, *row);
            for (std::size_t i = 0; i < values.size(); ++i) CHECK_EQ(row->fields[i].value, values[i]);
        }
    }
}
