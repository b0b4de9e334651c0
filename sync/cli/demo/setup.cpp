#include "sync/cli/demo/setup.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "sync/bank/roster_file.h"
#include "sync/cli/demo/today.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace kaogong::cli::demo {
namespace {

constexpr std::size_t kFileMax = 4u << 20;
constexpr std::int64_t kServeWaitMs = 20'000;
constexpr const char* kSpecFile = "theory-all-types.spec.toml";
constexpr std::string_view kInvigilator = "QH-J-0207";

using Arguments = std::vector<std::string>;

Result<std::string> read_text(const Path& path) {
    return std::string(as_text(TRY(read_file(path, kFileMax))));
}

// The named file with its one change, in place.
template <typename Change> Result<void> rewrite(const Path& path, Change change) {
    return write_file_atomic(path, view(change(TRY(read_text(path)))));
}

// ---- 1: the bureau

// The words are the last line that `init` prints.
std::string last_line(std::string_view output) {
    const std::string_view text = trim(output);
    const std::size_t end = text.rfind('\n');
    return std::string(trim(end == std::string_view::npos ? text : text.substr(end + 1)));
}

Result<std::string> make_bureau(const Stage& stage, Runner& runner) {
    const Places& places = stage.places;
    Arguments argv = {stage.programs.bureau, "init", "--data", places.bureau(), "--environment", "demo"};
    for (int i = 1; i <= 3; ++i) argv.insert(argv.end(), {"--roots-out", places.roots(i)});
    const ChildExit done = TRY(runner.run("bureau-init", argv));
    std::error_code failed;
    std::filesystem::copy_file(places.bureau() / "bundle", places.bundle(), std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) return errno_error(failed.value(), places.bureau() / "bundle");
    return last_line(done.output);
}

// ---- 2: today's session, its bank and its paper

Result<void> copy_samples(const Stage& stage, std::int64_t start_ms) {
    const Path session = stage.places.session();
    std::error_code failed;
    std::filesystem::copy(stage.samples, session, std::filesystem::copy_options::recursive, failed);
    if (failed) return errno_error(failed.value(), session);
    const std::int64_t shift_ms = start_ms - TRY(session_start_ms(TRY(read_text(session / "session.toml"))));
    for (const char* name : {"session.toml", "staff.toml"})
        TRY(rewrite(session / name, [&](const std::string& text) { return moved_by(text, shift_ms); }));
    return success();
}

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

Result<bank::TomlValue> read_toml(const Path& path, bank::Faults& faults) {
    const auto toml = bank::parse_toml(TRY(read_text(path)), faults);
    if (!toml) return error(codes::file_unreadable, path.string());
    return *toml;
}

// Our own samples have no mistakes; where somebody brought others, the programs' own messages say more than this one.
Error faulty(const Path& path) {
    return error(codes::file_unreadable, path.string());
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

// ---- 3: terminals

struct Room {
    std::string centre;
    std::string room;
};

Result<Room> read_room(const Path& session) {
    bank::Faults faults;
    const record::SessionFacts facts = bank::read_session_file(TRY(read_toml(session / "session.toml", faults)), session, faults).facts;
    return Room{facts.centre_name.zh_cn, facts.room_name.zh_cn};
}

// Kit, request, certificate: the terminal's id as the bureau printed it.
Result<std::string> enrol(const Stage& stage, Runner& runner, int seat, const Room& room) {
    const Places& places = stage.places;
    const std::string number = std::to_string(seat);
    const Path data = places.terminal(seat);
    const ChildExit enrolled =
        TRY(runner.run("enrol-" + number, {stage.programs.bureau, "enrol", "--data", places.bureau(), "--centre", room.centre, "--room",
                                           room.room, "--seat", number, "--kit-out", places.kit(seat)}));
    TRY(runner.run("kit-" + number, {stage.programs.kiosk, "--data", data, "--enrol", places.kit(seat)}));
    TRY(runner.run("certify-" + number, {stage.programs.bureau, "issue", "certificate", "--data", places.bureau(), "--request",
                                         data / "enrolment" / "request.kgq", "--out", places.certificate(seat)}));
    TRY(runner.run("certificate-" + number, {stage.programs.kiosk, "--data", data, "--enrol", places.certificate(seat)}));
    return last_line(enrolled.output);
}

// ---- 4: the package

Result<void> issue_package(const Stage& stage, Runner& runner, const std::vector<std::string>& terminals) {
    const Places& places = stage.places;
    Arguments argv = {stage.programs.bureau,
                      "issue",
                      "package",
                      "--data",
                      places.bureau(),
                      "--session",
                      places.session() / "session.toml",
                      "--bank",
                      places.bank(),
                      "--pins",
                      places.session() / "demo-pins.toml",
                      "--out",
                      places.package()};
    for (const std::string& terminal : terminals) argv.insert(argv.end(), {"--terminal", terminal});
    TRY(runner.run("issue-package", argv));
    return success();
}

Result<void> deliver_package(const Places& places, int seat) {
    const Path in = places.terminal(seat) / "spool" / "in";
    std::error_code failed;
    std::filesystem::create_directories(in, failed);
    return write_file_atomic(in / places.package().filename(), TRY(read_file(places.package(), kPackageSizeMax)));
}

// ---- 5: serving

Result<std::string> wait_for_port(ChildProcess& bureau, const Path& port_file) {
    for (std::int64_t waited_ms = 0; waited_ms < kServeWaitMs && bureau.running(); waited_ms += 20) {
        if (const auto port = read_text(port_file); port && !trim(*port).empty()) return std::string(trim(*port));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const auto said = bureau.wait(0);
    return error(codes::child_failed, "bureau serve: " + (said ? said->errors : said.error().context));
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
    for (const Path& folder : {places.out(), places.work(), places.logs()}) TRY(make_folder(folder));
    for (int i = 1; i <= 3; ++i) TRY(make_folder(places.roots(i)));
    const std::string words = TRY(make_bureau(stage, runner));
    TRY(copy_samples(stage, start_ms));
    const std::uint64_t seed = TRY(session_seed(places.session()));
    TRY(make_bank(stage, runner, seed));
    SessionKnown session = TRY(read_session(stage, seed, start_ms));
    const Room room = TRY(read_room(places.session()));
    std::vector<std::string> terminals;
    for (const int seat : seats) terminals.push_back(TRY(enrol(stage, runner, seat, room)));
    TRY(issue_package(stage, runner, terminals));
    for (const int seat : seats) TRY(deliver_package(places, seat));
    ChildProcess bureau = TRY(ChildProcess::start(
        {stage.programs.bureau, "serve", "--data", places.bureau(), "--listen", "127.0.0.1:0", "--port-file", places.port_file()}));
    const std::string port = TRY(wait_for_port(bureau, places.port_file()));
    return OpenedCentre{std::move(session), words, "http://127.0.0.1:" + port, std::move(bureau)};
}

} // namespace kaogong::cli::demo
