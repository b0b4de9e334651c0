// The view of answering: one item in full, the number column and the time.
#include "kiosk/app/view_parts.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using assessment::ItemType;

constexpr int kNumberLengthMax = 16;
constexpr int kTextLengthMax = 60;

const assessment::PaperItem& paper_item(const SessionContent& content, std::string_view id) {
    const auto found =
        std::find_if(content.paper.items.begin(), content.paper.items.end(), [&](const auto& item) { return item.item == id; });
    CHECK(found != content.paper.items.end()); // a candidate's paper is a re-ordering of the paper
    return *found;
}

model::MarkingHint marking_hint(const assessment::TheoryPlan& plan, ItemType type) {
    if (type != ItemType::multiple && type != ItemType::open_multiple) return model::MarkingHint::none;
    switch (assessment::multiple_rule(plan, type).mode) {
    case assessment::MultipleMode::all_or_nothing: return model::MarkingHint::all_or_nothing;
    case assessment::MultipleMode::partial_share:
    case assessment::MultipleMode::partial_fixed: return model::MarkingHint::partial;
    case assessment::MultipleMode::negative: return model::MarkingHint::negative;
    }
    return model::MarkingHint::none;
}

bool is_chosen(const assessment::Response& response, std::string_view option) {
    const auto* chosen = std::get_if<assessment::ChosenOptions>(&response);
    return chosen && std::find(chosen->ids.begin(), chosen->ids.end(), option) != chosen->ids.end();
}

std::string typed_text(const assessment::Response& response) {
    if (const auto* number = std::get_if<assessment::NumberText>(&response)) return number->text;
    if (const auto* text = std::get_if<assessment::ShortText>(&response)) return text->text;
    return {};
}

class ItemViewer {
  public:
    ItemViewer(const ViewSources& sources, std::size_t index)
        : sources_(sources), seated_(*sources.exam.seated()), content_(*sources.exam.content()), index_(index),
          item_(*content_.pool.find(seated_.paper.items[index].item)), state_(seated_.state.items[index]) {}

    model::ItemView view() const {
        model::ItemView view{.id = item_.id, .number = static_cast<int>(index_) + 1, .kind = item_kind(item_.type)};
        view.points = static_cast<int>(paper_item(content_, item_.id).points);
        view.marking = marking_hint(content_.spec.theory, item_.type);
        view.stem = item_.stem.in(sources_.language);
        view.figure = picture(item_.figure);
        add_material(view);
        for (const std::string& id : seated_.paper.items[index_].options) view.options.push_back(option_view(id, view.options.size()));
        view.answer = typed_text(state_.response);
        view.unit = item_.unit;
        view.answer_length_max = item_.type == ItemType::numeric ? kNumberLengthMax : kTextLengthMax;
        view.answered = assessment::is_answered(state_.response);
        view.flagged = state_.flagged;
        if (view.answered) view.answer_state = saved() ? model::SaveState::saved : model::SaveState::saving;
        return view;
    }

  private:
    bool saved() const { return sources_.exam.saved(state_.saved_sequence); }
    model::Picture picture(const std::string& name) const { return name.empty() ? model::Picture{} : sources_.pictures.figure(name); }

    void add_material(model::ItemView& view) const {
        if (item_.stimulus.empty()) return;
        const assessment::Stimulus* stimulus = content_.pool.find_stimulus(item_.stimulus);
        CHECK(stimulus != nullptr); // ItemPool::build refuses an item whose stimulus is missing
        view.material = stimulus->text.in(sources_.language);
        view.material_figure = picture(stimulus->figure);
    }

    model::OptionView option_view(const std::string& id, std::size_t place) const {
        const auto option = std::find_if(item_.options.begin(), item_.options.end(), [&](const auto& each) { return each.id == id; });
        CHECK(option != item_.options.end()); // the candidate's order names the item's own options
        model::OptionView view{.id = id, .text = option->text.in(sources_.language), .figure = picture(option->figure)};
        if (item_.type != ItemType::true_false) view.letter = std::string(1, static_cast<char>('A' + place));
        if (is_chosen(state_.response, id)) view.state = saved() ? model::OptionState::selected_saved : model::OptionState::selected_saving;
        return view;
    }

    const ViewSources& sources_;
    const Seated& seated_;
    const SessionContent& content_;
    std::size_t index_;
    const assessment::Item& item_;
    const assessment::ItemState& state_;
};

model::TimeView time_view(const Exam& exam) {
    const Seated& seated = *exam.seated();
    const auto left = assessment::remaining_ms(seated.state, exam.now());
    model::TimeView view{.left_ms = left ? *left : 0};
    const std::vector<std::int64_t>& notices_ms = exam.content()->spec.theory.time.notices_ms;
    const auto passed = std::find_if(notices_ms.rbegin(), notices_ms.rend(), [&](std::int64_t notice) { return view.left_ms <= notice; });
    if (view.left_ms <= 0) {
        view.state = model::TimeState::low; // time is up, and the paper is being collected
    } else if (!seated.state.countdown.running()) {
        view.state = model::TimeState::paused;
    } else if (passed != notices_ms.rend()) {
        view.state = model::TimeState::low;
        view.low_minutes = static_cast<int>(*passed / 60'000);
    } else if (exam.comfort().time_hidden) {
        view.state = model::TimeState::hidden;
    }
    return view;
}

bool allows(const Exam& exam, assessment::Tool tool) {
    const std::vector<assessment::Tool>& tools = exam.content()->spec.theory.tools;
    return std::find(tools.begin(), tools.end(), tool) != tools.end();
}

} // namespace

model::LocalTime local(const ViewSources& sources, std::int64_t wall_ms) {
    constexpr int kOffsetWithoutSession = 480; // China has one zone; a session brings its own
    const SharedContent& content = sources.exam.content();
    return civil_time(wall_ms, content ? content->spec.utc_offset_minutes : kOffsetWithoutSession);
}

std::string exam_title(const ViewSources& sources) {
    const SessionContent& content = *sources.exam.content();
    if (!content.title.empty()) return content.title.in(sources.language);
    const assessment::AssessmentSpec& spec = content.spec;
    return spec.occupation.name.in(sources.language) + " " + assessment::level_display(spec.level, sources.language);
}

model::ItemKind item_kind(ItemType type) {
    switch (type) {
    case ItemType::single: return model::ItemKind::single;
    case ItemType::multiple: return model::ItemKind::multiple;
    case ItemType::true_false: return model::ItemKind::true_false;
    case ItemType::open_multiple: return model::ItemKind::open_multiple;
    case ItemType::numeric: return model::ItemKind::numeric;
    case ItemType::short_text: return model::ItemKind::short_text;
    }
    return model::ItemKind::single;
}

model::CandidateBarView candidate_bar(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    return {.name = seated.candidate.name,
            .ticket = seated.candidate.ticket,
            .exam = exam_title(sources),
            .seat = exam.site().seat,
            .answered = static_cast<int>(assessment::answered_count(seated.state)),
            .total = static_cast<int>(seated.state.items.size()),
            .time = time_view(exam)};
}

std::vector<model::CellView> cell_views(const Seated& seated) {
    std::vector<model::CellView> cells;
    for (const assessment::ItemState& item : seated.state.items) cells.push_back({assessment::is_answered(item.response), item.flagged});
    return cells;
}

std::vector<model::GroupView> group_views(const ViewSources& sources) {
    const Seated& seated = *sources.exam.seated();
    const SessionContent& content = *sources.exam.content();
    std::vector<model::GroupView> groups;
    for (std::size_t i = 0; i < seated.paper.items.size(); ++i) {
        const assessment::Item& item = *content.pool.find(seated.paper.items[i].item);
        const bool is_case = !item.stimulus.empty();
        const int number = static_cast<int>(i) + 1;
        if (!groups.empty() && groups.back().is_case == is_case && groups.back().kind == item_kind(item.type))
            groups.back().last = number;
        else
            groups.push_back({.kind = item_kind(item.type), .is_case = is_case, .first = number, .last = number});
    }
    return groups;
}

model::QuestionView question_view(const ViewSources& sources) {
    const Exam& exam = sources.exam;
    const Seated& seated = *exam.seated();
    model::QuestionView view{.bar = candidate_bar(sources),
                             .item = ItemViewer(sources, seated.state.current_item).view(),
                             .groups = group_views(sources),
                             .cells = cell_views(seated)};
    view.tools = {.theme = allows(exam, assessment::Tool::contrast), .hide_time = allows(exam, assessment::Tool::hide_time)};
    view.text_size = exam.comfort().text_size;
    view.theme = exam.comfort().theme;
    view.frozen = assessment::is_finished(seated.state);
    view.staff_called = exam.staff_called();
    if (exam.notice()) view.notice = model::NoticeView{static_cast<int>(exam.notice()->left_ms / 60'000)};
    return view;
}

} // namespace kaogong::kiosk::app
