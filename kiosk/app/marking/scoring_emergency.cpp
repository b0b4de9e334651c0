// Emergency credentials, on the worker's side. The key is made here and lies, like everybody's, sealed under a PIN and a token: the PIN is
// drawn by lot and told once, and the token is a file of this terminal, so that the credential is good here and nowhere else.
#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"
#include "core/record/emergency.h"
#include "kiosk/app/marking/scoring_desk.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kEarlierS = 60;          // a clock that is a little slow elsewhere
constexpr std::int64_t kLongestS = 12 * 3'600;  // a day in the workshop, and its evening
constexpr std::size_t kPinDigits = 6;

// Every PIN is as likely as any other; one that nobody could choose is drawn again.
std::string draw_pin(Random& random) {
    constexpr std::uint8_t kFair = 250; // of a byte's values, a multiple of ten
    std::string pin;
    while (pin.size() < kPinDigits) {
        const std::uint8_t byte = random.bytes(1).front();
        if (byte < kFair) pin.push_back(static_cast<char>('0' + byte % 10));
        const bool alike = pin.size() == kPinDigits && pin.find_first_not_of(pin.front()) == std::string::npos;
        if (alike) pin.clear();
    }
    return pin;
}

} // namespace

Result<void> ScoringDesk::load_emergencies() {
    emergencies_.clear();
    for (store::Credential& credential : TRY(world_.store.credentials().of_session(content_->part.session.id)))
        emergencies_[credential.staff].push_back({std::move(credential.certificate), std::move(credential.sealed_key)});
    return success();
}

const ScoringDesk::Emergency* ScoringDesk::emergency_now(std::string_view number) const {
    const auto issued = emergencies_.find(number);
    if (issued == emergencies_.end()) return nullptr;
    const auto certificate = record::decode_certificate(issued->second.back().certificate);
    const bool good = certificate && certificate->content.expires_s >= world_.clock.wall_ms() / kSecondMs;
    return good ? &issued->second.back() : nullptr; // afterwards the usual key counts again
}

Result<void> ScoringDesk::renew_signing(FoundScoring& found) {
    const auto rules = content_->rules.find(found.candidate);
    if (emergencies_.empty() || rules == content_->rules.end()) return success();
    const auto folded = practical::fold(rules->second, found.journal);
    const bool signing = folded && folded->payload && !practical::missing_signers(*folded).empty();
    if (!signing) return success();
    const store::SittingFacts facts = TRY(world_.store.scorings().find(found.scoring));
    const Bytes payload = TRY(record::encode_record(TRY(record::operation_record(*folded, TRY(operation_facts(facts))))));
    if (record::record_hash(payload) == *folded->payload) return success();
    practical::ScoringState state = *folded;
    for (const auto& [number, issued] : emergencies_) {
        const auto warrant = record::open_warrant(TRY(record::decode_certificate(issued.back().certificate)).content);
        if (!warrant) continue;
        const practical::CredentialIssued event{.at = world_.clock.now(),
                                                .by = warrant->site_chief.certificate.label,
                                                .second = warrant->supervisor.certificate.label,
                                                .who = number};
        const std::uint64_t sequence = state.next_sequence;
        if (!practical::advance(state, event)) continue; // no signer of this one
        TRY(world_.store.append(found.scoring, store::Scorings::Numbered{.sequence = sequence, .event = event, .signature = {}}));
        found.journal.push_back(event);
    }
    return success();
}

Result<ScoringDesk::Person> ScoringDesk::person_with(std::string_view number, ByteView signature) const {
    const record::KeyId key = TRY(TRY(record::Sign1::decode(signature)).key_id());
    if (const auto issued = emergencies_.find(number); issued != emergencies_.end())
        for (const Emergency& each : issued->second)
            if (const Person who = TRY(person_of(each.certificate, each.sealed_key)); who.id == key) return who;
    if (const auto* examiner = content_->find_examiner(number)) return person_of(examiner->certificate, examiner->signing_key);
    if (const auto* signer = content_->find_signer(number)) return person_of(signer->certificate, signer->signing_key);
    return error(codes::role_missing, std::string(number));
}

EmergencyBegun ScoringDesk::on(const BeginEmergency& request) {
    return {request.who, begin_emergency(request)};
}

// What the person may do stays what the bureau's certificate says; only the key is another.
Result<void> ScoringDesk::begin_emergency(const BeginEmergency& request) {
    emergency_draft_.reset();
    const Bytes usual = TRY(person(request.who)).certificate;
    const record::Certificate known = TRY(record::decode_certificate(usual)).content;
    if (!known.centre) return error(codes::emergency_not_valid, request.who);
    const std::int64_t now_s = world_.clock.wall_ms() / kSecondMs;
    record::KeyPair key = record::KeyPair::generate(world_.random);
    Bytes payload = TRY(record::encode_warrant({.session = content_->part.session.id,
                                                .centre = *known.centre,
                                                .number = request.who,
                                                .role = known.role,
                                                .key = key.public_key().cose_key(),
                                                .competences = known.competences,
                                                .not_before_s = now_s - kEarlierS,
                                                .expires_s = now_s + kLongestS,
                                                .environment = known.environment,
                                                .reason = request.reason}));
    emergency_draft_ = EmergencyDraft{request.who, std::move(payload), std::move(key), {}, {}};
    return success();
}

EmergencySigned ScoringDesk::on(const SignEmergency& request) {
    auto done = sign_emergency(request);
    if (done) return std::move(*done);
    return {.by = request.by, .pin = refused(request.by, done.error()), .issued = {}};
}

Result<EmergencySigned> ScoringDesk::sign_emergency(const SignEmergency& request) {
    if (!emergency_draft_) return error(codes::emergency_not_valid, request.by);
    const Person who = TRY(person(request.by));
    const record::Role wanted = emergency_draft_->by_chief.empty() ? record::Role::site_chief : record::Role::supervisor;
    if (who.role != wanted) return error(codes::certificate_role, request.by);
    devices::SlotReader token(world_.tokens, who.key.token);
    const record::PersonSigning signing{.sealed = who.key,
                                        .certificate = who.certificate,
                                        .pin = request.pin,
                                        .issued_at_s = world_.clock.wall_ms() / kSecondMs,
                                        .what = record::SignedAs::warrant};
    auto outcome = TRY(world_.store.pins().try_signing(request.by, emergency_draft_->payload, signing, token));
    EmergencySigned reply{
        .by = request.by,
        .pin = {.right = outcome.pin.right, .tries_left = outcome.pin.free_attempts_left, .locked_ms = outcome.pin.wait_ms},
        .issued = {}};
    if (!outcome.pin.right) return reply;
    if (wanted == record::Role::site_chief) {
        emergency_draft_->by_chief = std::move(outcome.signature);
        emergency_draft_->site_chief = request.by;
        return reply;
    }
    reply.issued = TRY(issue_emergency(request.by, outcome.signature));
    return reply;
}

// Token first: a credential that is in the database can be used.
Result<IssuedEmergency> ScoringDesk::issue_emergency(const std::string& supervisor, const Bytes& by_supervisor) {
    const EmergencyDraft draft = *std::exchange(emergency_draft_, std::nullopt);
    const auto id = world_.random.fixed<record::CertificateId>();
    Emergency made;
    made.certificate = TRY(record::emergency_certificate(draft.payload, {draft.by_chief, by_supervisor}, draft.key, id));
    const record::Certificate content = TRY(record::decode_certificate(made.certificate)).content;
    const record::SignerDemand demand{.role = content.role,
                                      .at_ms = world_.clock.wall_ms(),
                                      .environment = content.environment,
                                      .session = content_->part.session.id};
    TRY(world_.store.trust().bundle().judge(made.certificate, demand));
    const record::Token token = record::make_token(world_.random);
    IssuedEmergency issued{.who = draft.who,
                           .pin = Secret(view(draw_pin(world_.random))),
                           .certificate = made.certificate,
                           .site_chief = draft.site_chief,
                           .supervisor = supervisor};
    made.sealed_key = record::encode_signing_key(TRY(record::seal_signing_key(draft.key, {.token = token, .pin = issued.pin}, world_.random)));
    const Path folder = world_.emergency_tokens / token.id.hex();
    TRY(make_folder(folder));
    TRY(write_file_atomic(folder / record::kTokenFileName, record::encode_token(token).view(), {.mode = 0600}));
    TRY(world_.store.credentials().keep(
        {.session = content_->part.session.id, .staff = draft.who, .certificate = made.certificate, .sealed_key = made.sealed_key},
        draft.site_chief));
    emergencies_[draft.who].push_back(std::move(made));
    return issued;
}

} // namespace kaogong::kiosk::app
