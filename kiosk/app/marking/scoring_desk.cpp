// Opening, journal, PINs and tokens. Signatures and sealing are in scoring_signing.cpp.
#include "kiosk/app/marking/scoring_desk.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "core/record/scoring_codec.h"
#include "kiosk/platform/picture.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kDateLength = 10; // 2026-11-20
constexpr std::int64_t kSheetsToCome = 12;  // pictures leave room for own sheets of other terminals

// A bureau that is newer than this terminal may have reasons that it does not know.
Code known_code(int number) {
    return find_code(number).value_or(codes::record_refused);
}

bool is_result(const store::ResultStatus& status) {
    return status.kind == record::RecordKind::operation;
}

} // namespace

MarkingReply ScoringDesk::handle(const MarkingRequest& request) {
    return std::visit([this](const auto& each) -> MarkingReply { return on(each); }, request);
}

// ---- opening

Result<OperationOpened> ScoringDesk::open(const std::optional<store::AliveMark>& last_alive) {
    TRY(load_emergencies());
    OperationOpened opened{.content = content_,
                           .scorings = {},
                           .has_camera = world_.camera.is_there(),
                           .has_picture_folder = world_.picture_folder.is_there()};
    for (const record::OperationCandidate& row : content_->part.candidates)
        if (content_->leads(row.station)) // of others only own sheets lie here, each opened by its examiner
            for (const store::SittingFacts& facts : TRY(world_.store.scorings().of_candidate(row.candidate)))
            if (facts.session == content_->part.session.id) opened.scorings.push_back(TRY(found(facts, last_alive)));
    for (const auto& [number, issued] : emergencies_)
        if (const Emergency* now = emergency_now(number)) opened.emergencies[number] = now->certificate;
    return opened;
}

Result<FoundScoring> ScoringDesk::found(const store::SittingFacts& facts, const std::optional<store::AliveMark>& last_alive) {
    FoundScoring found{.scoring = facts.id, .candidate = facts.candidate, .journal = {}, .last_alive = world_.clock.now()};
    found.sealed = TRY(is_sealed(facts.id));
    found.journal = TRY(world_.store.scorings().load(facts.id));
    if (!found.sealed) TRY(seal_signed_sheets(facts, found.journal));
    if (!found.sealed) TRY(renew_signing(found));
    if (!found.journal.empty()) found.last_alive = practical::event_instant(found.journal.back());
    // The sign of life is the terminal's, whichever of its stations it was written for.
    if (last_alive && (last_alive->at.boot_id != found.last_alive.boot_id || last_alive->at.boot_ms > found.last_alive.boot_ms))
        found.last_alive = last_alive->at;
    return found;
}

Result<bool> ScoringDesk::is_sealed(const SittingId& scoring) {
    const std::vector<store::ResultStatus> results = TRY(world_.store.results().of_sitting(scoring));
    return std::any_of(results.begin(), results.end(), is_result);
}

ScoringOpened ScoringDesk::on(const OpenScoring& request) {
    return {request.candidate, open_scoring(request.candidate)};
}

Result<SittingId> ScoringDesk::open_scoring(const CandidateRef& candidate) {
    if (!content_->rules.contains(candidate) || !leads(candidate)) return error(codes::no_session, "candidate");
    for (const store::SittingFacts& facts : TRY(world_.store.scorings().of_candidate(candidate)))
        if (facts.session == content_->part.session.id) return facts.id;
    TRY(world_.open_session());
    const auto certificates = world_.store.trust().bundle().all_of(record::Role::response);
    if (certificates.empty()) return error(codes::certificate_issuer_unknown, "the bureau's response key");
    auto bureau = TRY(record::age::Recipient::from(certificates.front()->content.key.x.view()));
    const store::SittingOpening opening{
        .session = content_->part.session.id, .candidate = candidate, .package = content_->package, .bureau = std::move(bureau)};
    return TRY(world_.store.open_scoring(opening, practical::ScoringMode::live)).id;
}

// ---- journal

ScoringAppended ScoringDesk::on(const AppendScoring& request) {
    return {request.scoring, request.sequence,
            world_.store.append(request.scoring, store::Scorings::Numbered{.sequence = request.sequence, .event = request.event})};
}

Result<std::vector<DeliveredScoring>> ScoringDesk::delivered() {
    std::vector<DeliveredScoring> delivered;
    for (const store::SittingFacts& facts : TRY(world_.store.scorings().undelivered())) {
        if (facts.session != content_->part.session.id) continue;
        for (const store::ResultStatus& status : TRY(world_.store.results().of_sitting(facts.id)))
            if (is_result(status) && status.delivered) delivered.push_back({facts.id, status.record_hash});
    }
    return delivered;
}

Result<std::vector<ScoringPutAside>> ScoringDesk::put_aside() {
    std::vector<ScoringPutAside> found;
    for (const store::SittingFacts& facts : TRY(world_.store.scorings().undelivered())) {
        if (facts.session != content_->part.session.id) continue;
        for (const store::ResultStatus& status : TRY(world_.store.results().of_sitting(facts.id)))
            if (is_result(status) && !status.delivered && status.code != 0) found.push_back({facts.id, known_code(status.code)});
    }
    return found;
}

Result<std::size_t> ScoringDesk::open_scorings() {
    std::size_t open = 0;
    // An own sheet away from the desk keeps no session open: unsigned it has no standing, signed it is sealed.
    for (const store::SittingFacts& facts : TRY(world_.store.scorings().undelivered()))
        if (facts.session == content_->part.session.id && leads(facts.candidate) && !TRY(is_sealed(facts.id))) ++open;
    return open;
}

// ---- PINs and tokens

Result<ScoringDesk::Person> ScoringDesk::person(std::string_view number) const {
    const Bytes *certificate = nullptr, *key = nullptr;
    if (const auto* examiner = content_->find_examiner(number)) {
        certificate = &examiner->certificate;
        key = &examiner->signing_key;
    } else if (const auto* signer = content_->find_signer(number)) {
        certificate = &signer->certificate;
        key = &signer->signing_key;
    }
    if (certificate == nullptr) return error(codes::role_missing, std::string(number));
    if (const Emergency* issued = emergency_now(number)) return person_of(issued->certificate, issued->sealed_key);
    return person_of(*certificate, *key);
}

Result<ScoringDesk::Person> ScoringDesk::person_of(const Bytes& certificate, const Bytes& key) const {
    const record::Certificate content = TRY(record::decode_certificate(certificate)).content;
    auto sealed = TRY(record::decode_signing_key(key));
    const record::PublicKey known = TRY(record::PublicKey::from(content.key));
    return Person{.certificate = certificate, .key = std::move(sealed), .role = content.role, .id = known.id()};
}

PinTry ScoringDesk::refused(const std::string& number, const Error& why) {
    PinTry pin;
    if (why.code == codes::pin_locked) {
        const auto wait_ms = world_.store.pins().wait_ms(number);
        pin.locked_ms = wait_ms ? *wait_ms : 0;
        return pin;
    }
    pin.failed = why;
    return pin;
}

PersonChecked ScoringDesk::on(const CheckPerson& request) {
    auto pin = check(request);
    return {request.number, pin ? *pin : refused(request.number, pin.error())};
}

Result<PinTry> ScoringDesk::check(const CheckPerson& request) {
    store::PinOutcome outcome;
    const std::int64_t wall_ms = world_.clock.wall_ms();
    if (content_->has_key(request.number)) {
        const Person who = TRY(person(request.number));
        const record::Certificate certificate = TRY(record::decode_certificate(who.certificate)).content;
        const std::int64_t now_s = wall_ms / 1'000;
        if (now_s < certificate.not_before_s || now_s > certificate.expires_s)
            return error(codes::certificate_not_valid_then, request.number);
        devices::SlotReader token(world_.tokens, who.key.token);
        outcome = TRY(world_.store.pins().try_key(request.number, who.key, request.pin, token));
    } else {
        const record::StaffRow* staff = content_->find_staff(request.number);
        if (staff == nullptr || wall_ms < staff->not_before_ms || wall_ms > staff->not_after_ms)
            return error(codes::role_missing, request.number);
        outcome = TRY(world_.store.pins().try_pin(request.number, staff->pin, request.pin));
    }
    return PinTry{.right = outcome.right, .tries_left = outcome.free_attempts_left, .locked_ms = outcome.wait_ms};
}

TokensSeen ScoringDesk::on(const LookForTokens&) {
    TokensSeen seen;
    const std::vector<record::TokenId> present = world_.tokens.present();
    const auto look = [&](const std::string& number, const Bytes& key) {
        const Emergency* issued = emergency_now(number);
        const auto sealed = record::decode_signing_key(issued == nullptr ? key : issued->sealed_key);
        if (sealed && std::find(present.begin(), present.end(), sealed->token) != present.end()) seen.numbers.push_back(number);
    };
    for (const record::PanelRow& row : content_->part.panel) look(row.number, row.signing_key);
    for (const record::ResultSignerRow& row : content_->part.signers) look(row.number, row.signing_key);
    return seen;
}

// ---- pictures

PictureTaken ScoringDesk::on(const TakePicture& request) {
    PictureTaken reply{.scoring = request.scoring, .row = request.row, .picture = {}, .png = Png(), .paper_page = request.paper_page};
    reply.png = take_picture(request, reply.picture);
    return reply;
}

Result<Png> ScoringDesk::take_picture(const TakePicture& request, Hash& picture) {
    devices::Pictures& source = request.from == PictureFrom::camera ? world_.camera : world_.picture_folder;
    auto png = std::make_shared<const Bytes>(TRY(source.take()));
    TRY(platform::decode_png(*png)); // from outside: what cannot be shown is no evidence
    picture = TRY(world_.store.scorings().keep_file(request.scoring, *png, kSheetsToCome));
    return Png(std::move(png));
}

PictureSeen ScoringDesk::on(const LookAtPicture& request) {
    const auto kept = world_.store.scorings().file(request.scoring, request.picture);
    if (!kept) return {request.picture, kept.error()};
    return {request.picture, Png(std::make_shared<const Bytes>(to_bytes(kept->view())))};
}

// ---- paper

SheetPrinted ScoringDesk::on(const PrintSheet& request) {
    return {request.scoring, print(request)};
}

// What the paper says besides what was signed: whose it is, the piece, who read what.
void ScoringDesk::add_surroundings(const practical::ScoringState& state, const record::RosterRow& person, record::PrintJob& job) const {
    job.person = person.name;
    job.credited_ms = state.credited_ms;
    job.utc_offset_minutes = content_->part.spec.utc_offset_minutes;
    if (state.hand_in) {
        job.piece_code = state.hand_in->code;
        job.seal = state.hand_in->seal;
    }
    for (const std::string& signer : state.result_signed) job.staff[signer] = content_->name_of(signer);
    for (const practical::RowTrack& track : state.rows) {
        const practical::ScoreItem* item = state.rules->sheet.find_item(track.row);
        if (item == nullptr || item->by != practical::ScoredBy::two_independent) continue;
        for (const practical::RowSlot& slot : track.slots)
            if (!slot.examiner.empty()) job.readers[track.row].push_back(slot.examiner);
    }
}

Result<Path> ScoringDesk::print(const PrintSheet& request) {
    const store::SittingFacts facts = TRY(world_.store.scorings().find(request.scoring));
    const record::RosterRow* person = content_->find_person(facts.candidate);
    if (person == nullptr) return error(codes::no_session, "candidate");
    record::PrintJob job{.ticket = person->admission_ticket, .station = request.station, .date = {}};
    for (const store::ResultStatus& status : TRY(world_.store.results().of_sitting(request.scoring)))
        if (is_result(status)) job.signed_result = TRY(world_.store.results().signed_result(status.entry_index));
    if (job.signed_result.empty()) return error(codes::print_failed, "not sealed");
    job.readings = TRY(record::encode_readings(TRY(record::readings_of(*request.state, facts.candidate))));
    job.sheet = TRY(record::encode_sheet(request.state->rules->sheet));
    const practical::SheetEntries entries = practical::entries_of(*request.state);
    job.chosen = entries.chosen;
    job.vetoes = entries.vetoes;
    const std::int64_t ended_ms = request.state->ended_at ? request.state->ended_at->wall_ms : world_.clock.wall_ms();
    job.date = iso_text(ended_ms, content_->part.spec.utc_offset_minutes).substr(0, kDateLength);
    add_surroundings(*request.state, *person, job);
    return world_.printer.print(record::encode_print_job(job), "score-" + person->admission_ticket, request.language);
}

} // namespace kaogong::kiosk::app
