#include "core/base/limits.h"
#include "tests/support/temp_folder.h"
#include "tests/sync/child_process.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include <doctest/doctest.h>

using namespace kaogong;

namespace {

struct Ran {
    int status = 0;
    std::string output;

    nlohmann::json json() const { return nlohmann::json::parse(output, nullptr, false); }
};

Ran profile(const test::TempFolder& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "profile");
    test::ChildProcess child(Path(KAOGONG_BINARY_DIR) / "bin/kaogong", arguments, folder / "output");
    Ran ran{.status = child.wait()};
    ran.output = as_text(read_file(folder / "output", kFileSizeMax).value());
    return ran;
}

void put(const Path& path, std::string_view content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
}

} // namespace

TEST_CASE("a captured mini PC is told from its facts, with the file that fits") {
    const test::TempFolder folder;
    put(folder / "machine/sys/class/dmi/id/chassis_type", "35\n");
    put(folder / "machine/sys/class/dmi/id/sys_vendor", "Acme\n");
    const Ran ran = profile(folder, {"match", "--root", (folder / "machine").string(), "--json"});
    CHECK_EQ(ran.status, 0);
    const auto json = ran.json();
    REQUIRE(json.is_object());
    CHECK_EQ(json["chosen"], "generic-mini-pc-no-gpu");
    CHECK_EQ(json["facts"]["dmi.sys_vendor"][0], "Acme");
    CHECK_EQ(json["facts"]["gpu.render"][0], "no");
    CHECK(json["alarm"].is_null());
    CHECK_EQ(json["matching"].size(), 1);
}

TEST_CASE("explain shows each value with the file and line that it comes from") {
    const test::TempFolder folder;
    const auto json = profile(folder, {"explain", "generic-mini-pc-no-gpu", "--json"}).json();
    REQUIRE(json.is_object());
    std::map<std::string, std::string> files;
    for (const auto& setting : json["settings"]) files[setting["name"]] = setting["file"];
    CHECK_EQ(files["Display.FrameCap"], "50-generic-mini-pc-no-gpu.profile");
    CHECK_EQ(files["Display.ScaleMax"], "80-generic-landscape.profile");
    CHECK_EQ(files["Touch.LeastTarget"], "99-fallback.profile");
    const Ran unknown = profile(folder, {"explain", "nobody"});
    CHECK_EQ(unknown.status, 1);
    CHECK_NE(unknown.output.find("K-0916"), std::string::npos);
}

TEST_CASE("lint names the mistakes of a file, and is content with what is installed") {
    const test::TempFolder folder;
    CHECK_EQ(profile(folder, {"lint"}).status, 0);
    put(folder / "50-x.profile", "[Profile]\nFormat = 1\nId = x\nKind = machine\nName[en] = X\nName[zh_CN] = 某\nStatus = generic\n"
                                 "Inherits = generic-landscape\n[Display]\nFrameCap = 1000\n");
    const Ran ran = profile(folder, {"lint", (folder / "50-x.profile").string(), "--json"});
    CHECK_EQ(ran.status, 1);
    const auto rows = ran.json();
    REQUIRE_EQ(rows.size(), 1);
    CHECK_EQ(rows[0]["line"], 10);
    CHECK_EQ(rows[0]["reason"], "profile_value_invalid");
    CHECK_EQ(profile(folder, {"lint", (folder / "absent.profile").string()}).status, 3);
    CHECK_EQ(profile(folder, {"paint"}).status, 2);
}
