#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "sync/bank/resident_id.h"
#include "sync/bank/roster_file.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;

namespace {

const std::string kHeading = "ticket,name,id_type,id_number,occupation,level,session,seat,components,exemption,extra_minutes\n";
const std::string kGoodRow = "992611210127,邓鑫磊,resident_id,999999199105230136,6-31-01-03,intermediate,S-1,1,theory,,0\n";

RosterDemand demand() {
    return {"6-31-01-03", assessment::SkillLevel::intermediate, "S-1", {1, 2, 3}, {"basics", "safety"}};
}

Faults faults_of(const std::string& csv) {
    Faults faults;
    const RosterDemand wanted = demand();
    read_roster(csv, &wanted, faults);
    return faults;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("identity numbers are judged as the table says") {
    const Bytes table = read_file(Path(KAOGONG_SOURCE_DIR) / "tests/tables/resident_ids.txt", 64'000).value();
    int rows = 0;
    for (const std::string_view line : split(as_text(table), '\n')) {
        if (line.empty() || line.front() == '#') continue;
        const auto cells = split(line, '|');
        CAPTURE(line);
        CHECK_EQ(fault_name(check_resident_id(trim(cells[0]))), trim(cells[1]));
        ++rows;
    }
    CHECK_EQ(rows, 15);
}

TEST_CASE("any single wrong digit and any two neighbours exchanged spoil an identity number") {
    const std::string good = "999999199105230136";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = good;
            wrong[i] = digit;
            if (wrong != good) CHECK(check_resident_id(wrong) != ResidentIdFault::none);
        }
        if (i + 1 == good.size() || good[i] == good[i + 1]) continue;
        std::string swapped = good;
        std::swap(swapped[i], swapped[i + 1]);
        CHECK(check_resident_id(swapped) != ResidentIdFault::none);
    }
}

TEST_CASE("a roster is read with or without byte order mark, in either line ending, with quotes") {
    for (const std::string& csv : {kHeading + kGoodRow, "\xEF\xBB\xBF" + kHeading + kGoodRow,
                                   replaced(kHeading, "\n", "\r\n") + replaced(kGoodRow, "邓鑫磊", "\"邓\"\"鑫\"\"磊\"")}) {
        Faults faults;
        const RosterDemand wanted = demand();
        const RosterFile roster = read_roster(csv, &wanted, faults);
        CHECK(faults.empty());
        REQUIRE_EQ(roster.rows.size(), 1);
        CHECK_EQ(roster.rows[0].seat, 1);
    }
}

TEST_CASE("a roster may say of students which school and year they are of, and older rosters need not (P26)") {
    const std::string heading = replaced(kHeading, "extra_minutes", "extra_minutes,school,graduation_year");
    const std::string other = replaced(replaced(kGoodRow, "992611210127", "992611210128"), "999999199105230136", "999999200004110245");
    const std::string no_student = replaced(other, "S-1,1,theory,,0", "S-1,2,theory,,0,,");
    const auto with = [&](const std::string& more) { return heading + replaced(kGoodRow, ",0\n", ",0" + more + "\n"); };
    Faults faults;
    const RosterDemand wanted = demand();
    const RosterFile roster = read_roster(with(",广东某职院,2026") + no_student, &wanted, faults);
    CHECK(faults.empty());
    REQUIRE_EQ(roster.rows.size(), 2u);
    REQUIRE_EQ(roster.cohorts.size(), 2u);
    CHECK_EQ(roster.cohorts[0].school, "广东某职院");
    CHECK_EQ(roster.cohorts[0].graduation_year, 2026);
    CHECK(roster.cohorts[1].school.empty());
    CHECK_EQ(read_roster(kHeading + kGoodRow, &wanted, faults).cohorts.size(), 1u);
    for (const auto& [more, field] : {std::pair{",广东某职院,", "graduation_year"}, std::pair{",,2026", "school"},
                                      std::pair{",广东某职院,26", "graduation_year"}, std::pair{", A,2026", "school"}}) {
        CAPTURE(more);
        const Faults wrong = faults_of(with(more));
        REQUIRE_EQ(wrong.size(), 1u);
        CHECK_EQ(wrong[0].field, field);
    }
    CHECK(faults_of(with("")).front().code == codes::csv_columns); // what the heading promises stands in each row
    CHECK(faults_of(replaced(kHeading, "extra_minutes", "extra_minutes,school") + kGoodRow).front().code == codes::csv_columns);
}

TEST_CASE("what a row says is what is read") {
    const std::string row = "992611210127,阿依古丽·麦麦提,passport,E1234567,6-31-01-03,intermediate,S-1,2,theory:resit;operation,safety+"
                            "basics:学历证明 0117,30\n";
    Faults faults;
    const RosterDemand wanted = demand();
    const RosterFile roster = read_roster(kHeading + row, &wanted, faults);
    REQUIRE(faults.empty());
    const record::RosterRow& read = roster.rows.at(0);
    CHECK_EQ(read.name, "阿依古丽·麦麦提");
    CHECK(read.document == record::IdentityDocument::passport);
    CHECK(read.components == std::vector<record::ComponentEntry>{{record::Method::theory, record::EntryMode::resit},
                                                                 {record::Method::operation, record::EntryMode::first}});
    CHECK(read.exemption.areas == std::vector<std::string>{"basics", "safety"});
    CHECK_EQ(read.exemption.basis, "学历证明 0117");
    CHECK_EQ(read.extra_minutes, 30);
}

TEST_CASE("each mistake of a roster is named with its line and column") {
    struct Case {
        std::string csv;
        Code code;
        int line, column;
        std::string field;
    };
    const Case cases[] = {
        {kHeading + replaced(kGoodRow, "992611210127", "99261121012"), codes::ticket_wrong, 2, 1, "ticket"},
        {kHeading + replaced(kGoodRow, "230136", "230137"), codes::identity_number_wrong, 2, 30, "id_number"},
        {kHeading + replaced(kGoodRow, "resident_id", "licence"), codes::field_value, 2, 18, "id_type"},
        {kHeading + replaced(kGoodRow, "6-31-01-03", "6-18-01-01"), codes::roster_other_session, 2, 49, "occupation"},
        {kHeading + replaced(kGoodRow, "intermediate", "senior"), codes::roster_other_session, 2, 60, "level"},
        {kHeading + replaced(kGoodRow, "S-1", "S-2"), codes::roster_other_session, 2, 73, "session"},
        {kHeading + replaced(kGoodRow, ",1,theory", ",31,theory"), codes::seat_wrong, 2, 77, "seat"},
        {kHeading + replaced(kGoodRow, "theory", "practice"), codes::field_value, 2, 79, "components"},
        {kHeading + replaced(kGoodRow, ",,0", ",,181"), codes::field_value, 2, 87, "extra_minutes"},
        {kHeading + replaced(kGoodRow, ",,0", ",basics,0"), codes::field_value, 2, 86, "exemption"},
        {kHeading + replaced(kGoodRow, ",,0", ",roof:x,0"), codes::area_unknown, 2, 86, "exemption"},
        {kHeading + replaced(kGoodRow, "邓鑫磊", " 邓鑫磊"), codes::field_value, 2, 14, "name"},
        {kHeading + kGoodRow + replaced(kGoodRow, ",1,theory", ",2,theory"), codes::id_repeated, 3, 1, "ticket"},
        {kHeading + "992611210127,邓鑫磊\n", codes::csv_columns, 2, 1, ""},
        {"name,ticket\n" + kGoodRow, codes::csv_columns, 1, 1, ""},
        {kHeading + "\"992611210127,邓\n", codes::csv_malformed, 3, 1, ""},
        {kHeading + "99\"2611210127,x\n", codes::csv_malformed, 2, 3, ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.csv);
        const Faults faults = faults_of(c.csv);
        REQUIRE_FALSE(faults.empty());
        CHECK_EQ(code_name(faults[0].code), code_name(c.code));
        CHECK_EQ(faults[0].at.line, c.line);
        CHECK_EQ(faults[0].at.column, c.column);
        CHECK_EQ(faults[0].field, c.field);
    }
    CHECK(faults_of("\xff")[0].code == codes::text_not_utf8);
}

TEST_CASE("a fault about a person holds neither name nor number") {
    for (const std::string& row : {replaced(kGoodRow, "230136", "230137"), replaced(kGoodRow, "992611210127", "9926112101277"),
                                   replaced(kGoodRow, "邓鑫磊", "邓\t鑫磊")}) {
        for (const Fault& fault : faults_of(kHeading + row)) {
            const std::string text = fault_text(fault, Language::en);
            for (const char* secret : {"邓", "999999", "99261"}) CHECK_EQ(text.find(secret), std::string::npos);
        }
    }
}

TEST_CASE("a good row beside a bad one is still taken") {
    Faults faults;
    const RosterDemand wanted = demand();
    const std::string bad = replaced(replaced(kGoodRow, "992611210127", "x"), ",1,theory", ",2,theory");
    const RosterFile roster = read_roster(kHeading + bad + kGoodRow, &wanted, faults);
    CHECK_EQ(roster.rows.size(), 0); // the same identity number stands in both, so the second is refused too
    CHECK_EQ(roster.rejected, 2);
    Faults others;
    const std::string other = replaced(bad, "999999199105230136", "99999919950325001X");
    CHECK_EQ(read_roster(kHeading + other + kGoodRow, &wanted, others).rows.size(), 1);
}
