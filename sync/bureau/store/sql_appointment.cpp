// Appointments and their ends, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<AppointmentRow> appointment_row(const Row& row) {
    AppointmentRow appointment;
    appointment.number = static_cast<std::uint64_t>(row.integer(0));
    appointment.hash = TRY(row.template fixed<Hash>(1));
    appointment.subject = TRY(row.template fixed<Hash>(2));
    appointment.outcome = TRY(row.template fixed<Hash>(3));
    appointment.plan = row.string(4);
    appointment.act = row.bytes(5);
    appointment.log_index = static_cast<std::uint64_t>(row.integer(6));
    appointment.at_ms = row.integer(7);
    return appointment;
}

template <class Row> Result<std::vector<AppointmentRow>> all_appointments(Row row) {
    std::vector<AppointmentRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(appointment_row(row)));
    return rows;
}

} // namespace

template <class Db> Result<std::uint64_t> SqlAppointment<Db>::add_appointment(const AppointmentRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from appointment")) + 1);
    TRY(write(db_,
              "insert into appointment (number, hash, subject, outcome, plan, act, log_index, at_ms) "
              "values ($1, $2, $3, $4, $5, $6, $7, $8)",
              number, row.hash, row.subject, row.outcome, row.plan, row.act, row.log_index, row.at_ms));
    return number;
}

template <class Db> Result<std::optional<AppointmentRow>> SqlAppointment<Db>::appointment(std::uint64_t number) {
    auto rows = TRY(all_appointments(
        TRY(db_.query("select number, hash, subject, outcome, plan, act, log_index, at_ms from appointment where number = $1", number))));
    if (rows.empty()) return std::optional<AppointmentRow>();
    return std::optional<AppointmentRow>(std::move(rows.front()));
}

template <class Db> Result<std::vector<AppointmentRow>> SqlAppointment<Db>::appointments_of(const Hash& subject) {
    return all_appointments(TRY(db_.query("select number, hash, subject, outcome, plan, act, log_index, at_ms from appointment "
                                          "where subject = $1 order by number limit $2",
                                          subject, std::uint64_t{kAppointmentsMax})));
}

template <class Db> Result<std::vector<AppointmentRow>> SqlAppointment<Db>::appointment_page(const AppointmentPage& page) {
    const std::uint64_t limit = page.limit;
    if (page.plan.empty())
        return all_appointments(TRY(db_.query("select number, hash, subject, outcome, plan, act, log_index, at_ms from appointment "
                                              "where number > $1 order by number limit $2",
                                              page.after, limit)));
    return all_appointments(TRY(db_.query("select number, hash, subject, outcome, plan, act, log_index, at_ms from appointment "
                                          "where number > $1 and plan = $2 order by number limit $3",
                                          page.after, page.plan, limit)));
}

template <class Db> Result<void> SqlAppointment<Db>::end_appointment(const AppointmentEndRow& row) {
    TRY(write(db_, "insert into appointment_end (appointment, act, log_index, at_ms) values ($1, $2, $3, $4)", row.appointment, row.act,
              row.log_index, row.at_ms));
    return success();
}

template <class Db> Result<std::optional<AppointmentEndRow>> SqlAppointment<Db>::appointment_end(std::uint64_t number) {
    auto row = TRY(db_.query("select act, log_index, at_ms from appointment_end where appointment = $1", number));
    if (!TRY(row.next())) return std::optional<AppointmentEndRow>();
    return std::optional<AppointmentEndRow>(
        {.appointment = number, .act = row.bytes(0), .log_index = static_cast<std::uint64_t>(row.integer(1)), .at_ms = row.integer(2)});
}

template class SqlAppointment<store::Db>;
template class SqlAppointment<PostgresDb>;

} // namespace kaogong::bureau
