// What the candidates of the demo day do to their papers: each question with what is answered to it and in which order, as plans for the
// kiosk's `play`, and the responses that must stand at the end. Pure and without chance: the same paper always gives the same day. It knows
// the keys, which no terminal does before it marks.
#pragma once

#include "core/assessment/marking.h"

#include <string>
#include <vector>

namespace kaogong::cli::demo {

struct Question {
    assessment::Item item;
    assessment::Key key;
};
using Questions = std::vector<Question>; // of the paper, in any order

// One question in one walk through the paper, as kiosk/app/script_plan.h writes it.
struct Move {
    std::string item;
    bool flag = false;                // touches the flag: on, or off again
    bool clear = false;               // takes away what was answered
    std::string shot;                 // a picture once it is answered, or empty
    std::vector<std::string> answers; // one after the other: "a,c", "=12.5"
};
using Walk = std::vector<Move>;
std::string plan_text(const Walk& walk);

struct Performance {
    std::vector<Walk> walks;
    std::vector<assessment::ItemResponse> responses; // what stands at the end, unanswered items left out
};

// Everything right; one question of each kind gets a picture.
Performance play_perfect(const Questions& questions);
// Seven of twenty wrong or left out.
Performance play_average(const Questions& questions);
// Everything right, in a sitting that is torn in two.
Performance play_killed(const Questions& questions);
// Every third question is still open when the time is over.
Performance play_too_slow(const Questions& questions);
// Two walks: answers, then second thoughts, flags taken off, and answers taken back.
Performance play_changing(const Questions& questions);

assessment::Response right_response(const Question& question);
assessment::Response wrong_response(const Question& question); // that earns nothing

} // namespace kaogong::cli::demo
