// Views of hand entry: what the person in front keyed, and once both have finished what differs.
#include "kiosk/app/marking/marking_views.h"

#include "kiosk/screens/examiner/usual_reasons.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using ui::Key;

model::StaffBarView paper_bar(const MarkingSources& sources) {
    return staff_bar(sources, say(sources, Key::ex_keying_title), exam_title(sources));
}

std::vector<model::Picture> photographs(const MarkingSources& sources, const practical::HandState& hand) {
    std::vector<model::Picture> pages;
    for (const Hash& photo : hand.photos) pages.push_back(sources.pictures.figure(photo.hex()));
    return pages;
}

// What was not taken stands in its row with the reason.
void show_refused(const MarkingSources& sources, model::KeyedRow& row) {
    const auto& refused = sources.marking.refused_keys();
    if (!refused || refused->row != row.id) return;
    row.refused = refused->why;
    for (std::size_t i = 0; i < std::min(row.fields.size(), refused->values.size()); ++i) row.fields[i].value = refused->values[i];
}

} // namespace

model::HandEntryView hand_entry_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const Station& station = *marking.current();
    const practical::HandState hand = marking.paper_of(station);
    const Paper paper = marking.paper_context(station, hand, sources.language);
    model::HandEntryView view;
    view.bar = paper_bar(sources);
    view.whom = whom_text(sources, station);
    view.person = marking.content()->name_of(marking.user());
    const bool first = hand.keyings.empty() || hand.keyings[0].by == marking.user();
    view.keyer = first ? model::Keyer::first : model::Keyer::second;
    view.papers = photographs(sources, hand);
    view.may_retake = hand.keyings.empty();
    view.camera = marking.has_camera();
    view.files = marking.has_picture_folder();
    view.rows = paper_rows(paper);
    const std::vector<practical::Keying> own = practical::visible_keyings(hand, marking.user());
    view.third = own.empty() && hand.keyings.size() == 2;
    view.finished = !own.empty() && own.front().finished;
    for (model::KeyedRow& row : view.rows) {
        if (!own.empty())
            if (const auto value = value_in(own.front(), row.id)) show_value(paper, *value, row);
        show_refused(sources, row);
    }
    view.active_row = marking.paper_row(station);
    return view;
}

model::HandDifferencesView differences_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const Station& station = *marking.current();
    const practical::HandState& hand = *station.state.paper;
    const Paper paper = marking.paper_context(station, hand, sources.language);
    model::HandDifferencesView view;
    view.bar = paper_bar(sources);
    view.whom = whom_text(sources, station);
    view.first_person = marking.content()->name_of(hand.keyings[0].by);
    view.second_person = marking.content()->name_of(hand.keyings[1].by);
    view.papers = photographs(sources, hand);
    const std::vector<std::string> differ = practical::differing(hand);
    const std::vector<model::KeyedRow> rows = paper_rows(paper);
    view.rows_total = static_cast<int>(rows.size());
    for (const model::KeyedRow& row : rows) {
        if (std::find(differ.begin(), differ.end(), row.id) == differ.end()) continue;
        model::DifferenceRow difference{row, row, row};
        const auto first = value_in(hand.keyings[0], row.id);
        const auto second = value_in(hand.keyings[1], row.id);
        const auto settled = settled_in(hand, row.id);
        show_value(paper, *first, difference.first);
        show_value(paper, *second, difference.second);
        if (settled) {
            show_value(paper, *settled, difference.row);
            difference.settled = *settled == *first    ? model::SettledAs::first
                                 : *settled == *second ? model::SettledAs::second
                                                       : model::SettledAs::anew;
        }
        show_refused(sources, difference.row);
        view.rows.push_back(std::move(difference));
    }
    view.active_row = marking.paper_row(station);
    view.signatures = marking.pad() ? 1 : 0;
    return view;
}

model::AskPutAwayView put_away_view(const MarkingSources& sources) {
    return {.whom = whom_text(sources, *sources.marking.current()),
            .reasons = screens::usual_reasons(sources.language, screens::ReasonKind::put_away)};
}

} // namespace kaogong::kiosk::app
