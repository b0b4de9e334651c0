#include "core/base/limits.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/child_process.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

using namespace kaogong;

namespace {

const std::string kSamples = KAOGONG_SOURCE_DIR "/assets/samples/";
const std::string kLathe = kSamples + "lathe-l4/operation.sheet.toml";

struct Ran {
    int status = 0;
    std::string output;

    nlohmann::json json() const { return nlohmann::json::parse(output, nullptr, false); }
};

Ran sheet(const test::TempFolder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "sheet");
    test::ChildProcess child(Path(KAOGONG_BINARY_DIR) / "bin/kaogong", arguments, folder / "output");
    Ran ran{.status = child.wait()};
    ran.output = as_text(read_file(folder / "output", kFileSizeMax).value());
    return ran;
}

std::string put(const Path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
}

constexpr std::string_view kReadings = R"(format = 1
kind = "readings"
not_done = ["B07"]
[B01]
value = "42.03"
[B14]
judge = [2, 2, 3]
[veto]
V3 = true
)";

} // namespace

TEST_CASE("the four sample sheets are found good, together and in both forms") {
    const test::TempFolder folder;
    std::vector<std::string> files = {"check", "--json"};
    for (const char* name : {"electrician-l4", "lathe-l4", "care-l4", "welder-l4"})
        files.push_back(kSamples + name + "/operation.sheet.toml");
    const Ran ran = sheet(folder, files);
    CHECK_EQ(ran.status, 0);
    REQUIRE_EQ(ran.json()["files"].size(), 4);
    for (const auto& file : ran.json()["files"]) CHECK(file["ok"] == true);
}

TEST_CASE("a bad sheet is told by line and gives status 1, a missing one 3, wrong use 2") {
    const test::TempFolder folder;
    std::string text(as_text(read_file(kLathe, kFileSizeMax).value()));
    text.replace(text.find("below = \"12\""), 12, "below = \"99\"");
    const std::string bad = put(folder / "bad.sheet.toml", text);
    const Ran told = sheet(folder, {"check", kLathe, bad});
    CHECK_EQ(told.status, 1);
    CHECK(told.output.find("bad.sheet.toml:") != std::string::npos);
    CHECK(told.output.find("G1.below: K-0372") != std::string::npos);
    const Ran json = sheet(folder, {"check", bad, "--json"});
    CHECK_EQ(json.json()["files"][0]["faults"][0]["code"], "K-0372");
    CHECK_GT(json.json()["files"][0]["faults"][0]["line"].get<int>(), 1);
    CHECK_EQ(sheet(folder, {"check", (folder / "none.toml").string()}).status, 3);
    CHECK_EQ(sheet(folder, {"check"}).status, 2);
    CHECK_EQ(sheet(folder, {"score", kLathe}).status, 2);
}

TEST_CASE("a sheet is tried on readings with its working, and the readings may be given either way") {
    const test::TempFolder folder;
    const std::string readings = put(folder / "a.readings.toml", kReadings);
    const Ran ran = sheet(folder, {"score", kLathe, "--readings", readings, "--json"});
    REQUIRE_EQ(ran.status, 0);
    CHECK(sheet(folder, {"score", kLathe, readings, "--json"}).json() == ran.json());
    const nlohmann::json json = ran.json();
    CHECK_EQ(json["total"], 0);
    CHECK_EQ(json["max"], 10'000);
    CHECK(json["vetoed"] == true);
    CHECK_EQ(json["items"][0]["id"], "B01");
    CHECK_EQ(json["items"][0]["state"], "scored");
    CHECK_EQ(json["items"][0]["points"], 500);
    CHECK_EQ(json["items"][0]["points_max"], 800);
    CHECK_EQ(json["items"][0]["working"], "0.03 over, 3 steps of 0.01, -3");
    CHECK_EQ(json["items"][6]["state"], "not_done");
    const Ran words = sheet(folder, {"score", kLathe, readings, "--lang", "zh-CN"});
    CHECK(words.output.find("超上差 0.03，每 0.01 计 1 步，共 3 步，扣 3 分") != std::string::npos);
}

TEST_CASE("a reading that cannot be is told by the line of its row") {
    const test::TempFolder folder;
    const std::string readings =
        put(folder / "b.readings.toml", "format = 1\nkind = \"readings\"\n\n[B01]\nvalue = \"41,98\"\n[B99]\ncount = 1\n");
    const Ran ran = sheet(folder, {"score", kLathe, readings});
    CHECK_EQ(ran.status, 1);
    CHECK(ran.output.find("b.readings.toml:5:9 B01.value: K-0380") != std::string::npos);
    CHECK(ran.output.find("K-0371") != std::string::npos);
    const Ran late = sheet(
        folder,
        {"score", kLathe,
         put(folder / "c.toml", "format = 1\nkind = \"readings\"\nat = 2028-01-01T00:00:00+08:00\n[B01]\nvalue = \"41.98\"\n"), "--json"});
    CHECK_EQ(late.status, 1);
    CHECK_EQ(late.json()["faults"][0]["code"], "K-0384");
}
