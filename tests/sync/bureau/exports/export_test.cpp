#include "sync/bureau/exports/export.h"

#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "core/base/text.h"
#include "sync/bureau/days.h"
#include "sync/bureau/exports/titles.h"
#include "tests/sync/bureau/exports/passed_fixture.h"

#include <nlohmann/json.hpp>

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::exports;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct ExportFixture : PassedFixture {
    Path out = folder / "out.csv";
    SystemRandom system_random = must(SystemRandom::open());
    PersonMarks marks = PersonMarks(Secret(view("a key of thirty-two bytes, or so!")));
    RosterBook book{marks};

    Result<Exported> try_export(const ExportQuery& query) {
        return export_file({.store = *store, .authority = authority, .rosters = &book, .wall_ms = kNow}, query, out);
    }
    std::string content() { return std::string(as_text(must(read_file(out, 1u << 20)))); }
    nlohmann::json manifest() { return nlohmann::json::parse(as_text(must(read_file(out.string() + ".manifest.json", 1u << 20)))); }
    std::vector<std::string> lines() {
        std::vector<std::string> lines;
        for (const std::string_view line : split(content(), '\n')) lines.emplace_back(line);
        return lines;
    }
};

} // namespace

TEST_CASE_FIXTURE(ExportFixture,
                  "the talent bank has a line for each final pass, with byte order mark, and a manifest that tells that it is whole") {
    const auto exported = must(try_export({}));
    CHECK_EQ(exported.rows, 2u); // of two passes and a fail
    CHECK(content().starts_with("\xEF\xBB\xBFperson,ticket,occupation,level,"));
    CHECK_EQ(lines().size(), 4u);
    CHECK(content().find("theory 72.00 first; operation 68.00 first") != std::string::npos);
    CHECK(content().find("operation/M1 34.00/50.00") != std::string::npos);
    CHECK(content().find(certificates.at(0)) != std::string::npos);
    CHECK(content().find(",name,") == std::string::npos); // without a roster nobody is named
    CHECK_EQ(manifest()["rows"], 2);
    CHECK_EQ(manifest()["sha256"], exported.sha256.hex());
    CHECK_EQ(manifest()["sha256"], sha256(view(content())).hex());
    CHECK_EQ(manifest()["log"]["size"], must(store->log().log_size()));
    CHECK_EQ(must(check_export(out)).rows, 2u);
}

TEST_CASE_FIXTURE(ExportFixture, "what lies there is not written over, and a changed byte is found") {
    must(try_export({}));
    const std::string before = content();
    CHECK(try_export({}).code() == codes::export_exists);
    CHECK_EQ(content(), before);
    must(write_file_atomic(out, view(before + "x")));
    CHECK(check_export(out).code() == codes::archive_damaged);
    must(write_file_atomic(out.string() + ".manifest.json", view("{}")));
    CHECK(check_export(out).code() == codes::archive_damaged);
    CHECK(check_export(folder / "nothing").code() == codes::file_missing);
}

TEST_CASE_FIXTURE(ExportFixture, "JSON has the same rows, and an empty list where there are none") {
    const auto exported = must(try_export({.kind = ExportKind::subsidies, .json = true}));
    const auto rows = nlohmann::json::parse(content());
    CHECK_EQ(rows.size(), exported.rows);
    CHECK_EQ(rows[0]["certificate"], certificates.at(0));
    CHECK_EQ(rows[0]["organisation_kind"], "social");
    out = folder / "none.json";
    CHECK_EQ(must(try_export({.kind = ExportKind::yearly, .json = true})).rows, 0u);
    CHECK(nlohmann::json::parse(content()).empty());
}

TEST_CASE_FIXTURE(ExportFixture, "credits have a line for each unit and nobody's name") {
    CHECK_EQ(must(try_export({.kind = ExportKind::credits})).rows, 8u); // theory, operation and two modules of two people
    CHECK_FALSE(names_persons(ExportKind::credits));
    CHECK(content().find(",operation,M2,34.00,50.00,") != std::string::npos);
}

TEST_CASE_FIXTURE(ExportFixture, "appointments have a line each, with what they rest on and whether it still stands (P59)") {
    must(appoint(2));
    const auto export_now = [&](const ExportQuery& query) {
        out = folder / (std::to_string(++asked) + ".json");
        must(try_export(query));
        return nlohmann::json::parse(content());
    };
    auto rows = export_now({.kind = ExportKind::appointments, .json = true});
    REQUIRE_EQ(rows.size(), 1u);
    CHECK_EQ(rows[0]["post"], "电工班长");
    CHECK_EQ(rows[0]["appointed_level"], "2");
    CHECK_EQ(rows[0]["level"], "3");
    CHECK_EQ(rows[0]["certificate"], certificates.at(0));
    CHECK_EQ(rows[0]["state"], "current");
    CHECK_EQ(rows[0]["outcome_state"], "final");
    CHECK_EQ(rows[0]["ended_on"], "");
    CHECK_FALSE(rows[0].contains("name"));
    CHECK(export_now({.kind = ExportKind::appointments, .levels = {3}, .json = true}).empty()); // appointed to 2
    CHECK(export_now({.kind = ExportKind::appointments, .from_ms = kNow, .json = true}).empty());
    CHECK(export_now({.kind = ExportKind::appointments, .plan = "another", .json = true}).empty());
    must(appointments::end_appointment({.store = *store, .authority = authority, .wall_ms = kNow, .by = "A-07"},
                                       {.number = 1, .until_ms = kNow, .reason = "left"}));
    rows = export_now({.kind = ExportKind::appointments, .json = true});
    CHECK_EQ(rows[0]["state"], "ended");
    CHECK_EQ(rows[0]["end_reason"], "left");
    CHECK_EQ(rows[0]["ended_on"], day_text(kNow - kDayMs));
}

TEST_CASE_FIXTURE(ExportFixture,
                  "a level has its professional title beside it where a paper maps it, and empty cells where none does (P82)") {
    const auto export_now = [&](ExportKind kind, int level) {
        out = folder / (std::to_string(++asked) + ".json");
        must(try_export({.kind = kind, .levels = {level}, .json = true}));
        return nlohmann::json::parse(content()).at(0);
    };
    CHECK_EQ(export_now(ExportKind::talent_bank, 3)["title_series"], "");
    const Bytes table = titles_file("a", "intermediate", "技术员");
    must(enter_titles({.store = *store, .authority = authority, .wall_ms = kNow, .by = "B-01"}, must(bank::parse_titles_file(table)),
                      table));
    for (const ExportKind kind : {ExportKind::talent_bank, ExportKind::yearly}) {
        const auto row = export_now(kind, 3);
        CHECK_EQ(row["title_series"], "工程系列");
        CHECK_EQ(row["title_grade"], "技术员");
        CHECK_EQ(row["title_basis"], "2026-4, 2026-03-01");
    }
    CHECK_EQ(export_now(ExportKind::yearly, 3)["round"], ""); // level 3 has no rounds
    CHECK_FALSE(export_now(ExportKind::subsidies, 3).contains("title_series"));
}

TEST_CASE_FIXTURE(ExportFixture, "a query asks by day, level, plan and kind of organisation") {
    const auto rows = [&](const ExportQuery& query) {
        out = folder / (std::to_string(++asked) + ".csv");
        return must(try_export(query)).rows;
    };
    CHECK_EQ(rows({.levels = {3}}), 2u);
    CHECK_EQ(rows({.levels = {4}}), 0u);
    CHECK_EQ(rows({.plan = "another"}), 0u);
    CHECK_EQ(rows({.organisations = OrgKind::social}), 2u);
    CHECK_EQ(rows({.organisations = OrgKind::employer}), 0u);
    CHECK_EQ(rows({.from_ms = kNow + 365 * kDayMs}), 0u);
    CHECK_EQ(rows({.until_ms = 1}), 0u);
    CHECK_EQ(rows({.kind = ExportKind::yearly, .levels = {3}}), 2u);
}

TEST_CASE_FIXTURE(ExportFixture, "a roster names the persons it knows, and one of somebody else is refused") {
    RosterRow row{.candidate = {}, .admission_ticket = tickets.at(0), .name = "=张三", .identity_number = "999999199105230136"};
    sit_named(row.admission_ticket = "992611210199", marks.of(row));
    book.add({row});
    const auto exported = must(try_export({}));
    CHECK_EQ(exported.rows, 3u);
    CHECK_EQ(exported.unnamed, 2u);
    CHECK(content().find(",'=张三,resident_id,999999199105230136,") != std::string::npos);
    row.identity_number = "999999200004110245";
    RosterBook other(marks);
    other.add({row});
    out = folder / "other.csv";
    const ExportDesk desk{.store = *store, .authority = authority, .rosters = &other, .wall_ms = kNow};
    CHECK(export_file(desk, {}, out).code() == codes::roster_other_person);
    CHECK_FALSE(std::filesystem::exists(out));
    CHECK_FALSE(std::filesystem::exists(out.string() + ".part"));
    CHECK_FALSE(std::filesystem::exists(out.string() + ".manifest.json"));
}
