#include "sync/cli/demo/terminal_run.h"

#include "core/base/codes/base.h"
#include "core/base/text.h"
#include "core/record/parcel.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace kaogong::cli::demo {
namespace {

constexpr std::size_t kFileMax = 64u << 20;

using Json = nlohmann::ordered_json;

Result<void> move_files(const Path& from, const Path& to, std::string_view extension) {
    TRY(make_folder(to));
    std::error_code failed;
    std::vector<Path> files;
    for (const auto& entry : std::filesystem::directory_iterator(from, failed))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    for (const Path& file : files) {
        std::filesystem::rename(file, to / file.filename(), failed);
        if (failed) return errno_error(failed.value(), file);
    }
    return success();
}

} // namespace

Result<void> play_scene(const Stage& stage, Runner& runner, int seat, const Scene& scene, const Playing& playing) {
    const Places& places = stage.places;
    const Path folder = playing.together ? places.meeting() : places.scripts(seat);
    TRY(make_folder(folder));
    for (const auto& [name, text] : scene.files) TRY(write_file_atomic(folder / name, view(text)));
    const Path script = folder / (scene.name + ".script");
    TRY(write_file_atomic(script, view(scene.script)));
    const std::vector<std::string> argv = {stage.programs.kiosk,
                                           "--data",
                                           places.terminal(seat),
                                           "--offscreen",
                                           "--size",
                                           std::to_string(playing.pixels.width),
                                           std::to_string(playing.pixels.height),
                                           "--lang",
                                           "zh-CN",
                                           "--script",
                                           script,
                                           "--shots",
                                           places.screens()};
    TRY(runner.run(std::to_string(seat) + "-" + scene.name, argv, scene.ending));
    return success();
}

Result<void> carry_records(const Stage& stage, Runner& runner, int seat, const std::string& bureau_url, const Scene& delivery) {
    const Path data = stage.places.terminal(seat);
    TRY(runner.run("sync-" + std::to_string(seat), {stage.programs.sync, "once", "--data", data, "--bureau", bureau_url}));
    const ChildProcess service = TRY(ChildProcess::start({stage.programs.sync, "run", "--during-session", "--data", data, "--bureau", bureau_url}));
    return play_scene(stage, runner, seat, delivery);
}

// As where there is no network: parcels to a stick, the stick to a machine that has one, the answers home on it.
Result<void> carry_records_by_stick(const Stage& stage, Runner& runner, int seat, const std::string& bureau_url, const Scene& delivery) {
    const Path data = stage.places.terminal(seat);
    const Path stick = stage.places.work() / ("carried-" + std::to_string(seat));
    const std::string number = std::to_string(seat);
    TRY(make_folder(stick));
    TRY(runner.run("stick-export-" + number, {stage.programs.sync, "export", "--data", data, stick}));
    TRY(runner.run("stick-carry-" + number, {stage.programs.sync, "carry", "--bureau", bureau_url, stick}));
    TRY(runner.run("stick-import-" + number, {stage.programs.sync, "import", "--data", data, stick}));
    // Whatever is not out yet is laid out for the next journey.
    TRY(make_folder(data / "spool" / "ask"));
    TRY(write_file_atomic(data / "spool" / "ask" / "all", view("ask")));
    return play_scene(stage, runner, seat, delivery);
}

// A result may wait for a sheet that is held itself, so what could not be released is tried again after the others.
Result<void> release_held(const Stage& stage, Runner& runner) {
    constexpr int kRounds = 3;
    for (int round = 0; round < kRounds; ++round) {
        const ChildExit listed = TRY(runner.run("aside-list", {stage.programs.bureau, "aside", "list", "--data", stage.places.bureau()}));
        bool any = false;
        for (const std::string_view line : split(listed.output, '\n')) {
            if (line.size() < 2 * Hash::kSize || line.front() == ' ') continue;
            any = true;
            (void)runner.run("aside-release", {stage.programs.bureau, "aside", "release", "--data", stage.places.bureau(), "--record",
                                               std::string(line.substr(0, 2 * Hash::kSize)), "--by", "BUREAU-07", "--reason",
                                               "handwritten signature compared with the printed sheet"});
        }
        if (!any) return success();
    }
    return error(codes::child_failed, "results are still held");
}

Result<void> collect_records(const Stage& stage, Runner& runner, int seat) {
    const Places& places = stage.places;
    const Path folder = places.exported(seat);
    TRY(runner.run("export-" + std::to_string(seat), {stage.programs.kiosk, "--data", places.terminal(seat), "--export", folder}));
    TRY(move_files(folder, places.results(), ".kgproof"));
    TRY(move_files(folder, places.receipts(), ".kga"));
    return move_files(folder, places.ledgers(), ".kgp");
}

Result<std::vector<VerifiedFile>> verify_records(const Stage& stage, Runner& runner, const std::string& root_words) {
    const Places& places = stage.places;
    std::vector<std::string> argv = {stage.programs.kaogong, "verify", "--json", "--roots", root_words, "--bundle", places.bundle()};
    for (const Path& folder : {places.results(), places.receipts(), places.ledgers()})
        for (const Path& file : files_of(folder, {})) argv.push_back(file);
    argv.push_back(places.bundle());
    const ChildExit said = TRY(runner.run("verify", argv));
    const Json rows = Json::parse(said.output, nullptr, false);
    if (!rows.is_array()) return error(codes::child_failed, "verify: not JSON");
    std::vector<VerifiedFile> files;
    for (const Json& row : rows)
        files.push_back({row.value("file", std::string()), row.value("ok", false) ? "" : row.value("code", std::string("not verified"))});
    return files;
}

std::vector<Path> files_of(const Path& folder, const std::string& prefix) {
    std::vector<Path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().filename().string().starts_with(prefix)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

Result<std::uint64_t> ledger_entries(const Places& places, int seat) {
    std::uint64_t entries = 0;
    for (const Path& ledger : files_of(places.ledgers(), std::to_string(seat) + "-")) {
        const Bytes file = TRY(read_file(ledger, kFileMax));
        entries += TRY(record::open_parcel(file)).head.content.count;
    }
    return entries;
}

int count_pictures(const Path& screens, std::vector<std::string>& wrong) {
    const std::size_t chinese = files_of(screens / "zh-CN", {}).size();
    const std::size_t english = files_of(screens / "en", {}).size();
    if (chinese != english || chinese == 0)
        wrong.push_back("pictures: " + std::to_string(chinese) + " zh-CN, " + std::to_string(english) + " en");
    return static_cast<int>(std::min(chinese, english));
}

std::string outcome_name(const record::ResultScore& score) {
    switch (score.outcome) {
    case record::OutcomeCode::pass: return "pass";
    case record::OutcomeCode::fail: return "fail";
    default: return "code " + std::to_string(static_cast<int>(score.outcome));
    }
}

} // namespace kaogong::cli::demo
