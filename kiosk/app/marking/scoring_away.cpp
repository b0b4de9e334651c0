// Own sheets away from the desk, and their way to it: at one terminal the examiner's signed sheet is sealed to the desk and laid onto the
// token with which it was signed; at the desk it is opened, judged, and becomes one event of the candidate's journal.
#include "core/base/codes/kiosk.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "core/record/sheet_file.h"
#include "kiosk/app/marking/scoring_desk.h"
#include "kiosk/app/marking/sheet_ids.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr const char* kSheetsFolder = "kaogong-sheets"; // on a token
constexpr std::string_view kSheetExtension = ".kgs";
constexpr std::size_t kSheetsOnTokenMax = 64; // what lies beyond is not looked at
constexpr std::size_t kNameLength = 16;
constexpr std::size_t kSeenFilesMax = 4'096;
constexpr std::int64_t kSecondMs = 1'000;

// By whom the journal of an own sheet is; nobody before its first event.
std::string examiner_of(const std::vector<practical::ScoringEvent>& journal) {
    for (const practical::ScoringEvent& event : journal) {
        if (const auto* touched = std::get_if<practical::RowTouched>(&event)) return touched->by;
        if (const auto* drawn = std::get_if<practical::ModulesDrawn>(&event)) return drawn->by;
    }
    return {};
}

std::vector<Path> sheet_files(const Path& slot) {
    std::vector<Path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(slot / kSheetsFolder, failed)) {
        if (files.size() >= kSheetsOnTokenMax) break;
        const bool is_file = entry.symlink_status(failed).type() == std::filesystem::file_type::regular;
        if (is_file && entry.path().extension() == kSheetExtension) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

// A token holds so many sheets; the oldest, which have long been taken in, make room. One that was not is laid there anew when it is opened.
void make_room(const Path& folder) {
    std::error_code failed;
    std::vector<std::pair<std::filesystem::file_time_type, Path>> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == kSheetExtension) files.emplace_back(entry.last_write_time(failed), entry.path());
    std::sort(files.begin(), files.end());
    for (std::size_t i = 0; i + kSheetsOnTokenMax <= files.size(); ++i) std::filesystem::remove(files[i].second, failed);
}

} // namespace

bool ScoringDesk::leads(const CandidateRef& candidate) const {
    const record::OperationCandidate* row = content_->find_candidate(candidate);
    return row != nullptr && content_->leads(row->station);
}

// ---- away from the desk

OwnSheetOpened ScoringDesk::on(const OpenOwnSheet& request) {
    auto opened = open_own_sheet(request);
    if (opened) return std::move(*opened);
    return {.candidate = request.candidate, .examiner = request.examiner, .scoring = opened.error(), .journal = {}};
}

Result<OwnSheetOpened> ScoringDesk::open_own_sheet(const OpenOwnSheet& request) {
    const auto rules = content_->rules.find(request.candidate);
    if (rules == content_->rules.end() || leads(request.candidate)) return error(codes::no_session, "candidate");
    // The last one that this examiner began; of an older piece there may be a signed one before it.
    std::optional<OwnSheetOpened> last, blank; // one without an entry is nobody's yet
    bool is_signed = false;
    for (const store::SittingFacts& facts : TRY(world_.store.scorings().of_candidate(request.candidate))) {
        if (facts.session != content_->part.session.id) continue;
        auto journal = TRY(world_.store.scorings().load(facts.id));
        const std::string examiner = examiner_of(journal);
        if (examiner.empty()) {
            blank = OwnSheetOpened{.candidate = request.candidate, .examiner = request.examiner, .scoring = facts.id, .journal = {}};
            blank->journal = std::move(journal);
            continue;
        }
        if (examiner != request.examiner) continue;
        const auto sheet =
            TRY(practical::fold_own_sheet(practical::own_sheet_start(rules->second, request.examiner), journal));
        // Signed when the power went: sealed and laid onto the token now. Doing it again changes nothing.
        if (sheet.sheet) TRY(lay_on_token(facts, sheet));
        is_signed = sheet.sheet.has_value();
        last = OwnSheetOpened{.candidate = request.candidate, .examiner = request.examiner, .scoring = facts.id, .journal = std::move(journal)};
    }
    if (last && !(request.again && is_signed)) return std::move(*last);
    if (blank) return std::move(*blank);
    TRY(world_.open_session());
    const auto certificates = world_.store.trust().bundle().all_of(record::Role::response);
    if (certificates.empty()) return error(codes::certificate_issuer_unknown, "the bureau's response key");
    auto bureau = TRY(record::age::Recipient::from(certificates.front()->content.key.x.view()));
    const store::SittingOpening opening{.session = content_->part.session.id,
                                        .candidate = request.candidate,
                                        .package = content_->package,
                                        .bureau = std::move(bureau)};
    const SittingId id = TRY(world_.store.open_scoring(opening, practical::ScoringMode::live)).id;
    return OwnSheetOpened{.candidate = request.candidate, .examiner = request.examiner, .scoring = id, .journal = {}};
}

Result<record::ResultRecord> ScoringDesk::away_record(const store::SittingFacts& facts, const practical::OwnSheetState& sheet) {
    // Signing is the last event: before and after it the sheet has the same record.
    const std::uint64_t sequence = sheet.sheet ? sheet.next_sequence - 1 : sheet.next_sequence;
    const auto signatures = TRY(world_.store.scorings().signatures(facts.id));
    const ByteView as_signed = sheet.sheet && !signatures.empty() ? ByteView(signatures.back().signature) : ByteView();
    record::OperationFacts made = TRY(operation_facts(facts, sheet.examiner, as_signed));
    made.id = sheet_id(facts, sheet.examiner, sequence);
    made.salt = sheet_salt(facts, sheet.examiner, sequence);
    return record::examiner_sheet_record(sheet, made);
}

ScoringSigned ScoringDesk::on(const SignOwnSheet& request) {
    auto done = sign_own_sheet(request);
    if (done) return std::move(*done);
    return {.scoring = request.scoring, .pin = refused(request.sheet->examiner, done.error()), .event = {}};
}

Result<ScoringSigned> ScoringDesk::sign_own_sheet(const SignOwnSheet& request) {
    const practical::OwnSheetState& sheet = *request.sheet;
    const store::SittingFacts facts = TRY(world_.store.scorings().find(request.scoring));
    // The sheet travels on the token of whoever signs it, and an emergency credential's never leaves this terminal.
    if (emergency_now(sheet.examiner) != nullptr) return error(codes::emergency_not_valid, sheet.examiner);
    const Bytes payload = TRY(record::encode_record(TRY(away_record(facts, sheet))));
    const practical::SheetSigned event{.at = request.at, .by = sheet.examiner, .sheet = record::record_hash(payload)};
    practical::OwnSheetStep step = TRY(practical::step(sheet, event));
    Bytes signature;
    ScoringSigned done = TRY(put_signature({.scoring = request.scoring,
                                            .sequence = sheet.next_sequence,
                                            .who = sheet.examiner,
                                            .payload = payload,
                                            .event = event,
                                            .pin = request.pin},
                                           signature));
    if (!done.event) return done;
    // Signed and durable. What could not be laid onto the token now is laid there when the sheet is opened again.
    if (const auto laid = lay_on_token(facts, step.state); !laid) log(LogLevel::error, laid.error());
    return done;
}

Result<void> ScoringDesk::lay_on_token(const store::SittingFacts& facts, const practical::OwnSheetState& sheet) {
    const Bytes payload = TRY(record::encode_record(TRY(away_record(facts, sheet))));
    const Bytes readings = TRY(record::encode_readings(TRY(record::own_readings(sheet, facts.candidate))));
    const auto signatures = TRY(world_.store.scorings().signatures(facts.id));
    if (signatures.empty() || !sheet.entered_at) return error(codes::scoring_signature_missing, sheet.examiner);
    const Bytes device = TRY(device_signature(payload, sheet.entered_at->wall_ms / kSecondMs));
    const Bytes sealed =
        TRY(record::assemble_cosigned(payload, {device, signatures.back().signature}, {.bundle = world_.store.trust().bundle()}));
    TRY(world_.store.seal_scoring(facts.id, {{.signed_result = sealed, .blobs = {readings}}}));
    const record::OperationCandidate* row = content_->find_candidate(facts.candidate);
    const record::Desk* desk = row == nullptr ? nullptr : record::desk_of_station(content_->part, row->station);
    if (desk == nullptr) return error(codes::no_session, "desk");
    const auto recipient = TRY(record::age::Recipient::from(desk->sealing.view()));
    const Bytes file = TRY(record::seal_sheet_file(sealed, readings, recipient, world_.random));
    const Person who = TRY(person(sheet.examiner));
    const Path folder = TRY(world_.tokens.find(who.key.token)) / kSheetsFolder;
    TRY(make_folder(folder));
    make_room(folder);
    return write_file_atomic(folder / (record::record_hash(payload).hex().substr(0, kNameLength) + std::string(kSheetExtension)), file);
}

// ---- at the desk

SheetsSeen ScoringDesk::on(const LookForSheets& request) {
    SheetsSeen seen;
    for (const record::TokenId& id : world_.tokens.present()) {
        const auto slot = world_.tokens.find(id);
        if (!slot) continue;
        for (const Path& path : sheet_files(*slot)) {
            const auto file = read_file(path, record::kSheetFileMax);
            if (!file || seen_files_.contains(record::sha256(*file))) continue;
            auto sheet = read_sheet(*file, request);
            if (!sheet && sheet.code() == codes::scoring_wrong_state) continue; // its candidate has not begun here: looked at again
            if (seen_files_.size() >= kSeenFilesMax) seen_files_.clear(); // some are told once more, and nothing grows for ever
            seen_files_.insert(record::sha256(*file));
            if (sheet)
                seen.sheets.push_back(std::move(*sheet));
            else if (sheet.code() != codes::age_no_match) // a sheet for another desk is none of ours
                seen.refused.push_back(sheet.error());
        }
    }
    return seen;
}

Result<SheetOnToken> ScoringDesk::read_sheet(ByteView file, const LookForSheets& request) {
    const record::OpenedSheet opened = TRY(record::open_sheet_file(file, world_.device.keys.sealing));
    const record::SignedResult result = TRY(record::open_result(opened.signed_result.view()));
    const CandidateRef candidate = result.record.candidate;
    const auto rules = content_->rules.find(candidate);
    if (rules == content_->rules.end() || !leads(candidate)) return error(codes::sheet_for_other, "candidate");
    const auto from = request.signed_from_s.find(candidate);
    if (from == request.signed_from_s.end()) return error(codes::scoring_wrong_state, "not begun here");
    const record::ExpectedSheet expected{.session = content_->part.session.id,
                                         .candidate = candidate,
                                         .environment = world_.device.kit.content.roots.environment,
                                         .signed_from_s = from->second};
    const record::ReceivedSheet received =
        TRY(record::check_sheet_file(opened, world_.store.trust().bundle(), rules->second->sheet, expected));
    // It travels on with the result, whose evidence it is: the other terminal may reach the bureau later than this one.
    for (const store::SittingFacts& facts : TRY(world_.store.scorings().of_candidate(candidate)))
        if (facts.session == content_->part.session.id) TRY(world_.store.scorings().keep_file(facts.id, opened.signed_result.view()));
    return SheetOnToken{.candidate = candidate,
                        .event = {.at = {}, .by = received.examiner, .sheet = received.record, .entries = received.entries}};
}

} // namespace kaogong::kiosk::app
