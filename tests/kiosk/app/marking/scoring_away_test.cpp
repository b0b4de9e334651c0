// Own sheets of examiners away from the desk: signed there, carried by the token, taken in here.
#include "kiosk/app/marking/scoring_desk.h"

#include "core/base/codes/record.h"
#include "core/record/sheet_file.h"
#include "tests/kiosk/app/marking/scoring_workshop.h"

#include <chrono>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

namespace {

// Another terminal of the session, which leads no station. It shares the tokens, as if people carried them over.
struct Elsewhere {
    Workshop& workshop;
    SampleTerminal terminal;
    Device device;
    SharedOperation content;
    std::unique_ptr<store::TerminalStore> store;
    std::optional<ScoringDesk> desk;

    explicit Elsewhere(Workshop& of)
        : workshop(of), terminal(of.bureau.enrol("A-02")),
          device{.keys = {.signing = terminal.device.copy(), .sealing = record::age::Identity::generate(of.bureau.random)},
                 .kit = {.content = {.roots = of.bureau.root_set, .terminal = terminal.id}, .bundle = of.bureau.bundle},
                 .certificate = terminal.certificate} {
        auto made = std::make_shared<OperationContent>(*of.content);
        made->terminal = terminal.id;
        content = made;
        start();
        REQUIRE(store->trust().accept(of.bureau.bundle_bytes).ok());
    }
    void start() {
        desk.reset();
        store.reset();
        store = Workshop::open_store(workshop, device, "data-2", terminal.id);
        desk.emplace(Workshop::world_of(workshop, device, *store), content, record::PackageManifest{});
    }
    template <typename Reply> Reply ask(const MarkingRequest& request) { return std::get<Reply>(desk->handle(request)); }
};

// An own sheet there, with a judgement in it.
struct AwaySheet {
    Elsewhere& at;
    SittingId id;
    OwnSheetState state;

    AwaySheet(Elsewhere& elsewhere, std::string who) : at(elsewhere), state(own_sheet_start(sample_marking_rules(), who)) {
        const auto opened = at.ask<OwnSheetOpened>(OpenOwnSheet{.candidate = at.workshop.candidate, .examiner = who});
        id = opened.scoring.value();
        for (const ScoringEvent& event : opened.journal) REQUIRE(advance(state, event).ok());
    }
    void judge(int level) {
        const RowTouched event{.at = at.workshop.clock.now(), .by = state.examiner, .row = "j", .entry = judge_entry(level), .second = {}, .reason = {}};
        const auto effects = advance(state, event);
        REQUIRE(effects.ok());
        const auto& append = std::get<AppendScoringEvent>(effects->front());
        REQUIRE(at.ask<ScoringAppended>(AppendScoring{.scoring = id, .sequence = append.sequence, .event = append.event}).durable.ok());
    }
    ScoringSigned sign(const char* pin = kPin) {
        const ScoringSigned done = at.ask<ScoringSigned>(SignOwnSheet{.scoring = id,
                                                                      .sheet = std::make_shared<const OwnSheetState>(state),
                                                                      .candidate = at.workshop.candidate,
                                                                      .pin = Secret(view(std::string_view(pin))),
                                                                      .at = at.workshop.clock.now()});
        if (done.event) REQUIRE(advance(state, *done.event).ok());
        return done;
    }
    Path folder() const { return at.workshop.slot(state.examiner) / "kaogong-sheets"; }
    std::size_t on_token() const {
        std::error_code failed;
        std::size_t files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder(), failed)) files += std::size_t{entry.is_regular_file()};
        return files;
    }
};

} // namespace

namespace {

SheetsSeen look(Workshop& workshop, const Scoring& scoring) {
    LookForSheets request;
    request.signed_from_s[workshop.candidate] = scoring.state.started_at->wall_ms / 1'000;
    return workshop.ask<SheetsSeen>(request);
}

// Up to the hand-in and the readings, with nothing of c.
void play_without_c(Scoring& scoring) {
    for (const ScoringEvent& event : sample_marking_events()) {
        const auto* touched = std::get_if<RowTouched>(&event);
        if (touched != nullptr && touched->by == "c") continue;
        if (std::holds_alternative<PhaseFinished>(event) || std::holds_alternative<SheetSigned>(event) ||
            std::holds_alternative<ScoresDecided>(event))
            continue;
        scoring.take(event);
    }
}

} // namespace

TEST_CASE("after a restart the examiner away from the desk signs another sheet for the new piece, and the old one stays") {
    Workshop workshop;
    Scoring scoring(workshop);
    play_without_c(scoring);
    Elsewhere elsewhere(workshop);
    AwaySheet sheet(elsewhere, "c");
    sheet.judge(2);
    REQUIRE(sheet.sign().event.has_value());
    const auto opened = [&](bool again) {
        return elsewhere.ask<OwnSheetOpened>(OpenOwnSheet{.candidate = workshop.candidate, .examiner = "c", .again = again});
    };
    CHECK_EQ(opened(false).scoring.value(), sheet.id); // the signed one is shown
    const SittingId second = opened(true).scoring.value();
    CHECK(second != sheet.id);
    CHECK_EQ(opened(true).scoring.value(), second); // begun once
    CHECK_EQ(opened(false).scoring.value(), sheet.id);
    const RowTouched touch{.at = workshop.clock.now(), .by = "c", .row = "j", .entry = judge_entry(1), .second = {}, .reason = {}};
    REQUIRE(elsewhere.ask<ScoringAppended>(AppendScoring{.scoring = second, .sequence = 1, .event = touch}).durable.ok());
    CHECK_EQ(opened(false).scoring.value(), second); // from here on it is the sheet
    CHECK_EQ(opened(false).journal.size(), 1u);
    CHECK_EQ(sheet.on_token(), 1u);
}

TEST_CASE("a sheet that was signed elsewhere comes in by the token, counts, and travels with the result") {
    Workshop workshop;
    Elsewhere elsewhere(workshop);
    Scoring scoring(workshop);
    play_without_c(scoring);
    AwaySheet sheet(elsewhere, "c");
    sheet.judge(3);
    workshop.clock.advance(2 * 60 * 60'000); // the sample's minutes run ahead of this clock
    REQUIRE(sheet.sign().event.has_value());
    CHECK_EQ(sheet.on_token(), 1);
    const SheetsSeen seen = look(workshop, scoring);
    REQUIRE_EQ(seen.sheets.size(), 1);
    CHECK(seen.refused.empty());
    CHECK_EQ(seen.sheets.front().event.by, "c");
    CHECK_EQ(seen.sheets.front().event.sheet, *sheet.state.sheet);
    CHECK(look(workshop, scoring).sheets.empty()); // told once
    SheetReceived event = seen.sheets.front().event;
    event.at = workshop.clock.now();
    scoring.take(event);
    for (const Phase phase : practical::kPhases) scoring.take(PhaseFinished{.at = workshop.clock.now(), .by = "a", .phase = phase});
    for (const char* who : {"a", "b"}) scoring.signs(who, SignScoring::What::own_sheet);
    scoring.take(ScoresDecided{workshop.clock.now(), "a"});
    scoring.take(TallyChecked{workshop.clock.now(), "t", final_score(scoring.state).value().points});
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    REQUIRE(scoring.seal().ok());
    // What left the desk has the signed sheet in it.
    const Bytes file = workshop.store->parcels().build({.first = 0, .count = workshop.store->ledger().size()}, workshop.clock.now()).value();
    const record::Parcel parcel = record::open_parcel(file).value(); // points into the file
    bool found = false;
    for (const record::ParcelBlob& blob : parcel.blobs) {
        const Bytes content = blob.content();
        const auto opened = record::open_result(content);
        found = found || (opened && record::record_hash(opened->payload) == *sheet.state.sheet);
    }
    CHECK(found);
}

TEST_CASE("where the token cannot take the sheet it stays signed, and is laid there when it is opened again, also after a restart") {
    Workshop workshop;
    Elsewhere elsewhere(workshop);
    AwaySheet sheet(elsewhere, "c");
    sheet.judge(2);
    REQUIRE(write_file_atomic(sheet.folder(), view("in the way")).ok());
    REQUIRE(sheet.sign().event.has_value());
    CHECK_EQ(sheet.on_token(), 0);
    REQUIRE(remove_file(sheet.folder()).ok());
    elsewhere.start();
    const AwaySheet again(elsewhere, "c");
    CHECK(again.state.sheet == sheet.state.sheet);
    CHECK_EQ(again.id, sheet.id);
    CHECK_EQ(sheet.on_token(), 1);
}

TEST_CASE("two examiners at one terminal have a sheet each, and neither sees the other's") {
    Workshop workshop;
    Elsewhere elsewhere(workshop);
    AwaySheet of_b(elsewhere, "b");
    of_b.judge(1);
    AwaySheet of_c(elsewhere, "c");
    CHECK(of_c.id != of_b.id);
    CHECK(of_c.state.rows.empty());
    CHECK_EQ(AwaySheet(elsewhere, "b").id, of_b.id);
    CHECK_FALSE(elsewhere.ask<ScoringOpened>(OpenScoring{workshop.candidate}).scoring.ok()); // the desk's journal is not opened here
    CHECK_FALSE(workshop.ask<OwnSheetOpened>(OpenOwnSheet{.candidate = workshop.candidate, .examiner = "b"}).scoring.ok());
}

TEST_CASE("a wrong PIN or a missing token signs no sheet away from the desk either") {
    Workshop workshop;
    Elsewhere elsewhere(workshop);
    AwaySheet sheet(elsewhere, "c");
    sheet.judge(2);
    CHECK_FALSE(sheet.sign("111111").pin.right);
    workshop.pull("c");
    CHECK(sheet.sign().pin.failed->code == codes::token_other);
    CHECK_FALSE(sheet.state.sheet.has_value());
    CHECK_EQ(elsewhere.desk->open_scorings().value(), 0); // nobody has to wait for it with closing the session here
    workshop.plug("c");
    CHECK(sheet.sign().event.has_value());
}

TEST_CASE("a damaged sheet on a token is refused once by its code, another desk's is passed over, and one that comes early waits") {
    Workshop workshop;
    Elsewhere elsewhere(workshop);
    Scoring scoring(workshop);
    AwaySheet sheet(elsewhere, "c");
    sheet.judge(2);
    workshop.clock.advance(2 * 60 * 60'000);
    REQUIRE(sheet.sign().event.has_value());
    CHECK(workshop.ask<SheetsSeen>(LookForSheets{}).sheets.empty()); // nobody has begun here
    Path file;
    for (const auto& entry : std::filesystem::directory_iterator(sheet.folder())) file = entry.path();
    Bytes damaged = read_file(file, record::kSheetFileMax).value();
    damaged.back() ^= 1;
    REQUIRE(write_file_atomic(sheet.folder() / "damaged.kgs", damaged).ok());
    REQUIRE(write_file_atomic(sheet.folder() / "empty.kgs", {}).ok());
    play_without_c(scoring);
    const SheetsSeen seen = look(workshop, scoring);
    CHECK_EQ(seen.sheets.size(), 1);
    CHECK_EQ(seen.refused.size(), 2);
    CHECK(look(workshop, scoring).refused.empty());
    // Sealed to the desk alone, the sheets are none of this terminal's business; what is no sheet at all is told anywhere.
    CHECK_EQ(elsewhere.ask<SheetsSeen>(LookForSheets{}).refused.size(), 1);
}

TEST_CASE("on a token that is full of sheets the oldest makes room for the new one") {
    Workshop workshop;
    Elsewhere elsewhere(workshop);
    AwaySheet sheet(elsewhere, "c");
    sheet.judge(2);
    REQUIRE(make_folder(sheet.folder()).ok());
    for (int i = 0; i < 70; ++i) {
        const Path old = sheet.folder() / ("old-" + std::to_string(i) + ".kgs");
        REQUIRE(write_file_atomic(old, view("old")).ok());
        std::filesystem::last_write_time(old, std::filesystem::file_time_type::clock::now() - std::chrono::hours(100 - i));
    }
    REQUIRE(sheet.sign().event.has_value());
    CHECK_EQ(sheet.on_token(), 64);
    CHECK_FALSE(std::filesystem::exists(sheet.folder() / "old-0.kgs"));
    CHECK(std::filesystem::exists(sheet.folder() / "old-69.kgs"));
}
