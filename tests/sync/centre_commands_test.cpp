// The commands about centres as an operator types them: filings, the bureau's own rules, signals, and the staff's page at its own address.
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

// A bureau with one registered centre.
struct Bureau {
    TempFolder folder;
    std::string data = (folder / "bureau").string();

    Bureau() {
        REQUIRE_EQ(run({"init", "--roots-out", path("r1"), path("r2"), path("r3")}), 0);
        REQUIRE_EQ(run({"enrol", "--centre", "测试考点", "--room", "A", "--seat", "7", "--kit-out", path("kit.kge")}), 0);
    }
    std::string path(const std::string& name) const { return (folder / name).string(); }
    int run(std::vector<std::string> arguments) {
        const bool has_data = arguments[0] == "signals" && arguments[1] == "--parcels";
        if (!has_data) arguments.insert(arguments.end(), {"--data", data});
        ChildProcess child(Path(KAOGONG_BINARY_DIR) / "bin/kaogong-bureau", arguments, folder / "output");
        return child.wait();
    }
    json output() { return json::parse(as_text(must(read_file(folder / "output", kFileSizeMax)))); }
    int file(const std::string& scope, const std::string& from, const std::string& until, const std::string& kind = "employer") {
        return run({"centre", "file", "--centre", "测试考点", "--kind", kind, "--scope", scope, "--from", from, "--until", until, "--basis", "粤备 12"});
    }
};

} // namespace

TEST_CASE_FIXTURE(Bureau, "a filing is entered and listed with its history, and the one that counts today is marked") {
    CHECK_EQ(file("6-31-01-03:1-5", "2020-01-01", "2099-12-31"), 0);
    CHECK_EQ(file("6-31-01-03:1-3", "2021-01-01", "2021-01-31"), 0);
    REQUIRE_EQ(run({"centre", "list", "--json"}), 0);
    const json centre = output().at(0);
    CHECK_EQ(centre["name"], "测试考点");
    REQUIRE_EQ(centre["filings"].size(), 2u);
    CHECK_EQ(centre["filings"][0]["in_force"], true);
    CHECK_EQ(centre["filings"][0]["scope"][0]["levels"], json({1, 2, 3, 4, 5}));
    CHECK_EQ(centre["filings"][0]["basis"], "粤备 12");
    CHECK_EQ(centre["filings"][1]["in_force"], false);
    CHECK_EQ(centre["filings"][1]["until"], "2021-01-31");
}

TEST_CASE_FIXTURE(Bureau, "what contradicts itself or the policies is not filed") {
    CHECK_EQ(file("6-31-01-03:8", "2026-01-01", "2026-12-31"), 1); // above the ceiling
    CHECK_EQ(file("6-31-01-03:7", "2026-01-01", "2026-12-31", "school"), 1);
    CHECK_EQ(file("6-31-01-03:3", "2026-12-31", "2026-01-01"), 2);
    CHECK_EQ(file("6-31-01-03", "2026-01-01", "2026-12-31"), 2);
    CHECK_EQ(file("6-31-01-03:3", "2026-13-01", "2026-12-31"), 2);
    CHECK_EQ(file("6-31-01-03:3", "2026-01-01", "2026-12-31", "guild"), 2);
    CHECK_EQ(run({"centre", "file", "--centre", "nobody", "--kind", "school", "--from", "2026-01-01", "--until", "2026-12-31"}), 1);
    REQUIRE_EQ(run({"centre", "list", "--json"}), 0);
    CHECK(output().at(0)["filings"].empty());
}

TEST_CASE_FIXTURE(Bureau, "the bureau's own rules stay as they were set") {
    REQUIRE_EQ(run({"rules", "--json"}), 0);
    CHECK_EQ(output()["filings"], "where-known");
    REQUIRE_EQ(run({"rules", "--json", "--filings", "mandatory", "--repeat-after-fail", "30"}), 0);
    REQUIRE_EQ(run({"rules", "--json"}), 0);
    CHECK_EQ(output(), json({{"filings", "mandatory"}, {"repeat_after_pass_days", 365}, {"repeat_after_fail_days", 30}, {"decide_within_days", 5}}));
    CHECK_EQ(run({"rules", "--repeat-after-pass", "-1"}), 2);
}

TEST_CASE_FIXTURE(Bureau, "a centre that sent nothing has all its points; a folder without a ledger says so") {
    REQUIRE_EQ(run({"signals", "--json"}), 0);
    CHECK_EQ(output()["centres"][0]["score"], 100);
    CHECK_EQ(run({"signals", "--centre", "nobody"}), 1);
    CHECK_EQ(run({"signals", "--until", "yesterday"}), 2);
    CHECK_EQ(run({"signals", "--parcels", path("r1"), "--bundle", data + "/bundle"}), 1);
    CHECK_EQ(run({"signals", "--parcels", path("r1")}), 2); // by what would they be judged
}
