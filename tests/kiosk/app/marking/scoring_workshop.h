// The worker's side of marking on a real store, with real keys on real token folders, for the tests of what it signs and seals.
#pragma once

#include "core/base/codes/kiosk.h"
#include "kiosk/app/marking/scoring_desk.h"
#include "tests/support/marking_sample.h"
#include "tests/support/temp_folder.h"

#include <optional>

#include <doctest/doctest.h>

namespace kaogong::test {

using namespace kiosk;
using namespace kiosk::app;

inline constexpr record::PinCost kQuick{.operations = 1, .memory_kib = 8};
inline constexpr const char* kPin = "480316";
inline constexpr const char* kEverybody[] = {"a", "b", "c", "q", "t"};

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

} // namespace kaogong::test
