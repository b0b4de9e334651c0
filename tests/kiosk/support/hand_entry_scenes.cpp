#include "kiosk/screens/examiner/hand_entry.h"
#include "tests/kiosk/support/hand_entry_samples.h"
#include "tests/kiosk/support/scenes.h"

#include <memory>

namespace kaogong::test {

using namespace kiosk;

namespace {

template <typename View, typename State> DrawScene staff_scene(View view, State state) {
    const auto kept = std::make_shared<State>(std::move(state));
    return [view = std::move(view), kept](ui::Frame& frame, model::Commands&) {
        model::ExaminerCommands commands;
        screens::draw(view, *kept, frame, commands);
    };
}

} // namespace

void add_hand_entry_scenes(std::vector<Scene>& all, const SampleOptions& options) {
    const HandEntrySamples samples{ExaminerSamples{options}};
    const model::HandEntryView view = samples.hand_entry();
    all.push_back({"27-keying", staff_scene(view, screens::HandEntryState{})});
    model::HandEntryView first = view;
    first.papers.clear();
    first.camera = true;
    for (model::KeyedRow& row : first.rows) row.state = model::KeyedState::unseen;
    all.push_back({"27-keying-no-paper", staff_scene(first, screens::HandEntryState{})});
    model::HandEntryView fresh = first;
    fresh.papers = view.papers;
    fresh.may_retake = true;
    all.push_back({"27-keying-photographed", staff_scene(fresh, screens::HandEntryState{})});
    fresh.papers.push_back(view.papers.front());
    screens::HandEntryState second_page;
    second_page.paper.page = 1;
    all.push_back({"27-keying-pages", staff_scene(fresh, second_page)});
    const auto at_row = [&](std::string name, std::size_t row) {
        model::HandEntryView other = view;
        other.active_row = row;
        all.push_back({std::move(name), staff_scene(std::move(other), screens::HandEntryState{})});
    };
    at_row("27-keying-judged", 4);
    at_row("27-keying-bands", 5);
    at_row("27-keying-refused", 8);
    at_row("27-keying-veto", 9);
    at_row("27-keying-times", 10);
    model::HandEntryView done = view;
    for (model::KeyedRow& row : done.rows) {
        if (row.state == model::KeyedState::unseen) row.state = model::KeyedState::not_done;
        row.refused.reset();
    }
    done.keyer = model::Keyer::second;
    screens::HandEntryState zoomed;
    zoomed.paper.zoom = 2;
    all.push_back({"27-keying-done", staff_scene(done, zoomed)});
    done.finished = true;
    all.push_back({"27-keying-closed", staff_scene(done, screens::HandEntryState{})});
    done.finished = false;
    done.third = true;
    all.push_back({"27-keying-third", staff_scene(done, screens::HandEntryState{})});
    all.push_back({"27-differences", staff_scene(samples.differences(), screens::HandDifferencesState{})});
    model::HandDifferencesView settled = samples.differences();
    settled.active_row = 1;
    for (model::DifferenceRow& row : settled.rows) {
        row.settled = model::SettledAs::anew;
        row.row.state = model::KeyedState::keyed;
        row.row.fields[0].value = "2";
    }
    settled.signatures = 1;
    all.push_back({"27-differences-settled", staff_scene(settled, screens::HandDifferencesState{})});
    settled.rows.clear();
    settled.active_row = 0;
    all.push_back({"27-differences-none", staff_scene(settled, screens::HandDifferencesState{})});
}

} // namespace kaogong::test
