#include "sync/bureau/marking/row_history.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/amendment.h"
#include "core/record/operation_points.h"
#include "sync/bank/row_remark_file.h"

namespace kaogong::bureau::marking {
namespace {

Error underivable(const AcceptedRecord& accepted, const std::string& what) {
    return error(codes::record_underivable, accepted.hash.hex() + ": " + what);
}

// Rows and score of a record as the sheet scores what stands.
Result<void> check_states(const AcceptedRecord& accepted, const practical::ScoreSheet& sheet, const practical::RemarkedEntries& remarked) {
    const practical::SheetScore score = TRY(practical::score_remarked(sheet, remarked));
    record::ResultRecord found = accepted.record;
    record::put_scores(found, sheet, score);
    if (found.items != accepted.record.items) return underivable(accepted, "rows");
    if (record::score_beside(accepted.record, sheet, score) != accepted.record.score) return underivable(accepted, "total");
    return success();
}

Result<Bytes> kept_file(IntakeStore& intake, const CentreId& centre, const Hash& hash) {
    auto file = TRY(intake.blob({.centre = centre, .hash = hash}));
    if (!file || record::sha256(*file) != hash) return error(codes::remark_basis_missing, hash.hex());
    return std::move(*file);
}

} // namespace

Result<void> remark_rows_of(const std::vector<practical::RowRemark>& ruled, const practical::ScoreSheet& sheet,
                            practical::RemarkedEntries& remarked) {
    for (const practical::RowRemark& row : ruled) TRY(practical::remark_row(sheet, row, remarked));
    return success();
}

Result<practical::RemarkedEntries> RowHistory::as_signed(const AcceptedRecord& signed_by_panel, const practical::ScoreSheet& sheet) {
    // The readings are the last that the record of a result with rows lists (FORMAT.md, Practical scoring).
    const record::ResultRecord& record = signed_by_panel.record;
    if (record.evidence.empty()) return error(codes::remark_basis_missing, "the record names none");
    const Bytes file = TRY(kept_file(intake_, signed_by_panel.centre, record.evidence.back()));
    TRY(record::check_readings(record, file, sheet));
    const record::Readings readings = TRY(record::decode_readings(file));
    practical::RemarkedEntries remarked;
    remarked.entries = TRY(record::entries_behind(record, readings, sheet));
    return remarked;
}

Result<const record::RowRemarkRule*> RowHistory::decision_behind(const AcceptedRecord& made) {
    const Hash& hash = made.record.evidence.front();
    if (const auto known = decisions_.find(hash); known != decisions_.end()) return &known->second;
    const Bytes file = TRY(kept_file(intake_, made.centre, hash));
    auto rule = TRY(bank::parse_row_remark(file, [&](const CandidateRef& candidate) { return papers_.sheet_of(candidate); }));
    return &decisions_.emplace(hash, std::move(rule)).first->second;
}

Result<practical::RemarkedEntries> RowHistory::of(const Descent& descent, const practical::ScoreSheet& sheet) {
    practical::RemarkedEntries remarked = TRY(as_signed(descent.first(), sheet));
    for (const AcceptedRecord& later : descent.records()) {
        if (later.hash == descent.first().hash) continue;
        if (!record::made_by_markers(later.record)) return underivable(later, "corrected by its centre");
        const record::RowRemarkRule& rule = *TRY(decision_behind(later));
        TRY(remark_rows_of(TRY(record::rows_ruled(rule, sheet, later.record.candidate)), sheet, remarked));
        TRY(check_states(later, sheet, remarked));
    }
    return remarked;
}

} // namespace kaogong::bureau::marking
