// Appointments 聘任 (P59): 评 and 聘 are two records. What somebody has reached is an outcome; that an organisation appointed the person to
// a post of that level, for which days and by which document, is an entry of its own, signed and logged. It rests on an outcome that is
// final and passed, of that person and at least that level, and changes nothing of it. What becomes of the outcome later ends no
// appointment: whoever looks sees both, and the organisation decides.
#pragma once

#include "sync/bureau/outcome/finality.h"
#include "sync/bureau/register_acts.h"

namespace kaogong::bureau::appointments {

struct AppointmentOrder {
    std::optional<Hash> outcome = {};           // it rests on this,
    std::string certificate = {};               // or on the outcome of this draft
    std::optional<CandidateRef> candidate = {}; // whom the organisation means, where it says so: compared
    std::string organisation;                   // that appoints
    std::string post;                           // 岗位
    int level = 0;                              // 0: the outcome's
    std::int64_t from_ms = 0;
    std::int64_t until_ms = 0; // not included
    std::string document;
};
// Its number. usage (neither ground, or the days), outcome_no_results, outcome_not_final, outcome_replaced, certificate_unknown,
// certificate_ended, appointment_unfounded, appointment_overlaps (same person, organisation and post), record_value_invalid.
Result<std::uint64_t> appoint(const RegisterDesk& desk, const AppointmentOrder& order);

struct AppointmentEnding {
    std::uint64_t number = 0;
    std::int64_t until_ms = 0; // the first moment in which it counts no longer
    std::string reason;
};
// appointment_unknown, appointment_ended, usage (not within its days).
Result<void> end_appointment(const RegisterDesk& desk, const AppointmentEnding& ending);

enum class AppointmentState : std::uint8_t {
    ahead = 1, // its first day is still to come
    current,
    over,  // its days are
    ended, // before its last day
};
std::string_view state_word(AppointmentState state); // `current`

struct AppointmentView {
    AppointmentRow row;
    VerifiedEntry<record::AppointmentEntry> entered;
    std::optional<VerifiedEntry<record::AppointmentEnd>> end;
    OutcomeRow outcome;
    std::string outcome_state; // `final`, `provisional`, `replaced`

    const record::AppointmentEntry& entry() const { return entered.entry; }
    std::int64_t until_ms() const { return end ? end->entry.until_ms : entry().until_ms; }
    AppointmentState state_at(std::int64_t at_ms) const;
};
class AppointmentReader {
  public:
    static Result<AppointmentReader> open(Store& store, const record::Bundle& bundle);
    Result<AppointmentView> view(AppointmentRow row);
    Result<AppointmentView> find(std::uint64_t number); // appointment_unknown
    using Each = std::function<Result<void>(const AppointmentView&)>;
    Result<void> each(const std::string& plan, const Each& each); // empty: of all plans; by number

  private:
    AppointmentReader(Store& store, const record::Bundle& bundle, outcome::FinalityDesk finality)
        : store_(store), bundle_(bundle), finality_(std::move(finality)) {}
    Store& store_;
    const record::Bundle& bundle_;
    outcome::FinalityDesk finality_;
};

// {number, state, person, candidate, occupation, level, outcome_level, organisation, post, from, until, ? ended: {last_day, reason, by,
// at}, document, outcome, outcome_state, ? certificate, plan, by, entered_at, entry, log_index}; days are whole, the last one counts.
std::string appointment_json(const AppointmentView& view, std::int64_t at_ms);
std::string appointment_line(const AppointmentView& view, std::int64_t at_ms, Language language);

} // namespace kaogong::bureau::appointments
