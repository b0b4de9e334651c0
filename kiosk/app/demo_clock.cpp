#include "kiosk/app/demo_clock.h"

#include "core/base/text.h"

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kFileMax = 64;
constexpr std::int64_t kAdvanceMaxMs = 366LL * 24 * 3'600'000;

Path file_of(const Path& data) {
    return data / "demo-clock";
}

} // namespace

std::int64_t read_clock_advance(const Path& data) {
    const auto content = read_file(file_of(data), kFileMax);
    if (!content) return 0;
    const auto advance_ms = parse_integer(trim(as_text(*content)), {0, kAdvanceMaxMs});
    return advance_ms ? *advance_ms : 0;
}

Result<void> keep_clock_advance(const Path& data, std::int64_t advance_ms) {
    return write_file_atomic(file_of(data), view(std::to_string(advance_ms) + "\n"), {.mode = 0600});
}

} // namespace kaogong::kiosk::app
