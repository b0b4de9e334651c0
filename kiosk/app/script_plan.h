// A plan for `play`: what a scripted candidate will answer to which item, a line each, by ids, so that it fits any order of items and options:
//   dg4-0201 a            one option              dg4-0203 a,c         several
//   dg4-0204 b > a        first b, then a         dg4-0301 -           left unanswered
//   dg4-0411 =12.5        a number or text typed  dg4-0202 flag b      touches the flag, then answers
//   dg4-0407 clear =13    clears what was there, then answers            dg4-0209 shot NAME c   answers, then takes a picture
#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong::kiosk::app {

struct PlannedAnswer {
    std::vector<std::string> options; // taps, in this order
    std::string typed;
};
struct PlannedItem {
    bool flag = false;
    bool clear = false;
    std::string shot; // or empty
    std::vector<PlannedAnswer> answers; // one after the other; none: left unanswered
};
using ScriptPlan = std::map<std::string, PlannedItem, std::less<>>;

Result<ScriptPlan> parse_plan(std::string_view text);

} // namespace kaogong::kiosk::app
