// Appointments 聘任 that rest on outcomes, and how they ended. An entry is never changed; its end is a row of its own.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

struct AppointmentRow {
    std::uint64_t number = 0; // given by the store, rising
    Hash hash;                // of the signed entry
    Hash subject;             // OutcomeKey, so that a person's appointments are found
    Hash outcome;             // of the signed statement
    std::string plan;         // of the outcome
    Bytes act;                // core/record/register_act.h
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};
inline constexpr std::size_t kAppointmentsMax = 1'000; // of one person

struct AppointmentEndRow {
    std::uint64_t appointment = 0; // its number
    Bytes act;
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};

struct AppointmentPage {
    std::uint64_t after = 0; // the number of the last row of the page before
    std::string plan = {};   // empty: of all plans
    std::size_t limit = 500;
};

class AppointmentStore {
  public:
    virtual ~AppointmentStore() = default;

    // The log is held when anything is added.
    virtual Result<std::uint64_t> add_appointment(const AppointmentRow& row) = 0; // its number
    virtual Result<std::optional<AppointmentRow>> appointment(std::uint64_t number) = 0;
    virtual Result<std::vector<AppointmentRow>> appointments_of(const Hash& subject) = 0;          // by number
    virtual Result<std::vector<AppointmentRow>> appointment_page(const AppointmentPage& page) = 0; // by number

    virtual Result<void> end_appointment(const AppointmentEndRow& row) = 0;
    virtual Result<std::optional<AppointmentEndRow>> appointment_end(std::uint64_t number) = 0;
};

} // namespace kaogong::bureau
