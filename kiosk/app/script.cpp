#include "kiosk/app/script.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kCommandsMax = 10'000;

struct VerbRow {
    std::string_view word;
    ScriptVerb verb;
    std::size_t arguments_min;
    std::size_t arguments_max;
    bool last_may_be_duration;
};

constexpr auto kVerbs = std::to_array<VerbRow>({
    {"tap", ScriptVerb::tap, 1, 1, false},
    {"hold", ScriptVerb::hold, 2, 2, true},
    {"type", ScriptVerb::type, 1, 1, false},
    {"key", ScriptVerb::key, 1, 1, false},
    {"wait", ScriptVerb::wait, 1, 2, true},
    {"advance", ScriptVerb::advance, 1, 1, true},
    {"language", ScriptVerb::language, 1, 1, false},
    {"play", ScriptVerb::play, 1, 2, false},
    {"shot", ScriptVerb::shot, 1, 1, false},
    {"expect", ScriptVerb::expect, 2, 2, false},
    {"absent", ScriptVerb::absent, 1, 1, false},
    {"signal", ScriptVerb::signal, 1, 1, false},
    {"await", ScriptVerb::await, 1, 1, false},
    {"note", ScriptVerb::note, 2, 2, false},
    {"type-note", ScriptVerb::type_note, 1, 1, false},
    {"kill", ScriptVerb::kill, 0, 0, false},
});

Error wrong_line(int line, std::string_view what) {
    return error(codes::script_wrong, "line " + std::to_string(line) + ": " + std::string(what));
}

// Words are parted by blanks; a word in double quotes may hold blanks and has no escapes.
Result<std::vector<std::string>> words_of(std::string_view text, int line) {
    std::vector<std::string> words;
    for (text = trim(text); !text.empty(); text = trim(text)) {
        const bool quoted = text.front() == '"';
        if (quoted) text.remove_prefix(1);
        const std::size_t end = text.find(quoted ? '"' : ' ');
        if (quoted && end == std::string_view::npos) return wrong_line(line, "a quote is not closed");
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return words;
}

Result<ScriptCommand> parse_command(std::vector<std::string> words, int line) {
    const auto row = std::find_if(kVerbs.begin(), kVerbs.end(), [&](const VerbRow& r) { return r.word == words.front(); });
    if (row == kVerbs.end()) return wrong_line(line, "unknown command " + words.front());
    ScriptCommand command{.verb = row->verb, .line = line};
    command.arguments.assign(std::make_move_iterator(words.begin() + 1), std::make_move_iterator(words.end()));
    if (command.arguments.size() < row->arguments_min || command.arguments.size() > row->arguments_max)
        return wrong_line(line, words.front() + " has the wrong number of arguments");
    if (row->last_may_be_duration && command.arguments.size() == row->arguments_max) {
        const auto duration = parse_duration_ms(command.arguments.back());
        if (!duration) return wrong_line(line, "not a duration: " + command.arguments.back());
        command.duration_ms = *duration;
        command.arguments.pop_back();
    }
    return command;
}

} // namespace

Result<std::int64_t> parse_duration_ms(std::string_view text) {
    struct Unit {
        std::string_view suffix;
        std::int64_t ms;
    };
    constexpr auto kUnits = std::to_array<Unit>({{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}});
    for (const Unit& unit : kUnits)
        if (text.ends_with(unit.suffix)) {
            text.remove_suffix(unit.suffix.size());
            return TRY(parse_integer(text, {0, 1'000'000})) * unit.ms;
        }
    return error(codes::number_malformed, std::string(text.substr(0, 32)));
}

Result<std::vector<ScriptCommand>> parse_script(std::string_view text) {
    std::vector<ScriptCommand> commands;
    int line = 0;
    for (const std::string_view row : split(text, '\n')) {
        ++line;
        if (trim(row).empty() || trim(row).front() == '#') continue;
        if (commands.size() == kCommandsMax) return wrong_line(line, "more than 10,000 commands");
        commands.push_back(TRY(parse_command(TRY(words_of(row, line)), line)));
    }
    return commands;
}

} // namespace kaogong::kiosk::app
