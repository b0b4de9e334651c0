#include "sync/agent/state_file.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"

#include <nlohmann/json.hpp>

namespace kaogong::sync {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;
constexpr std::size_t kStateBytesMax = 4'096;
constexpr int kOwnerOnly = 0600;

Path state_path(const Path& data) {
    return data / "sync" / "state.json";
}

std::optional<Code> stopped_code(const json& value) {
    if (!value.contains("stopped") || !value["stopped"].is_string()) return std::nullopt;
    for (const Code code : {codes::bureau_denied, codes::exports_frozen}) {
        if (value["stopped"].get_ref<const std::string&>() == code_text(code)) return code;
    }
    return std::nullopt;
}

} // namespace

AgentState read_state(const Path& data) {
    const auto bytes = read_file(state_path(data), kStateBytesMax);
    if (!bytes.ok() && bytes.code() == codes::file_missing) return {};
    const json value = bytes.ok() ? json::parse(bytes->begin(), bytes->end(), nullptr, false) : json();
    if (!value.is_object() || value.value("format", json()) != kFormat) {
        log(LogLevel::warning, error(codes::sync_state_malformed, "state.json"));
        return {};
    }
    AgentState state{.stopped = stopped_code(value)};
    if (value.contains("bureau") && value["bureau"].is_string()) state.bureau = value["bureau"].get<std::string>();
    if (value.contains("last_contact_ms") && value["last_contact_ms"].is_number_integer())
        state.last_contact_ms = value["last_contact_ms"].get<std::int64_t>();
    return state;
}

Result<void> write_state(const Path& data, const AgentState& state) {
    json value{{"format", kFormat}, {"bureau", state.bureau}, {"last_contact_ms", state.last_contact_ms}};
    if (state.stopped) value["stopped"] = code_text(*state.stopped);
    return write_file_atomic(state_path(data), view(value.dump(1, ' ', false, json::error_handler_t::replace)), {.mode = kOwnerOnly});
}

} // namespace kaogong::sync
