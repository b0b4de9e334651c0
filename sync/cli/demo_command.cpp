// `kaogong demo day|workshop-day|centre|workshop --out DIR`: a whole centre out of nothing, on sample content. The days are played without a
// display, and what was signed is compared with what was planned; `centre` and `workshop` open one terminal for a person to try.
#include "core/base/codes/base.h"
#include "sync/cli/commands.h"
#include "sync/cli/demo/centre.h"
#include "sync/cli/demo/day.h"
#include "sync/cli/demo/workshop_day.h"
#include "sync/cli/demo/workshop_try.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

struct DemoOptions {
    std::string out;
    std::string samples;
};

void tell(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

// A folder with something in it is never built over.
Result<Path> fresh_folder(const std::string& out) {
    std::error_code failed;
    const Path path = std::filesystem::absolute(out, failed);
    if (std::filesystem::exists(path) && !std::filesystem::is_empty(path, failed)) return error(codes::folder_not_empty, path.string());
    std::filesystem::create_directories(path, failed);
    if (failed) return errno_error(failed.value(), path);
    return path;
}

Result<demo::Stage> stage_for(const DemoOptions& options, const std::string& sample = "electrician-l4") {
    auto programs = TRY(demo::find_programs());
    auto samples = TRY(demo::find_samples(options.samples, sample));
    const Path folder = TRY(fresh_folder(options.out));
    return demo::Stage{.programs = std::move(programs), .samples = std::move(samples), .places = demo::Places(folder)};
}

template <typename Play> int played(const DemoOptions& options, const char* sample, Play play, const Context& context) {
    const auto stage = stage_for(options, sample);
    if (!stage) return fail(stage.error(), context);
    const auto report = play(*stage, tell);
    if (!report) return fail(report.error(), context);
    const std::string json = demo::summary_json(*report, stage->places);
    if (const auto written = write_file_atomic(stage->places.summary(), view(json)); !written) return fail(written.error(), context);
    std::printf("%s", demo::summary_table(*report, stage->places).c_str());
    return report->as_planned() ? kDone : kBad;
}

int day(const DemoOptions& options, const Context& context) {
    return played(options, "electrician-l4", demo::play_day, context);
}

int workshop_day(const DemoOptions& options, const Context& context) {
    return played(options, "lathe-l4", demo::play_workshop, context);
}

int centre(const DemoOptions& options, const Context& context) {
    const auto stage = stage_for(options);
    if (!stage) return fail(stage.error(), context);
    const auto ended = demo::run_centre(*stage, tell);
    return ended ? kDone : fail(ended.error(), context);
}

int workshop(const DemoOptions& options, const Context& context) {
    const auto stage = stage_for(options, "lathe-l4");
    if (!stage) return fail(stage.error(), context);
    const auto ended = demo::run_workshop(*stage, tell);
    return ended ? kDone : fail(ended.error(), context);
}

} // namespace

void add_demo(CLI::App& app, Context& context) {
    auto options = std::make_shared<DemoOptions>();
    CLI::App* group = app.add_subcommand("demo", "A whole centre on sample content, to look at or to try");
    group->require_subcommand(1);
    const auto add = [&](const char* name, const char* help, int (*action)(const DemoOptions&, const Context&)) {
        CLI::App* command = group->add_subcommand(name, help);
        command->add_option("--out", options->out, "Folder, new or empty")->required();
        command->add_option("--samples", options->samples, "Sample content instead of the one that came with the program");
        command->callback([=, &context] { context.action = [=, &context] { return action(*options, context); }; });
    };
    add("day", "Play an exam day with five candidates, without a display", day);
    add("workshop-day", "Play a day in the workshop, three examiners and three candidates, without a display", workshop_day);
    add("workshop", "Open a workshop with three terminals and a panel; the first terminal in a window", workshop);
    add("centre", "Open one terminal in a window, with bureau and sync beside it", centre);
}

} // namespace kaogong::cli
