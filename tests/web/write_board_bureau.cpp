// write_board_bureau DIR: makes a bureau in DIR/data with centres at every kind of work, for the staff's page to show: a session that runs,
// one that is over, a centre that fell silent, one that was never heard, records put aside, incidents, a frozen terminal, a clock that was
// set. Times lie around now, for the page is about today. Prints nothing; exit 3 when something cannot be written.
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "core/record/entry_bodies.h"
#include "core/record/kit.h"
#include "core/record/parcel.h"
#include "core/record/signed_result.h"
#include "sync/bureau/days.h"
#include "sync/bureau/enrol.h"
#include "sync/bureau/filing.h"
#include "sync/bureau/init.h"
#include "sync/bureau/intake.h"
#include "sync/bureau/key_files.h"
#include "sync/bureau/notice/notice.h"
#include "sync/bureau/rules.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

#include <cstdio>

using namespace kaogong;
using namespace kaogong::bureau;
using record::EventType;

namespace {

constexpr std::int64_t kMinuteMs = 60'000, kHourMs = 60 * kMinuteMs;
const Bytes kAnswerFile = to_bytes(view("answers"));

struct Machine {
    TerminalId id;
    CentreId centre;
    record::KeyPair device;
    Bytes certificate;
    record::LedgerTip tip;
    std::vector<Bytes> entries = {};
    std::size_t sent = 0;
};

class Made {
  public:
    static Result<std::unique_ptr<Made>> at(const Path& folder, std::int64_t now_ms) {
        auto made = std::make_unique<Made>();
        made->clock_.step_wall(now_ms - made->clock_.wall_ms());
        TRY(init_bureau({.store = {.data = folder / "data"},
                         .roots_out = {folder / "r1", folder / "r2", folder / "r3"},
                         .environment = record::Environment::demo,
                         .name = "board.bureau.test"},
                        {.clock = made->clock_, .random = made->random_}));
        made->store_ = TRY(open_store({.data = folder / "data"}, StoreAccess::existing));
        made->authority_.emplace(TRY(open_authority(folder / "data", made->store_->registry())));
        made->issuer_.emplace(TRY(read_key_file(folder / "data/keys/issuer.key")));
        made->persons_.emplace(TRY(PersonMarks::open(folder / "data", made->random_)));
        return made;
    }

    Result<Machine> machine(const std::string& centre, const std::string& room, std::int64_t seat) {
        const Registrar registrar{.store = *store_,
                                  .bundle = authority_->bundle,
                                  .bundle_bytes = authority_->bundle_bytes,
                                  .issuer = *issuer_,
                                  .clock = clock_,
                                  .random = random_,
                                  .persons = *persons_};
        const Enrolled enrolled =
            TRY(enrol_terminal({.centre = centre, .room = room, .seat = seat, .bureau_url = "http://127.0.0.1:8470"}, registrar));
        const auto kit = TRY(record::verify_kit(enrolled.kit)).content;
        auto device = record::KeyPair::generate(random_);
        const auto identity = record::KeyPair::generate(random_);
        const Bytes request = record::make_enrolment_request(
            {.terminal = enrolled.terminal, .age_recipient = identity.public_key().bytes(), .asked_ms = clock_.wall_ms()}, device,
            kit.secret);
        Bytes certificate;
        TRY(issue_certificate(request, registrar, [&certificate](ByteView bytes) {
            certificate = to_bytes(bytes);
            return success();
        }));
        return Machine{.id = enrolled.terminal,
                       .centre = kit.centre,
                       .device = std::move(device),
                       .certificate = std::move(certificate),
                       .tip = record::LedgerTip(enrolled.terminal, random_.fixed<record::Incarnation>(), record::MerkleTree())};
    }

    Result<void> note(Machine& machine, EventType type, Bytes body) {
        clock_.advance(1'000);
        machine.entries.push_back(TRY(machine.tip.next({.type = type, .body = std::move(body), .at = clock_.now()}, machine.device)));
        machine.tip.stored(machine.entries.back());
        return success();
    }
    Result<void> session(Machine& machine, EventType type, const SessionId& id, std::int64_t candidates) {
        return note(machine, type,
                    record::encode_body(record::SessionBody{.session = id, .plan = "2026-11-0042", .candidates = candidates}));
    }
    Result<void> sits(Machine& machine, const SessionId& id) {
        return note(machine, EventType::sitting_opened,
                    record::encode_body(record::SittingBody{
                        .sitting = random_.fixed<SittingId>(), .session = id, .candidate = random_.fixed<CandidateRef>()}));
    }
    Result<void> incident(Machine& machine, const char* act) {
        return note(machine, EventType::incident, record::encode_body(record::StaffActBody{.staff = "-", .act = act}));
    }
    Result<void> clock_set_back(Machine& machine, std::int64_t by_ms) {
        const std::int64_t now = clock_.wall_ms();
        return note(machine, EventType::clock_step,
                    record::encode_body(record::ClockStepBody{.expected_ms = now, .found_ms = now - by_ms}));
    }
    struct Score {
        std::string occupation = "6-31-01-03";
        int level = 4;
        record::RecordKind kind = record::RecordKind::theory;
        int points = 72;
        bool known = true; // to the registry
    };
    Result<void> result(Machine& machine, const SessionId& session, const Score& score) {
        const std::int64_t now = clock_.wall_ms();
        record::ResultRecord made{.id = new_id<RecordId>(clock_, random_),
                                  .kind = score.kind,
                                  .session = session,
                                  .candidate = random_.fixed<CandidateRef>(),
                                  .subject = {.occupation = score.occupation, .level = score.level, .spec = {}, .paper = {}},
                                  .times = {.started_ms = now - kHourMs, .ended_ms = now, .active_ms = kHourMs},
                                  .signers = {{record::Role::device, machine.device.id()}},
                                  .salt = random_.fixed<record::Salt>(),
                                  .evidence = {record::sha256(kAnswerFile)},
                                  .terminal = machine.id,
                                  .score = record::ResultScore{.points = score.points * 100, .points_max = 10'000},
                                  .plan = {.organisation = "S-0001", .plan = "2026-11-0042"},
                                  .environment = record::Environment::demo};
        made.score->outcome = score.points >= 60 ? assessment::OutcomeCode::pass : assessment::OutcomeCode::fail;
        made.items = {{.item = "q1", .state = record::ItemState::scored, .points = score.points * 100, .points_max = 10'000}};
        if (score.known)
            TRY(store_->registry().add_candidate(
                {.centre = machine.centre, .session = session, .ticket = made.candidate.hex(), .reference = made.candidate}));
        const Bytes sealed = TRY(record::seal_result(made, {{.key = &machine.device, .certificate = machine.certificate}}, now / 1'000));
        return note(machine, EventType::result, record::encode_body(record::result_body(sealed)));
    }
    // Everything that is not there yet; taken in at that moment.
    Result<void> send(Machine& machine) {
        const Bytes parcel = TRY(parcel_of(machine, machine.sent));
        machine.sent = machine.entries.size();
        Intake intake(*store_, *authority_, clock_);
        TRY(intake.take(parcel));
        return success();
    }
    // Another past under the same key: the terminal is frozen.
    Result<void> fork(Machine& machine) {
        machine.entries.back() = TRY(record::sign_entry({.terminal = machine.id,
                                                         .incarnation = random_.fixed<record::Incarnation>(),
                                                         .index = machine.entries.size() - 1,
                                                         .root_before = tree_of(machine, machine.entries.size() - 1).root(),
                                                         .boot_ms = clock_.boot_ms(),
                                                         .wall_ms = clock_.wall_ms(),
                                                         .type = EventType::heartbeat,
                                                         .body = record::empty_body()},
                                                        machine.device));
        Intake intake(*store_, *authority_, clock_);
        const auto taken = intake.take(TRY(parcel_of(machine, machine.entries.size() - 1)));
        return taken.ok() || taken.code() != codes::ledger_forked ? error(codes::internal, "no fork") : success();
    }
    // Results of the session on public notice, with objections to the first of them.
    Result<void> notice(const SessionId& session, std::int64_t days, const std::vector<std::int64_t>& due_days) {
        const std::int64_t now = clock_.wall_ms();
        TRY(notice::open_notice(*store_, *authority_,
                                {.session = session, .by = "B-07", .place = "实训楼一层公示栏", .until_ms = now + days * kDayMs}, now));
        const auto results = TRY(store_->intake().accepted_of(session));
        for (const std::int64_t due : due_days)
            TRY(notice::object(*store_, *authority_,
                               {.session = session,
                                .record = *results.front().record_hash,
                                .by = "B-07",
                                .text = "第 12 题漏评",
                                .scope = due == 1 ? record::ReviewScope::missing : record::ReviewScope::tally,
                                .due_ms = now + due * kDayMs},
                               now));
        return success();
    }
    Result<void> file(const Machine& machine, OrgKind kind, std::uint8_t attributes, const std::string& scope) {
        FilingRow filing{.centre = machine.centre, .kind = kind, .attributes = attributes, .until_ms = clock_.wall_ms() + 365 * kDayMs};
        filing.scope.push_back(TRY(parse_filed(scope)));
        TRY(store_->registry().add_filing(filing));
        return success();
    }
    SessionId new_session() { return random_.fixed<SessionId>(); }
    void pass(std::int64_t ms) { clock_.advance(ms); }

  private:
    static record::MerkleTree tree_of(const Machine& machine, std::size_t entries) {
        record::MerkleTree tree;
        for (std::size_t i = 0; i < entries; ++i) tree.append(machine.entries[i]);
        return tree;
    }
    Result<Bytes> parcel_of(const Machine& machine, std::size_t first) {
        const record::MerkleTree before = tree_of(machine, first);
        return record::build_parcel({.before = &before,
                                     .entries = {machine.entries.begin() + static_cast<std::ptrdiff_t>(first), machine.entries.end()},
                                     .blobs = {kAnswerFile},
                                     .certificate = machine.certificate,
                                     .bundle_version = 1,
                                     .issued_at_s = clock_.wall_ms() / 1'000},
                                    machine.device);
    }

    test::FakeClock clock_;
    test::FakeRandom random_{23};
    std::unique_ptr<Store> store_;
    std::optional<Authority> authority_;
    std::optional<record::KeyPair> issuer_;
    std::optional<PersonMarks> persons_;
};

// From thirty hours ago until now.
Result<void> play(Made& made) {
    const std::uint8_t private_chain =
        static_cast<std::uint8_t>(attribute_bit(OrgAttribute::non_public) | attribute_bit(OrgAttribute::chain_lead));
    auto employer = TRY(made.machine("青禾职业技能评价中心", "A 考场", 7)), second = TRY(made.machine("青禾职业技能评价中心", "A 考场", 8));
    auto school = TRY(made.machine("星河技师学院", "实训楼 201", 1));
    auto social = TRY(made.machine("东岭技能评价站 <b>一</b>", "1", 1)); // markup must stay text
    TRY(made.machine("江北实训基地", "1", 1));
    TRY(made.file(employer, OrgKind::employer, private_chain, "6-31-01-03:1-8"));
    TRY(made.file(school, OrgKind::school, 0, "6-31-01-03:1-5"));
    TRY(made.note(social, EventType::heartbeat, record::empty_body()));
    TRY(made.send(social));
    made.pass(20 * kHourMs);

    const SessionId over = made.new_session(), runs = made.new_session();
    TRY(made.session(school, EventType::session_opened, over, 12));
    for (int i = 0; i < 10; ++i) TRY(made.sits(school, over));
    for (int i = 0; i < 10; ++i) TRY(made.result(school, over, {.points = 48 + 4 * i}));
    TRY(made.result(school, over, {.occupation = "6-18-01-01", .level = 3})); // not filed
    TRY(made.result(school, over, {.known = false}));
    TRY(made.clock_set_back(school, 2 * kHourMs));
    TRY(made.incident(school, "IDENTITY_REFUSED"));
    TRY(made.session(school, EventType::session_closed, over, 12));
    TRY(made.send(school));
    TRY(made.notice(over, 5, {1, 3}));
    made.pass(8 * kHourMs);

    for (Machine* machine : {&employer, &second}) {
        TRY(made.session(*machine, EventType::session_opened, runs, 60));
        for (int i = 0; i < 21; ++i) TRY(made.sits(*machine, runs));
    }
    TRY(made.incident(second, "INTERRUPTED"));
    for (int i = 0; i < 6; ++i) TRY(made.result(employer, runs, {.level = 5, .kind = record::RecordKind::theory, .points = 50 + 6 * i}));
    TRY(made.send(employer));
    TRY(made.send(second));
    return made.fork(second);
}

Result<void> write(const Path& folder) {
    auto clock = TRY(SystemClock::open());
    auto made = TRY(Made::at(folder, clock.wall_ms() - 30 * kHourMs));
    return play(*made);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto written = write(argv[1]);
    if (written) return 0;
    std::fprintf(stderr, "%s\n", error_text(written.error()).c_str());
    return 3;
}
