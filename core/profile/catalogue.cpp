// Loading, choosing and merging of profiles.
#include "core/profile/catalogue.h"

#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace kaogong::profile {
namespace {

constexpr std::string_view kEnding = ".profile";
constexpr std::int64_t kMicrometresOfMillimetre = 1'000;

std::vector<Path> profile_files_in(const Path& folder) {
    std::vector<Path> paths;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == kEnding) paths.push_back(entry.path());
        if (paths.size() == kProfilesMax) break;
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

bool is_inherited(const Entry& entry) {
    return entry.section != "Profile" && entry.section != "Match";
}

using Merged = std::map<std::string, Setting, std::less<>>;

void lay_over(const ProfileFile& file, Merged& merged) {
    for (const Entry& entry : file.entries) {
        if (!is_inherited(entry)) continue;
        const std::string name = entry.section + "." + entry.key;
        merged[name] = {.name = name, .value = entry.value, .file = file.name, .line = entry.line};
    }
}

// Values were checked against the schema when their file was read, so they parse.
class Values {
  public:
    explicit Values(const Merged& merged) : merged_(merged) {}

    void integer(std::string_view name, int& value) const {
        if (const Setting* setting = find(name)) value = static_cast<int>(parse_integer(setting->value).value());
    }
    const Setting* find(std::string_view name) const {
        const auto at = merged_.find(name);
        return at != merged_.end() ? &at->second : nullptr;
    }

  private:
    const Merged& merged_;
};

DisplaySettings display_settings(const Values& values) {
    DisplaySettings display;
    if (const Setting* mode = values.find("Display.Mode")) display.mode = parse_size_px(mode->value).value();
    if (const Setting* area = values.find("Display.ActiveArea")) display.active_area = parse_size_mm(area->value).value();
    values.integer("Display.Rotation", display.rotation_degrees);
    values.integer("Display.ScaleMin", display.scale_percent_min);
    values.integer("Display.ScaleMax", display.scale_percent_max);
    values.integer("Display.FrameCap", display.frames_per_second_max);
    const Setting* renderer = values.find("Display.Renderer");
    if (renderer != nullptr) display.renderer = renderer->value == "gpu" ? Renderer::gpu : Renderer::software;
    return display;
}

TouchSettings touch_settings(const Values& values) {
    TouchSettings touch;
    int least_target_mm = static_cast<int>(touch.least_target_um / kMicrometresOfMillimetre);
    values.integer("Touch.LeastTarget", least_target_mm);
    touch.least_target_um = least_target_mm * kMicrometresOfMillimetre;
    values.integer("Touch.Debounce", touch.debounce_ms);
    return touch;
}

MachineProfile machine_profile(const std::vector<const ProfileFile*>& lineage) {
    Merged merged;
    for (const ProfileFile* file : lineage) lay_over(*file, merged);
    const ProfileFile& own = *lineage.back();
    MachineProfile machine;
    machine.id = own.id;
    if (const Entry* name = own.find("Profile", "Name", "en")) machine.name_en = name->value;
    if (const Entry* name = own.find("Profile", "Name", "zh_CN")) machine.name_zh_cn = name->value;
    if (const Entry* status = own.find("Profile", "Status")) machine.status = status->value;
    const Values values(merged);
    machine.display = display_settings(values);
    machine.touch = touch_settings(values);
    for (auto& [name, setting] : merged) machine.settings.push_back(setting);
    return machine;
}

MachineProfile built_in() {
    MachineProfile machine;
    machine.id = "built-in";
    machine.name_en = "Built-in values";
    machine.name_zh_cn = "内置参数";
    machine.status = "generic";
    return machine;
}

Finding as_finding(const Error& error) {
    return {.code = error.code, .what = error.context};
}

} // namespace

const Setting* MachineProfile::find(std::string_view name) const {
    const auto at = std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) { return setting.name == name; });
    return at != settings.end() ? &*at : nullptr;
}

std::string MachineProfile::canonical_text() const {
    std::string text = "kaogong-profile 1\nId=" + id + "\n";
    for (const Setting& setting : settings) text += setting.name + "=" + setting.value + "\n";
    return text;
}

std::vector<Path> standard_folders(const Path& program) {
    const Path machines = "kaogong/hardware-profiles/machines";
    std::vector<Path> folders = {"/etc" / machines, "/run" / machines, "/usr/share" / machines};
    const Path tree = program.parent_path().parent_path().parent_path().parent_path();
    std::error_code failed;
    if (std::filesystem::is_directory(tree / "hardware-profiles/machines", failed)) folders.push_back(tree / "hardware-profiles/machines");
    return folders;
}

Catalogue Catalogue::load(const std::vector<Path>& folders, const std::vector<Source>& first) {
    Catalogue catalogue;
    std::set<std::string> seen;
    for (const Source& source : first) {
        if (seen.insert(source.name).second) catalogue.add(source.name, source.text);
    }
    for (const Path& folder : folders) {
        for (const Path& path : profile_files_in(folder)) {
            const std::string name = path.filename().string();
            if (!seen.insert(name).second) continue;
            const auto content = read_file(path, kFileBytesMax);
            if (content)
                catalogue.add(name, as_text(*content));
            else
                catalogue.findings_.push_back({.file = name, .code = content.code(), .what = content.error().context});
        }
    }
    catalogue.check_references();
    return catalogue;
}

Catalogue Catalogue::from(const std::vector<Source>& sources) {
    Catalogue catalogue;
    for (const Source& source : sources) catalogue.add(source.name, source.text);
    catalogue.check_references();
    return catalogue;
}

void Catalogue::add(const std::string& name, std::string_view text) {
    files_.push_back(parse_profile(name, text, findings_));
}

void Catalogue::check_references() {
    std::sort(files_.begin(), files_.end(),
              [](const ProfileFile& a, const ProfileFile& b) { return std::tie(a.rank, a.name) < std::tie(b.rank, b.name); });
    std::map<std::string, std::string> by_id;
    for (ProfileFile& file : files_) {
        const auto [at, is_new] = by_id.emplace(file.id, file.name);
        if (!is_new && !file.id.empty()) {
            findings_.push_back({.file = file.name, .code = codes::profile_id_twice, .what = "also " + at->second});
            file.usable = false;
        }
    }
    for (ProfileFile& file : files_) {
        if (!file.usable) continue;
        const auto parents = lineage(file);
        if (parents) continue;
        const Entry* inherits = file.find("Profile", "Inherits");
        findings_.push_back(
            {.file = file.name, .line = inherits != nullptr ? inherits->line : 0, .code = parents.code(), .what = parents.error().context});
        file.usable = false;
    }
}

const ProfileFile* Catalogue::find(std::string_view id) const {
    const auto at = std::find_if(files_.begin(), files_.end(), [&](const ProfileFile& file) { return file.id == id; });
    return at != files_.end() ? &*at : nullptr;
}

Result<std::vector<const ProfileFile*>> Catalogue::lineage(const ProfileFile& file) const {
    std::vector<const ProfileFile*> files = {&file};
    while (const Entry* inherits = files.back()->find("Profile", "Inherits")) {
        const ProfileFile* parent = find(inherits->value);
        if (parent == nullptr) return error(codes::profile_parent_missing, inherits->value);
        if (std::find(files.begin(), files.end(), parent) != files.end() || files.size() > kParentsMax)
            return error(codes::profile_parent_loop, inherits->value);
        if (!parent->usable) return error(codes::profile_parent_missing, inherits->value + " cannot be used");
        files.push_back(parent);
    }
    const ProfileFile* fallback = find(kFallbackId);
    const bool has_fallback = std::find(files.begin(), files.end(), fallback) != files.end();
    if (fallback != nullptr && fallback->usable && !has_fallback) files.push_back(fallback);
    std::reverse(files.begin(), files.end());
    return files;
}

std::vector<const ProfileFile*> Catalogue::matching(const Facts& facts) const {
    std::vector<const ProfileFile*> found;
    for (const ProfileFile& file : files_) {
        const auto fits = [&](const MatchLine& line) { return matches(line, facts); };
        if (std::any_of(file.match_lines.begin(), file.match_lines.end(), fits)) found.push_back(&file);
    }
    return found;
}

Error Catalogue::refusal(const ProfileFile& file) const {
    for (const Finding& finding : findings_) {
        if (finding.file == file.name) return as_error(finding);
    }
    return error(codes::internal, file.name);
}

Result<const ProfileFile*> Catalogue::match(const Facts& facts) const {
    const auto found = matching(facts);
    if (found.empty()) return error(codes::profile_none_matches);
    if (found.size() > 1 && found[0]->rank == found[1]->rank)
        return error(codes::profile_rank_equal, found[0]->name + " and " + found[1]->name);
    if (!found.front()->usable) return refusal(*found.front());
    return found.front();
}

Result<MachineProfile> Catalogue::resolve(std::string_view id) const {
    const ProfileFile* file = find(id);
    if (file == nullptr) return error(codes::profile_unknown, std::string(id.substr(0, 64)));
    if (!file->usable) return refusal(*file);
    return machine_profile(TRY(lineage(*file)));
}

MachineProfile Catalogue::select(const Facts& facts, std::string_view id) const {
    std::optional<Finding> alarm;
    std::string chosen(id);
    if (chosen.empty()) {
        const auto found = match(facts);
        if (found) chosen = found.value()->id;
        // A machine that nobody described is served by the fallback as a matter of course; anything else wrong is an alarm.
        if (!found && found.code() != codes::profile_none_matches) alarm = as_finding(found.error());
    }
    if (!chosen.empty()) {
        auto machine = resolve(chosen);
        if (machine) return std::move(machine).value();
        alarm = as_finding(machine.error());
    }
    auto fallback = resolve(kFallbackId);
    if (!fallback && !alarm) alarm = as_finding(fallback.error());
    MachineProfile machine = fallback ? std::move(fallback).value() : built_in();
    machine.alarm = std::move(alarm);
    return machine;
}

} // namespace kaogong::profile
