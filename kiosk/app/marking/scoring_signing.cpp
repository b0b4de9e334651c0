// Signatures and sealing. A signature is made over the record that the state in front of the person gives, and is durable in one
// transaction with the event that says so; what follows from it (the sealed sheet, the sealed result) can be made again from the journal at
// any start, byte for byte.
#include "core/base/codes/assessment.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "kiosk/app/marking/scoring_desk.h"
#include "kiosk/app/marking/sheet_ids.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
} // namespace

// ---- what is signed

Result<record::OperationFacts> ScoringDesk::operation_facts(const store::SittingFacts& facts) const {
    const record::SessionFacts& session = content_->part.session;
    record::OperationFacts made{.id = facts.record,
                                .salt = facts.salt,
                                .session = facts.session,
                                .candidate = facts.candidate,
                                .spec = manifest_.spec,
                                .terminal = world_.device.kit.content.terminal,
                                .device = world_.device.keys.signing.id(),
                                .plan = {.organisation = session.organisation, .plan = session.plan, .attempt = session.attempt},
                                .environment = world_.device.kit.content.roots.environment};
    for (const record::PanelRow& row : content_->part.panel) {
        const Person who = TRY(person(row.number));
        made.signers.push_back({.who = row.number, .role = who.role, .key = who.id});
    }
    for (const record::ResultSignerRow& row : content_->part.signers) {
        const Person who = TRY(person(row.number));
        made.signers.push_back({.who = row.number, .role = who.role, .key = who.id});
    }
    return made;
}

Result<record::OperationFacts> ScoringDesk::operation_facts(const store::SittingFacts& facts, const std::string& who,
                                                            ByteView signature) const {
    record::OperationFacts made = TRY(operation_facts(facts));
    if (signature.empty()) return made;
    const Person as_signed = TRY(person_with(who, signature));
    for (record::OperationSigner& signer : made.signers)
        if (signer.who == who) signer.key = as_signed.id;
    return made;
}

Result<record::ResultRecord> ScoringDesk::sheet_record(const store::SittingFacts& facts, const practical::ScoringState& state,
                                                       const std::string& examiner, ByteView signature) const {
    record::OperationFacts made = TRY(operation_facts(facts, examiner, signature));
    made.id = sheet_id(facts, examiner, state.next_sequence);
    made.salt = sheet_salt(facts, examiner, state.next_sequence);
    return record::examiner_sheet_record(state, examiner, made);
}

Result<Bytes> ScoringDesk::device_signature(ByteView payload, std::int64_t issued_at_s) const {
    return record::sign_result(payload, {.key = &world_.device.keys.signing, .certificate = world_.device.certificate}, issued_at_s);
}

// ---- one signature

ScoringSigned ScoringDesk::on(const SignScoring& request) {
    auto done = sign(request);
    if (done) return std::move(*done);
    return {.scoring = request.scoring, .pin = refused(request.who, done.error()), .event = {}};
}

Result<ScoringSigned> ScoringDesk::sign(const SignScoring& request) {
    const store::SittingFacts facts = TRY(world_.store.scorings().find(request.scoring));
    TRY(person(request.who)); // a stranger is told apart from somebody whose turn it is not
    const bool sheet = request.what == SignScoring::What::own_sheet;
    const record::ResultRecord record = sheet ? TRY(sheet_record(facts, *request.state, request.who))
                                              : TRY(record::operation_record(*request.state, TRY(operation_facts(facts))));
    const Bytes payload = TRY(record::encode_record(record));
    const Hash hash = record::record_hash(payload);
    const practical::ScoringEvent event =
        sheet ? practical::ScoringEvent(practical::SheetSigned{.at = request.at, .by = request.who, .sheet = hash})
              : practical::ScoringEvent(practical::ResultSigned{.at = request.at, .by = request.who, .payload = hash});
    // Nobody is asked for a PIN in vain: what the rules would refuse is refused before it.
    TRY(practical::step(*request.state, event));
    Bytes signature;
    ScoringSigned done = TRY(put_signature({.scoring = request.scoring,
                                            .sequence = request.state->next_sequence,
                                            .who = request.who,
                                            .payload = payload,
                                            .event = event,
                                            .pin = request.pin},
                                           signature));
    if (!done.event) return done;
    // Signed and durable. A sheet that could not be sealed now is sealed at the next start.
    if (sheet)
        if (const auto sealed = seal_sheet(facts, *request.state, std::get<practical::SheetSigned>(event), signature); !sealed)
            log(LogLevel::error, sealed.error());
    return done;
}

Result<ScoringSigned> ScoringDesk::put_signature(const Wanted& wanted, Bytes& signature) {
    const Person who = TRY(person(wanted.who));
    devices::SlotReader token(world_.tokens, who.key.token);
    const record::PersonSigning signing{.sealed = who.key,
                                        .certificate = who.certificate,
                                        .pin = wanted.pin,
                                        .issued_at_s = practical::event_instant(wanted.event).wall_ms / kSecondMs};
    const auto outcome = TRY(world_.store.pins().try_signing(wanted.who, wanted.payload, signing, token));
    ScoringSigned done{.scoring = wanted.scoring,
                       .pin = {.right = outcome.pin.right, .tries_left = outcome.pin.free_attempts_left, .locked_ms = outcome.pin.wait_ms},
                       .event = {}};
    if (!outcome.pin.right) return done;
    TRY(record::check_cosignature(wanted.payload, outcome.signature, {.bundle = world_.store.trust().bundle()}));
    done.sequence = wanted.sequence;
    TRY(world_.store.append(wanted.scoring, store::Scorings::Numbered{
                                                .sequence = wanted.sequence, .event = wanted.event, .signature = outcome.signature}));
    done.event = wanted.event;
    signature = outcome.signature;
    return done;
}

// ---- sealing

// `before`: the state in which the sheet was signed.
Result<void> ScoringDesk::seal_sheet(const store::SittingFacts& facts, const practical::ScoringState& before,
                                     const practical::SheetSigned& event, const Bytes& signature) {
    const Bytes payload = TRY(record::encode_record(TRY(sheet_record(facts, before, event.by, signature))));
    const Bytes readings = TRY(record::encode_readings(TRY(record::own_readings(before, event.by, facts.candidate))));
    const Bytes device = TRY(device_signature(payload, event.at.wall_ms / kSecondMs));
    const Bytes sealed = TRY(record::assemble_cosigned(payload, {device, signature}, {.bundle = world_.store.trust().bundle()}));
    return world_.store.seal_scoring(facts.id, {{.signed_result = sealed, .blobs = {readings}}});
}

Result<void> ScoringDesk::seal_signed_sheets(const store::SittingFacts& facts, const std::vector<practical::ScoringEvent>& journal) {
    const auto rules = content_->rules.find(facts.candidate);
    if (rules == content_->rules.end()) return success();
    practical::ScoringState state = practical::scoring_start(rules->second);
    const auto signatures = TRY(world_.store.scorings().signatures(facts.id));
    for (const practical::ScoringEvent& event : journal) {
        if (const auto* signed_sheet = std::get_if<practical::SheetSigned>(&event)) {
            const auto found =
                std::find_if(signatures.begin(), signatures.end(), [&](const auto& each) { return each.sequence == state.next_sequence; });
            // Sealing again what is sealed changes nothing.
            if (found != signatures.end()) TRY(seal_sheet(facts, state, *signed_sheet, found->signature));
        }
        TRY(practical::advance(state, event));
    }
    return success();
}

ScoringSealed ScoringDesk::on(const SealScoring& request) {
    auto record = seal(request.scoring, *request.state);
    // A new result is due at once; trouble with the spool is for the next look.
    if (record)
        if (const auto made = world_.store.export_due(); !made) log(LogLevel::warning, made.error());
    return {request.scoring, std::move(record)};
}

// Own sheets that were signed at another terminal travel with the result: that terminal may reach the bureau later, or never.
Result<void> ScoringDesk::add_sheets_that_came(const SittingId& scoring, const record::ResultRecord& record, store::SealedResult& sealed) {
    for (const Secret& file : TRY(world_.store.scorings().files(scoring))) {
        const auto sheet = record::open_result(file.view());
        if (!sheet || sheet->record.kind != record::RecordKind::examiner_sheet) continue;
        const Hash hash = record::record_hash(sheet->payload);
        if (std::find(record.evidence.begin(), record.evidence.end(), hash) != record.evidence.end())
            sealed.blobs.push_back(to_bytes(file.view()));
    }
    return success();
}

Result<Hash> ScoringDesk::seal(const SittingId& scoring, const practical::ScoringState& state) {
    const store::SittingFacts facts = TRY(world_.store.scorings().find(scoring));
    const std::vector<practical::ScoringEvent> journal = TRY(world_.store.scorings().load(scoring));
    // The list of signers names the keys that signed, whatever key somebody has got since.
    record::OperationFacts made = TRY(operation_facts(facts));
    for (const auto& each : TRY(world_.store.scorings().signatures(scoring))) {
        if (each.sequence == 0 || each.sequence > journal.size()) continue;
        const auto* event = std::get_if<practical::ResultSigned>(&journal[each.sequence - 1]);
        if (event == nullptr || event->payload != state.payload) continue;
        const Person as_signed = TRY(person_with(event->by, each.signature));
        for (record::OperationSigner& signer : made.signers)
            if (signer.who == event->by) signer.key = as_signed.id;
    }
    const record::ResultRecord record = TRY(record::operation_record(state, made));
    const Bytes payload = TRY(record::encode_record(record));
    const Hash hash = record::record_hash(payload);
    if (state.payload != hash) return error(codes::record_seal_wrong, "journal");
    std::vector<Bytes> signatures;
    std::int64_t last_s = 0;
    for (const auto& each : TRY(world_.store.scorings().signatures(scoring))) {
        if (each.sequence == 0 || each.sequence > journal.size()) return error(codes::journal_broken, std::to_string(each.sequence));
        const auto* event = std::get_if<practical::ResultSigned>(&journal[each.sequence - 1]);
        // Signatures over scores that were changed afterwards stand in the journal and count no more.
        if (event == nullptr || event->payload != hash) continue;
        signatures.push_back(each.signature);
        last_s = std::max(last_s, event->at.wall_ms / kSecondMs);
    }
    signatures.insert(signatures.begin(), TRY(device_signature(payload, last_s)));
    store::SealedResult sealed;
    sealed.signed_result = TRY(record::assemble_cosigned(payload, signatures, {.bundle = world_.store.trust().bundle()}));
    // A coded end without scores has no readings in its record, and none travel with it.
    if (state.started_at) {
        Bytes readings = TRY(record::encode_readings(TRY(record::readings_of(state, facts.candidate))));
        const std::vector<Hash>& evidence = record.evidence;
        if (std::find(evidence.begin(), evidence.end(), record::sha256(readings)) != evidence.end())
            sealed.blobs.push_back(std::move(readings));
    }
    for (const practical::EvidencePicture& taken : state.pictures) {
        const Secret picture = TRY(world_.store.scorings().file(scoring, taken.picture));
        sealed.blobs.push_back(to_bytes(picture.view()));
    }
    TRY(add_sheets_that_came(scoring, record, sealed));
    TRY(world_.store.seal_scoring(scoring, {sealed}));
    return hash;
}

} // namespace kaogong::kiosk::app
