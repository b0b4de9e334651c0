// What an examiner reads while scoring: who measured as which reader, how much of the own work is left, what a veto and a pause bring about,
// and what is not shown while somebody scores again.
#include "kiosk/app/marking/marking_views.h"

#include "kiosk/screens/candidate/bars.h"
#include "tests/kiosk/app/marking/room.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

namespace {

class NoPictures : public Pictures {
  public:
    model::Picture figure(std::string_view) override { return {}; }
};

struct Shown {
    Room room;
    SiteFacts site;
    NoPictures pictures;
    MarkingSources sources{room.marking, site, pictures, Language::en};

    model::ScoreRowView row(std::string_view id) {
        for (const model::ScoreRowView& row : sheet_view(sources).rows)
            if (row.id == id) return row;
        FAIL("no such row");
        return {};
    }
    // The first examiner is in front, and the piece is handed in.
    void hand_in() {
        room.sign_in("a");
        room.start();
        room.wish(model::SetCount{"s", 0});
        room.clock.advance(30 * kMinuteMs);
        room.hand_in();
        room.finish_phase();
    }
    // All have read, judged and signed blind: the comparison is open.
    void compare(int a, int b, int c) {
        hand_in();
        room.enter("a", "41.990", a);
        room.enter("b", "41.991", b);
        room.enter("c", nullptr, c);
        for (int i = 0; i < 4 && !room.marking.pad(); ++i) room.finish_phase();
        for (const char* who : {"c", "a", "b"}) room.sign_own(who);
        REQUIRE(room.station().state.compared);
    }
};

std::string seconds_text(const model::LocalTime& time) {
    return screens::clock_text_seconds(time);
}

std::vector<std::string> names(const model::ScoreRowView& row) {
    std::vector<std::string> names;
    for (const model::ReaderView& reader : row.readers) names.push_back(reader.name);
    return names;
}

} // namespace

TEST_CASE("who measured first is the first reader for whoever looks") {
    Shown shown;
    shown.hand_in();
    shown.room.sign_in("b");
    shown.room.wish(model::TypeReading{"m", 0, "41.990"});
    shown.room.wish(model::RecordReading{"m"});
    CHECK_EQ(names(shown.row("m")), std::vector<std::string>{"b", ""});
    shown.room.sign_in("a");
    const model::ScoreRowView row = shown.row("m");
    CHECK_EQ(names(row), std::vector<std::string>{"b", "a"});
    CHECK(row.readers[1].self);
    CHECK(row.readers[0].values.empty()); // of the other: nothing until both are in
    CHECK(row.own);
    shown.room.wish(model::TypeReading{"m", 0, "41.991"});
    shown.room.wish(model::RecordReading{"m"});
    CHECK_EQ(names(shown.row("m")), std::vector<std::string>{"b", "a"});
    CHECK_EQ(shown.row("m").readers[0].values, std::vector<std::string>{"41.990"});
    shown.room.sign_in("c"); // two have read and agree: there is nothing left for a third
    CHECK_FALSE(shown.row("m").own);
    CHECK(shown.row("m").readers[0].values.empty());
}

TEST_CASE("of a row on which two agree nothing is left for a third, and it says that it is scored") {
    Shown shown;
    shown.hand_in();
    shown.room.enter("a", "41.990", 2);
    shown.room.enter("b", "41.991", 2);
    shown.room.sign_in("c");
    CHECK_FALSE(shown.row("m").own);
    CHECK(shown.row("m").state == model::RowState::scored);
}

TEST_CASE("the clock of a candidate ends where the hand-in was begun, whatever time sealing and signing take") {
    Shown shown;
    shown.room.sign_in("a");
    shown.room.start();
    shown.room.wish(model::SetCount{"s", 0});
    shown.room.clock.advance(30 * kMinuteMs);
    shown.room.wish(model::ShowFinish{});
    const std::int64_t begun_ms = shown.room.clock.wall_ms();
    CHECK_EQ(seconds_text(hand_in_view(shown.sources).at), seconds_text(local(shown.sources, begun_ms)));
    shown.room.clock.advance(4 * kMinuteMs);
    CHECK_EQ(seconds_text(hand_in_view(shown.sources).at), seconds_text(local(shown.sources, begun_ms)));
    shown.room.wish(model::DrawPieceCode{});
    shown.room.wish(model::HandInPiece{1, "S-1", shown.room.marking.ask().drawn_code, true});
    shown.room.clock.advance(kMinuteMs);
    shown.room.show_token("b");
    CHECK_EQ(shown.room.station().state.clock.before_ms, 30 * kMinuteMs);
    CHECK_EQ(shown.room.station().state.hand_in->at.wall_ms, begun_ms);
}

TEST_CASE("a hand-in that is given up leaves the clock running") {
    Shown shown;
    shown.room.sign_in("a");
    shown.room.start();
    shown.room.wish(model::SetCount{"s", 0});
    shown.room.clock.advance(30 * kMinuteMs);
    shown.room.wish(model::ShowFinish{});
    shown.room.wish(model::CancelAsk{});
    shown.room.clock.advance(10 * kMinuteMs);
    shown.room.hand_in();
    CHECK_EQ(shown.room.station().state.clock.before_ms, 40 * kMinuteMs);
}

TEST_CASE("a veto says what its first occurrence brings about and what the next would, and the second person reads it before the PIN") {
    Shown shown;
    shown.room.sign_in("a");
    shown.room.start();
    const std::string first = sheet_view(shown.sources).vetoes.front().effect;
    shown.room.wish(model::ArmVeto{"v"});
    CHECK(sheet_view(shown.sources).armed->effect.find("no. 1") != std::string::npos);
    shown.room.wish(model::ConfirmVeto{"v"});
    const model::SignView sign = sign_view(shown.sources);
    CHECK(sign.act.find("v, occurrence 1") != std::string::npos);
    CHECK_FALSE(sign.effect.empty());
    CHECK(first.find(sign.effect) != std::string::npos);
}

TEST_CASE("a pause says why, since when and for how long") {
    Shown shown;
    shown.room.sign_in("a");
    shown.room.start();
    CHECK_FALSE(sheet_view(shown.sources).pause.has_value());
    shown.room.wish(model::PauseWork{model::PauseScope::station, model::PauseCause::machine_fault});
    const std::int64_t since_ms = shown.room.clock.wall_ms();
    shown.room.clock.advance(5 * kMinuteMs);
    const auto pause = sheet_view(shown.sources).pause;
    REQUIRE(pause.has_value());
    CHECK_EQ(pause->cause, std::string(assessment::outcome_facts(OutcomeCode::machine_fault).en));
    CHECK_EQ(seconds_text(pause->since), seconds_text(local(shown.sources, since_ms)));
    CHECK_EQ(pause->lasted_ms, 5 * kMinuteMs);
    shown.room.wish(model::ResumeWork{});
    CHECK_FALSE(sheet_view(shown.sources).pause.has_value());
}

TEST_CASE("whoever scores again sees the own score before, and nobody a total until all have signed anew") {
    Shown shown;
    shown.compare(3, 0, 3);
    shown.room.wish(model::SelectRow{shown.room.row("j"), 0});
    CHECK(shown.row("j").again.find("score 0") != std::string::npos);
    shown.room.wish(model::Judge{"j", 2});
    CHECK(shown.row("j").again.find("0 → 2") != std::string::npos);
    CHECK_FALSE(sheet_view(shown.sources).total.has_value());
}

TEST_CASE("the page of signatures is in the order of signing and says what each has done before") {
    Shown shown;
    shown.compare(2, 2, 2);
    shown.room.wish(model::AskSignature{});
    shown.room.show_token("a");
    shown.room.wish(model::SubmitTally{static_cast<int>(final_score(shown.room.station().state).value().points)});
    shown.room.show_token("t");
    const model::SealView seal = seal_view(shown.sources);
    std::vector<std::string> order;
    for (const model::SignatureLine& line : seal.signatures) order.push_back(line.name);
    CHECK_EQ(order, std::vector<std::string>{"b", "c", "t", "a", "q"});
    CHECK(seal.signatures[0].done.find("own sheet signed") != std::string::npos);
    CHECK(seal.signatures[2].done.find("tally") != std::string::npos);
    CHECK(seal.signatures[3].done.find("scores closed") != std::string::npos);
    CHECK(seal.signatures[4].done.empty());
}
