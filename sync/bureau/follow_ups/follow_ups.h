// The follow-up register 点对点跟踪 (P87): stage of the filing, contacts, first session, problems and visits, organisation by organisation.
// What is to be done has an owner and a day by which it is due, and is closed with words (P52); a problem always is to be done. Nothing of
// candidates gets in: a text with the number of an identity document or an admission ticket is refused.
#pragma once

#include "core/base/codes.h"
#include "sync/bureau/store/store.h"

#include <functional>

namespace kaogong::bureau::follow_ups {

inline constexpr std::size_t kFollowUpTextMax = 2'048; // bytes
inline constexpr std::size_t kFollowUpNameMax = 128;   // of organisation, owner and whoever enters it

// usage (what is missing or too long, due before its day), follow_up_names_candidate. Its number.
Result<std::uint64_t> add(Store& store, const FollowUpRow& row);
Result<void> close(Store& store, const FollowUpCloseRow& row); // follow_up_unknown, follow_up_closed, and as above

enum class FollowUpState : std::uint8_t {
    noted = 1, // nothing is to be done
    open,
    overdue,
    closed,
};
struct FollowUpView {
    FollowUpRow row;
    std::optional<FollowUpCloseRow> close;
    FollowUpState state_at(std::int64_t at_ms) const;
};
using EachFollowUp = std::function<Result<void>(const FollowUpView&)>;
Result<void> each(Store& store, const std::string& organisation, const EachFollowUp& each); // empty: of all; by number

std::string_view state_word(FollowUpState state); // `open`
std::string_view kind_word(FollowUpKind kind);    // `first_session`
std::optional<FollowUpKind> find_kind(std::string_view word);
// {number, state, organisation, kind, day, text, ? owner, ? due, by, noted_at, ? closed: {text, by, at}}
std::string follow_up_json(const FollowUpView& view, std::int64_t at_ms);
std::string follow_up_line(const FollowUpView& view, std::int64_t at_ms, Language language);

} // namespace kaogong::bureau::follow_ups
