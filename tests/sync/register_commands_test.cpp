// The commands about registers beside results as an operator types them: rounds, tables of titles, follow-ups, appointments, cohorts.
#include "core/base/limits.h"
#include "tests/support/must.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/child_process.h"

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using nlohmann::json;

namespace {

struct FreshBureau {
    TempFolder folder;
    std::string data = (folder / "bureau").string();

    FreshBureau() {
        REQUIRE_EQ(run({"init", "--roots-out", (folder / "r1").string(), (folder / "r2").string(), (folder / "r3").string()}), 0);
    }
    int run(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", data});
        ChildProcess child(Path(KAOGONG_BINARY_DIR) / "bin/kaogong-bureau", arguments, folder / "output");
        return child.wait();
    }
    std::string output() { return std::string(as_text(must(read_file(folder / "output", kFileSizeMax)))); }
    json list(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        REQUIRE_EQ(run(arguments), 0);
        return json::parse(output());
    }
    int follow_up(std::vector<std::string> more) {
        more.insert(more.begin(), {"follow-up", "add", "--organisation", "湛江某厂", "--by", "B-04"});
        return run(more);
    }
};

} // namespace

TEST_CASE_FIXTURE(FreshBureau, "a follow-up is entered, listed while it waits, and closed") {
    CHECK_EQ(follow_up({"--kind", "filing", "--text", "papers handed in", "--on", "2026-01-05"}), 0);
    CHECK_EQ(follow_up({"--kind", "problem", "--text", "printer", "--on", "2026-01-05", "--owner", "B-07", "--due", "2026-01-20"}), 0);
    CHECK_EQ(follow_up({"--kind", "problem", "--text", "printer"}), 2); // nobody would look after it
    CHECK_EQ(follow_up({"--kind", "gossip", "--text", "printer"}), 2);
    CHECK_EQ(follow_up({"--kind", "visit", "--text", "spoke to 999999199105230136"}), 1);
    const json overdue = list({"follow-up", "list", "--state", "overdue"});
    REQUIRE_EQ(overdue.size(), 1u);
    CHECK_EQ(overdue[0]["number"], 2);
    CHECK_EQ(overdue[0]["due"], "2026-01-20");
    CHECK_EQ(run({"follow-up", "close", "--number", "2", "--text", "a new cable", "--by", "B-07"}), 0);
    CHECK_EQ(run({"follow-up", "close", "--number", "2", "--text", "again", "--by", "B-07"}), 1);
    CHECK_EQ(run({"follow-up", "close", "--number", "1", "--text", "filed", "--by", "B-07"}), 1);
    CHECK_EQ(list({"follow-up", "list", "--organisation", "湛江某厂"})[1]["closed"]["text"], "a new cable");
    CHECK(list({"follow-up", "list", "--organisation", "another"}).empty());
}

TEST_CASE_FIXTURE(FreshBureau, "a round is entered by plan and level, and only of levels 7 and 8") {
    const auto round = [&](const std::string& level, const std::string& number) {
        return run(
            {"outcome", "round", "--plan", "2026-11-0042", "--level", level, "--round", number, "--document", "2026-19", "--by", "B-01"});
    };
    CHECK_EQ(round("7", "2"), 0);
    CHECK_EQ(round("7", "3"), 0);
    CHECK_EQ(round("6", "1"), 2);
    CHECK_EQ(run({"outcome", "round", "--round", "1"}), 2);
    const json rounds = list({"outcome", "round"});
    REQUIRE_EQ(rounds.size(), 2u);
    CHECK_EQ(rounds[0]["counts"], false);
    CHECK_EQ(rounds[1]["round"], 3);
    CHECK_EQ(rounds[1]["counts"], true);
    CHECK(list({"outcome", "round", "--level", "8"}).empty());
}

TEST_CASE_FIXTURE(FreshBureau, "a table of titles is entered once, and a file that is none is told by its line") {
    const std::string sample = std::string(KAOGONG_SOURCE_DIR) + "/assets/samples/electrician-l4/electrician.titles.toml";
    CHECK_EQ(run({"titles", "--add", sample}), 2); // by whom
    CHECK_EQ(run({"titles", "--add", sample, "--by", "B-01"}), 0);
    CHECK_EQ(run({"titles", "--add", sample, "--by", "B-01"}), 0);
    CHECK_EQ(output(), "1  there\n");
    must(write_file_atomic(folder / "bad.titles.toml", view("format = 1\nkind = \"titles\"\n")));
    CHECK_EQ(run({"titles", "--add", (folder / "bad.titles.toml").string(), "--by", "B-01"}), 1);
    const json tables = list({"titles"});
    REQUIRE_EQ(tables.size(), 1u);
    CHECK_EQ(tables[0]["id"], "dg-titles");
    CHECK_EQ(tables[0]["titles"], 3);
    CHECK_EQ(tables[0]["by"], "B-01");
}

TEST_CASE_FIXTURE(FreshBureau, "nobody is appointed on an outcome that is not there, and cohorts want rosters that name them") {
    const std::string unknown(64, 'a');
    CHECK_EQ(run({"appointment", "add", "--outcome", unknown, "--organisation", "Y0001", "--post", "电工班长", "--from", "2026-01-01",
                  "--until", "2026-12-31", "--document", "2026-7", "--by", "A-07"}),
             1);
    CHECK(output().starts_with("K-0831 "));
    CHECK_EQ(run({"appointment", "end", "--number", "1", "--on", "2026-05-01", "--reason", "left", "--by", "A-07"}), 1);
    CHECK(output().starts_with("K-0847 "));
    CHECK(list({"appointment", "list"}).empty());
    const std::string roster = std::string(KAOGONG_SOURCE_DIR) + "/assets/samples/electrician-l4/roster.csv";
    const json report = list({"cohorts", "--roster", roster});
    CHECK(report["cohorts"].empty());
    CHECK_GT(report["without_school"], 0);
    CHECK_EQ(run({"cohorts", "--roster", roster, "--small-below", "1"}), 2);
}
