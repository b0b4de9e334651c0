// Views of examiners' pages, built from the marking: the one place where the record's values become what an examiner reads. Pure but for
// the pictures, which are looked up by name. What this examiner may not see yet is not in them: visible_entries decides.
#pragma once

#include "kiosk/app/marking/marking.h"
#include "kiosk/app/views.h"
#include "kiosk/model/tally.h"
#include "kiosk/ui/strings.h"

namespace kaogong::kiosk::app {

struct MarkingSources {
    const Marking& marking;
    const SiteFacts& site;
    Pictures& pictures;
    Language language = Language::zh_cn;
};

// Parts
inline std::string say(const MarkingSources& sources, ui::Key key) {
    return std::string(ui::sentence_of(sources.language, key));
}
inline std::string say(const MarkingSources& sources, ui::Key key, std::initializer_list<ui::Place> places) {
    return ui::sentence_of(sources.language, key, places);
}
model::LocalTime local(const MarkingSources& sources, std::int64_t wall_ms);
model::StaffBarView staff_bar(const MarkingSources& sources, std::string title, std::string line);
std::string exam_title(const MarkingSources& sources); // 车工 四级/中级工
std::string fingerprint_text(const Hash& hash);
model::CandidateState state_of(const MarkingSources& sources, const Entrant& entrant);
const Entrant* entrant_of(const Marking& marking, const Station& station);
std::string person_name(const MarkingSources& sources, const Entrant& entrant); // in practice nobody's
std::string whom_text(const MarkingSources& sources, const Station& station); // "06 韩立新", or the piece code
bool is_coded(const Station& station, model::SheetPhase phase);               // no name is shown
std::string effects_text(const MarkingSources& sources, const practical::ScoreSheet& sheet, const std::vector<practical::Effect>& effects);
// "第 1 次：警告；第 2 次：终止操作"; the effect alone where there is only one.
std::string occurrences_text(const MarkingSources& sources, const practical::ScoreSheet& sheet, const practical::VetoItem& veto);
std::optional<model::TotalView> total_of(const Station& station);

// row_view.cpp
model::ScoreRowView row_view(const MarkingSources& sources, const Station& station, const practical::ScoreItem& item);
model::GateView gate_view(const MarkingSources& sources, const Station& station, const practical::Gate& gate);

// Pages
model::CandidatesView candidates_view(const MarkingSources& sources);
model::PersonCheckView person_view(const MarkingSources& sources);
model::PreparationView preparation_view(const MarkingSources& sources);
model::SheetView sheet_view(const MarkingSources& sources);
model::FinishView finish_view(const MarkingSources& sources);
model::CompareView compare_view(const MarkingSources& sources);
model::SealView seal_view(const MarkingSources& sources);
model::SignView sign_view(const MarkingSources& sources);
model::EmergencyView emergency_view(const MarkingSources& sources);
bool shows_emergency(const Marking& marking); // over the pad

model::HandEntryView hand_entry_view(const MarkingSources& sources);
model::HandDifferencesView differences_view(const MarkingSources& sources);

// Dialogs
model::AskNotApplicableView not_applicable_view(const MarkingSources& sources);
model::AskArbitrationView arbitration_view(const MarkingSources& sources);
model::AskSealView seal_check_view(const MarkingSources& sources);
model::AskNoteView note_view(const MarkingSources& sources);
model::AskWithdrawalView withdrawal_view(const MarkingSources& sources);
model::AskHandInView hand_in_view(const MarkingSources& sources);
model::AskWorkOverView work_over_view(const MarkingSources& sources);
model::AskEndView end_view(const MarkingSources& sources);
model::AskCreditView credit_view(const MarkingSources& sources);
model::AskRestartView restart_view(const MarkingSources& sources);
model::AskFindView find_view(const MarkingSources& sources);
model::EvidenceView evidence_view(const MarkingSources& sources);
model::AskPutAwayView put_away_view(const MarkingSources& sources);
model::TallyView tally_view(const MarkingSources& sources);

} // namespace kaogong::kiosk::app
