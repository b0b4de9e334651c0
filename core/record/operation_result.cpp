#include "core/record/operation_result.h"

#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/practical.h"
#include "core/base/codes/record.h"
#include "core/record/operation_points.h"
#include "core/record/practical_describe.h"
#include "core/record/scoring_codec.h"

#include <algorithm>
#include <tuple>

namespace kaogong::record {
namespace archive {

constexpr std::size_t kNotesOfRowMax = 32; // a panel is smaller

template <typename A> Result<void> describe(A& a, Ref<A, RowNote> note) {
    TRY(a.maybe_text(1, note.by));
    return a.text(2, note.note);
}
template <typename A> Result<void> describe(A& a, Ref<A, RowReadings> row) {
    TRY(a.text(1, row.row));
    TRY(a.child(2, row.entry));
    return a.maybe_list(3, row.notes, kNotesOfRowMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, Readings> readings) {
    TRY(a.version(kContentVersion));
    TRY(a.fixed(2, readings.sheet));
    TRY(a.fixed(3, readings.candidate));
    TRY(a.maybe_text(4, readings.examiner));
    return a.list(5, readings.rows, practical::kRowsMax);
}

} // namespace archive

namespace {

using practical::ScoreItem;
using practical::ScoringRules;
using practical::ScoringStage;
using practical::ScoringState;

Error wrong_state(const ScoringState& state) {
    return error(codes::scoring_wrong_state, std::string(practical::stage_name(state.stage)));
}

Result<void> must_be_complete(const ScoringState& state) {
    if (state.rules->mode == practical::ScoringMode::practice) return error(codes::scoring_wrong_state, "practice");
    const bool complete = state.stage == ScoringStage::written_up || state.stage == ScoringStage::signed_ ||
                          state.stage == ScoringStage::delivered || state.stage == ScoringStage::ended;
    return complete ? success() : Result<void>(wrong_state(state));
}

// Chief and examiners sign as what the panel says they are; of all others their certificate decides.
Result<Role> role_in_panel(const ScoringRules& rules, const OperationSigner& signer) {
    if (!practical::is_member(rules, signer.who)) return signer.role;
    const Role wanted = practical::is_chief(rules, signer.who) ? Role::chief : Role::examiner;
    if (signer.role != wanted) return error(codes::certificate_role, signer.who + ": not " + std::string(role_name(wanted, Language::en)));
    return wanted;
}

Result<RequiredSigner> required_signer(const ScoringRules& rules, const OperationFacts& facts, const std::string& who) {
    const auto known = [&](const OperationSigner& signer) { return signer.who == who; };
    const auto signer = std::find_if(facts.signers.begin(), facts.signers.end(), known);
    if (signer == facts.signers.end()) return error(codes::scoring_signature_missing, who);
    const Role role = TRY(role_in_panel(rules, *signer));
    return RequiredSigner{.role = role, .key = signer->key};
}

Result<std::vector<RequiredSigner>> signers_in_order(const ScoringRules& rules, const OperationFacts& facts,
                                                     const std::vector<std::string>& people) {
    std::vector<RequiredSigner> signers = {{.role = Role::device, .key = facts.device}};
    for (const std::string& who : people) signers.push_back(TRY(required_signer(rules, facts, who)));
    std::sort(signers.begin(), signers.end(),
              [](const RequiredSigner& a, const RequiredSigner& b) { return std::tie(a.role, a.key) < std::tie(b.role, b.key); });
    return signers;
}

ResultTimes times_of(const ScoringState& state) {
    const Instant& end = state.ended_at.value_or(*state.last_at);
    const std::int64_t started_ms = state.started_at.value_or(end).wall_ms;
    return {.started_ms = started_ms, .ended_ms = std::max(end.wall_ms, started_ms), .active_ms = state.clock.before_ms};
}

Result<ResultRecord> record_frame(const practical::ScoreSheet& sheet, const ResultTimes& times, const OperationFacts& facts) {
    const Hash paper = TRY(sheet_hash(sheet));
    return ResultRecord{
        .id = facts.id,
        .session = facts.session,
        .candidate = facts.candidate,
        .subject = {.occupation = sheet.occupation.code, .level = static_cast<int>(sheet.level), .spec = facts.spec, .paper = paper},
        .times = times,
        .salt = facts.salt,
        .evidence = facts.evidence,
        .terminal = facts.terminal,
        .plan = facts.plan,
        .environment = facts.environment};
}

ResultSource source_of(const ScoringState& state) {
    if (!state.paper) return ResultSource::live;
    return state.live_before_paper ? ResultSource::mixed : ResultSource::keyed_from_paper;
}

// Sheets in the order of their examiners, so that the same journal gives the same bytes whoever signed first.
void add_evidence(ResultRecord& record, const ScoringState& state) {
    for (const auto& [examiner, sheet] : state.sheets_signed)
        if (sheet != Hash{}) record.evidence.push_back(sheet);
    for (const practical::EvidencePicture& picture : state.pictures) record.evidence.push_back(picture.picture);
}

void add_scores(ResultRecord& record, const ScoringState& state, const practical::SheetScore& score) {
    put_scores(record, state.rules->sheet, score);
    for (const auto& [veto, times] : practical::entries_of(state).vetoes) record.vetoes.push_back({.veto = veto, .times = times});
}

// Nobody scored, or what was scored does not stand.
bool has_no_scores(const ScoringState& state) {
    const bool no_result = state.end && practical::end_result(*state.end) == practical::ResultValue::no_result;
    return no_result || !state.started_at;
}

ResultScore score_of_record(const ScoringState& state, const practical::FinalScore& score) {
    const bool zero = state.end && practical::end_result(*state.end) == practical::ResultValue::zero;
    const bool passes = !zero && score.verdict == practical::SheetVerdict::pass;
    const OutcomeCode outcome = state.end ? state.end->code : (passes ? OutcomeCode::pass : OutcomeCode::fail);
    return {.points = zero ? 0 : score.points, .points_max = state.rules->sheet.points_max, .outcome = outcome};
}

const practical::RowSlot* own_slot(const ScoringState& state, const ScoreItem& item, const std::string& examiner) {
    const practical::RowTrack* track = practical::find_track(state, item.id);
    return track == nullptr ? nullptr : practical::find_slot(*track, practical::slot_owner(item, examiner));
}

std::vector<RowNote> notes_of(const ScoringState& state, const ScoreItem& item) {
    std::vector<RowNote> notes;
    const practical::RowTrack* track = practical::find_track(state, item.id);
    for (const practical::RowSlot& slot : track == nullptr ? std::vector<practical::RowSlot>{} : track->slots)
        if (!slot.note.empty()) notes.push_back({.by = slot.examiner, .note = slot.note});
    return notes;
}

std::vector<RowNote> notes_of(const std::string& by, const std::string& note) {
    return note.empty() ? std::vector<RowNote>{} : std::vector<RowNote>{{.by = by, .note = note}};
}

// One examiner's rows, each scored as if this were the only judge.
Result<std::vector<ItemResult>> own_items(const Readings& readings, const practical::ScoreSheet& sheet) {
    const practical::ScoringOptions options{
        .combine = sheet.combine, .judges_min = 1, .row_step = sheet.rounding.at == practical::RoundAt::row ? sheet.rounding.step : 1};
    std::vector<ItemResult> items;
    for (const RowReadings& row : readings.rows) {
        const ScoreItem* item = sheet.find_item(row.row);
        if (item == nullptr) return error(codes::package_content_mismatch, row.row);
        const practical::ItemScore score = TRY(practical::score_item(*item, row.entry, options));
        items.push_back(row_result(row.row, score, *item));
    }
    return items;
}

Result<ResultRecord> sheet_record(const ScoringRules& rules, const ResultTimes& times, const Readings& readings,
                                  const OperationFacts& facts) {
    ResultRecord record = TRY(record_frame(rules.sheet, times, facts));
    record.kind = RecordKind::examiner_sheet;
    record.signers = TRY(signers_in_order(rules, facts, {readings.examiner}));
    record.items = TRY(own_items(readings, rules.sheet));
    const Bytes encoded = TRY(encode_readings(readings));
    record.evidence = {sha256(encoded)};
    return record;
}

} // namespace

Result<Readings> readings_of(const ScoringState& state, const CandidateRef& candidate) {
    const Hash sheet = TRY(sheet_hash(state.rules->sheet));
    Readings readings{.sheet = sheet, .candidate = candidate, .examiner = {}, .rows = {}};
    const auto entries = practical::entries_of(state).rows;
    for (const ScoreItem* item : practical::rows_of(state))
        if (const auto entry = entries.find(item->id); entry != entries.end())
            readings.rows.push_back({item->id, entry->second, notes_of(state, *item)});
    return readings;
}

Result<Readings> own_readings(const ScoringState& state, const std::string& examiner, const CandidateRef& candidate) {
    const Hash sheet = TRY(sheet_hash(state.rules->sheet));
    Readings readings{.sheet = sheet, .candidate = candidate, .examiner = examiner, .rows = {}};
    for (const ScoreItem* item : practical::rows_of(state))
        if (const auto* slot = own_slot(state, *item, examiner)) readings.rows.push_back({item->id, slot->entry, notes_of(slot->examiner, slot->note)});
    return readings;
}

Result<Readings> own_readings(const practical::OwnSheetState& state, const CandidateRef& candidate) {
    const Hash sheet = TRY(sheet_hash(state.rules->sheet));
    Readings readings{.sheet = sheet, .candidate = candidate, .examiner = state.examiner, .rows = {}};
    for (practical::OwnEntry& own : practical::own_entries(state))
        readings.rows.push_back({std::move(own.row), std::move(own.entry), notes_of(state.examiner, own.note)});
    return readings;
}

Result<Bytes> encode_readings(const Readings& readings) {
    return archive::Encoder::encode(readings);
}
Result<Readings> decode_readings(ByteView bytes) {
    return archive::Decoder::decode<Readings>(bytes);
}

Result<ResultRecord> operation_record(const ScoringState& state, const OperationFacts& facts) {
    TRY(must_be_complete(state));
    ResultRecord record = TRY(record_frame(state.rules->sheet, times_of(state), facts));
    record.kind = RecordKind::operation;
    record.source = source_of(state);
    record.signers = TRY(signers_in_order(*state.rules, facts, practical::required_signers(state)));
    add_evidence(record, state);
    if (has_no_scores(state)) {
        record.score = ResultScore{.points = 0, .points_max = state.rules->sheet.points_max, .outcome = state.end->code};
        return record;
    }
    for (const std::string& open : practical::open_rows(state)) return error(codes::rows_unseen, open);
    const practical::FinalScore score = TRY(practical::final_score(state));
    add_scores(record, state, score.sheet);
    record.score = score_of_record(state, score);
    if (score.penalty != 0 && score.value != practical::ResultValue::zero)
        record.effects.push_back({.rule = std::string(kExceptionsRule), .points = -score.penalty});
    record.evidence.push_back(sha256(TRY(encode_readings(TRY(readings_of(state, facts.candidate))))));
    return record;
}

Result<ResultRecord> examiner_sheet_record(const ScoringState& state, const std::string& examiner, const OperationFacts& facts) {
    if (state.rules->mode == practical::ScoringMode::practice || !state.started_at) return wrong_state(state);
    if (!practical::is_member(*state.rules, examiner)) return error(codes::examiner_not_of_row, examiner);
    const Readings readings = TRY(own_readings(state, examiner, facts.candidate));
    return sheet_record(*state.rules, times_of(state), readings, facts);
}

Result<ResultRecord> examiner_sheet_record(const practical::OwnSheetState& state, const OperationFacts& facts) {
    if (state.rules->mode == practical::ScoringMode::practice) return error(codes::scoring_wrong_state, "practice");
    if (!practical::is_member(*state.rules, state.examiner)) return error(codes::examiner_not_of_row, state.examiner);
    for (const std::string& open : practical::unseen_own_rows(state)) return error(codes::rows_unseen, open);
    const Readings readings = TRY(own_readings(state, facts.candidate));
    if (readings.rows.empty()) return error(codes::rows_unseen, state.examiner);
    const std::int64_t begun_ms = state.begun_at->wall_ms;
    const ResultTimes times{.started_ms = begun_ms, .ended_ms = std::max(begun_ms, state.entered_at->wall_ms)};
    return sheet_record(*state.rules, times, readings, facts);
}

namespace {

// Vetoes may count faults in a row besides those that somebody entered, so a result's rows are scored together with them.
Result<std::vector<ItemResult>> items_again(const ResultRecord& record, const Readings& readings, const practical::ScoreSheet& sheet) {
    if (record.kind == RecordKind::examiner_sheet) return own_items(readings, sheet);
    const practical::SheetScore score = TRY(practical::score_sheet(sheet, TRY(entries_behind(record, readings, sheet))));
    const ResultScore found = score_beside(record, sheet, score);
    if (found.outcome != record.score->outcome) return error(codes::package_content_mismatch, "outcome");
    if (found.points != record.score->points) return error(codes::package_content_mismatch, "total");
    std::vector<ItemResult> items;
    for (const auto& [row, item_score] : score.items) items.push_back(row_result(row, item_score, *sheet.find_item(row)));
    return items;
}

} // namespace

Result<void> check_readings(const ResultRecord& record, ByteView encoded, const practical::ScoreSheet& sheet) {
    const Hash hash = sha256(encoded);
    if (std::find(record.evidence.begin(), record.evidence.end(), hash) == record.evidence.end())
        return error(codes::record_seal_wrong, "readings");
    const Readings readings = TRY(decode_readings(encoded));
    const Hash paper = TRY(sheet_hash(sheet));
    if (readings.sheet != paper || record.subject.paper != paper) return error(codes::record_seal_wrong, "sheet");
    if (readings.candidate != record.candidate) return error(codes::record_seal_wrong, "candidate");
    const auto items = TRY(items_again(record, readings, sheet));
    if (items.size() != record.items.size()) return error(codes::package_content_mismatch, "rows");
    for (std::size_t i = 0; i < items.size(); ++i)
        if (!(items[i] == record.items[i])) return error(codes::package_content_mismatch, record.items[i].item);
    return success();
}

} // namespace kaogong::record
