#include "core/record/theory_marks.h"

namespace kaogong::record {
namespace {

ItemState item_state(assessment::AnswerState state) {
    switch (state) {
    case assessment::AnswerState::unanswered: return ItemState::not_done;
    case assessment::AnswerState::exempt: return ItemState::not_applicable;
    case assessment::AnswerState::answered:
    case assessment::AnswerState::unusable: break;
    }
    return ItemState::scored;
}

OutcomeCode outcome(const assessment::PaperMark& mark, std::optional<OutcomeCode> end_code) {
    if (end_code) return *end_code;
    return mark.verdict == assessment::Verdict::pass ? OutcomeCode::pass : OutcomeCode::fail;
}

} // namespace

ItemResult item_result(const std::string& item, const assessment::ItemMark& mark) {
    return {.item = item, .state = item_state(mark.state), .points = mark.points, .points_max = mark.points_max};
}

TheoryMarks theory_marks(const std::vector<std::string>& item_ids, const assessment::PaperMark& mark, std::optional<OutcomeCode> end_code) {
    CHECK(item_ids.size() == mark.items.size());
    TheoryMarks marks;
    for (std::size_t i = 0; i < mark.items.size(); ++i) marks.items.push_back(item_result(item_ids[i], mark.items[i]));
    marks.score = {.points = mark.points, .points_max = mark.counted_max, .outcome = outcome(mark, end_code)};
    return marks;
}

} // namespace kaogong::record
