// A bureau with two passes and a fail that are final, certificate drafts for the passes, and a filing of their centre.
#pragma once

#include "sync/bureau/appointments/appointments.h"
#include "sync/bureau/certificates/drafts.h"
#include "tests/sync/bureau/outcome/outcome_fixture.h"

namespace kaogong::test {

// A table of one title for the occupation that the fixture assesses.
inline Bytes titles_file(const std::string& id, const std::string& level, const std::string& grade, const std::string& from = "2020-01-01",
                         const std::string& more = {}) {
    return to_bytes(view("format = 1\nkind = \"titles\"\nid = \"" + id + "\"\nversion = 1\nfrom = " + from +
                         "T00:00:00+08:00\ndocument = \"2026-4\"\ndated = \"2026-03-01\"\n" + more +
                         "[[title]]\noccupation = \"6-31-01-03\"\nlevel = \"" + level + "\"\nseries = \"工程系列\"\ngrade = \"" + grade +
                         "\"\n"));
}

struct PassedFixture : OutcomeFixture {
    static constexpr const char* kPlan = "2026-11-0042";
    std::vector<std::string> certificates; // numbers, rising
    std::vector<std::string> tickets;
    int asked = 0;
    int notices = 0;

    PassedFixture() {
        enter_rules();
        must(store->registry().add_filing({.centre = samples.centre,
                                           .kind = bureau::OrgKind::social,
                                           .attributes = 1,
                                           .from_ms = 0,
                                           .until_ms = kNow + 9'999 * kDayMs,
                                           .scope = {{.occupation = "6-31-01-03", .levels = 1u << 3}}}));
        must(bureau::certificates::assign_block(*store, {.centre = samples.centre,
                                                         .prefix = "S000144000001",
                                                         .level_digits = bureau::certificates::usual_level_digits(),
                                                         .by = "B-01",
                                                         .basis = "2026-4",
                                                         .noted_ms = kNow}));
        for (const assessment::Points operation : {6'800, 5'000, 9'000}) tickets.push_back(sit(7'200, operation).hex());
        finish();
    }
    // Somebody whose ticket and document a roster has.
    void sit_named(const std::string& ticket, const Hash& person) {
        sit_one(record::RecordKind::theory, session, person, 8'000);
        next_ticket = ticket;
        last_operation = sit_one(record::RecordKind::operation, operation_session, person, 8'000);
        finish();
    }
    // The first of them to a post of that level, from a day ago on.
    Result<std::uint64_t> appoint(int level = 0) {
        return bureau::appointments::appoint({.store = *store, .authority = authority, .wall_ms = kNow, .by = "A-07"},
                                             {.certificate = certificates.at(0),
                                              .organisation = "S-0001",
                                              .post = "电工班长",
                                              .level = level,
                                              .from_ms = kNow - kDayMs,
                                              .until_ms = kNow + 365 * kDayMs,
                                              .document = "厂聘 2026-7"});
    }
    void finish() {
        draw();
        notice_over(session, notices);
        notice_over(operation_session, notices++);
        must(bureau::certificates::draft_all({*store, authority, kNow, "B-03"}, kPlan, [&](const bureau::certificates::DraftTold& told) {
            if (told.step == bureau::certificates::DraftStep::drafted) certificates.push_back(told.number);
        }));
    }
};

} // namespace kaogong::test
