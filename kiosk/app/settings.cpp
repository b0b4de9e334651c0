#include "kiosk/app/settings.h"

#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "core/base/limits.h"

#include <algorithm>

#include <toml++/toml.h>

namespace kaogong::kiosk::app {
namespace {

Error wrong(const Path& path, const toml::node& node, std::string_view what) {
    return error(codes::setting_wrong,
                 path.filename().string() + ", line " + std::to_string(node.source().begin.line) + ": " + std::string(what));
}

struct Member {
    const Path& path;
    std::string_view table;
    std::string_view key;
    const toml::node& value;
};

Error unknown(const Member& member) {
    return wrong(member.path, member.value, "unknown key " + std::string(member.table) + "." + std::string(member.key));
}

Result<bool> truth(const Member& member) {
    if (!member.value.is_boolean()) return wrong(member.path, member.value, std::string(member.key) + " is true or false");
    return member.value.as_boolean()->get();
}

std::optional<Path>* folder_of(const Member& member, Settings& settings) {
    if (member.key != "folder") return nullptr;
    if (member.table == "export") return &settings.export_folder;
    if (member.table == "token") return &settings.token_folder;
    if (member.table == "camera") return &settings.camera_folder;
    if (member.table == "picture") return &settings.picture_folder;
    return member.table == "print" ? &settings.print_folder : nullptr;
}

Result<void> read_member(const Member& member, Settings& settings) {
    if (member.table == "receipt" && member.key == "phones_allowed") {
        settings.phones_allowed = TRY(truth(member));
    } else if (member.table == "identity" && member.key == "checked_by_staff") {
        settings.identity_checked_by_staff = TRY(truth(member));
    } else if (std::optional<Path>* folder = folder_of(member, settings)) {
        if (!member.value.is_string()) return wrong(member.path, member.value, "folder is a path in quotes");
        *folder = Path(member.value.as_string()->get());
    } else {
        return unknown(member);
    }
    return success();
}

constexpr std::string_view kTables[] = {"receipt", "identity", "export", "token", "camera", "picture", "print"};

Result<void> read_one(const Path& path, Settings& settings) {
    const Bytes text = TRY(read_file(path, kTextBytesMax));
    toml::table table;
    try {
        table = toml::parse(as_text(text), path.string());
    } catch (const toml::parse_error& failure) {
        return error(codes::setting_wrong, path.filename().string() + ", line " + std::to_string(failure.source().begin.line) + ": " +
                                              std::string(failure.description()));
    }
    for (const auto& [key, value] : table) {
        if (std::find(std::begin(kTables), std::end(kTables), key.str()) == std::end(kTables))
            return wrong(path, value, "unknown key " + std::string(key.str()));
        if (!value.is_table()) return wrong(path, value, std::string(key.str()) + " is a table");
        for (const auto& [name, member] : *value.as_table()) TRY(read_member({path, key.str(), name.str(), member}, settings));
    }
    return success();
}

} // namespace

Result<Settings> read_settings(const std::vector<Path>& paths) {
    Settings settings;
    for (const Path& path : paths) {
        const auto read = read_one(path, settings);
        if (!read && read.code() != codes::file_missing) return read.error();
    }
    return settings;
}

} // namespace kaogong::kiosk::app
