#include "sync/bureau/follow_ups/follow_ups.h"

#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "sync/bank/resident_id.h"

#include <algorithm>

namespace kaogong::bureau::follow_ups {
namespace {

constexpr std::size_t kTicketDigits = 12;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A number of its own in a text: of a person, or a ticket. A telephone number with its area code begins with 0, a ticket never does; a
// code of an organisation has as many characters as an identity number, but neither a date of birth nor the check character.
bool is_of_candidate(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(), [](char c) { return c == 'x' ? 'X' : c; });
    const bool ticket = word.size() == kTicketDigits && word.front() != '0' && std::all_of(word.begin(), word.end(), is_digit);
    return ticket || bank::check_resident_id(word) == bank::ResidentIdFault::none;
}

Result<void> check_text(const std::string& text, const char* what, std::size_t limit) {
    if (text.empty() || text.size() > limit) return error(codes::usage, std::string(what) + " of 1 to " + std::to_string(limit) + " bytes");
    for (auto from = text.begin(); from != text.end();) {
        from = std::find_if(from, text.end(), is_letter_or_digit);
        const auto until = std::find_if_not(from, text.end(), is_letter_or_digit);
        if (from != until && is_of_candidate({from, until})) return error(codes::follow_up_names_candidate, what);
        from = until;
    }
    return success();
}

} // namespace

Result<std::uint64_t> add(Store& store, const FollowUpRow& row) {
    TRY(check_text(row.organisation, "organisation", kFollowUpNameMax));
    TRY(check_text(row.text, "text", kFollowUpTextMax));
    TRY(check_text(row.by, "name", kFollowUpNameMax));
    if (row.owner.empty() == row.due_ms.has_value()) return error(codes::usage, "--owner and --due go together");
    if (row.owner.empty() && row.kind == FollowUpKind::problem) return error(codes::usage, "a problem wants --owner and --due");
    if (!row.owner.empty()) TRY(check_text(row.owner, "owner", kFollowUpNameMax));
    if (row.due_ms && *row.due_ms <= row.day_ms) return error(codes::usage, "--due lies before --on");
    auto tx = TRY(store.begin_log());
    const std::uint64_t number = TRY(store.follow_ups().add_follow_up(row));
    TRY(tx->commit());
    return number;
}

Result<void> close(Store& store, const FollowUpCloseRow& row) {
    TRY(check_text(row.text, "text", kFollowUpTextMax));
    TRY(check_text(row.by, "name", kFollowUpNameMax));
    auto tx = TRY(store.begin_log());
    const auto entry = TRY(store.follow_ups().follow_up(row.follow_up));
    if (!entry || !entry->due_ms) return error(codes::follow_up_unknown, std::to_string(row.follow_up));
    if (TRY(store.follow_ups().follow_up_close(row.follow_up))) return error(codes::follow_up_closed, std::to_string(row.follow_up));
    TRY(store.follow_ups().close_follow_up(row));
    return tx->commit();
}

FollowUpState FollowUpView::state_at(std::int64_t at_ms) const {
    if (close) return FollowUpState::closed;
    if (!row.due_ms) return FollowUpState::noted;
    return at_ms < *row.due_ms ? FollowUpState::open : FollowUpState::overdue;
}

Result<void> each(Store& store, const std::string& organisation, const EachFollowUp& each) {
    FollowUpPage page{.after = 0, .organisation = organisation};
    while (true) {
        auto rows = TRY(store.follow_ups().follow_up_page(page));
        const bool more = rows.size() == page.limit;
        for (FollowUpRow& row : rows) {
            page.after = row.number;
            auto closing = TRY(store.follow_ups().follow_up_close(row.number));
            TRY(each({.row = std::move(row), .close = std::move(closing)}));
        }
        if (!more) return success();
    }
}

} // namespace kaogong::bureau::follow_ups
