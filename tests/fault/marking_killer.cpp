// A panel that marks one candidate after the other as fast as it can until it is killed. Used by tests/scripts/marking_kills only.
//     marking_killer DATA         opens the store, takes up the open scoring or begins one; prints `touch JOURNAL SEQUENCE` once that event
//                                 is durable, and `sealed JOURNAL HASH` with the hash of the signed payload once the result is
//     marking_killer DATA look    replays every journal and compares it with the script and with what was sealed; prints
//                                 `found JOURNAL EVENTS STAGE`, and `record JOURNAL HASH` where the replay gives a payload to sign
#include "core/base/log.h"
#include "core/record/operation_result.h"
#include "core/record/signed_result.h"
#include "tests/core/assessment/practical/scoring_fixtures.h"
#include "tests/core/store/terminal_world.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

using namespace kaogong;
using namespace kaogong::store;
using namespace kaogong::test;

namespace {

constexpr int kMarkingsMax = 200;
constexpr std::int64_t kSignedAtS = kCertifiedS + 86'400;

void say(const std::string& line) {
    const std::string text = line + "\n";
    CHECK(::write(STDOUT_FILENO, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

// c sits at another terminal, and the own sheet comes in.
std::vector<ScoringEvent> events_to_sheets() {
    std::vector<ScoringEvent> events = events_to_hand_in();
    std::erase_if(events, [](const ScoringEvent& event) {
        const auto* touched = std::get_if<RowTouched>(&event);
        return std::holds_alternative<TestStarted>(event) || (touched != nullptr && touched->by == "c");
    });
    events.push_back(EvidenceTaken{minute(64), "a", "m", payload_of(40)});
    events.push_back(RowNoted{minute(64), "b", "s", "扳手放在导轨上"});
    events.push_back(RowNoted{minute(64), "a", "m", "复测一次"});
    events.push_back(SheetReceived{.at = minute(65), .by = "c", .sheet = payload_of(3), .entries = {{"j", judge_entry(3), "手不稳"}}});
    events.push_back(SignatureRefused{minute(66), std::string(kTheCandidate), "不认可"});
    return events;
}

std::vector<ScoringEvent> events_to_signed_sheets() {
    std::vector<ScoringEvent> events = events_to_decision();
    std::erase_if(events, [](const ScoringEvent& event) {
        const auto* signs = std::get_if<SheetSigned>(&event);
        return signs != nullptr && signs->by == "c";
    });
    for (ScoringEvent& event : events)
        if (auto* signs = std::get_if<SheetSigned>(&event)) signs->sheet = payload_of(static_cast<std::uint8_t>(signs->by[0]));
    return events;
}

// The small shaft, with many touches on one row before the rest: more moments at which a kill can come.
std::vector<ScoringEvent> script() {
    constexpr int kTouches = 60;
    std::vector<ScoringEvent> events = {touch(0, "a", "p", counted(0)), TestStarted{minute(0), "a"}, ModuleBegun{minute(0), "a", "M1"}};
    for (int i = 0; i < kTouches; ++i) {
        const char* who = i % 2 == 0 ? "a" : "b";
        if (i % 10 == 9)
            events.push_back(RowUndone{minute(1), who, "s"});
        else
            events.push_back(touch(1, who, "s", counted(i % 7)));
    }
    for (const ScoringEvent& event : events_to_sheets()) events.push_back(event);
    for (const ScoringEvent& event : events_to_signed_sheets()) events.push_back(event);
    return events;
}

struct Person {
    std::string who;
    record::Role role;
    record::KeyPair key;
    Bytes certificate;
};

// The same keys in every life: everything comes from one seed.
class Panel {
  public:
    explicit Panel(TerminalWorld& world) : world_(world) {
        ScoringRules rules = *small_test();
        rules.sheet.occupation = {"6-18-01-01", {"车工", ""}, {}};
        rules.sheet.standard = {assessment::StandardSource::national, "GZB", "2018", {}};
        rules_ = std::make_shared<const ScoringRules>(std::move(rules));
        using record::Role;
        const std::pair<const char*, Role> staff[] = {
            {"a", Role::chief}, {"b", Role::examiner}, {"c", Role::examiner}, {"q", Role::supervisor}, {"t", Role::centre_admin}};
        for (const auto& [who, role] : staff) {
            auto key = record::KeyPair::generate(world.random);
            Bytes certificate = world.certify(key, role, world.issuer, "bureau.test", who);
            people_.push_back({who, role, std::move(key), std::move(certificate)});
        }
        bundle_ = record::verify_bundle(world.bundle, world.roots).value();
    }

    const std::shared_ptr<const ScoringRules>& rules() const { return rules_; }
    const std::vector<Person>& people() const { return people_; }

    record::OperationFacts facts_of(const SittingFacts& facts) const {
        record::OperationFacts of{.id = facts.record,
                                  .salt = facts.salt,
                                  .session = facts.session,
                                  .candidate = facts.candidate,
                                  .spec = {},
                                  .terminal = world_.terminal,
                                  .device = world_.device.id(),
                                  .plan = {.organisation = "org", .plan = "plan-1", .attempt = 1},
                                  .environment = record::Environment::demo};
        for (const Person& person : people_) of.signers.push_back({person.who, person.role, person.key.id()});
        return of;
    }
    Result<Bytes> payload(const ScoringState& state, const SittingFacts& facts) const {
        return record::encode_record(TRY(record::operation_record(state, facts_of(facts))));
    }
    Result<Bytes> device_signature(ByteView payload) const {
        return record::sign_result(payload, {&world_.device, world_.certificate}, kSignedAtS);
    }
    Result<Bytes> assemble(ByteView payload, std::vector<Bytes> signatures) const {
        signatures.push_back(TRY(device_signature(payload)));
        return record::assemble_cosigned(payload, signatures, {.bundle = bundle_});
    }

  private:
    TerminalWorld& world_;
    std::shared_ptr<const ScoringRules> rules_;
    std::vector<Person> people_;
    record::Bundle bundle_;
};

struct MarkingDesk {
    TerminalStore& store;
    const Panel& panel;
    SittingFacts facts;
    ScoringState state;

    Result<void> take(const ScoringEvent& event, ByteView signature = {}) {
        const std::uint64_t sequence = state.next_sequence;
        ScoringState next = state;
        TRY(advance(next, event));
        TRY(store.append(facts.id, Scorings::Numbered{sequence, event, signature}));
        state = std::move(next);
        say("touch " + facts.id.hex() + " " + std::to_string(sequence));
        return success();
    }
    Result<void> sign(const Person& person) {
        if (state.result_signed.contains(person.who)) return success();
        const Bytes payload = TRY(panel.payload(state, facts));
        const Bytes signature = TRY(record::sign_result(payload, {&person.key, person.certificate}, kSignedAtS));
        return take(ResultSigned{minute(80), person.who, record::record_hash(payload)}, signature);
    }
    Result<void> seal() {
        const Bytes payload = TRY(panel.payload(state, facts));
        std::vector<Bytes> signatures;
        for (auto& signature : TRY(store.scorings().signatures(facts.id))) signatures.push_back(std::move(signature.signature));
        const Bytes sealed = TRY(panel.assemble(payload, std::move(signatures)));
        TRY(store.seal_scoring(facts.id, {{.signed_result = sealed, .blobs = {}}}));
        say("sealed " + facts.id.hex() + " " + record::record_hash(payload).hex());
        return success();
    }
};

Result<void> mark_one(TerminalStore& store, const Panel& panel, const SittingFacts& facts) {
    auto state = TRY(store.scorings().replay(facts.id, panel.rules()));
    MarkingDesk desk{store, panel, facts, std::move(state)};
    const auto events = script();
    for (std::size_t i = desk.state.next_sequence - 1; i < events.size(); ++i) TRY(desk.take(events[i]));
    if (desk.state.stage == ScoringStage::decided) {
        const Points points = TRY(score_of(desk.state)).points;
        TRY(desk.take(TallyChecked{minute(79), "t", points}));
    }
    if (desk.state.stage == ScoringStage::written_up)
        for (const Person& person : panel.people()) TRY(desk.sign(person));
    TRY(desk.seal());
    return desk.take(ResultDelivered{minute(90), payload_of(1)});
}

Result<void> mark_all(TerminalStore& store, const Panel& panel, const TerminalWorld& world) {
    for (int i = 0; i < kMarkingsMax; ++i) {
        const auto open = TRY(store.scorings().undelivered());
        const SittingOpening opening{
            .session = world.session, .candidate = world.candidate, .package = world.package, .bureau = world.bureau.recipient()};
        const SittingFacts facts = open.empty() ? TRY(store.open_scoring(opening, ScoringMode::live)) : open.front();
        TRY(mark_one(store, panel, facts));
        TRY(store.tidy());
    }
    return success();
}

// What was sealed must be, to the byte, what the journal says.
Result<void> look_at(TerminalStore& store, const Panel& panel, const SittingFacts& facts) {
    const auto found = TRY(store.scorings().load(facts.id));
    const auto expected = script();
    for (std::size_t i = 0; i < found.size() && i < expected.size(); ++i) CHECK(found[i] == expected[i]);
    const ScoringState state = TRY(practical::fold(panel.rules(), found));
    say("found " + facts.id.hex() + " " + std::to_string(found.size()) + " " + std::string(stage_name(state.stage)));
    const auto payload = panel.payload(state, facts);
    if (payload) say("record " + facts.id.hex() + " " + record::record_hash(*payload).hex());
    const auto is_signature = [](const ScoringEvent& event) { return std::holds_alternative<ResultSigned>(event); };
    const auto signatures = std::count_if(found.begin(), found.end(), is_signature);
    CHECK(std::ssize(TRY(store.scorings().signatures(facts.id))) == signatures);
    for (const ResultStatus& sealed : TRY(store.results().of_sitting(facts.id))) {
        const Bytes result = TRY(store.results().signed_result(sealed.entry_index));
        CHECK(to_bytes(TRY(record::open_result(result)).payload) == *payload);
    }
    return success();
}

Result<void> live(const Path& data, bool only_look) {
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
    TerminalWorld world;
    const Panel panel(world);
    const auto base = world.options();
    const TerminalStoreOptions options{.data = data,
                                       .terminal = base.terminal,
                                       .device = base.device,
                                       .sealing = base.sealing,
                                       .certificate = base.certificate,
                                       .roots = base.roots,
                                       .clock = clock,
                                       .random = random,
                                       .boot = base.boot,
                                       .enrolment = base.enrolment,
                                       .space = {.reserve_bytes = 64u << 10, .floor_bytes = 64u << 10}};
    auto store = TRY(TerminalStore::open(options));
    if (!only_look) return mark_all(*store, panel, world);
    for (const SittingFacts& facts : TRY(store->scorings().of_candidate(world.candidate))) TRY(look_at(*store, panel, facts));
    return store->check();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) return 2;
    const auto outcome = live(argv[1], argc == 3);
    if (outcome) return 0;
    std::fprintf(stderr, "%s\n", error_text(outcome.error()).c_str());
    return 1;
}
