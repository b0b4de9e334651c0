// From a finished scoring to what is signed: the result of the operation component, and each examiner's own sheet. Pure: the same state and
// facts give the same bytes, however often a journal is replayed. Readings do not stand in the records; they travel beside them in a file
// whose hash the record lists as evidence, so that anyone who holds the sheet can do the arithmetic again.
#pragma once

#include "core/assessment/practical/own_sheet.h"
#include "core/record/result_record.h"

namespace kaogong::record {

// Who a staff number of the scoring is to those who verify.
struct OperationSigner {
    std::string who; // as events name the person
    Role role = Role::examiner;
    KeyId key;
};
struct OperationFacts {
    RecordId id;
    Salt salt;
    SessionId session;
    CandidateRef candidate;
    Hash spec;
    TerminalId terminal;
    KeyId device;
    ResultPlan plan;
    Environment environment = Environment::real;
    std::vector<Hash> evidence;           // what the scoring itself does not know of: recordings, papers. Never the sheets or its pictures
    std::vector<OperationSigner> signers; // at least all whom the scoring asks for
};

// For a scoring whose tally was checked, or that came to a coded end: what its signers are to sign. Its evidence is that of the facts, then
// the record hashes of the examiners' sheets by staff number, the pictures in the order in which they were taken, and the hash of its
// readings where it has scores. Errors: scoring_wrong_state (too early, or practice), scoring_signature_missing naming someone without
// certificate, certificate_role naming a chief or examiner who has another role, those of score_of.
Result<ResultRecord> operation_record(const practical::ScoringState& state, const OperationFacts& facts);
// One examiner's own sheet 考评员评分表, kind 13, for device and examiner to sign: what this examiner entered and nobody else's blind
// scores; rows that are noted together stand in everyone's.
Result<ResultRecord> examiner_sheet_record(const practical::ScoringState& state, const std::string& examiner, const OperationFacts& facts);
// The same of a sheet away from the desk, with the facts of the terminal it lies on: blind and independent rows alone. Its times are those
// of the first and the last touch and no time was active, because the candidate's clock runs at the desk. rows_unseen while it may not be
// signed; signing changes no byte.
Result<ResultRecord> examiner_sheet_record(const practical::OwnSheetState& state, const OperationFacts& facts);

// The readings behind a record, row by row, in the sheet's order.
struct RowNote {
    std::string by; // staff number; empty where the row is noted together
    std::string note;
    bool operator==(const RowNote&) const = default;
};
struct RowReadings {
    std::string row;
    practical::RowEntry entry;
    std::vector<RowNote> notes = {}; // 备注, in the order in which those who wrote them entered the row
    bool operator==(const RowReadings&) const = default;
};
struct Readings {
    Hash sheet;
    CandidateRef candidate;
    std::string examiner; // whose sheet; empty for the readings of the result
    std::vector<RowReadings> rows;
    bool operator==(const Readings&) const = default;
};
Result<Readings> readings_of(const practical::ScoringState& state, const CandidateRef& candidate);
Result<Readings> own_readings(const practical::ScoringState& state, const std::string& examiner, const CandidateRef& candidate);
Result<Readings> own_readings(const practical::OwnSheetState& state, const CandidateRef& candidate);
Result<Bytes> encode_readings(const Readings& readings);
Result<Readings> decode_readings(ByteView bytes);

// That a record, the readings it lists and the sheet it names belong together, and that every row's points follow from its reading.
// record_seal_wrong (other readings, other sheet), package_content_mismatch naming the row whose points do not follow.
Result<void> check_readings(const ResultRecord& record, ByteView readings, const practical::ScoreSheet& sheet);

} // namespace kaogong::record
