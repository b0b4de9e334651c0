// How the bureau accompanies organisations from their filing on (P87): what was noted of each, who looks after it and until when, and how
// it was closed. Nothing of candidates stands here. An entry is never changed; its closing is a row of its own.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

// Numbers are stable.
enum class FollowUpKind : std::uint8_t {
    filing = 1,    // stage that the filing 备案 has reached
    contact,       // who was spoken to, and of what
    first_session, // the first session of the organisation
    problem,       // what does not work
    visit,         // 走访
};

struct FollowUpRow {
    std::uint64_t number = 0; // given by the store, rising
    std::string organisation; // as the bureau calls it: it may not be registered yet
    FollowUpKind kind = FollowUpKind::filing;
    std::int64_t day_ms = 0; // of which it tells
    std::string text;
    std::string owner;                  // who looks after it; empty: nothing is to be done
    std::optional<std::int64_t> due_ms; // by when, not included; with an owner only
    std::string by;
    std::int64_t noted_ms = 0;
};
struct FollowUpCloseRow {
    std::uint64_t follow_up = 0; // its number
    std::string text;            // how it was settled
    std::string by;
    std::int64_t at_ms = 0;
};

struct FollowUpPage {
    std::uint64_t after = 0;       // the number of the last row of the page before
    std::string organisation = {}; // empty: of all
    std::size_t limit = 500;
};

class FollowUpStore {
  public:
    virtual ~FollowUpStore() = default;

    // The log is held when anything is added, so that numbers are given once.
    virtual Result<std::uint64_t> add_follow_up(const FollowUpRow& row) = 0; // its number
    virtual Result<std::optional<FollowUpRow>> follow_up(std::uint64_t number) = 0;
    virtual Result<std::vector<FollowUpRow>> follow_up_page(const FollowUpPage& page) = 0; // by number
    virtual Result<std::vector<FollowUpRow>> open_follow_ups(std::size_t limit) = 0;       // with an owner and not closed, by due time

    virtual Result<void> close_follow_up(const FollowUpCloseRow& row) = 0;
    virtual Result<std::optional<FollowUpCloseRow>> follow_up_close(std::uint64_t number) = 0;
};

} // namespace kaogong::bureau
