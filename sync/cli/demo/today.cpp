#include "sync/cli/demo/today.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/text.h"

#include <optional>

namespace kaogong::cli::demo {
namespace {

constexpr std::int64_t kFiveMinutesMs = 5 * 60'000;
constexpr int kSampleOffsetMinutes = 480; // the samples are written at +08:00

struct TimeLine {
    std::string_view key;
    std::int64_t time_ms = 0;
};

std::optional<TimeLine> time_line(std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto time = parse_iso(trim(line.substr(equals + 1)));
    if (!time) return std::nullopt;
    return TimeLine{trim(line.substr(0, equals)), *time};
}

std::optional<std::int64_t> minutes_of(std::string_view cell) {
    if (cell.size() != 5 || cell[2] != ':') return std::nullopt;
    const auto hours = parse_integer(cell.substr(0, 2), {0, 23}), minutes = parse_integer(cell.substr(3), {0, 59});
    if (!hours || !minutes) return std::nullopt;
    return *hours * 60 + *minutes;
}

std::string moved_cell(std::string_view cell, std::int64_t shift_ms) {
    constexpr std::int64_t kMinuteMs = 60'000, kDayMinutes = 24 * 60;
    const auto minutes = minutes_of(cell);
    if (!minutes) return std::string(cell);
    const std::int64_t moved = ((*minutes + shift_ms / kMinuteMs) % kDayMinutes + kDayMinutes) % kDayMinutes;
    const auto two_digits = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two_digits(moved / 60) + ":" + two_digits(moved % 60);
}

} // namespace

std::int64_t next_start_ms(std::int64_t now_ms) {
    return (now_ms / kFiveMinutesMs + 3) * kFiveMinutesMs;
}

Result<std::int64_t> session_start_ms(std::string_view session_toml) {
    for (const std::string_view line : split(session_toml, '\n'))
        if (const auto time = time_line(line); time && time->key == "start") return time->time_ms;
    return error(codes::number_malformed, "start");
}

std::string moved_by(std::string_view toml, std::int64_t shift_ms) {
    std::string moved;
    for (const std::string_view line : split(toml, '\n')) {
        if (const auto time = time_line(line))
            moved += std::string(time->key) + " = " + iso_text(time->time_ms + shift_ms, kSampleOffsetMinutes);
        else
            moved += line;
        moved += '\n';
    }
    moved.pop_back(); // the text's own last line end was one of those
    return moved;
}

std::string cells_moved_by(std::string_view csv, std::int64_t shift_ms) {
    std::string moved;
    for (const std::string_view line : split(csv, '\n')) {
        for (const std::string_view cell : split(line, ',')) moved += moved_cell(cell, shift_ms) + ',';
        moved.back() = '\n';
    }
    moved.pop_back();
    return moved;
}

std::string toml_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

} // namespace kaogong::cli::demo
