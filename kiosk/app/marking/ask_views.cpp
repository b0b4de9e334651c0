// What is asked over a page: reasons, codes and facts that have to be written down with an act.
#include "kiosk/app/marking/marking_views.h"

#include "core/assessment/practical/scoring_rows.h"
#include "kiosk/screens/examiner/usual_reasons.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;
using practical::ScoringState;
using ui::Key;

constexpr std::size_t kReference = 8; // of a picture's hash, as people write it down
constexpr std::int64_t kMinuteMs = 60'000;

std::string time_words(const MarkingSources& sources, assessment::TimeEffect time) {
    switch (time) {
    case assessment::TimeEffect::none: return say(sources, Key::ex_time_goes_on);
    case assessment::TimeEffect::stops: return say(sources, Key::ex_time_stops);
    case assessment::TimeEffect::credited: return say(sources, Key::ex_time_credited);
    case assessment::TimeEffect::paused_for_all: break;
    }
    return say(sources, Key::ex_time_all);
}

screens::ReasonKind reasons_of(practical::OutcomeCode code) {
    using practical::OutcomeCode;
    switch (code) {
    case OutcomeCode::late_in:
    case OutcomeCode::late_out: return screens::ReasonKind::late;
    case OutcomeCode::warned:
    case OutcomeCode::stopped:
    case OutcomeCode::cheated:
    case OutcomeCode::early_start:
    case OutcomeCode::late_stop:
    case OutcomeCode::piece_swapped:
    case OutcomeCode::impersonation: return screens::ReasonKind::misconduct;
    case OutcomeCode::injury:
    case OutcomeCode::ill: return screens::ReasonKind::health;
    case OutcomeCode::machine_fault:
    case OutcomeCode::material_fault:
    case OutcomeCode::power_cut:
    case OutcomeCode::environment:
    case OutcomeCode::staff_fault:
    case OutcomeCode::paper_error: return screens::ReasonKind::fault;
    default: return screens::ReasonKind::other_end;
    }
}

model::CodedEndView coded_view(const MarkingSources& sources, const practical::EndFacts& facts) {
    const auto& outcome = assessment::outcome_facts(facts.code);
    model::CodedEndView view;
    view.code = std::string(outcome.key);
    view.name = std::string(sources.language == Language::zh_cn ? outcome.zh_cn : outcome.en);
    view.time = time_words(sources, outcome.time);
    view.result = std::string(assessment::result_value_name(outcome.result, sources.language));
    view.asks_reason = (facts.fields & practical::kReason) != 0;
    view.asks_second = (facts.fields & practical::kSecondStaff) != 0;
    view.asks_statement = (facts.fields & practical::kStatement) != 0;
    view.asks_evidence = (facts.fields & practical::kEvidence) != 0;
    view.asks_choice = (facts.fields & practical::kChoice) != 0;
    view.reasons = screens::usual_reasons(sources.language, reasons_of(facts.code));
    return view;
}

bool ends_now(const practical::EndFacts& facts, bool before) {
    switch (facts.ends) {
    case practical::EndsOperation::never: return false;
    case practical::EndsOperation::any_time: return true;
    case practical::EndsOperation::before_start: return before;
    case practical::EndsOperation::after_start: break;
    }
    return !before;
}

model::EvidencePicture taken_picture(const MarkingSources& sources, const Station& station, const practical::EvidencePicture& picture) {
    const std::string name = picture.picture.hex();
    model::EvidencePicture taken{sources.pictures.figure(name), name.substr(0, kReference), {}, {}};
    if (const auto noted = station.pictures.find(picture.picture); noted != station.pictures.end()) {
        taken.by = sources.marking.content()->name_of(noted->second.by);
        taken.at = local(sources, noted->second.wall_ms);
    }
    return taken;
}

const practical::ScoreItem& asked_row(const MarkingSources& sources) {
    return *sources.marking.current()->state.rules->sheet.find_item(sources.marking.ask().of);
}

} // namespace

model::AskNotApplicableView not_applicable_view(const MarkingSources& sources) {
    const practical::ScoreItem& item = asked_row(sources);
    model::AskNotApplicableView view;
    view.row = item.id;
    view.name = item.name.in(sources.language);
    if (item.not_applicable) {
        view.when = item.not_applicable->when.in(sources.language);
        view.full_points = item.not_applicable->points == practical::NotApplicablePoints::full;
    }
    view.points_max = static_cast<int>(item.points_max);
    if (const auto* module = sources.marking.current()->state.rules->sheet.find_module(item.module))
        view.module = module->name.in(sources.language);
    view.reasons = screens::usual_reasons(sources.language, screens::ReasonKind::not_applicable);
    return view;
}

model::AskNoteView note_view(const MarkingSources& sources) {
    const practical::ScoreItem& item = asked_row(sources);
    const model::ScoreRowView row = row_view(sources, *sources.marking.current(), item);
    return {.row = row.id,
            .name = row.name,
            .score = row.working,
            .note = row.note,
            .usual = screens::usual_reasons(sources.language, screens::ReasonKind::note)};
}

model::AskArbitrationView arbitration_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    const practical::ScoreItem& item = asked_row(sources);
    model::AskArbitrationView view;
    view.row = item.id;
    view.name = item.name.in(sources.language);
    view.words = item.words.in(sources.language);
    const practical::RowTrack* track = practical::find_track(station.state, item.id);
    for (const practical::PanelMember& member : station.state.rules->panel) {
        const practical::RowSlot* slot = track == nullptr ? nullptr : practical::find_slot(*track, member.examiner);
        const auto* reading = slot == nullptr ? nullptr : std::get_if<practical::JudgeReading>(&slot->entry.reading);
        if (reading != nullptr && !reading->scores.empty())
            view.levels.push_back({sources.marking.content()->name_of(member.examiner), reading->scores.front()});
    }
    if (const auto* rule = std::get_if<practical::JudgementRule>(&item.rule))
        for (std::size_t i = 0; i < rule->descriptors.size(); ++i) view.descriptors[i] = rule->descriptors[i].in(sources.language);
    view.reasons = screens::usual_reasons(sources.language, screens::ReasonKind::arbitration);
    return view;
}

model::AskWithdrawalView withdrawal_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    const practical::ScoreSheet& sheet = station.state.rules->sheet;
    const std::string& id = sources.marking.ask().of;
    model::AskWithdrawalView view;
    view.veto = id;
    const practical::VetoItem* veto = sheet.find_veto(id);
    if (veto == nullptr) return view;
    view.trigger = veto->trigger.in(sources.language);
    const auto track =
        std::find_if(station.state.vetoes.begin(), station.state.vetoes.end(), [&](const auto& each) { return each.veto == id; });
    const practical::VetoStep* step = track == station.state.vetoes.end() ? nullptr : practical::veto_step(*veto, track->confirmed);
    if (step != nullptr) view.effect = effects_text(sources, sheet, step->effects);
    if (const auto confirmed = station.confirmed.find(id); confirmed != station.confirmed.end()) {
        view.confirmed_by =
            sources.marking.content()->name_of(confirmed->second.by) + "、" + sources.marking.content()->name_of(confirmed->second.second);
        view.confirmed_at = local(sources, confirmed->second.wall_ms);
    }
    view.reasons = screens::usual_reasons(sources.language, screens::ReasonKind::withdrawal);
    return view;
}

model::AskHandInView hand_in_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    model::AskHandInView view;
    view.whom = whom_text(sources, station);
    view.pieces_due = std::max(1, Marking::pieces_of(station.state));
    view.coded = Marking::pieces_of(station.state) > 0;
    view.drawn_code = sources.marking.ask().drawn_code;
    view.at = local(sources, sources.marking.ask().asked_at.value_or(sources.marking.now()).wall_ms);
    return view;
}

model::AskSealView seal_check_view(const MarkingSources& sources) {
    const ScoringState& state = sources.marking.current()->state;
    if (!state.hand_in) return {};
    const auto of_the_test = [](const practical::EvidencePicture& picture) { return picture.row.empty(); };
    return {.code = state.hand_in->code,
            .seal = state.hand_in->seal,
            .camera = sources.marking.has_camera(),
            .pictures = static_cast<int>(std::count_if(state.pictures.begin(), state.pictures.end(), of_the_test))};
}

model::AskWorkOverView work_over_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    return {whom_text(sources, station),
            ui::sentence_of(sources.language, ui::Key::ex_pieces_stay, {ui::place("station", station.number)})};
}

model::AskEndView end_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    const ScoringState& state = station.state;
    const bool before = state.stage == ScoringStage::booked;
    model::AskEndView view;
    view.whom = whom_text(sources, station);
    for (const practical::EndFacts& facts : practical::operation_ends()) {
        const bool can_end = !state.end && !state.hand_in;
        if (can_end && ends_now(facts, before)) view.ends.push_back(coded_view(sources, facts));
        if (facts.ends == practical::EndsOperation::never) view.notes.push_back(coded_view(sources, facts));
    }
    view.code = sources.marking.ask().code;
    const bool is_note = std::any_of(view.notes.begin(), view.notes.end(), [&](const auto& each) { return each.code == view.code; });
    view.list = is_note || view.ends.empty() ? model::EndList::notes : model::EndList::ends;
    for (const practical::EvidencePicture& picture : state.pictures) view.evidence.push_back(picture.picture.hex().substr(0, kReference));
    view.camera = sources.marking.has_camera();
    return view;
}

model::AskCreditView credit_view(const MarkingSources& sources) {
    constexpr int kMinutesMost = 60;
    const Station& station = *sources.marking.current();
    const ScoringState& state = station.state;
    model::AskCreditView view;
    view.whom = whom_text(sources, station);
    view.minutes_most = kMinutesMost;
    const auto worked = practical::worked_ms(state.clock, sources.marking.now());
    view.left_ms = std::max<std::int64_t>(0, state.clock.allowed_ms - (worked ? *worked : state.clock.before_ms));
    view.reasons = screens::usual_reasons(sources.language, screens::ReasonKind::credit);
    return view;
}

model::AskRestartView restart_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    model::AskRestartView view;
    view.whom = whom_text(sources, station);
    view.rows_scored = static_cast<int>(station.state.rows.size());
    view.duration_min = (station.state.rules->sheet.duration_ms + station.state.rules->extra_ms) / kMinuteMs;
    view.reasons = screens::usual_reasons(sources.language, screens::ReasonKind::restart);
    return view;
}

model::AskFindView find_view(const MarkingSources&) {
    return {};
}

model::EvidenceView evidence_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    model::EvidenceView view;
    view.row = sources.marking.ask().of;
    const practical::ScoreItem* item = station.state.rules->sheet.find_item(view.row);
    view.name = item == nullptr ? std::string() : item->name.in(sources.language);
    for (const practical::EvidencePicture& picture : station.state.pictures)
        if (picture.row == view.row) view.pictures.push_back(taken_picture(sources, station, picture));
    view.camera = sources.marking.has_camera();
    view.files = sources.marking.has_picture_folder();
    view.frozen = sources.marking.practises();
    return view;
}

} // namespace kaogong::kiosk::app
