#include "sync/bureau/bench/made_terminal.h"

#include "core/base/codes/bureau.h"
#include "core/record/age/file.h"
#include "core/record/answer.h"
#include "core/record/entry_bodies.h"
#include "core/record/kit.h"
#include "core/record/parcel.h"
#include "core/record/signed_result.h"

#include <algorithm>

namespace kaogong::bureau::bench {
namespace {

using record::RecordKind;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr record::Points kOfItem = 100;
constexpr int kWrongEvery = 5;
constexpr int kQuestions = 100;
constexpr int kRows = 40;
constexpr int kModules = 4;
constexpr std::int64_t kWeightOfModule = 2'500; // hundredths of a per cent
constexpr std::size_t kReadingsBytes = 4'096;

void add_items(record::ResultRecord& record, const std::string& prefix, int count) {
    record::ResultScore score{.points = 0, .points_max = count * kOfItem, .outcome = record::OutcomeCode::pass};
    for (int i = 0; i < count; ++i) {
        const record::Points points = i % kWrongEvery == 0 ? 0 : kOfItem;
        record.items.push_back({prefix + std::to_string(1'000 + i), record::ItemState::scored, points, kOfItem});
        score.points += points;
    }
    record.score = score;
}

} // namespace

MadeCount& MadeCount::operator+=(const MadeCount& more) {
    entries += more.entries;
    results += more.results;
    signatures += more.signatures;
    signed_bytes += more.signed_bytes;
    parcel_bytes += more.parcel_bytes;
    return *this;
}

MadeTerminal::MadeTerminal(const Registrar& registrar, record::KeyPair device, Terminal enrolled, record::LedgerTip tip)
    : clock_(registrar.clock), random_(registrar.random), environment_(registrar.bundle.roots.environment),
      bundle_version_(registrar.bundle.version), device_(std::move(device)), certificate_(std::move(enrolled.certificate)),
      ledger_(enrolled.ledger_key()), tip_(std::move(tip)), before_(tip_.tree()), session_(new_id<SessionId>(clock_, random_)),
      sitting_(random_.fixed<SittingId>()) {}

Result<MadeTerminal> MadeTerminal::enrol(const Registrar& registrar, const Place& place) {
    const Enrolled enrolled = TRY(enrol_terminal(
        {.centre = place.centre, .room = "1", .seat = place.seat, .bureau_url = "http://127.0.0.1:1", .bureau_ca = {}}, registrar));
    const record::Kit kit = TRY(record::verify_kit(enrolled.kit)).content;
    auto device = record::KeyPair::generate(registrar.random);
    const auto sealing = record::age::Identity::generate(registrar.random);
    const auto recipient = TRY(record::PublicKeyBytes::from(sealing.recipient().point));
    const Bytes request = record::make_enrolment_request(
        {.terminal = kit.terminal, .age_recipient = recipient, .asked_ms = registrar.clock.wall_ms()}, device, kit.secret);
    TRY(issue_certificate(request, registrar, [](ByteView) -> Result<void> { return success(); }));
    auto row = TRY(registrar.store.registry().terminal(kit.terminal));
    if (!row) return error(codes::terminal_unknown, kit.terminal.hex());
    record::LedgerTip tip(kit.terminal, registrar.random.fixed<record::Incarnation>(), record::MerkleTree());
    MadeTerminal made(registrar, std::move(device), std::move(*row), std::move(tip));
    TRY(made.append(record::EventType::enrolled, record::encode_body(record::EnrolledBody{.root_set = record::sha256(kit.roots.encode()),
                                                                                          .bundle_version = registrar.bundle.version,
                                                                                          .environment = made.environment_,
                                                                                          .certificate = made.certificate_,
                                                                                          .software = "bench"})));
    return made;
}

Result<void> MadeTerminal::append(record::EventType type, Bytes body) {
    entries_.push_back(TRY(tip_.next({.type = type, .body = std::move(body), .at = clock_.now()}, device_)));
    tip_.stored(entries_.back());
    ++made_.entries;
    return success();
}

CandidateRef MadeTerminal::new_candidate() {
    unknown_.push_back(random_.fixed<CandidateRef>());
    return unknown_.back();
}

record::ResultRecord MadeTerminal::new_record(RecordKind kind, const CandidateRef& candidate) {
    const std::int64_t now_ms = clock_.wall_ms();
    record::ResultRecord record{.id = new_id<RecordId>(clock_, random_), .kind = kind, .session = session_, .candidate = candidate};
    record.subject = {.occupation = kMadeOccupation, .level = kMadeLevel, .spec = random_.fixed<Hash>(), .paper = random_.fixed<Hash>()};
    record.times = {.started_ms = now_ms - kHourMs, .ended_ms = now_ms, .active_ms = kHourMs};
    record.salt = random_.fixed<record::Salt>();
    record.terminal = tip_.terminal();
    record.plan = {.organisation = "bench", .plan = "bench", .attempt = 1};
    record.environment = environment_;
    return record;
}

Result<void> MadeTerminal::append_theory(const CandidateRef& candidate) {
    record::ResultRecord record = new_record(RecordKind::theory, candidate);
    add_items(record, "dg4-", kQuestions);
    return append_result(std::move(record), {});
}

Result<void> MadeTerminal::append_operation(const CandidateRef& candidate, const MadePanel& panel) {
    record::ResultRecord record = new_record(RecordKind::operation, candidate);
    add_items(record, "row-", kRows);
    for (int i = 0; i < kModules; ++i)
        record.modules.push_back({.module = "module-" + std::to_string(i),
                                  .points = record.score->points / kModules,
                                  .points_max = record.score->points_max / kModules,
                                  .weight = kWeightOfModule,
                                  .counted = {record.score->points / kModules, 1}});
    blobs_.push_back(random_.bytes(kReadingsBytes));
    record.evidence = {record::sha256(blobs_.back())};
    return append_result(std::move(record), panel.of_operation());
}

Result<void> MadeTerminal::append_combined(const CandidateRef& candidate, const MadePanel& panel) {
    record::ResultRecord record = new_record(RecordKind::combined, candidate);
    record.components = {{.component = RecordKind::theory}, {.component = RecordKind::operation}};
    record.score =
        record::ResultScore{.points = kQuestions * kOfItem, .points_max = kQuestions * kOfItem, .outcome = record::OutcomeCode::pass};
    return append_result(std::move(record), panel.of_combined());
}

Result<void> MadeTerminal::append_result(record::ResultRecord record, const std::vector<const MadePerson*>& cosigners) {
    std::vector<record::ResultSigner> signers = {{&device_, certificate_}};
    record.signers = {{record::Role::device, device_.id()}};
    for (const MadePerson* person : cosigners) {
        signers.push_back({&person->key, person->certificate});
        record.signers.push_back({person->role, person->key.id()});
    }
    std::sort(record.signers.begin(), record.signers.end(),
              [](const auto& a, const auto& b) { return std::tie(a.role, a.key) < std::tie(b.role, b.key); });
    const Bytes result = TRY(record::seal_result(record, signers, clock_.wall_ms() / 1'000));
    ++made_.results;
    made_.signatures += signers.size();
    made_.signed_bytes += signers.size() * TRY(record::encode_record(record)).size();
    return append(record::EventType::result, record::encode_body(record::result_body(result)));
}

Result<void> MadeTerminal::append_answer() {
    return append(record::EventType::answer, record::encode_body(record::AnswerBody{.sitting = sitting_, .sealed = random_.fixed<Hash>()}));
}

Result<void> MadeTerminal::make_known(Store& store) {
    auto tx = TRY(store.begin_registry());
    for (const CandidateRef& candidate : unknown_)
        TRY(store.registry().add_candidate(
            {.centre = ledger_.centre, .session = session_, .ticket = candidate.hex(), .reference = candidate}));
    TRY(tx->commit());
    unknown_.clear();
    return success();
}

Result<Bytes> MadeTerminal::parcel() {
    Bytes parcel = TRY(record::build_parcel({.before = &before_,
                                             .entries = {entries_.begin(), entries_.end()},
                                             .blobs = {blobs_.begin(), blobs_.end()},
                                             .certificate = certificate_,
                                             .log_size = 0,
                                             .bundle_version = bundle_version_,
                                             .issued_at_s = clock_.wall_ms() / 1'000},
                                            device_));
    made_.parcel_bytes += parcel.size();
    before_ = tip_.tree();
    entries_.clear();
    blobs_.clear();
    return parcel;
}

Result<Kept> kept_of(Store& store, const LedgerKey& ledger) {
    const auto terminal = TRY(store.registry().terminal(ledger.terminal));
    if (!terminal) return error(codes::terminal_unknown, ledger.terminal.hex());
    Kept kept{.entries = terminal->ledger.size, .results = 0};
    for (const JudgedRow& row : TRY(store.intake().judged(ledger, {.from = 0, .to = kept.entries})))
        kept.results += row.verdict == static_cast<int>(record::Verdict::accepted) && row.log_index ? 1u : 0u;
    return kept;
}

} // namespace kaogong::bureau::bench
