#include "sync/bank/outcome_file.h"

#include "core/base/codes/bank.h"
#include "sync/bank/file_faults.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;

namespace {

const std::string kHead = "format = 1\nkind = \"outcome\"\nid = \"t\"\nversion = 2\noccupation = \"6-31-01-03\"\nlevel = \"senior\"\n"
                          "from = 2026-01-01T00:00:00+08:00\nbasis = \"2026-1\"\n";
const std::string kTheory = "[[component]]\nmethod = \"theory\"\npass = \"60\"\n";
const std::string kOperation = "[[component]]\nmethod = \"operation\"\npass = \"70.5\"\nfull = \"120\"\n";

OutcomeFile read(const std::string& text) {
    const auto file = parse_outcome_file(view(text));
    REQUIRE_MESSAGE(file.ok(), text);
    return *file;
}
// The field that is at fault.
std::string fault_of(const std::string& text) {
    const auto file = parse_outcome_file(view(text));
    return file.ok() ? "" : file.error().context.substr(std::string_view("outcome rules: ").size());
}

} // namespace

TEST_CASE("outcome rules are read as they are written, and what is not written is off") {
    const OutcomeFile file = read(kHead + kTheory + kOperation);
    CHECK_EQ(file.occupation, "6-31-01-03");
    CHECK(file.level == assessment::SkillLevel::senior);
    CHECK_EQ(file.from_ms, 1'767'196'800'000);
    REQUIRE_EQ(file.rules.components.size(), 2u);
    CHECK_EQ(file.rules.components[0].points_max, 10'000);
    CHECK_EQ(file.rules.components[1].points_pass, 7'050);
    CHECK_EQ(file.rules.components[1].points_max, 12'000);
    CHECK_FALSE(file.rules.retain);
    CHECK_FALSE(file.rules.weighted_pass);
    CHECK(file.rules.second.empty());
}

TEST_CASE("the samples' outcome rules are sound") {
    for (const char* name :
         {"electrician-l4/electrician.outcome.toml", "electrician-l4/theory.outcome.toml", "lathe-l4/lathe.outcome.toml"}) {
        FileFaults faults;
        const auto file = load_author_file(Path(KAOGONG_SOURCE_DIR) / "assets/samples" / name, faults, read_outcome_file);
        CAPTURE(name);
        CHECK(faults.empty());
        CHECK(file.has_value());
    }
}

TEST_CASE("what outcome rules cannot mean is named by its field") {
    const std::string retain = "[retain]\ndays = 365\nattempts_max = 2\nforeign = true\n";
    CHECK_EQ(read(kHead + kTheory + retain).retain_days, 365);
    CHECK_EQ(fault_of(kHead), "component");
    CHECK_EQ(fault_of(kHead + kTheory + kTheory), "component[2].method");
    CHECK_EQ(fault_of(kHead + "[[component]]\nmethod = \"theory\"\npass = \"101\"\n"), "component[1].pass");
    CHECK_EQ(fault_of(kHead + "[[component]]\nmethod = \"theory\"\npass = 60\n"), "component[1].pass");
    CHECK_EQ(fault_of(kHead + "[[component]]\nmethod = \"exam\"\npass = \"60\"\n"), "component[1].method");
    CHECK_EQ(fault_of(kHead + "[[component]]\nmethod = \"theory\"\npass = \"60\"\nfull = \"0\"\n"), "component[1].full");
    CHECK_EQ(fault_of(kHead + "[[component]]\nmethod = \"theory\"\npass = \"60\"\nweight = \"30\"\n"), "total");
    CHECK_EQ(fault_of(kHead + "[[component]]\nmethod = \"theory\"\npass = \"60\"\nweight = \"30\"\n[total]\npass = \"60\"\n"),
             "total.pass");
    CHECK_EQ(fault_of(kHead + kTheory + "[retain]\ndays = 0\nattempts_max = 2\nforeign = true\n"), "retain.days");
    CHECK_EQ(fault_of(kHead + kTheory + "[second]\nmembers = [\"Y\"]\n[[second.component]]\nmethod = \"operation\"\npass = \"80\"\n"),
             "second.component");
    CHECK_EQ(fault_of(kHead + kTheory + "[other]\n"), "other");
    CHECK_EQ(fault_of("format = 1\nkind = \"sheet\"\n"), "format");
    CHECK_FALSE(parse_outcome_file(view("[[")).ok());
}
