// The exam terminal. Builds the graph of objects, passes it down, and turns every error into one coded line and an exit status: 0 done, 1 what was asked
// for went wrong, 2 wrong use, 3 the surroundings are not fit (no display, no space, not enrolled).
#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "core/base/log.h"
#include "kiosk/app/bench.h"
#include "kiosk/app/build_date.h"
#include "kiosk/app/demo_clock.h"
#include "kiosk/app/export.h"
#include "kiosk/app/machine.h"
#include "kiosk/app/program.h"

#include <cstdio>

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kEnrolFileMax = 4u << 20;
constexpr const char* kSoftware = "kaogong-kiosk " KAOGONG_VERSION;

struct Surroundings {
    SystemClock clock;
    SystemRandom random;
};

Result<Surroundings> surroundings() {
    auto clock = TRY(SystemClock::open());
    auto random = TRY(SystemRandom::open());
    Surroundings made{std::move(clock), std::move(random)};
    // A clock before the program's own date is certainly wrong, and every time in a record would be.
    if (made.clock.wall_ms() < kBuildDateMs) return error(codes::clock_before_build, iso_text(made.clock.wall_ms(), 0));
    return made;
}

void print_words(const record::RootSet& roots) {
    const record::RootWords words = record::root_words(roots);
    std::printf("root set: %s\n          %s\n", record::words_text(words, Language::zh_cn).c_str(), record::words_text(words, Language::en).c_str());
}

Result<void> enrol(const KioskOptions& options, Surroundings& world) {
    const DeviceFolder folder(options.data);
    const Bytes file = TRY(read_file(*options.enrol, kEnrolFileMax));
    if (as_text(file).starts_with(record::kMagicKit)) {
        TRY(folder.begin_enrolment(file, world.clock, world.random));
        print_words(TRY(folder.load()).kit.content.roots);
        std::printf("request:  %s\n", folder.request_path().c_str());
        return success();
    }
    TRY(folder.finish_enrolment(file, world.clock));
    std::printf("enrolled: %s\n", options.data.c_str());
    return success();
}

Result<void> run_export(const KioskOptions& options, Terminal& terminal, Clock& clock) {
    const Exported exported = TRY(export_terminal(terminal, options.data, *options.export_, clock));
    std::printf("exported: 1 ledger, %zu proofs, %zu answers, %zu results without receipt\n", exported.proofs, exported.answers,
                exported.without_receipt);
    return success();
}

Result<void> run(const KioskOptions& options) {
    Surroundings world = TRY(surroundings());
    if (options.enrol) return enrol(options, world);
    profile::SystemFacts facts;
    const profile::MachineProfile profile = choose_profile(options, facts);
    check_target_size(profile);
    AdvancedClock clock(world.clock);
    Settings settings = TRY(read_settings({"/etc/kaogong/kiosk.toml", options.data / "config.toml"}));
    settings.frames_per_second_max = profile.display.frames_per_second_max;
    Terminal terminal({.data = options.data,
                       .clock = clock,
                       .random = world.random,
                       .software = kSoftware,
                       .hardware = hardware_hash(profile),
                       .profile = profile.id,
                       .profile_alarm = profile.alarm ? std::optional(profile.alarm->code) : std::nullopt,
                       .export_folder = settings.export_folder,
                       .token_folder = settings.token_folder,
                       .camera_folder = settings.camera_folder,
                       .picture_folder = settings.picture_folder,
                       .print_folder = settings.print_folder,
                       .printing_program = program_beside_this_one("kaogong")});
    if (const auto site = terminal.site(); site && site->demo) clock.advance(read_clock_advance(options.data));
    if (options.export_) return run_export(options, terminal, clock);
    if (!options.bench.empty()) return run_bench({options, settings, profile, world.clock, clock, world.random, terminal});
    const SiteFacts site = TRY(terminal.site());
    if (options.script && !site.demo) return error(codes::script_refused);
    auto gui = TRY(platform::Gui::open({.window = window_options(options, profile), .fonts = {}}));
    Program program({options, settings, std::move(gui), world.clock, clock, world.random, terminal, site});
    program.exam().limit_text(text_limits(profile));
    return program.run();
}

int exit_status(Code code) {
    switch (code) {
    case codes::display_missing:
    case codes::window_refused:
    case codes::renderer_missing:
    case codes::font_missing:
    case codes::no_space:
    case codes::file_unwritable:
    case codes::not_enrolled:
    case codes::clock_before_build:
    case codes::library_unusable: return 3;
    case codes::usage:
    case codes::script_wrong:
    case codes::script_refused: return 2;
    default: return 1;
    }
}

} // namespace
} // namespace kaogong::kiosk::app

int main(int argc, char** argv) {
    using namespace kaogong;
    const auto parsed = kiosk::app::parse_options(argc, argv);
    if (parsed.exit_status) return *parsed.exit_status;
    const auto outcome = kiosk::app::run(parsed.options);
    if (outcome) return 0;
    std::fprintf(stderr, "kaogong-kiosk: %s\n", error_text(outcome.error(), parsed.options.language).c_str());
    return kiosk::app::exit_status(outcome.code());
}
