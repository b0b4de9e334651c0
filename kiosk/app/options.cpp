#include "kiosk/app/options.h"

#include <map>

#include <CLI/CLI.hpp>

namespace kaogong::kiosk::app {

ParsedOptions parse_options(int argc, char** argv) {
    ParsedOptions parsed;
    KioskOptions& options = parsed.options;
    std::string data, script, shots, enrol, export_to;
    bool windowed = false, offscreen = false, json = false;
    CLI::App app{"Kaogong exam terminal: shows timed theory tests, keeps every answer, signs every result."};
    app.add_option("--data", data, "folder of this terminal: database, keys, spool")->required();
    app.add_option("--profile", options.profile, "hardware profile instead of the best match");
    auto* in_window = app.add_flag("--windowed", windowed, "in a window instead of the whole screen");
    app.add_flag("--offscreen", offscreen, "without any display")->excludes(in_window);
    app.add_option("--lang", options.language, "first language: zh-CN or en")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Language>{{"zh-CN", Language::zh_cn}, {"en", Language::en}}));
    app.add_option("--size", "width and height in pixels, for a window or offscreen")
        ->expected(2)
        ->each([&](const std::string& value) { (options.width_px == 0 ? options.width_px : options.height_px) = std::atoi(value.c_str()); })
        ->check(CLI::Range(320, 7680));
    app.add_option("--script", script, "play this script (demo terminals only)");
    app.add_option("--shots", shots, "folder for the script's pictures");
    app.add_option("--enrol", enrol, "enrol this folder with the kit, then end");
    app.add_option("--export", export_to, "write ledger, proofs and answers into this folder, then end");
    app.add_option("--bench", options.bench, "measure: start, bare-start, frame, idle, bare-idle, switch, answer, resume, memory");
    app.add_flag("--json", json, "figures as JSON (always so with --bench)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& failure) {
        parsed.exit_status = app.exit(failure) == 0 ? 0 : 2;
        return parsed;
    }
    const auto optional_path = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional<Path>(text); };
    options.data = data;
    options.script = optional_path(script);
    options.shots = optional_path(shots);
    options.enrol = optional_path(enrol);
    options.export_ = optional_path(export_to);
    options.surface = offscreen ? Surface::offscreen : windowed ? Surface::windowed : Surface::fullscreen;
    return parsed;
}

} // namespace kaogong::kiosk::app
