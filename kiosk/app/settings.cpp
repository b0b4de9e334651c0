#include "kiosk/app/settings.h"

#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "core/base/limits.h"

#include <toml++/toml.h>

namespace kaogong::kiosk::app {
namespace {

Error wrong(const Path& path, const toml::node& node, std::string_view what) {
    return error(codes::setting_wrong, path.filename().string() + ", line " + std::to_string(node.source().begin.line) + ": " + std::string(what));
}

Result<void> read_receipt(const Path& path, const toml::table& table, Settings& settings) {
    for (const auto& [key, value] : table) {
        if (key.str() != "phones_allowed") return wrong(path, value, "unknown key receipt." + std::string(key.str()));
        if (!value.is_boolean()) return wrong(path, value, "phones_allowed is true or false");
        settings.phones_allowed = value.as_boolean()->get();
    }
    return success();
}

Result<void> read_one(const Path& path, Settings& settings) {
    const Bytes text = TRY(read_file(path, kTextBytesMax));
    toml::table table;
    try {
        table = toml::parse(as_text(text), path.string());
    } catch (const toml::parse_error& failure) {
        return error(codes::setting_wrong,
                     path.filename().string() + ", line " + std::to_string(failure.source().begin.line) + ": " + std::string(failure.description()));
    }
    for (const auto& [key, value] : table) {
        if (key.str() != "receipt") return wrong(path, value, "unknown key " + std::string(key.str()));
        if (!value.is_table()) return wrong(path, value, "receipt is a table");
        TRY(read_receipt(path, *value.as_table(), settings));
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
