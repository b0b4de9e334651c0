// The sample content from its files to an opened package, as a bureau would take it.
#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "sync/bank/exporter.h"
#include "sync/bank/importer.h"
#include "sync/bank/session_builder.h"

#include "core/record/package.h"
#include "tests/support/fake_random.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bank;
using kaogong::test::FakeRandom;
using kaogong::test::TempFolder;

namespace {

const Path kSample = Path(KAOGONG_SOURCE_DIR) / "assets" / "samples" / "electrician-l4";
constexpr record::PinCost kCheap{.operations = 1, .memory_kib = 8};

std::vector<Path> bank_files(const Path& folder) {
    std::vector<Path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

struct Totals {
    std::int64_t imported = 0, unchanged = 0;
    std::size_t rejected = 0;
};
Totals import_all(BankStore& store, const std::vector<Path>& files) {
    Totals totals;
    for (const Path& path : files) {
        const ImportedFile report = import_file(store, path).value();
        CAPTURE(path.string());
        for (const Fault& fault : report.rejected) {
            const std::string text = fault_text(fault, Language::en);
            CAPTURE(text);
            CHECK(fault.code == codes::internal); // shows the fault
        }
        totals.imported += report.imported;
        totals.unchanged += report.unchanged;
        totals.rejected += report.rejected.size();
    }
    return totals;
}

struct Desk {
    TempFolder folder;
    FakeRandom random;
    BankStore store = BankStore::open(folder / "bank.db", BankStore::Access::create).value();
    Totals totals = fill();

    Totals fill() {
        std::vector<Path> files = bank_files(kSample / "bank");
        files.insert(files.begin(), kSample / "elements.toml");
        return import_all(store, files);
    }
};

} // namespace

TEST_CASE("the sample bank is imported whole, and a second time changes nothing") {
    Desk desk;
    CHECK_EQ(desk.totals.rejected, 0);
    CHECK_GE(desk.store.items()->size(), 240);
    const Totals again = desk.fill();
    CHECK_EQ(again.imported, 0);
    CHECK_EQ(again.unchanged, desk.totals.imported);
    CHECK(check_bank(desk.store)->empty());
}

TEST_CASE("a bank that is exported and imported elsewhere is the same bank") {
    Desk desk;
    const auto written = export_bank(desk.store, desk.folder / "out");
    REQUIRE(written.ok());
    BankStore copy = BankStore::open(desk.folder / "copy.db", BankStore::Access::create).value();
    CHECK_EQ(import_all(copy, bank_files(desk.folder / "out" / "electrician-l4")).rejected, 0);
    const auto original = desk.store.items().value(), copied = copy.items().value();
    REQUIRE_EQ(copied.size(), original.size());
    for (std::size_t i = 0; i < original.size(); ++i) CHECK_EQ(copied[i].hash, original[i].hash);
    CHECK(check_bank(copy)->empty());
}

TEST_CASE("a changed item is taken as a new revision") {
    Desk desk;
    BankStore& store = desk.store;
    const Path changed = desk.folder / "changed.bank.toml";
    const Bytes file = read_file(kSample / "bank" / "01-ethics.bank.toml", kTomlSizeMax).value();
    std::string text(as_text(file));
    const std::size_t at = text.find("difficulty = 1");
    REQUIRE(at != std::string::npos);
    text.replace(at, 14, "difficulty = 2");
    REQUIRE(write_file_atomic(changed, view(text)).ok());
    const ImportedFile report = import_file(store, changed).value();
    CHECK(report.rejected.empty());
    CHECK_EQ(report.imported, 1);
    int revised = 0;
    for (const BankItem& item : store.items().value()) revised += item.revision == 2;
    CHECK_EQ(revised, 1);
}

TEST_CASE("both sample specs give papers that prove their blueprint, the same for the same seed") {
    Desk desk;
    for (const char* name : {"theory.spec.toml", "theory-all-types.spec.toml"}) {
        FileFaults faults;
        const auto spec = load_spec(kSample / name, faults);
        REQUIRE(spec);
        CHECK(faults.empty());
        const auto paper = draw_paper(desk.store, *spec, 7);
        REQUIRE(paper.ok());
        for (const assessment::PaperProof& line : paper->proof) CHECK((line.met() || !line.exact));
        CHECK(draw_paper(desk.store, *spec, 7)->paper == paper->paper);
        CHECK_FALSE(draw_paper(desk.store, *spec, 8)->paper == paper->paper);
    }
}

TEST_CASE("the sample session becomes a package that its terminal opens") {
    Desk desk;
    const test::SampleBureau bureau;
    FileFaults faults;
    const StaffPins pins = demo_staff_pins(kSample / "demo-pins.toml", kCheap, desk.random, faults).value();
    BuiltSession built = build_session(kSample / "session.toml", &desk.store, pins, desk.random, faults).value();
    CHECK(faults.empty());
    CHECK_EQ(built.part.roster.size(), 20);
    CHECK_EQ(built.part.texts.size(), 3);
    CHECK(record::pin_matches(built.part.staff.at(0).pin, Secret(view("480316"))).value());

    record::PackagePlan plan;
    const auto device = record::age::Identity::generate(desk.random);
    plan.terminals = {{desk.random.fixed<TerminalId>(), device.recipient()}};
    plan.response = bureau.response.recipient();
    plan.not_before_ms = built.part.session.start_ms - 3'600'000;
    plan.not_after_ms = built.part.session.end_ms + 3'600'000;
    plan.environment = record::Environment::demo;
    plan.candidate = built.part;
    plan.keys = built.keys;
    const Bytes file = record::build_package(plan, {bureau.issuer, bureau.bundle.bureau, 1'795'000'000}, desk.random).value();
    const auto sealed =
        record::read_package(file, {bureau.bundle, built.part.session.centre, plan.terminals[0].id, record::Environment::demo}).value();
    CHECK(record::open_candidate_part(sealed, device, built.part.session.start_ms).value() == built.part);
    CHECK_EQ(record::open_key_part(sealed, device)->keys.size(), built.part.items.size());
}

TEST_CASE("a session whose staff have no PIN, or whose files are missing, is refused with the file named") {
    Desk desk;
    FileFaults faults;
    CHECK(build_session(kSample / "session.toml", &desk.store, {}, desk.random, faults).code() == codes::bank_check_failed);
    REQUIRE_FALSE(faults.empty());
    CHECK_EQ(faults[0].file, "staff.toml");
    CHECK(faults[0].fault.code == codes::pin_missing);
    faults.clear();
    CHECK(build_session(desk.folder / "session.toml", &desk.store, {}, desk.random, faults).code() == codes::bank_check_failed);
    CHECK(faults.at(0).fault.code == codes::file_missing);
}

TEST_CASE("files of another kind, missing files and a bank that is no bank are refused") {
    Desk desk;
    CHECK(import_file(desk.store, kSample / "roster.csv")->rejected.at(0).code == codes::file_format_unknown);
    CHECK(import_file(desk.store, kSample / "staff.toml")->rejected.at(0).code == codes::file_format_unknown);
    CHECK(import_file(desk.store, desk.folder / "none.toml")->rejected.at(0).code == codes::file_missing);
    CHECK_FALSE(BankStore::open(kSample / "roster.csv", BankStore::Access::existing).ok());
}
