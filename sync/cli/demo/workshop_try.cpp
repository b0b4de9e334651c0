#include "sync/cli/demo/workshop_try.h"

#include "core/base/clock.h"
#include "sync/cli/demo/centre.h"
#include "sync/cli/demo/today.h"

#include <array>

namespace kaogong::cli::demo {
namespace {

constexpr std::array kStations = {1, 2, 3};
constexpr int kShown = 1;

void tell_people(const WorkshopKnown& session, const std::string& root_words, Tell tell) {
    const auto tell_one = [&](const Signatory& person) {
        tell(person.number + "  PIN " + person.pin + "  " + std::string(record::role_name(person.role, Language::zh_cn)));
    };
    for (const Signatory& person : session.panel) tell_one(person);
    for (const Signatory& person : session.signers) tell_one(person);
    for (const StaffMember& staff : session.staff) tell(staff.number + "  PIN " + staff.pin);
    tell("root set  " + root_words);
}

} // namespace

Result<void> plug_in(const Places& places, int terminal, std::span<const Signatory> people) {
    const Path slots = places.slots(terminal);
    TRY(make_folder(slots));
    for (const Signatory& person : people) {
        std::error_code failed;
        std::filesystem::create_directory_symlink(person.token, slots / person.number, failed);
        if (failed) return errno_error(failed.value(), slots / person.number);
    }
    const std::string settings = "[token]\nfolder = " + toml_quoted(slots.string()) + "\n[camera]\nfolder = " +
                                 toml_quoted(places.camera(terminal).string()) + "\n[print]\nfolder = " +
                                 toml_quoted(places.printed(terminal).string()) + "\n";
    return write_file_atomic(places.terminal(terminal) / "config.toml", view(settings));
}

Result<void> run_workshop(const Stage& stage, Tell tell) {
    Runner runner(stage.places.logs());
    SystemClock clock = TRY(SystemClock::open());
    tell("a bureau, three terminals, a panel with tokens");
    OpenedWorkshop workshop = TRY(open_workshop(stage, runner, kStations, clock.wall_ms()));
    std::vector<Signatory> people = workshop.session.panel;
    people.insert(people.end(), workshop.session.signers.begin(), workshop.session.signers.end());
    for (const int station : kStations) TRY(plug_in(stage.places, station, people));
    tell_people(workshop.session, workshop.root_words, tell);
    return show_terminal(stage, stage.places.terminal(kShown), workshop.bureau_url, tell);
}

} // namespace kaogong::cli::demo
