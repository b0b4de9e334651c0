#include "sync/cli/demo/performance.h"

#include <algorithm>
#include <set>

namespace kaogong::cli::demo {
namespace {

using assessment::ChosenOptions;
using assessment::ItemType;
using assessment::NumberText;
using assessment::OptionKey;
using assessment::Response;
using assessment::ShortText;

constexpr std::string_view kWrongText = "不清楚";

bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// A wrong option where there is one; else one right option where several are wanted.
ChosenOptions wrong_options(const Question& question, const OptionKey& key) {
    for (const assessment::Option& option : question.item.options)
        if (!contains(key.correct, option.id)) return {{option.id}};
    return {{key.correct.front()}};
}

std::string joined(const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids) text += (text.empty() ? "" : ",") + id;
    return text;
}

// What has to be touched or typed on an item without an answer.
std::string answer_text(const Response& response) {
    if (const auto* options = std::get_if<ChosenOptions>(&response)) return joined(options->ids);
    if (const auto* number = std::get_if<NumberText>(&response)) return "=" + number->text;
    if (const auto* text = std::get_if<ShortText>(&response)) return "=" + text->text;
    return {};
}

Questions in_order(Questions questions) {
    std::sort(questions.begin(), questions.end(), [](const Question& a, const Question& b) { return a.item.id < b.item.id; });
    return questions;
}

Performance answer_all(const Questions& questions, Response (*respond)(const Question&, std::size_t)) {
    Performance performance{.walks = {{}}, .responses = {}};
    const Questions ordered = in_order(questions);
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const Response response = respond(ordered[i], i);
        Move move{.item = ordered[i].item.id};
        if (is_answered(response)) {
            move.answers.push_back(answer_text(response));
            performance.responses.push_back({ordered[i].item.id, response});
        }
        performance.walks.front().push_back(std::move(move));
    }
    return performance;
}

Response always_right(const Question& question, std::size_t) {
    return right_response(question);
}

// Seven of twenty are not right: six are wrong and one is left open.
Response mostly_right(const Question& question, std::size_t index) {
    constexpr std::size_t kWrong[] = {1, 4, 7, 10, 13, 16};
    constexpr std::size_t kOpen = 19;
    const std::size_t place = index % 20;
    if (place == kOpen) return {};
    const bool wrong = std::find(std::begin(kWrong), std::end(kWrong), place) != std::end(kWrong);
    return wrong ? wrong_response(question) : right_response(question);
}

Response two_of_three(const Question& question, std::size_t index) {
    return index % 3 == 2 ? Response{} : right_response(question);
}

// ---- second thoughts

enum class Thought { kept, mended, spoiled, withdrawn };

Thought thought_of(std::size_t index) {
    switch (index % 10) {
    case 0: return Thought::withdrawn;
    case 1:
    case 2: return Thought::spoiled;
    case 3:
    case 4:
    case 5:
    case 6: return Thought::mended;
    default: return Thought::kept;
    }
}

// Single choices are already changed once in the first walk, wherever they end up there.
Move first_move(const Question& question, Thought thought) {
    const bool ends_wrong = thought == Thought::mended;
    Move move{.item = question.item.id, .flag = thought == Thought::mended};
    const std::string right = answer_text(right_response(question));
    const std::string wrong = answer_text(wrong_response(question));
    if (takes_one_option(question.item.type)) move.answers.push_back(ends_wrong ? right : wrong);
    move.answers.push_back(ends_wrong ? wrong : right);
    return move;
}

Move second_move(const Question& question, Thought thought) {
    Move move{.item = question.item.id, .flag = thought == Thought::mended};
    if (thought == Thought::kept) return move;
    // One option simply gives way to another; several, and what was typed, are cleared first.
    move.clear = thought == Thought::withdrawn || !takes_one_option(question.item.type);
    if (thought == Thought::mended) move.answers.push_back(answer_text(right_response(question)));
    if (thought == Thought::spoiled) move.answers.push_back(answer_text(wrong_response(question)));
    return move;
}

Response last_response(const Question& question, Thought thought) {
    if (thought == Thought::withdrawn) return {};
    return thought == Thought::spoiled ? wrong_response(question) : right_response(question);
}

// ---- pictures

// The first question of each kind, one with a picture and one on a case.
void take_pictures(const Questions& ordered, Walk& walk) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const assessment::Item& item = ordered[i].item;
        std::string name(item_type_key(item.type));
        if (!item.stimulus.empty())
            name = "case";
        else if (!item.figure.empty())
            name = "figure";
        if (taken.insert(name).second) walk[i].shot = "question-" + name;
    }
}

} // namespace

std::string plan_text(const Walk& walk) {
    std::string text = "# made by kaogong demo\n";
    for (const Move& move : walk) {
        text += move.item + " ";
        if (move.flag) text += "flag ";
        if (move.clear) text += "clear ";
        if (!move.shot.empty()) text += "shot " + move.shot + " ";
        for (std::size_t i = 0; i < move.answers.size(); ++i) text += (i > 0 ? " > " : "") + move.answers[i];
        text += move.answers.empty() ? "-\n" : "\n";
    }
    return text;
}

Response right_response(const Question& question) {
    if (const auto* options = std::get_if<OptionKey>(&question.key.answer)) return ChosenOptions{options->correct};
    if (const auto* number = std::get_if<assessment::NumericKey>(&question.key.answer)) return NumberText{number_text(number->value)};
    return ShortText{std::get<assessment::TextKey>(question.key.answer).accepted.front()};
}

Response wrong_response(const Question& question) {
    if (const auto* options = std::get_if<OptionKey>(&question.key.answer)) return wrong_options(question, *options);
    if (const auto* number = std::get_if<assessment::NumericKey>(&question.key.answer))
        return NumberText{number_text(sum(sum(number->value, number->above), {1, 0}))};
    return ShortText{std::string(kWrongText)};
}

Performance play_perfect(const Questions& questions) {
    Performance performance = answer_all(questions, always_right);
    take_pictures(in_order(questions), performance.walks.front());
    return performance;
}

Performance play_average(const Questions& questions) {
    return answer_all(questions, mostly_right);
}

Performance play_killed(const Questions& questions) {
    return answer_all(questions, always_right);
}

Performance play_too_slow(const Questions& questions) {
    return answer_all(questions, two_of_three);
}

Performance play_changing(const Questions& questions) {
    Performance performance{.walks = {{}, {}}, .responses = {}};
    const Questions ordered = in_order(questions);
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const Thought thought = thought_of(i);
        performance.walks[0].push_back(first_move(ordered[i], thought));
        performance.walks[1].push_back(second_move(ordered[i], thought));
        const Response response = last_response(ordered[i], thought);
        if (is_answered(response)) performance.responses.push_back({ordered[i].item.id, response});
    }
    return performance;
}

} // namespace kaogong::cli::demo
