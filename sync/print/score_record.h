// The score record sheet 评分记录表 on paper, with the columns that real sheets have (domain.md): number, item, what is examined, points,
// rule, reading, deduction, earned, remark; at its foot those who signed, with the fingerprints of their keys, and a QR code that ties the
// paper to the data that it was printed from.
#pragma once

#include "core/assessment/practical/score_sheet.h"
#include "core/base/bytes.h"

#include <map>
#include <optional>

namespace kaogong::print {

enum class SignerRole : std::uint8_t { scorer = 1, tally_checker, chief, supervisor, candidate }; // 评分人, 核分人, 考评组长, 督导员, 考生
enum class EntryMode : std::uint8_t { at_terminal = 1, keyed_from_paper, mixed };                // 录入方式
struct PrintedSignature {
    SignerRole role = SignerRole::scorer;
    std::string number;      // of staff; printed as it stands
    std::string name = {};   // empty: a line to write it on
    std::string fingerprint; // of the key, hexadecimal; empty: a line to sign by hand
    bool emergency = false;  // 应急凭证: signed by hand as well, for the bureau to compare
};
struct ScoreRecord {
    const practical::ScoreSheet& sheet;
    const practical::SheetEntries& entries;
    const practical::SheetScore& score;
    std::string ticket, station, date; // empty: a line to fill in by hand
    std::vector<PrintedSignature> signatures;
    std::string code; // what the QR code says
    std::string person = {}, plan = {}, piece_code = {}, seal = {};
    std::string worked = {}; // "08:05–11:58, 3:48:12"
    std::optional<EntryMode> entry = {};
    std::map<std::string, std::vector<std::string>, std::less<>> readers = {}; // row -> who read, in the order of its readings
    std::map<std::string, std::vector<std::string>, std::less<>> notes = {};   // row -> what examiners wrote beside it, as it is to stand there
};

// "41.987 mm", "2", "scores 2 2 3": what was found, without what it led to.
// `whose` is what stands before each of several readings (甲, 乙), or empty.
std::string reading_text(const practical::ScoreItem& item, const practical::RowEntry& entry, Language language,
                         const std::vector<std::string>& whose = {});
Result<Bytes> print_score_record(const ScoreRecord& record, Language language);

} // namespace kaogong::print
