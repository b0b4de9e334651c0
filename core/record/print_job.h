// What a terminal gives to the program that prints the score record sheet 评分记录表: the sealed result with all that its numbers follow from.
// Nothing in it is believed without the others: who prints does the arithmetic again.
#pragma once

#include "core/assessment/practical/score_sheet.h"
#include "core/record/operation_result.h"
#include "core/record/signed_result.h"

namespace kaogong::record {

struct PrintJob {
    Bytes signed_result; // of an operation test, with scores
    Bytes readings;      // that the result lists as evidence
    Bytes sheet;         // as encode_sheet gives it
    std::vector<std::string> chosen; // modules taken by choice or lot
    std::map<std::string, int, std::less<>> vetoes;
    std::string ticket, station, date; // as they are to stand on the paper
    // What stands in no record and on the paper alone; empty where nobody knows it.
    std::string person, piece_code, seal;
    std::int64_t credited_ms = 0;
    int utc_offset_minutes = 0;
    std::map<std::string, std::string, std::less<>> staff;                // number -> name
    std::map<std::string, std::vector<std::string>, std::less<>> readers; // row -> numbers, in the order of its readings
};

inline constexpr std::size_t kPrintJobMax = 2u << 20;

Bytes encode_print_job(const PrintJob& job);
// Errors: those of cbor.h, record_version_unknown.
Result<PrintJob> decode_print_job(ByteView bytes);

struct PrintableResult {
    practical::ScoreSheet sheet;
    practical::SheetEntries entries;
    practical::SheetScore score;
    std::map<std::string, std::vector<RowNote>, std::less<>> notes; // by row
    SignedResult result; // points into the job
};
// Errors: those of open_result, decode_sheet, check_readings; package_content_mismatch where the record has another total than the sheet gives.
Result<PrintableResult> open_print_job(const PrintJob& job);

} // namespace kaogong::record
