#include "core/profile/catalogue.h"

#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "tests/support/temp_folder.h"

#include <fstream>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::profile;

namespace {

std::string file_text(std::string_view id, std::string_view rest, std::string_view head = "Format = 1\nStatus = generic\n") {
    return "[Profile]\nId = " + std::string(id) + "\nKind = machine\nName[en] = X\nName[zh_CN] = 某\n" + std::string(head) +
           std::string(rest);
}

const Catalogue::Source kFallback{"99-fallback.profile",
                                  file_text("fallback", "[Display]\nRotation = 0\nFrameCap = 60\n[Touch]\nDebounce = 80\n")};

Facts facts(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
    Facts facts;
    for (const auto& [name, value] : pairs) facts.add(name, value);
    return facts;
}

Findings lint(const std::string& name, const std::string& text) {
    return Catalogue::from({kFallback, {name, text}}).findings();
}

} // namespace

TEST_CASE("every mistake is named with its file and line, and all of them at once") {
    const Findings findings = lint("50-a.profile", file_text("a", "[Display]\n"          // 8
                                                                  "Hight = 7\n"          // 9
                                                                  "FrameCap = 1000\n"    // 10
                                                                  "Rotation = 45\n"      // 11
                                                                  "Rotation = 90\n"      // 12
                                                                  "Mode = 1024*600\n"    // 13
                                                                  "ActiveArea = 5x5\n"   // 14
                                                                  "no sign here\n"       // 15
                                                                  "[Colour]\n"           // 16
                                                                  "Red = 1\n"            // inside an unknown section: not said again
                                                                  "[Match]\n"            // 18
                                                                  "Line = dmi.nme=x\n"   // 19
                                                                  "Line = gpu.render=\n" // 20
                                                                  "# a comment\n"));
    const std::vector<std::pair<int, Code>> expected = {
        {9, codes::profile_key_unknown},      {10, codes::profile_value_invalid},   {11, codes::profile_value_invalid},
        {12, codes::profile_key_twice},       {13, codes::profile_value_invalid},   {14, codes::profile_value_invalid},
        {15, codes::profile_line_malformed},  {16, codes::profile_section_unknown}, {19, codes::profile_match_malformed},
        {20, codes::profile_match_malformed},
    };
    REQUIRE_EQ(findings.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(finding_text(findings[i]));
        CHECK_EQ(findings[i].line, expected[i].first);
        CHECK_EQ(findings[i].code, expected[i].second);
        CHECK_EQ(findings[i].file, "50-a.profile");
    }
}

TEST_CASE("a file must name itself rightly, be complete, and have evidence for what it claims") {
    CHECK_EQ(lint("a.profile", file_text("a", "")).at(0).code, codes::profile_name_malformed);
    CHECK_EQ(lint("50-b.profile", file_text("a", "")).at(0).code, codes::profile_value_invalid);
    CHECK_EQ(lint("50-a.profile", "[Profile]\nFormat = 1\nId = a\nKind = machine\nName[en] = X\nStatus = generic\n").at(0).code,
             codes::profile_key_missing);
    CHECK_EQ(lint("50-a.profile", file_text("a", "", "Format = 1\nStatus = tested\n")).at(0).code, codes::profile_evidence_missing);
    CHECK(lint("50-a.profile", file_text("a", "", "Format = 1\nStatus = tested\nEvidence = captures/a\n")).empty());
    CHECK_EQ(lint("50-a.profile", file_text("a", "[Display]\nScaleMin = 150\nScaleMax = 100\n")).at(0).line, 9);
    CHECK_EQ(lint("50-a.profile", "\xFF").at(0).code, codes::text_not_utf8);
}

TEST_CASE("parents must exist, must not go round in circles, and an id stands once") {
    CHECK_EQ(lint("50-a.profile", file_text("a", "Inherits = nobody\n")).at(0).code, codes::profile_parent_missing);
    CHECK_EQ(lint("50-a.profile", file_text("a", "Inherits = a\n")).at(0).code, codes::profile_parent_loop);
    const auto twice = Catalogue::from({kFallback, {"50-a.profile", file_text("a", "")}, {"60-a.profile", file_text("a", "")}});
    CHECK_EQ(twice.findings().at(0).code, codes::profile_id_twice);
}

TEST_CASE("terms of a line must all hold, one line is enough, and globs and denials mean what they say") {
    const Facts machine =
        facts({{"dmi.sys_vendor", "Lenovo"}, {"dmi.product_name", "ThinkCentre M70q"}, {"usb.id", "1a2b:0001"}, {"usb.id", "1a2b:0002"}});
    const auto fits = [&](std::string_view line) { return matches(parse_match_line(line).value(), machine); };
    CHECK(fits("dmi.sys_vendor=Lenovo"));
    CHECK(fits("dmi.product_name=\"ThinkCentre M*\" dmi.sys_vendor=L?novo"));
    CHECK_FALSE(fits("dmi.sys_vendor=Lenovo dmi.product_name=Think"));
    CHECK(fits("usb.id=1a2b:0002"));
    CHECK_FALSE(fits("usb.id!=1a2b:0002"));
    CHECK(fits("usb.id!=ffff:*"));
    CHECK_FALSE(fits("dmi.board_name=*"));
    CHECK(fits("dmi.board_name!=*"));
    CHECK(glob_matches("*a*b*", "xxaxxbxx"));
    CHECK_FALSE(glob_matches("*a*b", "xxaxxbxx"));
    CHECK_FALSE(glob_matches("", "x"));
}

TEST_CASE("the best rank wins, and an equal best rank is an error whatever the order of files") {
    const std::string match = "[Match]\nLine = dmi.sys_vendor=Acme\n";
    const Facts machine = facts({{"dmi.sys_vendor", "Acme"}});
    const Catalogue::Source good{"50-a.profile", file_text("a", match)};
    const Catalogue::Source worse{"80-b.profile", file_text("b", match)};
    const Catalogue::Source equal{"50-c.profile", file_text("c", match)};
    CHECK_EQ(Catalogue::from({worse, good, kFallback}).match(machine).value()->id, "a");
    for (const auto& sources : {std::vector{good, equal, kFallback}, std::vector{equal, kFallback, good}}) {
        const auto both = Catalogue::from(sources);
        CHECK_EQ(both.match(machine).code(), codes::profile_rank_equal);
        const MachineProfile used = both.select(machine);
        CHECK_EQ(used.id, "fallback");
        REQUIRE(used.alarm.has_value());
        CHECK_EQ(used.alarm->code, codes::profile_rank_equal);
    }
    const MachineProfile unknown = Catalogue::from({good, kFallback}).select(facts({{"dmi.sys_vendor", "Other"}}));
    CHECK_EQ(unknown.id, "fallback");
    CHECK_FALSE(unknown.alarm.has_value());
}

TEST_CASE("values come from the fallback, the parents and the file itself, each with its origin") {
    const Catalogue catalogue = Catalogue::from({
        kFallback,
        {"80-parent.profile", file_text("parent", "[Display]\nFrameCap = 30\nScaleMin = 75\n")},
        {"50-own.profile",
         file_text("own", "Inherits = parent\n[Display]\nScaleMin = 80\nActiveArea = 222.7x125.3\nMode = 1024x600\nRenderer = gpu\n")},
    });
    const MachineProfile own = catalogue.resolve("own").value();
    CHECK_EQ(own.display.frames_per_second_max, 30);
    CHECK_EQ(own.display.scale_percent_min, 80);
    CHECK_EQ(own.touch.debounce_ms, 80);
    CHECK(own.display.renderer == Renderer::gpu);
    CHECK_EQ(own.display.active_area->width_um, 222'700);
    CHECK_EQ(own.display.mode->height_px, 600);
    CHECK_EQ(own.find("Display.FrameCap")->file, "80-parent.profile");
    CHECK_EQ(own.find("Display.ScaleMin")->file, "50-own.profile");
    CHECK_EQ(own.find("Display.ScaleMin")->line, 10);
    CHECK_EQ(own.find("Touch.Debounce")->file, "99-fallback.profile");
    CHECK_EQ(catalogue.resolve("nobody").code(), codes::profile_unknown);
}

TEST_CASE("a file of an unknown format is not used, and the machine that it is for shows a banner") {
    const std::string future =
        file_text("a", "[Match]\nLine = dmi.sys_vendor=Acme\n[Holograms]\nDepth = 3\n", "Format = 2\nStatus = generic\n");
    const Catalogue catalogue =
        Catalogue::from({kFallback, {"50-a.profile", future}, {"80-b.profile", file_text("b", "[Match]\nLine = dmi.sys_vendor=*\n")}});
    REQUIRE_EQ(catalogue.findings().size(), 1);
    CHECK_EQ(catalogue.findings().at(0).code, codes::profile_format_unknown);
    const MachineProfile acme = catalogue.select(facts({{"dmi.sys_vendor", "Acme"}}));
    CHECK_EQ(acme.id, "fallback");
    CHECK_EQ(acme.alarm->code, codes::profile_format_unknown);
    CHECK_EQ(catalogue.select(facts({{"dmi.sys_vendor", "Other"}})).id, "b");
    CHECK_EQ(catalogue.select({}, "a").alarm->code, codes::profile_format_unknown);
}

TEST_CASE("without any profile the built-in values serve, and say so") {
    const MachineProfile machine = Catalogue::load({"/no such folder"}).select({});
    CHECK_EQ(machine.id, "built-in");
    CHECK(machine.alarm.has_value());
    CHECK_EQ(machine.display.frames_per_second_max, 60);
}

TEST_CASE("a folder before another hides files of the same name") {
    const test::TempFolder first;
    const test::TempFolder second;
    std::ofstream(first / "99-fallback.profile") << file_text("fallback", "[Display]\nFrameCap = 20\n");
    std::ofstream(second / "99-fallback.profile") << kFallback.text;
    std::ofstream(second / "80-b.profile") << file_text("b", "");
    const Catalogue catalogue = Catalogue::load({first.path(), second.path()});
    CHECK_EQ(catalogue.resolve("b").value().display.frames_per_second_max, 20);
}

TEST_CASE("any text at all is read without a crash") {
    std::uint32_t state = 7;
    const std::string_view pieces[] = {"[", "]", "=", "\n", "Profile", "Match", "Line", "\"",
                                       "*", "!", "x", " ",  "Format",  "2",     "\0x",  "界"};
    for (int round = 0; round < 2'000; ++round) {
        std::string text;
        for (int i = 0; i < 40; ++i) {
            state = state * 1'664'525 + 1'013'904'223;
            text += pieces[(state >> 16) % std::size(pieces)];
        }
        (void)lint("50-a.profile", text);
    }
}
