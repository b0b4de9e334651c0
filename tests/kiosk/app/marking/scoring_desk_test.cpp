// The worker's side of marking on a real store, with real keys on real token folders: what is signed, what is sealed, what a restart finishes,
// and that nothing is ever half signed, whoever pulls what.
#include "kiosk/app/marking/scoring_desk.h"

#include "core/base/codes/assessment.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/record/sheet_file.h"
#include "tests/support/marking_sample.h"
#include "tests/support/temp_folder.h"

#include <chrono>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::kiosk;
using namespace kaogong::kiosk::app;

namespace {

constexpr record::PinCost kQuick{.operations = 1, .memory_kib = 8};
constexpr const char* kPin = "480316";
constexpr const char* kEverybody[] = {"a", "b", "c", "q", "t"};

// A picture source that is never asked, and a printer that only keeps what it was given.
struct NoPictures final : devices::Pictures {
    bool is_there() const override { return false; }
    Result<Bytes> take() override { return error(codes::camera_missing); }
};
struct KeptJobs final : devices::SheetPrinter {
    std::vector<Bytes> jobs;
    Result<Path> print(ByteView job, const std::string& name, Language) override {
        jobs.push_back(to_bytes(job));
        return Path(name + ".pdf");
    }
};

struct Workshop {
    TempFolder folder;
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol("A-01");
    FakeClock clock;
    Device device{.keys = {.signing = terminal.device.copy(), .sealing = record::age::Identity::generate(bureau.random)},
                  .kit = {.content = {.roots = bureau.root_set, .terminal = terminal.id}, .bundle = bureau.bundle},
                  .certificate = terminal.certificate};
    devices::FolderSlots tokens{{folder / "slots", folder / "emergency"}};
    NoPictures pictures;
    KeptJobs printer;
    SharedOperation content;
    CandidateRef candidate;
    std::unique_ptr<store::TerminalStore> store;
    std::optional<ScoringDesk> desk;

    Workshop() {
        auto made = std::make_shared<OperationContent>();
        made->package = bureau.random.fixed<PackageId>();
        made->part.session.id = new_id<SessionId>(clock, bureau.random);
        made->part.session.organisation = "S-0001";
        made->part.session.plan = "2026-11-0042";
        made->part.session.attempt = 1;
        candidate = bureau.random.fixed<CandidateRef>();
        record::RosterRow person;
        person.candidate = candidate;
        person.admission_ticket = "992611211001";
        made->part.roster.push_back(person);
        record::OperationCandidate row;
        row.candidate = candidate;
        row.station = 1;
        made->part.candidates.push_back(row);
        made->terminal = terminal.id;
        made->part.desks = {{.terminal = terminal.id,
                             .sealing = record::PublicKeyBytes::from(device.keys.sealing.recipient().point).value(),
                             .stations = {1}}};
        made->rules.emplace(candidate, sample_marking_rules());
        for (const char* who : {"a", "b", "c"}) {
            record::PanelRow examiner;
            examiner.number = who;
            examiner.chief = std::string(who) == "a";
            equip(examiner, examiner.chief ? record::Role::chief : record::Role::examiner);
            made->part.panel.push_back(examiner);
        }
        const std::pair<const char*, record::Role> signers[] = {
            {"q", record::Role::supervisor}, {"t", record::Role::centre_admin}, {"h", record::Role::site_chief}};
        for (const auto& [who, role] : signers) {
            record::ResultSignerRow signer;
            signer.number = who;
            equip(signer, role);
            made->part.signers.push_back(signer);
        }
        content = made;
        start();
        REQUIRE(store->trust().accept(bureau.bundle_bytes).ok());
    }

    // A key on a token of its own, and a certificate.
    template <typename Row> void equip(Row& row, record::Role role) {
        SampleStaff staff = bureau.staff(role, row.number);
        const record::Token token = record::make_token(bureau.random);
        const Secret pin{view(kPin)};
        row.certificate = staff.certificate;
        row.signing_key = record::encode_signing_key(
            record::seal_signing_key(staff.key, {.token = token, .pin = pin, .cost = kQuick}, bureau.random).value());
        REQUIRE(make_folder(slot(row.number)).ok());
        REQUIRE(write_file_atomic(slot(row.number) / record::kTokenFileName, record::encode_token(token).view()).ok());
    }
    Path slot(const std::string& who) const { return folder / "slots" / who; }
    void pull(const std::string& who) const { std::filesystem::rename(slot(who), folder / who); }
    void plug(const std::string& who) const { std::filesystem::rename(folder / who, slot(who)); }

    // As after a power cut: everything but the medium is gone.
    void start() {
        desk.reset();
        store.reset();
        store = open_store(*this, device, "data", terminal.id);
        desk.emplace(world_of(*this, device, *store), content, record::PackageManifest{});
    }
    static std::unique_ptr<store::TerminalStore> open_store(Workshop& of, const Device& device, const char* data, const TerminalId& terminal) {
        return store::TerminalStore::open({.data = of.folder / data,
                                           .terminal = terminal,
                                           .device = device.keys.signing,
                                           .sealing = device.keys.sealing,
                                           .certificate = device.certificate,
                                           .roots = of.bureau.root_set,
                                           .clock = of.clock,
                                           .random = of.bureau.random,
                                           .boot = {.boot_id = of.clock.now().boot_id, .hardware = {}, .tpm_counter = {}, .software = "test"},
                                           .enrolment = record::EnrolledBody{.root_set = record::sha256(of.bureau.root_set.encode()),
                                                                             .bundle_version = 1,
                                                                             .environment = of.bureau.environment,
                                                                             .certificate = device.certificate,
                                                                             .software = "test"},
                                           .space = {.reserve_bytes = 1u << 20, .floor_bytes = 1u << 20}})
            .value();
    }
    static ScoringDesk::World world_of(Workshop& of, const Device& device, store::TerminalStore& store) {
        return {.store = store,
                .device = device,
                .tokens = of.tokens,
                .camera = of.pictures,
                .picture_folder = of.pictures,
                .printer = of.printer,
                .clock = of.clock,
                .random = of.bureau.random,
                .open_session = [] { return success(); },
                .emergency_tokens = of.folder / "emergency"};
    }
    EmergencySigned warrant(const std::string& by, const char* pin = kPin) {
        return ask<EmergencySigned>(SignEmergency{.by = by, .pin = Secret(view(std::string_view(pin)))});
    }
    // Another key for somebody; the PIN that goes with it.
    std::string issue_emergency(const std::string& who) {
        REQUIRE(ask<EmergencyBegun>(BeginEmergency{.who = who, .reason = "TOKEN_LOST"}).begun.ok());
        REQUIRE(warrant("h").pin.right);
        const EmergencySigned done = warrant("q");
        REQUIRE(done.issued.has_value());
        return std::string(as_text(done.issued->pin.view()));
    }
    template <typename Reply> Reply ask(const MarkingRequest& request) { return std::get<Reply>(desk->handle(request)); }
};

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

// One candidate's scoring at that desk, played on both sides: the state as the frame loop has it, the journal as the worker keeps it.
struct Scoring {
    Workshop& workshop;
    SittingId id;
    ScoringState state;

    explicit Scoring(Workshop& of) : workshop(of), state(scoring_start(sample_marking_rules())) {
        id = workshop.ask<ScoringOpened>(OpenScoring{workshop.candidate}).scoring.value();
    }
    void take(const ScoringEvent& event) {
        const auto effects = advance(state, event);
        REQUIRE(effects.ok());
        const auto& append = std::get<AppendScoringEvent>(effects->front());
        REQUIRE(workshop.ask<ScoringAppended>(AppendScoring{.scoring = id, .sequence = append.sequence, .event = append.event}).durable.ok());
    }
    void to_blind_signatures() {
        for (const ScoringEvent& event : sample_marking_events()) {
            if (std::holds_alternative<SheetSigned>(event) || std::holds_alternative<ScoresDecided>(event)) continue;
            take(event);
        }
    }
    ScoringSigned sign(const std::string& who, SignScoring::What what, const char* pin = kPin) {
        return workshop.ask<ScoringSigned>(SignScoring{.scoring = id,
                                                       .state = std::make_shared<const ScoringState>(state),
                                                       .what = what,
                                                       .who = who,
                                                       .pin = Secret(view(std::string_view(pin))),
                                                       .at = workshop.clock.now()});
    }
    // The clock of the sample events runs in minutes of its own; signatures are made now.
    void signs(const std::string& who, SignScoring::What what, const char* pin = kPin) {
        const ScoringSigned done = sign(who, what, pin);
        REQUIRE_MESSAGE(done.event.has_value(), who);
        REQUIRE(advance(state, *done.event).ok());
    }
    void to_tally() {
        to_blind_signatures();
        for (const char* who : {"a", "b", "c"}) signs(who, SignScoring::What::own_sheet);
        take(ScoresDecided{workshop.clock.now(), "a"});
        take(TallyChecked{workshop.clock.now(), "t", final_score(state).value().points});
    }
    Result<Hash> seal() {
        return workshop.ask<ScoringSealed>(SealScoring{.scoring = id, .state = std::make_shared<const ScoringState>(state)}).record;
    }
    std::size_t journal() { return workshop.store->scorings().load(id).value().size(); }
    std::size_t sealed(record::RecordKind kind) {
        std::size_t count = 0;
        for (const store::ResultStatus& status : workshop.store->results().of_sitting(id).value())
            if (status.kind == kind) ++count;
        return count;
    }
};

} // namespace

TEST_CASE("everybody signs, the result is sealed, and what was sealed verifies under the bundle and names the sheets") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 3);
    CHECK_EQ(scoring.seal().code(), codes::record_seal_wrong); // nobody has signed it yet
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    REQUIRE(scoring.state.stage == ScoringStage::signed_);
    const Hash hash = scoring.seal().value();
    CHECK_EQ(scoring.seal().value(), hash); // once more changes nothing
    REQUIRE_EQ(scoring.sealed(record::RecordKind::operation), 1);
    for (const store::ResultStatus& status : workshop.store->results().of_sitting(scoring.id).value()) {
        const Bytes encoded = workshop.store->results().signed_result(status.entry_index).value();
        const auto result = record::verify_result(encoded, workshop.bureau.bundle);
        REQUIRE(result.ok());
        if (status.kind != record::RecordKind::operation) continue;
        CHECK_EQ(record::record_hash(result->payload), hash);
        CHECK_EQ(result->signatures.size(), 6);
        CHECK_EQ(result->record.evidence.size(), 4); // three sheets and the readings
        CHECK_EQ(result->record.score->points, final_score(scoring.state).value().points);
    }
    CHECK_EQ(workshop.desk->open_scorings().value(), 0);
}

TEST_CASE("without the token nobody signs, and neither journal nor ledger has a trace of it") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    const std::size_t journal = scoring.journal();
    workshop.pull("b");
    CHECK(scoring.sign("b", SignScoring::What::own_sheet).pin.failed->code == codes::token_other); // others are plugged in
    for (const char* who : {"a", "c", "q", "t", "h"}) workshop.pull(who);
    CHECK(scoring.sign("b", SignScoring::What::own_sheet).pin.failed->code == codes::token_missing);
    CHECK_EQ(scoring.journal(), journal);
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 0);
    CHECK(workshop.ask<TokensSeen>(LookForTokens{}).numbers.empty());
    workshop.plug("b");
    CHECK_EQ(workshop.ask<TokensSeen>(LookForTokens{}).numbers, std::vector<std::string>{"b"});
    scoring.signs("b", SignScoring::What::own_sheet);
    CHECK_EQ(scoring.journal(), journal + 1);
}

TEST_CASE("somebody else's token in the own slot signs nothing") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    std::filesystem::copy_file(workshop.slot("a") / record::kTokenFileName, workshop.slot("b") / record::kTokenFileName,
                               std::filesystem::copy_options::overwrite_existing);
    const ScoringSigned done = scoring.sign("b", SignScoring::What::own_sheet);
    CHECK(done.pin.failed->code == codes::token_other);
    CHECK_FALSE(done.event.has_value());
}

TEST_CASE("five wrong PINs are free, the sixth waits, and a restart shortens no wait") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    for (int left = 4; left >= 0; --left) {
        const ScoringSigned done = scoring.sign("b", SignScoring::What::own_sheet, "111111");
        CHECK_FALSE(done.pin.right);
        CHECK_EQ(done.pin.tries_left, left);
    }
    const ScoringSigned sixth = scoring.sign("b", SignScoring::What::own_sheet, "111111");
    CHECK_FALSE(sixth.event.has_value());
    CHECK_GT(sixth.pin.locked_ms, 0);
    const std::int64_t wait_ms = sixth.pin.locked_ms;
    CHECK_GT(scoring.sign("b", SignScoring::What::own_sheet).pin.locked_ms, 0); // the right one waits too
    workshop.start();
    CHECK_GT(scoring.sign("b", SignScoring::What::own_sheet).pin.locked_ms, 0);
    CHECK_FALSE(scoring.sign("c", SignScoring::What::own_sheet, "111111").pin.locked_ms > 0); // counted for each person
    workshop.clock.advance(wait_ms);
    scoring.signs("b", SignScoring::What::own_sheet);
}

TEST_CASE("whoever is not asked for signs nothing, by name") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    CHECK(scoring.sign("q", SignScoring::What::own_sheet).pin.failed->code == codes::examiner_not_of_row);
    CHECK(scoring.sign("x", SignScoring::What::own_sheet).pin.failed->code == codes::role_missing);
    CHECK(scoring.sign("a", SignScoring::What::result).pin.failed.has_value()); // not decided yet
}

TEST_CASE("under a signed sheet nothing is touched, and signing it again is refused before the PIN is tried") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    scoring.signs("a", SignScoring::What::own_sheet);
    const RowTouched touch{.at = workshop.clock.now(), .by = "a", .row = "j", .entry = judge_entry(3), .second = {}, .reason = {}};
    CHECK_FALSE(practical::step(scoring.state, touch).ok());
    const ScoringSigned again = scoring.sign("a", SignScoring::What::own_sheet, "111111");
    REQUIRE(again.pin.failed.has_value());
    CHECK_EQ(again.pin.tries_left, 0); // no attempt was counted
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 1);
    scoring.signs("b", SignScoring::What::own_sheet);
}

TEST_CASE("a start finds every scoring as it was, seals sheets that were signed and not yet sealed, and asks nobody again") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    scoring.signs("a", SignScoring::What::result);
    workshop.start();
    const OperationOpened opened = workshop.desk->open({}).value();
    REQUIRE_EQ(opened.scorings.size(), 1);
    CHECK_FALSE(opened.scorings.front().sealed);
    CHECK(fold(scoring.state.rules, opened.scorings.front().journal).value() == scoring.state);
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 3); // sealing them again changed nothing
    for (const char* who : {"b", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    CHECK(scoring.seal().ok());
    workshop.start();
    CHECK(workshop.desk->open({}).value().scorings.front().sealed);
}

TEST_CASE("one journal for a candidate of the session, however often it is opened, and none for a stranger") {
    Workshop workshop;
    Scoring scoring(workshop);
    CHECK_EQ(workshop.ask<ScoringOpened>(OpenScoring{workshop.candidate}).scoring.value(), scoring.id);
    CHECK_FALSE(workshop.ask<ScoringOpened>(OpenScoring{workshop.bureau.random.fixed<CandidateRef>()}).scoring.ok());
}

TEST_CASE("only what is sealed is printed, with the state that was signed") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    const auto print = [&] {
        return workshop.ask<SheetPrinted>(
            PrintSheet{.scoring = scoring.id, .state = std::make_shared<const ScoringState>(scoring.state), .station = "06"});
    };
    CHECK_EQ(print().file.code(), codes::print_failed);
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    REQUIRE(scoring.seal().ok());
    CHECK_EQ(print().file.value(), Path("score-992611211001.pdf"));
    CHECK_EQ(workshop.printer.jobs.size(), 1);
}

// ---- emergency credentials

TEST_CASE("whose token is lost signs own sheet and result with an emergency credential, and the record says so") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    workshop.pull("b");
    const std::string pin = workshop.issue_emergency("b");
    CHECK_EQ(workshop.ask<TokensSeen>(LookForTokens{}).numbers.size(), 6u); // b's lies in the terminal now
    CHECK(workshop.ask<PersonChecked>(CheckPerson{.number = "b", .pin = Secret(view(pin))}).pin.right);
    for (const char* who : {"a", "c"}) scoring.signs(who, SignScoring::What::own_sheet);
    scoring.signs("b", SignScoring::What::own_sheet, pin.c_str());
    scoring.take(ScoresDecided{workshop.clock.now(), "a"});
    scoring.take(TallyChecked{workshop.clock.now(), "t", final_score(scoring.state).value().points});
    for (const char* who : {"a", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    CHECK_FALSE(scoring.sign("b", SignScoring::What::result).event.has_value()); // the old PIN is of the old key
    scoring.signs("b", SignScoring::What::result, pin.c_str());
    REQUIRE(scoring.seal().ok());
    int marked = 0;
    for (const store::ResultStatus& status : workshop.store->results().of_sitting(scoring.id).value()) {
        const Bytes encoded = workshop.store->results().signed_result(status.entry_index).value();
        const auto result = record::verify_result(encoded, workshop.bureau.bundle);
        REQUIRE(result.ok());
        marked += record::has_emergency_signer(*result) ? 1 : 0;
    }
    CHECK_EQ(marked, 2); // b's sheet and the result
}

TEST_CASE("a credential that comes while the result is signed begins the signatures anew, and a start finds all of it") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    for (const char* who : {"a", "c"}) scoring.signs(who, SignScoring::What::result);
    workshop.pull("b");
    const std::string pin = workshop.issue_emergency("b");
    CHECK(scoring.sign("b", SignScoring::What::result, pin.c_str()).pin.failed->code == codes::text_hash_differs); // other keys in the list
    scoring.take(CredentialIssued{workshop.clock.now(), "h", "q", "b"});
    for (const char* who : {"a", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    scoring.signs("b", SignScoring::What::result, pin.c_str());
    workshop.start();
    const OperationOpened opened = workshop.desk->open({}).value(); // b's sheet stays signed by the key of then
    CHECK_EQ(opened.emergencies.count("b"), 1u);
    CHECK_EQ(scoring.sealed(record::RecordKind::examiner_sheet), 3);
    CHECK(scoring.seal().ok());
}

TEST_CASE("the power goes between the credential and the signatures that it undoes: the next start undoes them") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    for (const char* who : {"a", "c"}) scoring.signs(who, SignScoring::What::result);
    workshop.pull("b");
    const std::string pin = workshop.issue_emergency("b");
    workshop.start();
    const OperationOpened opened = workshop.desk->open({}).value();
    REQUIRE_EQ(opened.scorings.size(), 1u);
    scoring.state = fold(scoring.state.rules, opened.scorings.front().journal).value();
    CHECK(scoring.state.result_signed.empty());
    CHECK(std::holds_alternative<CredentialIssued>(opened.scorings.front().journal.back()));
    CHECK_EQ(workshop.desk->open({}).value().scorings.front().journal.size(), opened.scorings.front().journal.size()); // once
    for (const char* who : {"a", "c", "t", "q"}) scoring.signs(who, SignScoring::What::result);
    scoring.signs("b", SignScoring::What::result, pin.c_str());
    CHECK(scoring.seal().ok());
}

TEST_CASE("a result that all have signed is sealed with the keys that signed it, whatever key somebody got meanwhile") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_tally();
    for (const char* who : kEverybody) scoring.signs(who, SignScoring::What::result);
    workshop.pull("b");
    workshop.issue_emergency("b");
    const auto hash = scoring.seal();
    REQUIRE(hash.ok());
    CHECK(hash.value() == *scoring.state.payload);
}

TEST_CASE("a second credential replaces the first, and an expired one leaves the usual key") {
    Workshop workshop;
    Scoring scoring(workshop);
    scoring.to_blind_signatures();
    const std::string first = workshop.issue_emergency("b"), second = workshop.issue_emergency("b");
    scoring.signs("b", SignScoring::What::own_sheet, second.c_str());
    const auto tried = [&](const std::string& pin) {
        return workshop.ask<PersonChecked>(CheckPerson{.number = "b", .pin = Secret(view(pin))}).pin.right;
    };
    CHECK(tried(second));
    if (first != second) CHECK_FALSE(tried(first));
    workshop.clock.advance(13 * 3'600'000);
    CHECK(tried(kPin)); // the token was found again
}

TEST_CASE("site chief and supervisor warrant, in that order and with their tokens; nobody else, and not for themselves") {
    Workshop workshop;
    Scoring scoring(workshop);
    CHECK_FALSE(workshop.warrant("h").pin.right); // nothing was begun
    REQUIRE(workshop.ask<EmergencyBegun>(BeginEmergency{.who = "b", .reason = "TOKEN_LOST"}).begun.ok());
    CHECK(workshop.warrant("q").pin.failed->code == codes::certificate_role);
    CHECK(workshop.warrant("a").pin.failed->code == codes::certificate_role);
    CHECK_FALSE(workshop.warrant("h", "111111").pin.right);
    CHECK(workshop.warrant("h").pin.right);
    CHECK(workshop.warrant("h").pin.failed->code == codes::certificate_role); // the supervisor is next
    workshop.pull("q");
    CHECK_FALSE(workshop.warrant("q").issued.has_value());
    workshop.plug("q");
    CHECK(workshop.warrant("q").issued.has_value());
    for (const char* who : {"q", "h"})
        CHECK(workshop.ask<EmergencyBegun>(BeginEmergency{.who = who, .reason = "TOKEN_LOST"}).begun.code() == codes::emergency_not_valid);
    CHECK(workshop.ask<EmergencyBegun>(BeginEmergency{.who = "x", .reason = "TOKEN_LOST"}).begun.code() == codes::role_missing);
}

// ---- own sheets away from the desk

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
