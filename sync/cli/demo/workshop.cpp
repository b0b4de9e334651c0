#include "sync/cli/demo/workshop.h"

#include "core/base/check.h"
#include "core/base/codes/base.h"
#include "sync/cli/demo/today.h"

#include <algorithm>

namespace kaogong::cli::demo {
namespace {

using record::Role;

constexpr const char* kDatedFiles[] = {"session.toml", "staff.toml", "operation.sheet.toml"}; // gauges are calibrated until a date, too
constexpr const char* kPlacesFile = "operation.csv";
constexpr std::int64_t kMinuteMs = 60'000;
constexpr int kOwnerOnly = 0600;
constexpr record::PinCost kQuick{.operations = 1, .memory_kib = 8}; // of verifiers that are thrown away

using Pins = std::map<std::string, Secret>;

Result<Pins> read_pins(const Path& session) {
    bank::Faults faults;
    auto pins = bank::read_demo_pins(TRY(read_toml(session / "demo-pins.toml", faults)), faults);
    if (!faults.empty()) return faulty(session / "demo-pins.toml");
    return pins;
}

Result<std::string> pin_of(const Pins& pins, const std::string& number) {
    const auto pin = pins.find(number);
    if (pin == pins.end()) return error(codes::file_unreadable, "demo-pins.toml: " + number);
    return std::string(as_text(pin->second.view()));
}

// ---- people: only who they are is read here; their certificates do not exist yet

bool flagged(const bank::TomlValue& table, std::string_view key) {
    const bank::TomlValue* value = table.find(key);
    return value != nullptr && value->boolean;
}
std::string text_in(const bank::TomlValue& table, std::string_view key) {
    const bank::TomlValue* value = table.find(key);
    return value == nullptr ? std::string() : value->text;
}

Result<std::vector<Signatory>> read_people(const Stage& stage, const bank::TomlValue& panel, std::string_view key) {
    std::vector<Signatory> people;
    const Pins pins = TRY(read_pins(stage.places.session()));
    const bank::TomlValue* tables = panel.find(key);
    if (tables == nullptr) return faulty(stage.places.session() / "panel.toml");
    for (const bank::TomlValue& table : tables->items) {
        Signatory person{
            .number = text_in(table, "number"), .pin = {}, .token = {}, .role = Role::examiner, .reserve = flagged(table, "reserve")};
        person.pin = TRY(pin_of(pins, person.number));
        person.token = stage.places.token(person.number);
        if (flagged(table, "chief")) person.role = Role::chief;
        if (const auto role = record::find_role(std::string_view(text_in(table, "role")))) person.role = *role;
        people.push_back(std::move(person));
    }
    return people;
}

// The PIN lies in a file for as long as the program reads it.
Result<void> make_key(const Stage& stage, Runner& runner, const Signatory& person) {
    const Places& places = stage.places;
    const Path pin_file = places.work() / (person.number + ".pin");
    TRY(make_folder(person.token));
    TRY(write_file_atomic(pin_file, view(person.pin), {.mode = kOwnerOnly}));
    const auto made =
        runner.run("key-" + person.number,
                   {stage.programs.kaogong, "key", "make", "--number", person.number, "--pin-file", pin_file, "--token", person.token,
                    "--out", places.people() / (person.number + ".kgi"), "--request-out", places.key_request(person.number)});
    TRY(remove_file(pin_file));
    return made ? success() : Result<void>(made.error());
}

struct Scope {
    std::string centre;
    std::string competence; // OCCUPATION:LEVEL
};

Result<void> certify(const Stage& stage, Runner& runner, const Signatory& person, const Scope& scope) {
    const Places& places = stage.places;
    Arguments argv = {stage.programs.bureau,
                      "issue",
                      "person",
                      "--data",
                      places.bureau(),
                      "--request",
                      places.key_request(person.number),
                      "--role",
                      std::string(record::role_key(person.role)),
                      "--centre",
                      scope.centre,
                      "--out",
                      places.people() / (person.number + ".kgc")};
    if (person.role == Role::examiner || person.role == Role::chief) argv.insert(argv.end(), {"--scope", scope.competence});
    TRY(runner.run("person-" + person.number, argv));
    return success();
}

Result<Scope> read_scope(const Path& session, const std::string& centre) {
    bank::FileFaults faults;
    const auto spec = bank::load_spec(session / "operation.spec.toml", faults);
    if (!spec) return faulty(session / "operation.spec.toml");
    const auto& assessed = spec->spec;
    return Scope{centre, assessed.occupation.code + ":" + std::to_string(assessment::level_number(assessed.level))};
}

Result<WorkshopKnown> equip_people(const Stage& stage, Runner& runner, const std::string& centre) {
    const Path session = stage.places.session();
    bank::Faults faults;
    const bank::TomlValue panel = TRY(read_toml(session / "panel.toml", faults));
    WorkshopKnown known;
    known.panel = TRY(read_people(stage, panel, "examiner"));
    known.signers = TRY(read_people(stage, panel, "signer"));
    const Scope scope = TRY(read_scope(session, centre));
    TRY(make_folder(stage.places.people()));
    for (const auto* people : {&known.panel, &known.signers})
        for (const Signatory& person : *people) {
            TRY(make_key(stage, runner, person));
            TRY(certify(stage, runner, person, scope));
        }
    return known;
}

// ---- what the package will say, for whoever writes scripts

Result<void> read_session(const Stage& stage, WorkshopKnown& known) {
    const Path session = stage.places.session();
    SystemRandom random = TRY(SystemRandom::open());
    bank::FileFaults faults;
    const bank::StaffPins verifiers = TRY(bank::demo_staff_pins(session / "demo-pins.toml", kQuick, random, faults));
    auto built = bank::build_session(session / "session.toml", nullptr, verifiers, random, faults);
    if (!built || !built->operation) return faulty(session / (faults.empty() ? "session.toml" : faults.front().file));
    known.part = std::move(*built->operation);
    const Pins pins = TRY(read_pins(session));
    for (const record::StaffRow& row : known.part.staff) {
        std::string pin = TRY(pin_of(pins, row.number));
        known.staff.push_back({row.number, std::move(pin)});
    }
    return success();
}

} // namespace

const Signatory& WorkshopKnown::chief() const {
    const auto found = std::find_if(panel.begin(), panel.end(), [](const Signatory& person) { return person.role == Role::chief; });
    CHECK(found != panel.end()); // a package without a chief is not built
    return *found;
}

const record::RosterRow& WorkshopKnown::person(const record::OperationCandidate& candidate) const {
    const auto found = std::find_if(part.roster.begin(), part.roster.end(),
                                    [&](const record::RosterRow& row) { return row.candidate == candidate.candidate; });
    CHECK(found != part.roster.end()); // nor one with a candidate who is not on the roster
    return *found;
}

std::vector<record::OperationCandidate> WorkshopKnown::at_station(int station) const {
    std::vector<record::OperationCandidate> there;
    for (const record::OperationCandidate& candidate : part.candidates)
        if (candidate.station == station) there.push_back(candidate);
    std::sort(there.begin(), there.end(), [](const auto& a, const auto& b) { return a.start_ms < b.start_ms; });
    return there;
}

Result<OpenedWorkshop> open_workshop(const Stage& stage, Runner& runner, std::span<const int> stations, std::int64_t start_ms) {
    const Places& places = stage.places;
    const std::string words = TRY(make_bureau(stage, runner));
    const std::int64_t shift_ms = TRY(copy_samples(stage, start_ms - start_ms % kMinuteMs, kDatedFiles));
    TRY(rewrite(places.session() / kPlacesFile, [&](const std::string& text) { return cells_moved_by(text, shift_ms); }));
    const Room room = TRY(read_room(places.session()));
    std::vector<std::string> terminals;
    for (const int station : stations) terminals.push_back(TRY(enrol(stage, runner, station, room)));
    WorkshopKnown session = TRY(equip_people(stage, runner, room.centre));
    TRY(read_session(stage, session));
    Arguments more;
    for (std::size_t i = 0; i < stations.size(); ++i)
        more.insert(more.end(), {"--terminal", terminals[i] + "=" + std::to_string(stations[i])});
    TRY(issue_package(stage, runner, more));
    for (const int station : stations) TRY(deliver_package(places, station));
    ServingBureau serving = TRY(serve_bureau(stage));
    return OpenedWorkshop{std::move(session), words, std::move(serving.url), std::move(terminals), std::move(serving.bureau)};
}

} // namespace kaogong::cli::demo
