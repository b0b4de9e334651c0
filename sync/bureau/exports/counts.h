// Counts of outcomes as the policy papers report them (P64, P67 to P74): by period, occupation, level, kind of organisation, ownership.
// Pure: fed one outcome after the other, it holds a line for each combination that occurs.
#pragma once

#include "sync/bureau/appointments/appointments.h"
#include "sync/bureau/exports/passed.h"

namespace kaogong::bureau::exports {

enum class Period : std::uint8_t { month = 1, quarter, year };
std::string period_text(std::int64_t at_ms, Period period); // 2026-11, 2026-Q4, 2026

struct OutcomeCountKey {
    std::string period;
    std::string occupation;
    int level = 0;
    std::string kind; // employer, school, social; empty: not filed on the day
    bool non_public = false;
    std::string organisation; // its code, where lines are asked for by organisation (P64); else empty
    auto operator<=>(const OutcomeCountKey&) const = default;
};
struct CountLine {
    std::uint64_t drawn = 0;        // outcomes of any verdict and state
    std::uint64_t passed = 0;       // final and passed
    std::uint64_t not_passed = 0;   // final: not passed, without a result, or void
    std::uint64_t provisional = 0;  // not final yet, held, or to be drawn up again
    std::uint64_t certificates = 0; // drafts that have not ended
    void add(const CountLine& other);
};
struct TopLevels { // P68: of so many organisations, so many of them non-public, came so many of levels 7 and 8
    std::uint64_t organisations = 0, non_public = 0, level7 = 0, level8 = 0;
    std::map<std::pair<int, int>, std::uint64_t> rounds; // people by level and round 批次 (P85); round 0: none was entered
};

enum class CountedBy : std::uint8_t { kind = 1, organisation };

class OutcomeCounts {
  public:
    explicit OutcomeCounts(Period period, CountedBy by = CountedBy::kind) : period_(period), by_(by) {}
    void add(const OutcomeDetail& detail);

    const std::map<OutcomeCountKey, CountLine>& lines() const { return lines_; }
    CountLine total() const;
    TopLevels top_levels() const;
    std::uint64_t passed_from(int level) const; // 高技能人才 (P72): from which level on is a setting of the bureau

  private:
    Period period_;
    CountedBy by_;
    std::map<OutcomeCountKey, CountLine> lines_;
    std::map<std::pair<int, int>, std::uint64_t> rounds_; // level, round
    std::map<std::string, bool> top_;                     // organisations with a pass of level 7 or 8, and whether they are non-public
};

// The register as it is split (P70): filed organisations by kind, non-public ones among them.
struct RegisterLine {
    std::uint64_t organisations = 0, non_public = 0;
};
struct RegisterCounts {
    std::map<std::string, RegisterLine> kinds; // employer, school, social
    std::uint64_t unfiled = 0;
    std::uint64_t all() const;
};
Result<RegisterCounts> count_register(RegistryStore& registry, std::int64_t at_ms);

// Who was appointed (P59), beside who has passed: one person may hold several posts.
struct AppointmentCounts {
    std::uint64_t entered = 0, current = 0, ended = 0; // ended: before their last day
    std::map<int, std::uint64_t> current_levels;       // of the level appointed to
    void add(const appointments::AppointmentView& view, std::int64_t at_ms);
};

struct CountsReport {
    const OutcomeCounts& counts;
    const RegisterCounts& registered;
    const AppointmentCounts& appointed;
    int high_from = 4; // level
    std::int64_t at_ms = 0;
    std::uint64_t log_size = 0;
};
// {at, log_size, register: {employer: {organisations, non_public}, ..., unfiled, all}, total, high_skilled: {from_level, passed, share},
// top_levels: {organisations, non_public, level7, level8, rounds: [{level, round or null, people}]}, appointments: {entered, current,
// ended, levels: [{level, current}]}, lines:
// [{period, occupation, level, kind, non_public, ? organisation, drawn, passed, not_passed, provisional, certificates}]}; share in
// hundredths of a per cent, cut.
std::string counts_json(const CountsReport& report);
std::string counts_text(const CountsReport& report, Language language);

} // namespace kaogong::bureau::exports
