#include "sync/bureau/appointments/appointments.h"

#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "sync/bureau/certificates/number.h"

namespace kaogong::bureau::appointments {
namespace {

using outcome::OutcomeState;
using record::AppointmentEnd;
using record::AppointmentEntry;

Error unfounded(const std::string& why) {
    return error(codes::appointment_unfounded, why);
}

// The outcome that a draft rests on.
Result<Hash> outcome_of_certificate(Store& store, const std::string& number) {
    TRY(certificates::parse_number(number));
    const auto draft = TRY(store.certificates().certificate(number));
    if (!draft) return error(codes::certificate_unknown, number);
    if (TRY(store.certificates().certificate_end(number))) return error(codes::certificate_ended, number);
    return draft->outcome;
}

Result<OutcomeRow> ground_of(Store& store, const AppointmentOrder& order) {
    if (!order.outcome && order.certificate.empty()) return error(codes::usage, "an appointment rests on an outcome or a certificate");
    std::optional<Hash> hash = order.outcome;
    if (!order.certificate.empty()) {
        const Hash of_certificate = TRY(outcome_of_certificate(store, order.certificate));
        if (hash && *hash != of_certificate) return unfounded("the certificate rests on another outcome");
        hash = of_certificate;
    }
    auto row = TRY(store.outcomes().outcome(*hash));
    if (!row) return error(codes::outcome_no_results, hash->hex());
    return std::move(*row);
}

Result<void> check_ground(const RegisterDesk& desk, const AppointmentOrder& order, const OutcomeRow& ground) {
    const auto statement = TRY(record::verify_outcome(ground.statement, desk.authority.bundle));
    if (statement.verdict != practical::Verdict::pass) return unfounded("no pass");
    auto finality = TRY(outcome::FinalityDesk::open(desk.store, desk.authority.bundle));
    const OutcomeState state = TRY(finality.state_of(ground, statement));
    if (state == OutcomeState::replaced) return error(codes::outcome_replaced, ground.hash.hex());
    if (state != OutcomeState::final) return error(codes::outcome_not_final, ground.hash.hex());
    if (order.level > ground.key.level)
        return unfounded("level " + std::to_string(order.level) + ", reached is " + std::to_string(ground.key.level));
    if (order.candidate && TRY(outcome::subject_of(desk.store.registry(), *order.candidate)) != ground.key.subject)
        return unfounded("the outcome of another person");
    return success();
}

// Nobody holds one post of an organisation twice on a day.
Result<void> check_free(const RegisterDesk& desk, const AppointmentOrder& order, const OutcomeRow& ground) {
    const auto rows = TRY(desk.store.appointments().appointments_of(ground.key.subject));
    if (rows.size() >= kAppointmentsMax) return error(codes::usage, "too many appointments of one person");
    auto reader = TRY(AppointmentReader::open(desk.store, desk.authority.bundle));
    for (const AppointmentRow& row : rows) {
        const AppointmentView view = TRY(reader.view(row));
        const bool same = view.entry().organisation == order.organisation && view.entry().post == order.post;
        if (same && order.from_ms < view.until_ms() && view.entry().from_ms < order.until_ms)
            return error(codes::appointment_overlaps, "appointment " + std::to_string(row.number));
    }
    return success();
}

} // namespace

Result<std::uint64_t> appoint(const RegisterDesk& desk, const AppointmentOrder& order) {
    if (order.from_ms < 0 || order.until_ms <= order.from_ms) return error(codes::usage, "--until lies before --from");
    auto tx = TRY(desk.store.begin_log()); // what is final is asked inside: a correction that came a moment ago counts
    const OutcomeRow ground = TRY(ground_of(desk.store, order));
    TRY(check_ground(desk, order, ground));
    TRY(check_free(desk, order, ground));
    const KeptEntry kept = TRY(keep_entry(desk, AppointmentEntry{.outcome = ground.hash,
                                                                 .certificate = order.certificate,
                                                                 .candidate = ground.candidate,
                                                                 .occupation = ground.key.occupation,
                                                                 .level = order.level > 0 ? order.level : ground.key.level,
                                                                 .organisation = order.organisation,
                                                                 .post = order.post,
                                                                 .from_ms = order.from_ms,
                                                                 .until_ms = order.until_ms,
                                                                 .document = order.document}));
    const std::uint64_t number = TRY(desk.store.appointments().add_appointment({.hash = kept.hash,
                                                                                .subject = ground.key.subject,
                                                                                .outcome = ground.hash,
                                                                                .plan = ground.key.plan,
                                                                                .act = kept.act,
                                                                                .log_index = kept.log_index,
                                                                                .at_ms = desk.wall_ms}));
    TRY(tx->commit());
    return number;
}

Result<void> end_appointment(const RegisterDesk& desk, const AppointmentEnding& ending) {
    auto tx = TRY(desk.store.begin_log());
    auto reader = TRY(AppointmentReader::open(desk.store, desk.authority.bundle));
    const AppointmentView view = TRY(reader.find(ending.number));
    if (view.end) return error(codes::appointment_ended, std::to_string(ending.number));
    if (ending.until_ms < view.entry().from_ms || ending.until_ms > view.entry().until_ms)
        return error(codes::usage, "the last day lies outside of the appointment's");
    const KeptEntry kept =
        TRY(keep_entry(desk, AppointmentEnd{.appointment = view.row.hash, .until_ms = ending.until_ms, .reason = ending.reason}));
    TRY(desk.store.appointments().end_appointment(
        {.appointment = ending.number, .act = kept.act, .log_index = kept.log_index, .at_ms = desk.wall_ms}));
    return tx->commit();
}

AppointmentState AppointmentView::state_at(std::int64_t at_ms) const {
    if (end && end->entry.until_ms <= std::max(at_ms, entry().from_ms)) return AppointmentState::ended;
    if (at_ms < entry().from_ms) return AppointmentState::ahead;
    return at_ms < until_ms() ? AppointmentState::current : AppointmentState::over;
}

Result<AppointmentReader> AppointmentReader::open(Store& store, const record::Bundle& bundle) {
    auto finality = TRY(outcome::FinalityDesk::open(store, bundle));
    return AppointmentReader(store, bundle, std::move(finality));
}

Result<AppointmentView> AppointmentReader::view(AppointmentRow row) {
    AppointmentView view{.row = std::move(row), .entered = {}, .end = {}, .outcome = {}, .outcome_state = {}};
    view.entered = TRY(open_entry<AppointmentEntry>(view.row.act, bundle_));
    if (const auto end = TRY(store_.appointments().appointment_end(view.row.number)))
        view.end = TRY(open_entry<AppointmentEnd>(end->act, bundle_));
    auto of = TRY(store_.outcomes().outcome(view.row.outcome));
    CHECK(of.has_value()); // the store refuses an appointment without it, and keeps outcomes
    view.outcome = std::move(*of);
    view.outcome_state = outcome::state_word(TRY(finality_.state_of(view.outcome)));
    return view;
}

Result<AppointmentView> AppointmentReader::find(std::uint64_t number) {
    auto row = TRY(store_.appointments().appointment(number));
    if (!row) return error(codes::appointment_unknown, std::to_string(number));
    return view(std::move(*row));
}

Result<void> AppointmentReader::each(const std::string& plan, const Each& each) {
    AppointmentPage page{.after = 0, .plan = plan};
    while (true) {
        auto rows = TRY(store_.appointments().appointment_page(page));
        const bool more = rows.size() == page.limit;
        for (AppointmentRow& row : rows) {
            page.after = row.number;
            TRY(each(TRY(view(std::move(row)))));
        }
        if (!more) return success();
    }
}

} // namespace kaogong::bureau::appointments
