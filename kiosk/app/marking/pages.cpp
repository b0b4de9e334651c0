#include "kiosk/app/marking/pages.h"

namespace kaogong::kiosk::app {

void MarkingPages::forget_what_left(const Marking& marking) {
    if (!marking.pad()) sign_ = {};
    if (!marking.emergency()) emergency_ = {};
    if (marking.page() != MarkingPage::seal) seal_ = {};
    // Half typed keys are the person's who typed them, and nobody else's to see.
    if (marking.page() != MarkingPage::paper || marking.user() != user_) {
        hand_entry_ = {};
        differences_ = {};
    }
    user_ = marking.user();
    const Station* station = marking.current();
    const auto candidate = station == nullptr ? std::optional<CandidateRef>() : std::optional(station->candidate);
    // A dialog of one candidate's sheet is never answered on another's.
    if (candidate != station_) sheet_.dialog = screens::SheetDialog::none;
    station_ = candidate;
    const Ask& ask = marking.ask();
    if (ask.what == asked_.what && ask.of == asked_.of && ask.code == asked_.code) return;
    asked_ = ask;
    not_applicable_ = {};
    arbitration_ = {};
    withdrawal_ = {};
    note_ = {};
    hand_in_ = {};
    coded_end_ = {};
    credit_ = {};
    restart_ = {};
    evidence_ = {};
    tally_ = {};
    find_ = {};
    put_away_ = {};
}

void MarkingPages::draw_page(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands) {
    switch (sources.marking.page()) {
    case MarkingPage::candidates: return screens::draw(candidates_view(sources), candidates_, frame, commands);
    case MarkingPage::person: return screens::draw(person_view(sources), person_, frame, commands);
    case MarkingPage::preparation: return screens::draw(preparation_view(sources), preparation_, frame, commands);
    case MarkingPage::sheet: return screens::draw(sheet_view(sources), sheet_, frame, commands);
    case MarkingPage::finish: return screens::draw(finish_view(sources), finish_, frame, commands);
    case MarkingPage::compare: return screens::draw(compare_view(sources), compare_, frame, commands);
    case MarkingPage::seal: return screens::draw(seal_view(sources), seal_, frame, commands);
    case MarkingPage::paper:
        if (Marking::settles_paper(*sources.marking.current())) return screens::draw(differences_view(sources), differences_, frame, commands);
        return screens::draw(hand_entry_view(sources), hand_entry_, frame, commands);
    }
}

void MarkingPages::draw_ask(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands) {
    switch (sources.marking.ask().what) {
    case Ask::What::nothing: return;
    case Ask::What::not_applicable: return screens::draw(not_applicable_view(sources), not_applicable_, frame, commands);
    case Ask::What::arbitration: return screens::draw(arbitration_view(sources), arbitration_, frame, commands);
    case Ask::What::withdrawal: return screens::draw(withdrawal_view(sources), withdrawal_, frame, commands);
    case Ask::What::hand_in: return screens::draw(hand_in_view(sources), hand_in_, frame, commands);
    case Ask::What::work_over: return screens::draw(work_over_view(sources), work_over_, frame, commands);
    case Ask::What::coded_end: return screens::draw(end_view(sources), coded_end_, frame, commands);
    case Ask::What::credit: return screens::draw(credit_view(sources), credit_, frame, commands);
    case Ask::What::restart: return screens::draw(restart_view(sources), restart_, frame, commands);
    case Ask::What::evidence: return screens::draw(evidence_view(sources), evidence_, frame, commands);
    case Ask::What::note: return screens::draw(note_view(sources), note_, frame, commands);
    case Ask::What::seal: return screens::draw(seal_check_view(sources), seal_check_, frame, commands);
    case Ask::What::find: return screens::draw(find_view(sources), find_, frame, commands);
    case Ask::What::put_away: return screens::draw(put_away_view(sources), put_away_, frame, commands);
    case Ask::What::tally: return screens::draw(tally_view(sources), tally_, frame, commands);
    }
}

void MarkingPages::draw_sign(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands) {
    if (shows_emergency(sources.marking)) return screens::draw(emergency_view(sources), emergency_, frame, commands);
    if (sources.marking.pad()) screens::draw(sign_view(sources), sign_, frame, commands);
}

void MarkingPages::draw_pad(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands) {
    forget_what_left(sources.marking);
    const auto refused = sources.marking.refused();
    if (refused) frame.cover();
    draw_sign(sources, frame, commands);
    if (refused) draw_refusal(*refused, frame, commands);
}

void MarkingPages::draw_refusal(Code code, ui::Frame& frame, model::ExaminerCommands& commands) {
    frame.uncover();
    screens::RefusedState state;
    screens::draw(model::RefusedView{code}, state, frame, commands);
}

// Each lies above the one before and alone can be touched: the page, what is asked, the pad, a refusal, which is the newest word.
void MarkingPages::draw(const MarkingSources& sources, ui::Frame& frame, model::ExaminerCommands& commands) {
    const Marking& marking = sources.marking;
    forget_what_left(marking);
    const bool asks = marking.ask().what != Ask::What::nothing && (marking.current() != nullptr || marking.ask().what == Ask::What::find);
    const auto refused = marking.refused();
    if (asks || marking.pad() || refused) frame.cover();
    draw_page(sources, frame, commands);
    if (asks) {
        if (!marking.pad() && !refused) frame.uncover();
        draw_ask(sources, frame, commands);
    }
    if (marking.pad()) {
        if (!refused) frame.uncover();
        draw_sign(sources, frame, commands);
    }
    if (refused) draw_refusal(*refused, frame, commands);
}

} // namespace kaogong::kiosk::app
