#include "sync/bureau/bench/made_terminal.h"

#include "core/record/age/file.h"
#include "core/record/entry_bodies.h"
#include "core/record/kit.h"
#include "core/record/parcel.h"
#include "core/record/signed_result.h"

namespace kaogong::bureau::bench {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr record::Points kOfItem = 100;
constexpr int kWrongEvery = 5;

} // namespace

MadeTerminal::MadeTerminal(const Registrar& registrar, record::KeyPair device, Bytes certificate, record::LedgerTip tip)
    : clock_(registrar.clock), random_(registrar.random), environment_(registrar.bundle.roots.environment),
      bundle_version_(registrar.bundle.version), device_(std::move(device)), certificate_(std::move(certificate)), tip_(std::move(tip)),
      before_(tip_.tree()), sitting_(random_.fixed<SittingId>()) {}

Result<MadeTerminal> MadeTerminal::enrol(const Registrar& registrar, std::int64_t seat) {
    const Enrolled enrolled = TRY(enrol_terminal(
        {.centre = "bench", .room = "1", .seat = seat, .bureau_url = "http://127.0.0.1:1", .bureau_ca = {}}, registrar));
    const record::Kit kit = TRY(record::verify_kit(enrolled.kit)).content;
    auto device = record::KeyPair::generate(registrar.random);
    const auto sealing = record::age::Identity::generate(registrar.random);
    const auto recipient = TRY(record::PublicKeyBytes::from(sealing.recipient().point));
    const Bytes request = record::make_enrolment_request(
        {.terminal = kit.terminal, .age_recipient = recipient, .asked_ms = registrar.clock.wall_ms()}, device, kit.secret);
    Bytes certificate;
    TRY(issue_certificate(request, registrar, [&](ByteView granted) -> Result<void> {
        certificate = to_bytes(granted);
        return success();
    }));
    record::LedgerTip tip(kit.terminal, registrar.random.fixed<record::Incarnation>(), record::MerkleTree());
    MadeTerminal made(registrar, std::move(device), std::move(certificate), std::move(tip));
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
    return success();
}

Result<void> MadeTerminal::append_result(int items) {
    const std::int64_t now_ms = clock_.wall_ms();
    record::ResultRecord record{.id = new_id<RecordId>(clock_, random_), .session = new_id<SessionId>(clock_, random_)};
    record.candidate = random_.fixed<CandidateRef>();
    record.subject = {.occupation = "6-31-01-03", .level = 3, .spec = random_.fixed<Hash>(), .paper = random_.fixed<Hash>()};
    record.times = {.started_ms = now_ms - kHourMs, .ended_ms = now_ms, .active_ms = kHourMs};
    record.signers = {{record::Role::device, device_.id()}};
    record.salt = random_.fixed<record::Salt>();
    record.evidence = {random_.fixed<Hash>()};
    record.terminal = tip_.terminal();
    record.plan = {.organisation = "bench", .plan = "bench", .attempt = 1};
    record.environment = environment_;
    record::ResultScore score{.points = 0, .points_max = items * kOfItem, .outcome = record::OutcomeCode::pass};
    for (int i = 0; i < items; ++i) {
        const record::Points points = i % kWrongEvery == 0 ? 0 : kOfItem;
        record.items.push_back({"dg4-" + std::to_string(1'000 + i), record::ItemState::scored, points, kOfItem});
        score.points += points;
    }
    record.score = score;
    const Bytes result = TRY(record::seal_result(record, {{&device_, certificate_}}, now_ms / 1'000));
    return append(record::EventType::result, record::encode_body(record::result_body(result)));
}

Result<void> MadeTerminal::append_answer() {
    return append(record::EventType::answer, record::encode_body(record::AnswerBody{.sitting = sitting_, .sealed = random_.fixed<Hash>()}));
}

Result<Bytes> MadeTerminal::parcel() {
    Bytes parcel = TRY(record::build_parcel({.before = &before_,
                                             .entries = {entries_.begin(), entries_.end()},
                                             .blobs = {},
                                             .certificate = certificate_,
                                             .log_size = 0,
                                             .bundle_version = bundle_version_,
                                             .issued_at_s = clock_.wall_ms() / 1'000},
                                            device_));
    before_ = tip_.tree();
    entries_.clear();
    return parcel;
}

} // namespace kaogong::bureau::bench
