#include "kiosk/app/script_plan.h"

#include "core/base/codes/kiosk.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

PlannedAnswer parse_answer(std::string_view text) {
    PlannedAnswer answer;
    if (text.starts_with('=')) {
        answer.typed = std::string(text.substr(1));
        return answer;
    }
    for (const std::string_view option : split(text, ',')) answer.options.emplace_back(trim(option));
    return answer;
}

// The first word of the text when it is this one, taken off.
bool take_word(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word) || text.substr(word.size(), 1) != " ") return false;
    text = trim(text.substr(word.size()));
    return true;
}

PlannedItem parse_item(std::string_view text) {
    PlannedItem item;
    item.flag = take_word(text, "flag");
    item.clear = take_word(text, "clear");
    if (take_word(text, "shot")) {
        const std::size_t end = std::min(text.find(' '), text.size());
        item.shot = text.substr(0, end);
        text = trim(text.substr(end));
    }
    if (text == "-") return item;
    // A typed text may hold the sign that parts answers, so it is always the whole rest of the line.
    if (text.starts_with('='))
        item.answers.push_back(parse_answer(text));
    else
        for (const std::string_view answer : split(text, '>')) item.answers.push_back(parse_answer(trim(answer)));
    return item;
}

} // namespace

Result<ScriptPlan> parse_plan(std::string_view text) {
    ScriptPlan plan;
    int line = 0;
    for (const std::string_view row : split(text, '\n')) {
        ++line;
        const std::string_view entry = trim(row);
        if (entry.empty() || entry.front() == '#') continue;
        const std::size_t blank = entry.find(' ');
        if (blank == std::string_view::npos) return error(codes::script_wrong, "plan, line " + std::to_string(line));
        plan[std::string(entry.substr(0, blank))] = parse_item(trim(entry.substr(blank)));
    }
    return plan;
}

} // namespace kaogong::kiosk::app
