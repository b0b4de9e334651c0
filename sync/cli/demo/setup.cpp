#include "sync/cli/demo/setup.h"

#include "core/base/codes/base.h"
#include "sync/bank/roster_file.h"

#include <algorithm>

namespace kaogong::cli::demo {
namespace {

constexpr const char* kSpecFile = "theory-all-types.spec.toml";
constexpr const char* kDatedFiles[] = {"session.toml", "staff.toml"};
constexpr std::string_view kInvigilator = "QH-J-0207";

// ---- today's bank and its paper

std::vector<Path> bank_files(const Path& folder) {
    std::vector<Path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

Result<void> make_bank(const Stage& stage, Runner& runner, std::uint64_t seed) {
    const Places& places = stage.places;
    Arguments argv = {stage.programs.kaogong, "bank", "import", "--bank", places.bank(), "--json"};
    for (const Path& file : bank_files(places.session() / "bank")) argv.push_back(file);
    TRY(runner.run("bank-import", argv));
    TRY(runner.run("paper-assemble", {stage.programs.kaogong, "paper", "assemble", "--spec", places.session() / kSpecFile, "--bank",
                                      places.bank(), "--seed", std::to_string(seed), "--out", places.paper()}));
    return success();
}

Result<StaffMember> find_invigilator(const Path& session) {
    bank::Faults faults;
    auto pins = bank::read_demo_pins(TRY(read_toml(session / "demo-pins.toml", faults)), faults);
    const auto pin = pins.find(std::string(kInvigilator));
    if (pin == pins.end()) return faulty(session / "demo-pins.toml");
    return StaffMember{std::string(kInvigilator), std::string(as_text(pin->second.view()))};
}

Result<SessionKnown> read_session(const Stage& stage, std::uint64_t seed, std::int64_t start_ms) {
    const Path session = stage.places.session();
    bank::FileFaults file_faults;
    const auto spec = bank::load_spec(session / kSpecFile, file_faults);
    if (!spec) return faulty(session / kSpecFile);
    auto store = TRY(bank::BankStore::open(stage.places.bank(), bank::BankStore::Access::existing));
    bank::Faults faults;
    bank::RosterFile roster = bank::read_roster(TRY(read_text(session / "roster.csv")), nullptr, faults);
    auto paper = TRY(bank::draw_paper(store, *spec, seed));
    auto invigilator = TRY(find_invigilator(session));
    return SessionKnown{.spec = spec->spec,
                        .paper = std::move(paper),
                        .roster = std::move(roster.rows),
                        .invigilator = std::move(invigilator),
                        .start_ms = start_ms};
}

Result<std::uint64_t> session_seed(const Path& session) {
    bank::Faults faults;
    return bank::read_session_file(TRY(read_toml(session / "session.toml", faults)), session, faults).seed;
}

} // namespace

Questions SessionKnown::questions() const {
    Questions questions;
    for (const assessment::Item& item : paper.items) {
        const auto key =
            std::find_if(paper.keys.begin(), paper.keys.end(), [&](const assessment::Key& each) { return each.item == item.id; });
        if (key != paper.keys.end()) questions.push_back({item, *key});
    }
    return questions;
}

Result<OpenedCentre> open_centre(const Stage& stage, Runner& runner, std::span<const int> seats, std::int64_t start_ms) {
    const Places& places = stage.places;
    const std::string words = TRY(make_bureau(stage, runner));
    TRY(copy_samples(stage, start_ms, kDatedFiles));
    const std::uint64_t seed = TRY(session_seed(places.session()));
    TRY(make_bank(stage, runner, seed));
    SessionKnown session = TRY(read_session(stage, seed, start_ms));
    const Room room = TRY(read_room(places.session()));
    std::vector<std::string> terminals;
    for (const int seat : seats) terminals.push_back(TRY(enrol(stage, runner, seat, room)));
    Arguments more = {"--bank", places.bank()};
    for (const std::string& terminal : terminals) more.insert(more.end(), {"--terminal", terminal});
    TRY(issue_package(stage, runner, more));
    for (const int seat : seats) TRY(deliver_package(places, seat));
    ServingBureau serving = TRY(serve_bureau(stage));
    return OpenedCentre{std::move(session), words, std::move(serving.url), std::move(serving.bureau)};
}

} // namespace kaogong::cli::demo
