// Scoring of one candidate's operation test as a pure state machine: step(state, event) gives the new state and effects, or a coded refusal
// that changes nothing. The state is a fold over the journalled events alone. Blindness is kept here and not in screens: what an examiner
// may see of others is asked with visible_entry(). Nothing is stored in practice mode.
#pragma once

#include "core/assessment/practical/hand_entry.h"
#include "core/assessment/practical/panel.h"
#include "core/assessment/practical/score_sheet.h"
#include "core/assessment/practical/scoring_event.h"
#include "core/assessment/practical/work_clock.h"

#include <memory>

namespace kaogong::practical {

enum class ScoringMode : std::uint8_t { live = 1, practice };
struct ScoringRules {
    ScoreSheet sheet;
    std::vector<PanelMember> panel;          // of this candidate, after recusal; judges and measurers are its members
    std::vector<std::string> result_signers; // who must sign the result besides the panel: supervisor, site chief
    std::int64_t extra_ms = 0;               // accommodation
    ScoringMode mode = ScoringMode::live;
    std::vector<Penalty> penalties; // of EARLY_START and LATE_STOP, as the spec says
};

enum class ScoringStage : std::uint8_t {
    booked = 1, // not started
    started,
    decided,    // the chief has closed the scores
    written_up, // the tally was checked
    signed_,
    delivered,
    ended, // a coded end without scores to decide
};
std::string_view stage_name(ScoringStage stage);

// What one examiner has entered for a row; rows that are noted together have one slot, of nobody.
struct RowSlot {
    std::string examiner;
    RowEntry entry;
    std::vector<RowEntry> earlier; // oldest first, for undo
    std::string note = {};         // 备注: of the entry, whatever it was changed to since
    bool operator==(const RowSlot&) const = default;
};
struct RowTrack {
    std::string row;
    std::vector<RowSlot> slots;
    std::optional<int> arbitrated;
    std::string arbitrated_by;
    bool operator==(const RowTrack&) const = default;
};
struct VetoTrack {
    std::string veto;
    bool armed = false;
    int confirmed = 0; // less those withdrawn
    bool operator==(const VetoTrack&) const = default;
};
struct OldAttempt { // before a restart: kept, and does not count
    std::vector<RowTrack> rows;
    std::vector<VetoTrack> vetoes;
    std::int64_t worked_ms = 0;
    std::string reason;
    bool operator==(const OldAttempt&) const = default;
};

// How long the candidate was on a task module, in finished stretches of the work clock, and the time that was given back meanwhile.
struct ModuleTime {
    std::int64_t worked_ms = 0;
    std::int64_t credited_ms = 0;
    bool operator==(const ModuleTime&) const = default;
};
struct EvidencePicture {
    std::string row; // or empty
    Hash picture;
    bool operator==(const EvidencePicture&) const = default;
};

struct ScoringState {
    std::shared_ptr<const ScoringRules> rules;
    ScoringStage stage = ScoringStage::booked;
    std::uint64_t next_sequence = 1;
    std::vector<std::string> chosen;
    WorkClock clock;
    bool paused = false;
    std::string pause_group;
    std::vector<RowTrack> rows; // touched ones
    std::vector<VetoTrack> vetoes;
    std::vector<OldAttempt> old_attempts;
    std::set<Phase> finished;
    std::map<std::string, Hash> sheets_signed; // by examiner, as it now stands: the record hash, or zeroes where there is no record
    std::set<Hash> sheets_known;               // every record ever signed here or received: none counts twice
    bool compared = false;                     // all have signed blind once: the comparison is open
    std::set<std::string> result_signed;
    std::optional<Hash> payload; // what the first signature fixed
    std::optional<TallyCheck> tally;
    bool total_seen = false;
    std::vector<std::string> late_changes; // rows touched after the total was first seen
    std::optional<PieceHandedIn> hand_in;
    std::optional<bool> seal_intact; // once somebody has looked
    std::int64_t overtime_ms = 0; // once handed in
    std::int64_t credited_ms = 0;
    std::optional<EndDetails> end;
    std::vector<EndDetails> exceptions; // noted; the test went on
    std::string active_module;          // that the candidate is on, or empty
    std::int64_t module_from_ms = 0;    // the work clock when it was begun
    std::map<std::string, ModuleTime> modules;
    std::vector<EvidencePicture> pictures;
    std::vector<SignatureRefused> refusals;
    std::optional<assessment::IdentityCheck> identity;
    std::map<std::string, ConditionMark, std::less<>> conditions; // that were looked at before the start
    std::optional<HandState> paper;     // 双人录入: a signed paper sheet is keyed, or was
    bool live_before_paper = false;     // the paper went on where the terminal had stopped
    std::optional<Instant> started_at, ended_at, last_at;
    bool operator==(const ScoringState&) const = default;
};

struct AppendScoringEvent { // to the journal; true on the screen only when it is durable
    std::uint64_t sequence = 0;
    ScoringEvent event;
    bool operator==(const AppendScoringEvent&) const = default;
};
struct StopWork { // overtime has run out: the bell
    bool operator==(const StopWork&) const = default;
};
struct RaiseIncident {
    std::string veto;
    bool operator==(const RaiseIncident&) const = default;
};
using ScoringEffect = std::variant<AppendScoringEvent, StopWork, RaiseIncident>;

ScoringState scoring_start(std::shared_ptr<const ScoringRules> rules);
struct ScoringStep {
    ScoringState state;
    std::vector<ScoringEffect> effects;
};
Result<ScoringStep> step(const ScoringState& state, const ScoringEvent& event);
// The same in place; a refusal leaves the state as it was.
Result<std::vector<ScoringEffect>> advance(ScoringState& state, const ScoringEvent& event);
Result<ScoringState> fold(std::shared_ptr<const ScoringRules> rules, std::span<const ScoringEvent> journal);
// One event for several stations, 停电: all take it or none does. The same order as the states.
Result<std::vector<ScoringStep>> step_group(std::span<const ScoringState> states, const ScoringEvent& event);

inline constexpr std::size_t kScoringEventsMax = 100'000;
inline constexpr std::int64_t kWorkCreditMaxMs = 8 * 60 * 60'000;
inline constexpr std::size_t kPicturesMax = 64;
inline constexpr std::size_t kNoteMax = 240; // bytes of UTF-8, sixty characters of any kind: what has room beside a row on paper
inline constexpr std::size_t kNotesMax = 64; // of one examiner, so that they all fit into an own sheet's file
inline constexpr std::size_t kRefusalsMax = 32;
inline constexpr std::size_t kConditionsMax = 32;

// ---- Questions

enum class RowOpen : std::uint8_t {
    closed = 1, // has its one entry
    unseen,     // nobody has looked
    waits,      // others still have to enter theirs
    disagree,   // two findings differ: a third decides
    spread,     // judges differ by more than the limit
};
struct RowStatus {
    RowOpen open = RowOpen::unseen;
    RowEntry entry;                 // the row's one entry where it is closed, or the judges' where only the spread is open
    std::vector<std::string> again; // who scores again
};
RowStatus row_status(const ScoringState& state, const ScoreItem& item);
std::vector<std::string> open_rows(const ScoringState& state, std::optional<Phase> phase = {}); // of the modules taken
// What `examiner` may see: shared rows and own entries; another's only after both have entered, a judge's only after all have signed blind.
std::vector<RowSlot> visible_entries(const ScoringState& state, std::string_view row, std::string_view examiner);
bool all_sheets_signed(const ScoringState& state);
bool seal_waits(const ScoringState& state); // a sealed piece is to be measured, and nobody has looked at its seal
// What is left of the module's own minutes and of what was given back while the candidate was on it; below 0 once they are used up, and
// nothing where the sheet gives the module no time of its own. Pauses do not count. sheet_reference for a module that is not taken.
Result<std::optional<std::int64_t>> module_left_ms(const ScoringState& state, std::string_view module, const Instant& at);
// Who still has to sign the result, in the order in which they are asked for. Nobody where it is not yet to be signed.
std::vector<std::string> missing_signers(const ScoringState& state);
SheetEntries entries_of(const ScoringState& state);
Result<SheetScore> score_of(const ScoringState& state);
// With what exceptions of the day cost: what is tallied and recorded.
struct FinalScore {
    SheetScore sheet;
    Points penalty = 0;
    Fraction exact; // hundredths, never below 0
    Points points = 0;
    SheetVerdict verdict = SheetVerdict::open;
    ResultValue value = ResultValue::normal;
};
Result<FinalScore> final_score(const ScoringState& state);

// What is sealed. Only a state that is signed by all gives one: no row unseen, no signature missing. Error: what is missing, by name where
// the result is being signed: scoring_signature_missing, or signature_refused by somebody who said no and has not signed since.
struct SealedScores {
    SheetEntries entries;
    Points points = 0, points_max = 0;
    SheetVerdict verdict = SheetVerdict::open;
    ResultValue value = ResultValue::normal;
    std::optional<EndDetails> end;
    std::vector<EndDetails> exceptions;
    std::vector<std::string> signers;
    Hash payload;
    Instant started_at, ended_at;
    std::int64_t worked_ms = 0;
    std::vector<std::string> late_changes;
    bool operator==(const SealedScores&) const = default;
};
Result<SealedScores> seal(const ScoringState& state);

} // namespace kaogong::practical
