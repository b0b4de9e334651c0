#include "core/assessment/components/review.h"

#include "core/base/codes/practical.h"

#include <fmt/format.h>

namespace kaogong::components {
namespace {

using namespace practical;

constexpr std::int64_t kMinuteMs = 60'000;

Result<void> check_defence(const ReviewForm& form, const Defence& defence) {
    if (defence.duration_ms < form.defence_min_ms) return error(codes::defence_short, duration_text(defence.duration_ms));
    if (defence.questions < form.questions_min) return error(codes::defence_short, std::to_string(defence.questions));
    return success();
}

void tell_defence(const ReviewForm& form, const Defence& defence, Lines& working) {
    const std::string time = duration_text(defence.duration_ms);
    working.push_back(
        {fmt::format("答辩 {}，提问 {} 个", time, defence.questions), fmt::format("defence {}, {} questions", time, defence.questions)});
    if (defence.duration_ms <= form.defence_max_ms) return;
    const std::string over = duration_text(defence.duration_ms - form.defence_max_ms);
    working.push_back(
        {fmt::format("超过规定时间 {}，记录备查，不扣分", over), fmt::format("{} over its time: noted, costs nothing", over)});
}

} // namespace

FormFaults check_review(const ReviewForm& form) {
    FormFaults faults;
    check_board_rules(form.board, faults);
    if (form.sheet.find_module(form.defence) == nullptr) faults.push_back({{}, 0, "defence", codes::sheet_reference, form.defence});
    const bool sane = form.defence_min_ms > 0 && form.defence_min_ms <= form.defence_max_ms && form.questions_min >= 1;
    if (!sane) faults.push_back({{}, 0, "defence", codes::form_rule, std::to_string(form.defence_max_ms / kMinuteMs)});
    for (std::size_t i = 0; i < form.sheet.items.size(); ++i) {
        const ScoreItem& item = form.sheet.items[i];
        if (item.kind() != ItemKind::judgement || item.phase != Phase::review)
            faults.push_back({"item", i, "kind", codes::sheet_scorers, item.id});
    }
    return faults;
}

Result<ComponentScore> score_review(const ReviewForm& form, ReviewRecord record) {
    TRY(check_board(form.board, record.board, codes::panel_size));
    TRY(check_judges(form.sheet, record.entries, record.board.members.size()));
    ComponentScore made;
    if (record.defence) {
        TRY(check_defence(form, *record.defence));
        tell_defence(form, *record.defence, made.working);
    } else {
        // Nobody can have judged a defence that was not held: its rows are not done, whatever is written there.
        for (const ScoreItem& item : form.sheet.items)
            if (item.module == form.defence) record.entries.rows[item.id] = {.state = RowState::not_done};
        made.working.push_back({"未答辩，答辩各项得 0 分，综合评审不合格", "no defence: its rows are 0 and the review is not passed"});
    }
    const SheetScore score = TRY(score_sheet(form.sheet, record.entries));
    made.component = TRY(component_of(Method::review, score));
    if (!record.defence) made.component.failed_by.insert(made.component.failed_by.begin(), form.defence);
    tell_sheet(form.sheet, score, made.working);
    return made;
}

} // namespace kaogong::components
