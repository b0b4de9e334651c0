// The sample session moved to today: all its times are shifted alike, so that whoever was in office at its start still is, and whose term
// had ended is still refused. Pure text work on our own sample files; nothing else is edited this way.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace kaogong::cli::demo {

// The next start that leaves candidates time to sign in: on a whole five minutes, ten to fifteen minutes ahead.
std::int64_t next_start_ms(std::int64_t now_ms);

// `start` of a session.toml. Error: number_malformed where it has none.
Result<std::int64_t> session_start_ms(std::string_view session_toml);
// Every `key = date-time` line moved by so much; all others as they are.
std::string moved_by(std::string_view toml, std::int64_t shift_ms);
// Every cell of a CSV that is a time of day, `09:05`, moved round the clock by so many whole minutes; all others as they are.
std::string cells_moved_by(std::string_view csv, std::int64_t shift_ms);

// As TOML writes a text.
std::string toml_quoted(std::string_view text);

} // namespace kaogong::cli::demo
