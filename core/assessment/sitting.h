// One candidate's theory sitting as a pure state machine: step(state, event) gives the new state and effects, or a coded refusal that
// changes nothing. The state is a fold over the journalled events and over nothing else, so that a terminal killed at any moment comes back
// to it. No clock, disk or screen is touched here: instants arrive inside events.
#pragma once

#include "core/assessment/countdown.h"
#include "core/assessment/paper.h"
#include "core/assessment/sitting_event.h"
#include "core/assessment/spec.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace kaogong::assessment {

// ---- What a sitting is held to: made once from spec, paper and the candidate's own facts; the same on every resume.

struct SittingItem {
    std::string id;
    ItemType type = ItemType::single;
    std::vector<std::string> options; // ids, rising
};
struct GateText {
    std::string id; // `rules`, `notice`, `pledge`
    Hash hash;      // of the text that was on the screen (screens.md, 5)
};
struct SittingRules {
    TimeRules time;
    std::int64_t extra_ms = 0;      // accommodation
    std::vector<SittingItem> items; // in the candidate's order
    std::vector<GateText> texts;    // all to be accepted before waiting, in this order
};
Result<SittingRules> sitting_rules(const AssessmentSpec& spec, const ItemPool& pool, const CandidatePaper& paper,
                                   const Accommodation& accommodation, std::vector<GateText> texts);

// ---- State

enum class SittingPhase : std::uint8_t {
    empty = 0,          // before Opened
    signed_in,          // identity not yet confirmed
    identity_refused,   // "not me": only staff go on from here
    identity_confirmed, // texts to be accepted
    waiting,            // 候考: everything accepted, not started
    answering,
    reviewing,   // the hand-in page
    confirming,  // after the first confirmation
    interrupted, // found open after a crash: stands still until staff release
    paused,
    handed_in, // for good: by the candidate or at zero
    ended,     // a coded end without or instead of a hand-in
    released,  // seat free
};
std::string_view phase_name(SittingPhase phase); // `answering`, as tables write it

enum class HandInCause : std::uint8_t { candidate = 1, time_up, staff };

struct AnswerChange {
    std::uint64_t sequence = 0;
    Instant at;
    Response response;
    bool operator==(const AnswerChange&) const = default;
};
struct ItemState {
    Response response;
    bool flagged = false;
    bool seen = false;
    std::uint64_t saved_sequence = 0;  // of the event that made the present answer: it is *saved* once this sequence is durable
    std::vector<AnswerChange> history; // every answer that ever stood, oldest first
    bool operator==(const ItemState&) const = default;
};
struct Touch {
    std::size_t item = 0;
    std::string option;
    Instant at;
    bool operator==(const Touch&) const = default;
};
struct OutageRecord {
    std::uint64_t sequence = 0;
    Outage outage;
    bool operator==(const OutageRecord&) const = default;
};

struct SittingState {
    // Shared because every copy of the state is held to the very same rules, which never change after the start.
    std::shared_ptr<const SittingRules> rules;
    SittingPhase phase = SittingPhase::empty;
    std::uint64_t next_sequence = 1;
    std::vector<ItemState> items; // parallel to rules->items
    std::size_t current_item = 0;
    std::size_t texts_accepted = 0;
    IdentityCheck identity = IdentityCheck::match;
    bool identity_checked = false;
    Countdown countdown;
    std::int64_t late_ms = 0;
    std::int64_t credited_ms = 0;
    std::vector<OutageRecord> outages;
    std::vector<Touch> recent_touches;               // younger than the bounce time
    SittingPhase resume_phase = SittingPhase::empty; // where staff's release leads back to
    std::optional<Instant> last_at;                  // of the latest event
    std::optional<Instant> opened_at;
    std::optional<Instant> started_at;
    std::optional<Instant> ended_at;
    std::int64_t active_ms = 0; // final once handed in or ended
    std::optional<HandInCause> hand_in;
    std::optional<OutcomeCode> end_code; // set by a coded end
    bool operator==(const SittingState&) const = default;
};

// ---- Effects: what the program has to do because of an accepted event, in this order.

struct AppendEvent { // write to the journal under this number; on the screen it is true only when this is durable
    std::uint64_t sequence = 0;
    SittingEvent event;
    bool operator==(const AppendEvent&) const = default;
};
struct ShowNotice {
    std::int64_t remaining_ms = 0;
    bool operator==(const ShowNotice&) const = default;
};
struct Collect { // freeze the input, seal the answers, make the submission
    HandInCause cause = HandInCause::candidate;
    bool operator==(const Collect&) const = default;
};
struct CallStaff {
    bool operator==(const CallStaff&) const = default;
};
struct WipeSeat {
    bool operator==(const WipeSeat&) const = default;
};
using SittingEffect = std::variant<AppendEvent, ShowNotice, Collect, CallStaff, WipeSeat>;

struct StepResult {
    SittingState state;
    std::vector<SittingEffect> effects; // empty: accepted, but nothing changed (a second touch, a quiet tick)
};

inline constexpr std::int64_t kTouchBounceMs = 600;
inline constexpr std::int64_t kCreditMaxMs = 4 * 60 * 60'000; // one credit; more is a slip of the finger

SittingState sitting_start(std::shared_ptr<const SittingRules> rules);
Result<StepResult> step(const SittingState& state, const SittingEvent& event);
// The same without copying the state: what fold and a long resume use. A refusal leaves the state as it was.
Result<std::vector<SittingEffect>> advance(SittingState& state, const SittingEvent& event);
// The state after a journal. An event that the rules refuse makes the journal invalid; the context names its place.
Result<SittingState> fold(std::shared_ptr<const SittingRules> rules, std::span<const SittingEvent> journal);

// ---- Questions about a state

bool is_open(const SittingState& state);             // between Opened and a hand-in or end
bool is_finished(const SittingState& state);         // handed in, ended or released
ResultValue result_value(const SittingState& state); // of a coded end; held while an identity is in doubt; else normal
Result<std::int64_t> remaining_ms(const SittingState& state, const Instant& at);
std::size_t answered_count(const SittingState& state);
std::vector<std::size_t> unanswered_items(const SittingState& state);
std::vector<std::size_t> flagged_items(const SittingState& state);
Result<void> may_hand_in(const SittingState& state, const Instant& at); // K-03.. why not
std::vector<ItemResponse> responses(const SittingState& state);         // in the candidate's order
std::vector<AnswerChange> history_of(const SittingState& state, std::string_view item);

} // namespace kaogong::assessment
