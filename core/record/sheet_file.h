// An examiner's own sheet on its way to the desk (.kgs): the signed sheet (kind 13) and the readings behind it, sealed to the terminal that
// leads the scoring, so that neither the token nor the spool nor the relay in between can show a score. Sealing, opening and checking are
// three steps: what was opened proves nothing, and only what check_sheet_file gives may become an event (SheetReceived).
#pragma once

#include "core/record/age/file.h"
#include "core/record/operation_result.h"
#include "core/record/signed_result.h"

namespace kaogong::record {

inline constexpr std::string_view kMagicSheet = "KGS1\n";
inline constexpr std::size_t kReadingsMax = 48u << 10;   // less than what one event of a journal holds
inline constexpr std::size_t kSheetFileMax = 128u << 10; // both parts, and what age adds for one reader

// Errors: sheet_file_malformed (no sheet of one examiner, or other readings than those it lists), record_too_large, age_key_malformed,
// those of open_result: what could not be read back is never given out.
Result<Bytes> seal_sheet_file(ByteView signed_result, ByteView readings, const age::Recipient& desk, Random& random);

struct OpenedSheet { // scores in clear: wiped when it goes
    Secret signed_result;
    Secret readings;
};
// Errors: sheet_file_malformed, file_too_large, record_version_unknown, those of age::open and cbor.h.
Result<OpenedSheet> open_sheet_file(ByteView file, const age::Identity& desk);

struct ExpectedSheet {
    SessionId session;
    std::optional<CandidateRef> candidate; // nothing: whose it is decides where it goes
    Environment environment = Environment::real;
    std::int64_t signed_from_s = 0; // after a restart 重做: sheets signed before it are of the old piece
};
struct ReceivedSheet {
    CandidateRef candidate;
    std::string examiner; // staff number
    KeyId signer;         // the examiner's key
    Hash record;          // record hash of the sheet
    std::int64_t signed_at_s = 0;
    std::vector<practical::OwnEntry> entries; // in the sheet's order
};
// Judges everything that the terminals in between and the examiner's own could have got wrong. Errors: those of verify_result (signatures,
// certificates, scope), sheet_file_malformed (another kind of record, other signers than device and one examiner), environment_mismatch,
// sheet_for_other (session, candidate, or signed too early), those of check_readings, sheet_signer_other.
Result<ReceivedSheet> check_sheet_file(const OpenedSheet& opened, const Bundle& bundle, const practical::ScoreSheet& sheet,
                                       const ExpectedSheet& expected);

} // namespace kaogong::record
