// The sample session of an operation test from its files to what a terminal opens, and each mistake told with its file, line and field.
#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "core/record/package.h"
#include "core/record/signing_key.h"
#include "sync/bank/importer.h"
#include "sync/bank/session_builder.h"
#include "tests/support/fake_random.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using kaogong::test::FakeRandom;
using kaogong::test::TempFolder;
using record::Role;

namespace {

const Path kSample = Path(KAOGONG_SOURCE_DIR) / "assets" / "samples" / "lathe-l4";
constexpr record::PinCost kCheap{.operations = 1, .memory_kib = 8};

std::string text_of(const Path& path) {
    return std::string(as_text(read_file(path, kTomlSizeMax).value()));
}

// The sample in a folder of its own, with the certificates and keys that its panel names.
struct Workshop {
    TempFolder folder;
    FakeRandom random;
    test::SampleBureau bureau;
    std::vector<record::Competence> scope = {{.occupation = "6-18-01-01", .level = 3}};
    StaffPins pins;

    Workshop() {
        std::filesystem::copy(kSample, folder / "s", std::filesystem::copy_options::recursive);
        FileFaults faults;
        pins = demo_staff_pins(kSample / "demo-pins.toml", kCheap, random, faults).value();
        REQUIRE(make_folder(folder / "s" / "people").ok());
        certify("QH-K-1015", Role::chief, true);
        for (const char* number : {"QH-K-1028", "QH-K-1032", "BL-K-0407"}) certify(number, Role::examiner, true);
        certify("QH-D-0012", Role::supervisor, false);
        certify("QH-H-0020", Role::site_chief, false);
    }

    void certify(const std::string& number, Role role, bool scores) {
        const auto key = record::KeyPair::generate(random);
        record::Certificate certificate = record::decode_certificate(bureau.certify(key.public_key(), role, {}, number)).value().content;
        certificate.competences = scores ? scope : std::vector<record::Competence>{};
        write("people/" + number + ".kgc", record::issue_certificate(certificate, bureau.issuer).value());
        const record::Token token = record::make_token(random);
        const Secret pin(view("316582"));
        write("people/" + number + ".kgi",
              record::encode_signing_key(record::seal_signing_key(key, {.token = token, .pin = pin, .cost = kCheap}, random).value()));
    }
    void write(const std::string& name, ByteView content) { REQUIRE(write_file_atomic(folder / "s" / name, content).ok()); }
    void change(const std::string& name, std::string_view from, std::string_view to) {
        std::string text = text_of(folder / "s" / name);
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        write(name, view(text.replace(at, from.size(), to)));
    }

    FileFaults faults;
    Result<BuiltSession> build(BankStore* store = nullptr) {
        faults.clear();
        return build_session(folder / "s" / "session.toml", store, pins, random, faults);
    }
    // Every fault as `file:line field code (what)`, one a line.
    std::string refusal() {
        const auto built = build();
        std::string text = built ? "ok" : "";
        for (const FileFault& each : faults) {
            text += (text.empty() ? "" : "\n") + each.file + ":" + std::to_string(each.fault.at.line) + " " + each.fault.field + " " +
                    std::string(code_name(each.fault.code));
            if (!each.fault.what.empty()) text += " (" + each.fault.what + ")";
        }
        return text;
    }
    // The only fault of the sample with one thing changed, which is put back afterwards.
    std::string with(const std::string& name, std::string_view from, std::string_view to) {
        const std::string before = text_of(folder / "s" / name);
        change(name, from, to);
        std::string told = refusal();
        write(name, view(before));
        return told;
    }
};

} // namespace

TEST_CASE_FIXTURE(Workshop, "the sample session becomes an operation test without theory, bank or paper") {
    REQUIRE_EQ(refusal(), "ok");
    const BuiltSession built = build().value();
    CHECK(built.part.items.empty());
    CHECK(built.keys.empty());
    REQUIRE(built.operation);
    const record::OperationPart& part = *built.operation;
    CHECK_EQ(part.spec.id, "lathe-l4-operation");
    CHECK(part.spec.theory == assessment::TheoryPlan{});
    CHECK_EQ(part.sheets.at(0).id, "lathe-l4-operation");
    CHECK_EQ(part.panel.size(), 4);
    CHECK(part.panel.at(0).chief);
    CHECK(part.panel.at(3).reserve);
    CHECK_EQ(part.panel.at(3).organisation, "北岭机械职业技能评价中心");
    CHECK_EQ(part.signers.size(), 2);
    CHECK_EQ(part.texts.size(), 3);
    CHECK_EQ(part.staff.size(), 6);
    CHECK(part.session.form.empty());
    REQUIRE_EQ(part.candidates.size(), 6);
    for (std::size_t i = 0; i < 6; ++i) CHECK(part.candidates[i].candidate == part.roster[i].candidate);
    CHECK_EQ(part.candidates[0].start_ms, part.session.start_ms);
    CHECK_EQ(part.candidates[5].start_ms, part.session.start_ms + 5 * 3'600'000);
    CHECK_EQ(part.candidates[5].station, 3);
    CHECK(part.candidates[5].relations ==
          std::vector<practical::DeclaredRelation>{
              {.examiner = "QH-K-1032", .candidate = {}, .relation = practical::Relation::mentor, .by = practical::DeclaredBy::candidate}});
}

TEST_CASE_FIXTURE(Workshop, "notice and task paper travel as texts, the notice with who brings what") {
    const BuiltSession built = build().value();
    const auto& documents = built.operation->documents;
    REQUIRE_EQ(documents.size(), 2);
    CHECK_EQ(documents[0].id, "operation.notice");
    CHECK(documents[0].kind == record::DocumentKind::prep_notice);
    const std::string& notice = documents[0].text.zh_cn;
    CHECK(notice.starts_with(
        "车工 四级/中级工 操作技能考核准备通知单\n\n考点准备\n\n1. 普通车床（最大加工直径不小于 320 mm，精度检验合格），每工位 1 台"));
    CHECK(notice.find("\n\n考生准备\n\n1. ") != notice.npos);
    CHECK(notice.find("\n\n其他事项\n\n1. ") != notice.npos);
    CHECK(documents[0].text.en.find("1. 普通车床 (最大加工直径不小于 320 mm，精度检验合格), 1 台 for each station") != std::string::npos);
    CHECK_EQ(documents[1].id, "operation.task");
    CHECK_EQ(documents[1].sheet, "lathe-l4-operation");
    CHECK(documents[1].text.zh_cn.starts_with("车工 四级/中级工 操作技能考核任务书"));
}

TEST_CASE_FIXTURE(Workshop, "the package of the session opens on its terminal with everything in it") {
    const BuiltSession built = build().value();
    record::PackagePlan plan;
    const auto device = record::age::Identity::generate(random);
    plan.terminals = {{random.fixed<TerminalId>(), device.recipient()}};
    plan.response = bureau.response.recipient();
    plan.not_before_ms = built.operation->session.start_ms - 3'600'000;
    plan.not_after_ms = built.operation->session.end_ms;
    plan.environment = record::Environment::demo;
    plan.operation = built.operation;
    const Bytes file = record::build_package(plan, {bureau.issuer, bureau.bundle.bureau, 1'795'000'000}, random).value();
    const auto sealed =
        record::read_package(file, {bureau.bundle, built.operation->session.centre, plan.terminals[0].id, record::Environment::demo})
            .value();
    CHECK(record::open_operation_part(sealed, device, built.operation->session.start_ms).value() == *built.operation);
}

TEST_CASE_FIXTURE(Workshop, "theory beside an operation test needs spec, bank, form and seed") {
    CHECK_EQ(with("session.toml", "plan =", "form = \"CG4-A\"\nplan ="), "session.toml:1 seed field_missing");
    CHECK_EQ(with("session.toml", "plan =", "seed = 7\nplan ="), "session.toml:1 form field_missing");
    CHECK_EQ(with("session.toml", "plan =", "form = \"CG4-A\"\nseed = 7\nplan ="),
             "session.toml:0 spec field_value (without a theory plan)");
}

TEST_CASE_FIXTURE(Workshop, "mistakes of the table of an operation test are told with their line") {
    CHECK_EQ(with("session.toml", "sheets = [\"operation.sheet.toml\"]", "sheets = []").substr(0, 51),
             "session.toml:16 operation.sheets field_value (none)");
    CHECK_EQ(with("session.toml", "\"employer\"", "\"factory\""), "session.toml:20 operation.organisation field_value (factory)");
    CHECK_EQ(with("session.toml", "panel = \"panel", "panel = \"../panel"), "session.toml:18 operation.panel path_outside (../panel.toml)");
    CHECK_EQ(with("session.toml", "senior_from", "seniors_from"), "session.toml:22 operation.seniors_from field_unknown");
    CHECK_EQ(with("session.toml", "panel_size_min = 3", "panel_size_min = 0"), "session.toml:21 operation.panel_size_min field_value (0)");
    CHECK_EQ(with("session.toml", ", \"operation.task.zh-CN.txt\"", ""),
             "session.toml:17 operation.documents field_missing (*.task.zh-CN.txt of lathe-l4-operation)");
    CHECK_EQ(with("session.toml", "operation.task.zh-CN", "operation.zh-CN"),
             "session.toml:17 operation.documents field_value (operation.zh-CN.txt)\n"
             "session.toml:17 operation.documents field_missing (*.task.zh-CN.txt of lathe-l4-operation)");
    CHECK_EQ(with("session.toml", "[\"operation.notice.toml\"", "[\"operation.notice.toml\", \"operation.notice.toml\""),
             "session.toml:17 operation.documents id_repeated (operation.notice.toml)");
    CHECK_EQ(with("session.toml", "\n[centre]",
                  "\n[[operation.drawing]]\ndocument = \"other.task\"\nfile = \"a.png\"\ntext = \"图\"\n\n[centre]"),
             "session.toml:24 operation.drawing field_value (other.task)");
    CHECK_EQ(with("session.toml", "\n[centre]",
                  "\n[[operation.drawing]]\ndocument = \"operation.task\"\nfile = \"a.png\"\ntext = \"图\"\n\n[centre]")
                 .substr(0, 51),
             "session.toml:24 operation.drawing figure_bad (a.png");
    CHECK_EQ(with("operation.notice.toml", "sheet = \"lathe", "sheet = \"other"),
             "operation.notice.toml:0 sheet field_value (other-l4-operation)\n"
             "session.toml:17 operation.documents field_missing (*.notice.toml of lathe-l4-operation)");
    CHECK_EQ(with("operation.sheet.toml", "6-18-01-01", "6-18-01-02"),
             "operation.sheet.toml:0 occupation.code field_value (not the spec's)");
}

TEST_CASE_FIXTURE(Workshop, "a drawing is taken with the document that shows it") {
    const Path figure = Path(KAOGONG_SOURCE_DIR) / "assets/samples/electrician-l4/bank/figures/bridge-rectifier.png";
    std::filesystem::copy_file(figure, folder / "s" / "shaft.png");
    change("session.toml", "\n[centre]",
           "\n[[operation.drawing]]\ndocument = \"operation.task\"\nfile = \"shaft.png\"\ntext = \"图样\"\n\n[centre]");
    REQUIRE_EQ(refusal(), "ok");
    const BuiltSession built = build().value();
    CHECK(built.operation->documents[1].figures == std::vector<std::string>{"shaft.png"});
    CHECK_EQ(built.operation->figures.at(0).name, "shaft.png");
}

TEST_CASE_FIXTURE(Workshop, "mistakes of the panel are told with their line") {
    CHECK_EQ(with("panel.toml", "chief = true\n", ""), "panel.toml:10 examiner[0].certificate credentials_misfit (role chief)");
    CHECK_EQ(with("panel.toml", "reserve = true\n", ""), "panel.toml:6 examiner panel_size (4)");
    CHECK_EQ(with("panel.toml", "name = \"尚文静\"", "name = \"尚文静\"\nreserve = true"), "panel.toml:6 examiner panel_size (2)");
    CHECK_EQ(with("panel.toml", "chief = true\n", "chief = true\nreserve = true\n"),
             "panel.toml:10 examiner[0].reserve field_value (chief)");
    CHECK_EQ(with("panel.toml", "number = \"QH-K-1028\"", "number = \"QH-K-1032\""),
             "panel.toml:17 examiner[1].certificate credentials_misfit (number QH-K-1028)\npanel.toml:21 examiner[2].number id_repeated");
    CHECK_EQ(with("panel.toml", "people/QH-K-1028.kgi", "people/QH-K-1032.kgi"),
             "panel.toml:18 examiner[1].key credentials_misfit (of another certificate)");
    CHECK_EQ(with("panel.toml", "people/QH-K-1028.kgc", "people/none.kgc"),
             "panel.toml:17 examiner[1].certificate file_missing (none.kgc)");
    CHECK_EQ(with("panel.toml", "people/QH-K-1028.kgi", "people/QH-K-1028.kgc").substr(0, 48),
             "panel.toml:18 examiner[1].key signing_key_damage");
    CHECK_EQ(with("panel.toml", "role = \"supervisor\"", "role = \"site_chief\""),
             "panel.toml:38 signer[0].certificate credentials_misfit (role supervisor)");
    CHECK_EQ(with("panel.toml", "role = \"supervisor\"", "role = \"examiner\"").substr(0, 48),
             "panel.toml:37 signer[0].role field_value (examin");
    CHECK_EQ(with("panel.toml", "number = \"QH-D-0012\"", "number = \"QH-K-1015\"").substr(0, 42),
             "panel.toml:35 signer[0].number id_repeated");
    CHECK_EQ(with("panel.toml", "kind = \"panel\"", "kind = \"staff\""), "panel.toml:3 format file_format_unknown (panel expected)");
}

TEST_CASE_FIXTURE(Workshop, "a certificate that does not cover occupation, level or day is told with its examiner, reserves too") {
    scope = {{.occupation = "6-18-01-01", .level = 2}};
    certify("BL-K-0407", Role::examiner, true);
    CHECK_EQ(refusal(), "panel.toml:31 examiner[3].certificate examiner_out_of_scope (BL-K-0407)");
    scope = {{.occupation = "6-31-01-03", .level = 8}};
    certify("BL-K-0407", Role::examiner, true);
    CHECK_EQ(refusal(), "panel.toml:31 examiner[3].certificate examiner_out_of_scope (BL-K-0407)");
    CHECK_EQ(with("session.toml", "senior_from = \"technician\"", "senior_from = \"intermediate\"").substr(0, 70),
             "panel.toml:17 examiner[1].certificate examiner_out_of_scope (QH-K-1028"); // only the chief is a senior examiner
}

TEST_CASE_FIXTURE(Workshop, "mistakes of the places are told with line and column") {
    const auto told = [&](std::string_view from, std::string_view to) { return with("operation.csv", from, to); };
    CHECK_EQ(told("992611230301,1", "992611230399,1"),
             "operation.csv:2 ticket candidate_not_entered\noperation.csv:0 ticket candidate_unplaced (seat 1)");
    CHECK_EQ(told("992611230302,2", "992611230301,2"),
             "operation.csv:3 ticket id_repeated\noperation.csv:0 ticket candidate_unplaced (seat 2)");
    CHECK_EQ(told("992611230301,1", "992611230301,0"), "operation.csv:2 station field_value (0)");
    CHECK_EQ(told("302,2", "302,1"), "operation.csv:3 start station_taken (station 1)");
    CHECK_EQ(told("13:30", "12:00"), "operation.csv:5 start station_taken (station 1)"); // the first is there for 240 minutes
    CHECK_EQ(told("13:30", "14:30"), "operation.csv:5 start field_value (ends after the session)");
    CHECK_EQ(told("08:30", "08:00"), "operation.csv:2 start field_value (ends after the session)"); // of the next day
    CHECK_EQ(told("08:30", "8:30"), "operation.csv:2 start field_value (8:30)");
    CHECK_EQ(told("lathe-l4-operation,08:30", "mill,08:30"), "operation.csv:2 sheet field_value (mill)");
    CHECK_EQ(told("lathe-l4-operation,08:30", ",08:30"), "ok");
    CHECK_EQ(told("08:30,,", "08:30,M1,"), "operation.csv:2 modules module_choice (M1)"); // everybody does it
    CHECK_EQ(told("QH-K-1032:mentor", "QH-K-9999:mentor"), "operation.csv:7 relations field_value (QH-K-9999:mentor:candidate)");
    CHECK_EQ(told("QH-K-1032:mentor", "QH-K-1032:friend"), "operation.csv:7 relations field_value (QH-K-1032:friend:candidate)");
    CHECK_EQ(told("mentor:candidate", "mentor:candidate;BL-K-0407:kin"), "operation.csv:7 relations examiner_recused (QH-K-1032)");
    CHECK_EQ(told("mentor:candidate", "same_employer;BL-K-0407:kin"), "ok"); // excludes at other kinds of organisation
    CHECK_EQ(told("QH-K-1032:mentor", "QH-K-1015:mentor"), "operation.csv:7 relations examiner_recused (QH-K-1015)");
    CHECK_EQ(told("relations\n", "relation\n"), "operation.csv:1  csv_columns");
    CHECK_EQ(told("08:30,,\n", "08:30,\n"), "operation.csv:2  csv_columns (5 cells)\noperation.csv:0 ticket candidate_unplaced (seat 1)");
    CHECK_EQ(with("roster.csv", "1,operation,", "1,operation:exempt,"), "operation.csv:2 ticket candidate_not_entered");
}

TEST_CASE_FIXTURE(Workshop, "mistakes of several files are told at once") {
    change("panel.toml", "role = \"supervisor\"", "role = \"site_chief\"");
    change("operation.notice.toml", "sheet = ", "sheets = ");
    change("roster.csv", "992611230301", "99261123030");
    pins.erase("QH-H-0020");
    std::string told = refusal();
    for (const char* wanted : {"roster.csv:2 ticket ticket_wrong", "staff.toml:0 QH-H-0020 pin_missing",
                               "operation.notice.toml:", "panel.toml:38 signer[0].certificate credentials_misfit"})
        CHECK_MESSAGE(told.find(wanted) != told.npos, told);
}

TEST_CASE_FIXTURE(Workshop, "with both tests in a session everybody stands in the part of the test that they take, under one reference") {
    // The theory session of the other sample, with this panel: two of its candidates also take the operation test, one takes it alone.
    const Path theory = Path(KAOGONG_SOURCE_DIR) / "assets" / "samples" / "electrician-l4";
    std::filesystem::remove_all(folder / "s");
    std::filesystem::copy(theory, folder / "s", std::filesystem::copy_options::recursive);
    std::filesystem::copy(kSample / "panel.toml", folder / "s" / "panel.toml");
    REQUIRE(make_folder(folder / "s" / "people").ok());
    scope = {{.occupation = "6-31-01-03", .level = 3}};
    certify("QH-K-1015", Role::chief, true);
    for (const char* number : {"QH-K-1028", "QH-K-1032", "BL-K-0407"}) certify(number, Role::examiner, true);
    certify("QH-D-0012", Role::supervisor, false);
    certify("QH-H-0020", Role::site_chief, false);
    change("roster.csv", ",1,theory,", ",1,theory;operation,");
    change("roster.csv", ",2,theory,", ",2,theory:retained;operation:resit,");
    write("operation.csv", view("ticket,station,sheet,start,modules,relations\n992611210127,1,,11:00,,\n992611210128,2,,11:00,,\n"));
    change("session.toml", "T10:30:00", "T18:00:00");
    change("session.toml", "\n[centre]",
           "\n[operation]\nsheets = [\"operation.sheet.toml\"]\ndocuments = [\"operation.notice.toml\", \"operation.task.zh-CN.txt\"]\n"
           "panel = \"panel.toml\"\ncandidates = \"operation.csv\"\norganisation = \"school\"\n\n[centre]");
    FileFaults unread;
    pins = demo_staff_pins(theory / "demo-pins.toml", kCheap, random, unread).value();

    CHECK_EQ(build().code(), codes::bank_needed);
    BankStore store = BankStore::open(folder / "bank.db", BankStore::Access::create).value();
    for (const auto& entry : std::filesystem::directory_iterator(theory / "bank"))
        if (entry.path().extension() == ".toml") REQUIRE(import_file(store, entry.path())->rejected.empty());
    const auto built = build(&store);
    REQUIRE_MESSAGE(built.ok(), refusal());
    CHECK_EQ(built->part.roster.size(), 19);
    REQUIRE_EQ(built->operation->roster.size(), 2);
    CHECK(built->operation->roster[0].candidate == built->part.roster[0].candidate);
    CHECK(built->operation->candidates[1].candidate == built->operation->roster[1].candidate);
    CHECK_EQ(built->part.session.end_ms, built->part.session.start_ms + 90 * 60'000);
    CHECK_EQ(built->operation->session.end_ms, built->part.session.start_ms + 9 * 3'600'000);
    CHECK(built->operation->spec == built->part.spec);
    change("session.toml", "T18:00:00", "T10:00:00");
    CHECK(refusal().starts_with("session.toml:0 end field_value"));
}

TEST_CASE("a spec of an operation test has a head and no plan") {
    FileFaults faults;
    const auto spec = load_spec(kSample / "operation.spec.toml", faults);
    REQUIRE(spec);
    CHECK_FALSE(spec->has_theory());
    CHECK_EQ(spec->spec.utc_offset_minutes, 480);
    const TempFolder folder;
    const std::string text = text_of(kSample / "operation.spec.toml");
    const auto refused = [&](std::string changed) {
        REQUIRE(write_file_atomic(folder / "a.spec.toml", view(changed)).ok());
        faults.clear();
        CHECK_FALSE(load_spec(folder / "a.spec.toml", faults).has_value());
        REQUIRE_FALSE(faults.empty());
        return faults[0].fault.field + " " + std::string(code_name(faults[0].fault.code));
    };
    CHECK_EQ(refused(text + "\n[marks]\npoints_max = \"100.00\"\n"), "marks field_unknown");
    std::string other = text;
    CHECK_EQ(refused(other.replace(other.find("operation_spec"), 14, "theory_spec")), "time field_missing");
}
