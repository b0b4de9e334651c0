// What can happen in a sitting, as plain data with a stable number each (event_type); the record level writes them as bytes. All but Tick
// and OptionTouched are journalled; those two are inputs, which step() turns into journalled events.
#pragma once

#include "core/assessment/identity_check.h"
#include "core/assessment/exceptions.h"
#include "core/assessment/response.h"
#include "core/base/clock.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace kaogong::assessment {


struct Opened { // signed in at this seat
    Instant at;
    bool operator==(const Opened&) const = default;
};
struct IdentityChecked {
    Instant at;
    IdentityCheck check = IdentityCheck::match;
    std::string staff;
    std::string second_staff; // needed for doubt and mismatch
    bool operator==(const IdentityChecked&) const = default;
};
struct IdentityConfirmed { // the candidate: that is me
    Instant at;
    bool operator==(const IdentityConfirmed&) const = default;
};
struct IdentityRefused { // the candidate: not me; staff are called
    Instant at;
    bool operator==(const IdentityRefused&) const = default;
};
struct TextAccepted {
    Instant at;
    std::string text;
    Hash hash;
    bool operator==(const TextAccepted&) const = default;
};
struct TextRefused { // ends the sitting as NO_PLEDGE
    Instant at;
    std::string text;
    Hash hash;
    bool operator==(const TextRefused&) const = default;
};
struct Started {
    Instant at;
    std::int64_t late_ms = 0; // after the room's start; > 0 is LATE_IN and costs that time
    bool operator==(const Started&) const = default;
};
struct ResponseSet {
    Instant at;
    std::string item;
    Response response;          // the whole answer as it now stands
    std::string touched_option; // the option whose touch made it, or empty
    bool operator==(const ResponseSet&) const = default;
};
struct ResponseCleared { // 清除本题答案, or the last chosen option touched once more
    Instant at;
    std::string item;
    std::string touched_option; // as above; empty for the button
    bool operator==(const ResponseCleared&) const = default;
};
struct ResponseRestored { // back to an earlier answer of the candidate's own history
    Instant at;
    std::string item;
    std::uint64_t sequence = 0; // of the change that is restored
    bool operator==(const ResponseRestored&) const = default;
};
struct FlagSet {
    Instant at;
    std::string item;
    bool operator==(const FlagSet&) const = default;
};
struct FlagCleared {
    Instant at;
    std::string item;
    bool operator==(const FlagCleared&) const = default;
};
struct ItemShown {
    Instant at;
    std::string item;
    bool operator==(const ItemShown&) const = default;
};
struct NoticeShown {
    Instant at;
    std::int64_t threshold_ms = 0;
    bool operator==(const NoticeShown&) const = default;
};
struct HandInRequested { // the page with the list of unanswered and flagged items
    Instant at;
    bool operator==(const HandInRequested&) const = default;
};
struct HandInWithdrawn { // back to the paper
    Instant at;
    bool operator==(const HandInWithdrawn&) const = default;
};
struct HandInConfirmed { // first confirmation
    Instant at;
    bool operator==(const HandInConfirmed&) const = default;
};
struct HandedIn { // second confirmation: closed for good
    Instant at;
    bool operator==(const HandedIn&) const = default;
};
struct TimeUp { // collected without asking
    Instant at;
    bool operator==(const TimeUp&) const = default;
};
struct Interrupted { // made by the program when it finds an open sitting at its start
    Instant last_alive;
    Instant at;
    bool operator==(const Interrupted&) const = default;
};
struct ReleasedByStaff { // after an interruption: the candidate is back and may go on
    Instant at;
    std::int64_t credit_ms = 0; // beyond the outage, which is never counted
    std::string reason;
    std::string staff;
    bool operator==(const ReleasedByStaff&) const = default;
};
struct Paused {
    Instant at;
    OutcomeCode cause = OutcomeCode::power_cut;
    std::string reason;
    std::string staff;
    bool operator==(const Paused&) const = default;
};
struct Resumed {
    Instant at;
    std::int64_t credit_ms = 0;
    std::string staff;
    bool operator==(const Resumed&) const = default;
};
struct TimeCredited { // 补时
    Instant at;
    std::int64_t credit_ms = 0;
    std::string reason;
    std::string staff;
    bool operator==(const TimeCredited&) const = default;
};
struct EndedByStaff { // a coded end of the day
    Instant at;
    OutcomeCode code = OutcomeCode::stopped;
    std::string reason;
    std::string staff;
    std::string second_staff; // where the code needs two
    bool operator==(const EndedByStaff&) const = default;
};
struct SeatReleased { // the candidate may leave; the seat is free and every trace is wiped from memory
    Instant at;
    std::string staff;
    bool operator==(const SeatReleased&) const = default;
};
struct Tick { // input: time has gone on
    Instant at;
    bool operator==(const Tick&) const = default;
};
struct OptionTouched { // input: a finger on an option
    Instant at;
    std::string item;
    std::string option;
    bool operator==(const OptionTouched&) const = default;
};

using SittingEvent = std::variant<Opened, IdentityChecked, IdentityConfirmed, IdentityRefused, TextAccepted, TextRefused, Started,
                                  ResponseSet, ResponseCleared, ResponseRestored, FlagSet, FlagCleared, ItemShown, NoticeShown,
                                  HandInRequested, HandInWithdrawn, HandInConfirmed, HandedIn, TimeUp, Interrupted, ReleasedByStaff, Paused,
                                  Resumed, TimeCredited, EndedByStaff, SeatReleased, Tick, OptionTouched>;

// Stable numbers of the journal: 1.. in the order above; Tick 101 and OptionTouched 102 are never journalled.
int event_type(const SittingEvent& event);
std::string_view event_name(const SittingEvent& event); // `response_set`, for tables and logs; never the content
const Instant& event_instant(const SittingEvent& event);
bool is_journalled(const SittingEvent& event);

} // namespace kaogong::assessment
