// Scripts: what a person would do at a terminal, a command a line, so that a whole exam day can be played without a display. Commands act through the
// program's own input events and look only at the transcript, never at the state behind it. Only terminals of a demo take them.
//
//   tap "###submit"        press and let go in the middle of a widget        hold "###hand_in" 2s   keep it pressed
//   tap "###flagged_*"    the first of these numbers
//   type "9926 1121"       text events, as from a keyboard                   key backspace          one key
//   wait saved             until no answer is on its way to the disk         wait "###next" [5s]    until a widget is there and enabled
//   advance 45m            moves the demo clock                              language en            as the En / 中 button does
//   play FILE [N]          answers items as a plan says, N of them           shot NAME              a picture in both languages
//   expect ROLE VALUE      fails the script unless the transcript has it     absent "###x"          fails it if the widget is there
//   signal NAME, await NAME   files by which scripts meet              kill                   SIGKILL to ourselves
//   note "###code" NAME    keeps what a widget says                  type-note NAME         types what a script has kept, this one or another
//   # a remark
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaogong::kiosk::app {

enum class ScriptVerb { tap, hold, type, key, wait, advance, language, play, shot, expect, absent, signal, await, note, type_note, kill };

struct ScriptCommand {
    ScriptVerb verb;
    std::vector<std::string> arguments; // quotes taken off
    std::int64_t duration_ms = 0;       // hold, wait, advance: the one argument that is a duration, where given
    int line = 0;
};

// At most 10,000 commands; an error names its line.
Result<std::vector<ScriptCommand>> parse_script(std::string_view text);
Result<std::int64_t> parse_duration_ms(std::string_view text); // 250ms, 2s, 45m, 3h

} // namespace kaogong::kiosk::app
