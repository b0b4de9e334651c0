#include "sync/bureau/terminal_option.h"

#include "core/base/codes/base.h"
#include "core/base/text.h"
#include "core/record/content.h"

#include <algorithm>

namespace kaogong::bureau {

Result<TerminalOption> parse_terminal(const std::string& text) {
    const std::size_t equals = text.find('=');
    const auto bytes = from_hex(text.substr(0, equals));
    const auto id = bytes.ok() ? TerminalId::from(*bytes) : Result<TerminalId>(bytes.error());
    if (!id.ok()) return error(codes::usage, "--terminal wants 32 hexadecimal digits: " + text);
    TerminalOption option{.id = *id, .stations = {}};
    if (equals == std::string::npos) return option;
    for (const std::string_view number : split(std::string_view(text).substr(equals + 1), ',')) {
        const auto station = parse_integer(number, {1, record::kSeatMax});
        if (!station) return error(codes::usage, "--terminal wants ID=STATION,STATION: " + text);
        option.stations.push_back(static_cast<int>(*station));
    }
    std::sort(option.stations.begin(), option.stations.end());
    if (std::adjacent_find(option.stations.begin(), option.stations.end()) != option.stations.end())
        return error(codes::usage, "--terminal names a station twice: " + text);
    return option;
}

} // namespace kaogong::bureau
