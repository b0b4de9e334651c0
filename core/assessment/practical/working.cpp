#include "core/assessment/practical/working.h"

#include "core/assessment/practical/exact.h"
#include "core/base/check.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace kaogong::practical {
namespace {

// The two languages of a line side by side, filled with the same named values; a language leaves out what it does not say.
struct Sentences {
    const char* zh_cn;
    const char* en;
};

constexpr Sentences kSentences[] = {
    {"", ""},
    {"不扣分", "nothing lost"},
    {"{value} 合格", "{value} within limits"},
    {"超上差 {value}", "{value} over"},
    {"超下差 {value}", "{value} under"},
    {"每 {value} 计 1 步，共 {times} 步，扣 {points} 分", "{times} steps of {value}, -{points}"},
    {"超差，得 0 分", "out, 0"},
    {"缺“{subject}”，扣 {points} 分", "missing: {subject}, -{points}"},
    {"顺序错，扣 {points} 分", "wrong order, -{points}"},
    {"{times} × {each} 分，扣 {points} 分", "{times} x {each}, -{points}"},
    {"{times} 项，每项 {each} 分，得 {points} 分", "{times} x {each}, +{points}"},
    {"{of} 处中 {times} 处不合格，扣 {points} 分", "{times} of {of} bad, -{points}"},
    {"{times} 项，扣 {points} 分", "{times} found, -{points}"},
    {"第 {of} 面降 {times} 级，扣 {points} 分", "surface {of}: {times} down, -{points}"},
    {"“{subject}”，得 {points} 分", "{subject}: {points}"},
    {"评分 {scores}，折合 {mean}，÷ 3 × {each}，得 {points} 分", "scores {scores}: {mean} / 3 x {each} = {points}"},
    {"{subject}，得 0 分", "{subject}: 0"},
    {"{subject} {value} 超过 {limit}，得 0 分", "{subject} {value} beyond {limit}: 0"},
    {"最多扣 {points} 分", "at most -{points}"},
    {"扣完为止", "no more to lose"},
    {"未完成，得 0 分", "not done, 0"},
    {"不适用，给 {points} 分", "not applicable, +{points}"},
    {"不适用，本模块按其余各项折算", "not applicable, the module is re-scaled"},
    {"未评", "not yet scored"},
    {"其中 {subject} 计 {times} 次", "{times} of them by {subject}"},
    {"超时 {time}", "{time} over time"},
    {"实测 {value}", "{value} read"},
    {"评分 {scores}，组长仲裁为 {times} 分", "scores {scores}, arbitrated to {times}"},
};

std::string scores_text(const std::vector<int>& scores) {
    std::string text;
    for (const int score : scores) text += (text.empty() ? "" : " ") + std::to_string(score);
    return text;
}

std::string line_text(const WorkingLine& line, Language language) {
    const auto index = static_cast<std::size_t>(line.finding);
    CHECK(index < std::size(kSentences));
    const char* form = language == Language::en ? kSentences[index].en : kSentences[index].zh_cn;
    const std::string value = line.amounts.empty() ? "" : amount_text(line.amounts[0]);
    const std::string limit = line.amounts.size() < 2 ? "" : amount_text(line.amounts[1]);
    const std::string time = line.amounts.empty() ? "" : duration_text(line.amounts[0].value);
    return fmt::format(fmt::runtime(form), fmt::arg("value", value), fmt::arg("limit", limit), fmt::arg("time", time),
                       fmt::arg("times", line.times), fmt::arg("of", line.of), fmt::arg("each", points_text(line.points_each)),
                       fmt::arg("points", points_text(line.points)), fmt::arg("subject", line.subject.in(language)),
                       fmt::arg("scores", scores_text(line.scores)), fmt::arg("mean", fraction_text(line.mean)));
}

} // namespace

bool WorkingLine::operator==(const WorkingLine& other) const {
    return finding == other.finding && subject == other.subject && amounts == other.amounts && times == other.times && of == other.of &&
           points_each == other.points_each && points == other.points && scores == other.scores && compare(mean, other.mean) == 0;
}

std::string amount_text(const Amount& amount) {
    std::string text = decimal_text(amount.value, amount.places);
    if (text.find('.') == text.npos) return text;
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

std::string duration_text(std::int64_t ms) {
    const std::int64_t seconds = ms / 1'000;
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string working_text(const Working& working, Language language) {
    std::string text;
    for (const WorkingLine& line : working) {
        if (!text.empty()) text += language == Language::en ? ", " : "，";
        text += line_text(line, language);
    }
    return text;
}

} // namespace kaogong::practical
