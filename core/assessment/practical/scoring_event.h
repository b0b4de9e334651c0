// What can happen while one candidate's operation test is scored, as plain data with a stable number each (event_type). Every touch that
// changes a score is an event of its own, with the boot clock beside the wall clock; undo is an event, never a deletion. All but Tick are
// journalled.
#pragma once

#include "core/assessment/identity_check.h"
#include "core/assessment/practical/ends.h"
#include "core/assessment/practical/hand_event.h"

#include <variant>
#include <vector>

namespace kaogong::practical {

struct ModulesDrawn { // 抽签: elective and drawn modules; the candidate has signed for them
    Instant at;
    std::string by;
    std::vector<std::string> modules;
    bool operator==(const ModulesDrawn&) const = default;
};
struct TestStarted {
    Instant at;
    std::string by;
    bool operator==(const TestStarted&) const = default;
};
struct RowTouched { // the whole entry of the row as it now stands, for this examiner
    Instant at;
    std::string by;
    std::string row;
    RowEntry entry;
    std::string second; // for not_applicable: who agrees
    std::string reason; // for not_applicable
    bool operator==(const RowTouched&) const = default;
};
struct RowUndone { // back to how the row stood before this examiner's last touch
    Instant at;
    std::string by;
    std::string row;
    bool operator==(const RowUndone&) const = default;
};
struct VetoArmed {
    Instant at;
    std::string by;
    std::string veto;
    bool operator==(const VetoArmed&) const = default;
};
struct VetoDisarmed {
    Instant at;
    std::string by;
    std::string veto;
    bool operator==(const VetoDisarmed&) const = default;
};
struct VetoConfirmed { // by two: examiner and chief, or two examiners
    Instant at;
    std::string by;
    std::string second;
    std::string veto;
    bool operator==(const VetoConfirmed&) const = default;
};
struct VetoWithdrawn { // wrongly confirmed; the chief signs
    Instant at;
    std::string by;
    std::string veto;
    std::string reason;
    bool operator==(const VetoWithdrawn&) const = default;
};
struct StationPaused {
    Instant at;
    std::string by;
    OutcomeCode cause = OutcomeCode::machine_fault;
    std::string reason;
    std::string group; // of a pause for several stations, the same in each journal; or empty
    bool operator==(const StationPaused&) const = default;
};
struct StationResumed {
    Instant at;
    std::string by;
    std::string group;
    bool operator==(const StationResumed&) const = default;
};
struct StationCredited { // 补时
    Instant at;
    std::string by;
    std::string second;
    std::int64_t credit_ms = 0;
    std::string reason;
    bool operator==(const StationCredited&) const = default;
};
struct StationRestarted { // 重做: a new piece, a new clock, new rows; the old rows are kept and do not count
    Instant at;
    std::string by;
    std::string second;
    OutcomeCode cause = OutcomeCode::machine_fault;
    std::string reason;
    std::string piece; // what the new piece or board is marked with
    bool operator==(const StationRestarted&) const = default;
};
struct PieceHandedIn { // 交件: the clock ends here
    Instant at;
    std::string by; // first witness
    std::string second;
    int pieces = 0;
    std::string seal; // number of the seal; empty where nothing leaves the station
    std::string code; // 工件密号
    bool candidate_confirmed = false;
    bool operator==(const PieceHandedIn&) const = default;
};
struct TotalSeen { // somebody looked at the total; touches after it are listed for the supervisor
    Instant at;
    std::string by;
    bool operator==(const TotalSeen&) const = default;
};
struct PhaseFinished {
    Instant at;
    std::string by;
    Phase phase = Phase::on_site;
    bool operator==(const PhaseFinished&) const = default;
};
struct SheetSigned { // an examiner's own sheet, blind
    Instant at;
    std::string by;
    Hash sheet = {}; // record hash of what was signed; zeroes where no record was made of it
    bool operator==(const SheetSigned&) const = default;
};
struct RowArbitrated { // 仲裁 by the chief
    Instant at;
    std::string by;
    std::string row;
    int score = 0;
    std::string reason;
    bool operator==(const RowArbitrated&) const = default;
};
struct ScoresDecided { // by the chief: nothing is open any more
    Instant at;
    std::string by;
    bool operator==(const ScoresDecided&) const = default;
};
struct TallyChecked { // 核分
    Instant at;
    std::string by;
    Points points = 0;
    bool operator==(const TallyChecked&) const = default;
};
struct ResultSigned { // over the same final payload as everybody
    Instant at;
    std::string by;
    Hash payload;
    bool operator==(const ResultSigned&) const = default;
};
struct ResultDelivered {
    Instant at;
    Hash receipt;
    bool operator==(const ResultDelivered&) const = default;
};
struct TestEnded { // a coded end
    Instant at;
    EndDetails details;
    bool operator==(const TestEnded&) const = default;
};
struct ExceptionNoted { // an exception of the day that does not end the test: warned, started early, complained ...
    Instant at;
    EndDetails details;
    bool operator==(const ExceptionNoted&) const = default;
};
struct TerminalBack { // the terminal was down while the candidate went on working; staff confirm how long
    Instant last_alive;
    Instant at;
    std::string by;
    bool operator==(const TerminalBack&) const = default;
};
struct OwnEntry { // a row of an examiner's own sheet
    std::string row;
    RowEntry entry;
    std::string note = {};
    bool operator==(const OwnEntry&) const = default;
};
struct SheetReceived { // an own sheet that was filled and signed at another terminal; the caller has verified its signatures
    Instant at;        // when it came in
    std::string by;    // whose sheet it is
    Hash sheet;        // its record hash
    std::vector<OwnEntry> entries;
    bool operator==(const SheetReceived&) const = default;
};
struct EvidenceTaken { // a picture of a row, or of the test
    Instant at;
    std::string by;
    std::string row; // or empty
    Hash picture;
    bool operator==(const EvidenceTaken&) const = default;
};
struct ModuleBegun { // the candidate turns to this task module
    Instant at;
    std::string by;
    std::string module;
    bool operator==(const ModuleBegun&) const = default;
};
struct SignatureRefused { // 拒签: noted, and no signature
    Instant at;
    std::string by; // who refuses: kTheCandidate or a staff number
    std::string note;
    bool operator==(const SignatureRefused&) const = default;
};
inline constexpr std::string_view kTheCandidate = "candidate"; // never a name
struct PersonIdentified { // 核对本人: before the start, document and photograph in hand
    Instant at;
    std::string by;
    assessment::IdentityCheck identity = assessment::IdentityCheck::match;
    bool operator==(const PersonIdentified&) const = default;
};
enum class ConditionMark : std::uint8_t { unseen = 1, good, bad };
struct ConditionChecked { // 考前检查: one condition at the station, before the start; marked anew it replaces what was said
    Instant at;
    std::string by;
    std::string condition; // machine, material ...: no sheet's row
    ConditionMark mark = ConditionMark::unseen;
    bool operator==(const ConditionChecked&) const = default;
};
struct CredentialIssued { // 应急凭证: from here on this person signs with another key, and signatures under the result begin anew
    Instant at;
    std::string by;     // site chief
    std::string second; // supervisor
    std::string who;
    bool operator==(const CredentialIssued&) const = default;
};
struct RowNoted { // 备注: what stands behind this examiner's entry, in words; empty text takes it back
    Instant at;
    std::string by;
    std::string row;
    std::string note;
    bool operator==(const RowNoted&) const = default;
};
struct SealChecked { // 启封核对: before a piece is taken out of its bag; looked at anew it replaces what was said
    Instant at;
    std::string by;
    bool intact = false; // and the number is the one of the hand-in
    bool operator==(const SealChecked&) const = default;
};
struct StationTick {                                           // input: time has gone on
    Instant at;
    bool operator==(const StationTick&) const = default;
};

using ScoringEvent = std::variant<ModulesDrawn, TestStarted, RowTouched, RowUndone, VetoArmed, VetoDisarmed, VetoConfirmed, VetoWithdrawn,
                                  StationPaused, StationResumed, StationCredited, StationRestarted, PieceHandedIn, TotalSeen, PhaseFinished,
                                  SheetSigned, RowArbitrated, ScoresDecided, TallyChecked, ResultSigned, ResultDelivered, TestEnded,
                                  TerminalBack, ExceptionNoted, SheetReceived, EvidenceTaken, ModuleBegun, SignatureRefused,
                                  PersonIdentified, ConditionChecked, PaperPhotographed, RowKeyed, VetoKeyed, TimesKeyed, KeyingFinished,
                                  RowSettled, VetoSettled, TimesSettled, PaperAgreed, PaperPutAway, CredentialIssued, RowNoted, SealChecked,
                                  StationTick>;

int event_type(const ScoringEvent& event); // 1.. in the order above; StationTick 101
std::string_view event_name(const ScoringEvent& event);
const Instant& event_instant(const ScoringEvent& event);
bool is_journalled(const ScoringEvent& event);

} // namespace kaogong::practical
