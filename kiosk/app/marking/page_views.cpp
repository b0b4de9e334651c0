// The day's candidates, what comes before the start, the comparison, the signatures; and parts that several pages share.
#include "kiosk/app/marking/marking_views.h"

#include "core/assessment/practical/exact.h"
#include "core/assessment/practical/scoring_paper.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/base/codes/practical.h"
#include "core/record/certificate.h"
#include "kiosk/app/marking/prep_checks.h"
#include "kiosk/app/session_loader.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;
using practical::ScoringState;
using ui::Key;

constexpr std::int64_t kMinuteMs = 60'000;

bool all_finished(const ScoringState& state) {
    return std::all_of(practical::kPhases.begin(), practical::kPhases.end(), [&](auto phase) { return state.finished.contains(phase); });
}

std::string joined(const std::vector<std::string>& parts, Language language) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : language == Language::zh_cn ? "、" : ", ") + part;
    return text;
}

std::size_t spreads_open(const ScoringState& state) {
    std::size_t open = 0;
    for (const practical::ScoreItem* item : practical::rows_of(state))
        if (practical::row_status(state, *item).open == practical::RowOpen::spread) ++open;
    return open;
}

} // namespace

// ---- parts

model::LocalTime local(const MarkingSources& sources, std::int64_t wall_ms) {
    return civil_time(wall_ms, sources.marking.content()->part.spec.utc_offset_minutes);
}

std::string exam_title(const MarkingSources& sources) {
    const assessment::AssessmentSpec& spec = sources.marking.content()->part.spec;
    return spec.occupation.name.in(sources.language) + " " + assessment::level_display(spec.level, sources.language);
}

model::StaffBarView staff_bar(const MarkingSources& sources, std::string title, std::string line) {
    const Marking& marking = sources.marking;
    model::StaffBarView bar;
    bar.title = std::move(title);
    bar.line = std::move(line);
    bar.unsynced = static_cast<int>(marking.undelivered());
    bar.practice = marking.practises();
    bar.person = marking.user().empty() ? std::string() : marking.content()->name_of(marking.user());
    bar.clock = local(sources, marking.now().wall_ms);
    return bar;
}

// The first groups of a hash, as people compare them.
std::string fingerprint_text(const Hash& hash) {
    constexpr std::size_t kGroups = 4, kGroup = 4;
    const std::string hex = hash.hex();
    std::string text;
    for (std::size_t i = 0; i < kGroups; ++i) text += (i == 0 ? "" : " ") + hex.substr(i * kGroup, kGroup);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

const Entrant* entrant_of(const Marking& marking, const Station& station) {
    if (const Entrant* practice = marking.practice_entrant(); practice != nullptr && practice->row->candidate == station.candidate)
        return practice;
    const auto& all = marking.entrants();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Entrant& entrant) { return entrant.row->candidate == station.candidate; });
    return found == all.end() ? nullptr : &*found;
}

bool is_coded(const Station& station, model::SheetPhase phase) {
    if (station.own) return station.state.hand_in.has_value(); // whoever is away from the desk never learns whose it is
    return phase == model::SheetPhase::workpiece && station.state.hand_in && !station.state.hand_in->code.empty();
}

std::string person_name(const MarkingSources& sources, const Entrant& entrant) {
    return &entrant == sources.marking.practice_entrant() ? say(sources, Key::ex_practice_begin) : entrant.person->name;
}

std::string whom_text(const MarkingSources& sources, const Station& station) {
    if (is_coded(station, sources.marking.phase_shown(station))) return station.state.hand_in->code;
    const Entrant* entrant = entrant_of(sources.marking, station);
    return station.number + " " + (entrant == nullptr ? std::string() : person_name(sources, *entrant));
}

std::string effects_text(const MarkingSources& sources, const practical::ScoreSheet& sheet, const std::vector<practical::Effect>& effects) {
    using practical::EffectKind;
    const auto name_of = [&](const practical::Effect& effect) {
        if (const auto* module = sheet.find_module(effect.target)) return module->name.in(sources.language);
        return effect.target;
    };
    std::vector<std::string> words;
    for (const practical::Effect& effect : effects) {
        switch (effect.kind) {
        case EffectKind::warn: words.push_back(say(sources, Key::ex_effect_warn)); break;
        case EffectKind::item_zero: words.push_back(say(sources, Key::ex_effect_item_zero, {ui::place("what", name_of(effect))})); break;
        case EffectKind::module_zero:
            words.push_back(say(sources, Key::ex_effect_module_zero, {ui::place("what", name_of(effect))}));
            break;
        case EffectKind::total_zero: words.push_back(say(sources, Key::ex_effect_total_zero)); break;
        case EffectKind::component_fails: words.push_back(say(sources, Key::ex_effect_fails)); break;
        case EffectKind::stop_module:
            words.push_back(say(sources, Key::ex_effect_stop_module, {ui::place("what", name_of(effect))}));
            break;
        case EffectKind::stop_test: words.push_back(say(sources, Key::ex_effect_stop_test)); break;
        case EffectKind::report_incident: words.push_back(say(sources, Key::ex_effect_report)); break;
        }
    }
    return joined(words, sources.language);
}

std::string occurrences_text(const MarkingSources& sources, const practical::ScoreSheet& sheet, const practical::VetoItem& veto) {
    const bool one = veto.steps.size() == 1 && veto.steps.front().occurrences.size() <= 1;
    std::string text;
    for (const practical::VetoStep& step : veto.steps) {
        const std::string effect = effects_text(sources, sheet, step.effects);
        if (one) return effect;
        std::vector<std::string> numbers;
        for (const int at : step.occurrences) numbers.push_back(std::to_string(at));
        const std::string said =
            say(sources, Key::ex_veto_occurrence, {ui::place("n", joined(numbers, sources.language)), ui::place("effect", effect)});
        text += (text.empty() ? "" : sources.language == Language::zh_cn ? "；" : "; ") + said;
    }
    return text;
}

std::optional<model::TotalView> total_of(const Station& station) {
    if (station.own) return std::nullopt; // of one examiner's rows there is none
    if (!Marking::total_shown(station.state)) return std::nullopt;
    // While somebody scores again, nobody scores towards a total.
    if (station.state.compared && !practical::all_sheets_signed(station.state)) return std::nullopt;
    const auto score = practical::final_score(station.state);
    if (!score) return std::nullopt;
    return model::TotalView{static_cast<int>(score->points), static_cast<int>(station.state.rules->sheet.points_max), score->sheet.vetoed};
}

// ---- today's candidates

model::CandidateState state_of(const MarkingSources& sources, const Entrant& entrant) {
    if (!sources.marking.leads(entrant)) return model::CandidateState::elsewhere;
    const Station* station = sources.marking.station_of(entrant);
    if (station == nullptr) return model::CandidateState::to_confirm;
    const ScoringState& state = station->state;
    const bool has_end = state.end.has_value();
    if (sources.marking.is_sealed(*station) || state.stage == ScoringStage::signed_ || state.stage == ScoringStage::delivered) {
        if (sources.marking.why_put_aside(*station) && state.stage != ScoringStage::delivered) return model::CandidateState::held;
        if (has_end && state.end->code == assessment::OutcomeCode::absent) return model::CandidateState::absent;
        return has_end ? model::CandidateState::ended : model::CandidateState::sealed;
    }
    if (practical::is_being_keyed(state)) return model::CandidateState::keying;
    switch (state.stage) {
    case ScoringStage::booked:
        return may_start(state, sources.marking.now().wall_ms)
                   ? model::CandidateState::ready
                   : model::CandidateState::preparing;
    case ScoringStage::started: break;
    default: return model::CandidateState::to_sign;
    }
    if (state.paused) return model::CandidateState::paused;
    if (!all_finished(state)) return model::CandidateState::scoring;
    if (state.compared && spreads_open(state) > 0) return model::CandidateState::to_compare;
    return state.compared ? model::CandidateState::to_compare : model::CandidateState::to_sign;
}

namespace {

Key keying_note(const practical::HandState& paper) {
    if (practical::both_finished(paper)) return Key::ex_note_keying_settle;
    const bool first_done = !paper.keyings.empty() && paper.keyings[0].finished;
    return first_done ? Key::ex_note_keying_second : Key::ex_note_keying_first;
}

// One sentence on what is still to do.
std::string note_of(const MarkingSources& sources, const Entrant& entrant, model::CandidateState state) {
    const Station* station = sources.marking.station_of(entrant);
    if (!sources.marking.leads(entrant)) return say(sources, Key::ex_note_led_elsewhere, {ui::place("n", station_text(entrant.row->station))});
    if (station == nullptr) {
        const bool without = sources.marking.content()->without_panel.contains(entrant.row->candidate);
        return say(sources, without ? Key::ex_note_no_panel : Key::ex_note_to_confirm);
    }
    const ScoringState& scoring = station->state;
    switch (state) {
    case model::CandidateState::scoring: {
        const auto rows = practical::rows_of(scoring);
        const std::size_t open = practical::open_rows(scoring).size();
        return say(sources, Key::ex_note_scoring,
                   {ui::place("n", static_cast<int>(rows.size() - open)), ui::place("of", static_cast<int>(rows.size()))});
    }
    case model::CandidateState::paused: return say(sources, Key::ex_note_paused);
    case model::CandidateState::keying: return say(sources, keying_note(*scoring.paper));
    case model::CandidateState::to_compare: {
        const auto open = static_cast<int>(spreads_open(scoring));
        return open > 0 ? say(sources, Key::ex_note_spreads, {ui::place("n", open)}) : say(sources, Key::ex_note_compare);
    }
    case model::CandidateState::to_sign: {
        if (scoring.stage == ScoringStage::started) {
            const auto missing = static_cast<int>(scoring.rules->panel.size() - scoring.sheets_signed.size());
            return say(sources, Key::ex_note_sheets, {ui::place("n", missing)});
        }
        const auto next = sources.marking.next_signer(scoring);
        if (scoring.stage == ScoringStage::decided || !next) return say(sources, Key::ex_note_tally);
        return say(sources, Key::ex_note_next_signer, {ui::place("name", sources.marking.content()->name_of(*next))});
    }
    case model::CandidateState::held:
        if (const auto why = sources.marking.why_put_aside(*station))
            return code_text(*why) + " " + std::string(sentence(*why, sources.language).what);
        break;
    case model::CandidateState::sealed:
    case model::CandidateState::absent:
    case model::CandidateState::ended:
        return say(sources, scoring.stage == ScoringStage::delivered ? Key::ex_note_delivered : Key::ex_note_to_send);
    case model::CandidateState::ready: return say(sources, Key::ex_note_ready);
    case model::CandidateState::elsewhere:
    case model::CandidateState::to_confirm:
    case model::CandidateState::preparing: break;
    }
    return say(sources, Key::ex_note_preparing);
}

model::CandidateLine line_of(const MarkingSources& sources, const Entrant& entrant) {
    model::CandidateLine line;
    line.at = local(sources, entrant.row->start_ms);
    line.station = (entrant.row->station < 10 ? "0" : "") + std::to_string(entrant.row->station);
    line.name = entrant.person->name;
    line.ticket = entrant.person->admission_ticket;
    line.state = state_of(sources, entrant);
    line.note = note_of(sources, entrant, line.state);
    return line;
}

// What was drawn by lot; where the sheet leaves nothing to the lot, all of its modules.
std::string draw_text(const MarkingSources& sources, const record::OperationCandidate& row) {
    const practical::ScoreSheet* sheet = sources.marking.content()->find_sheet(row.sheet);
    if (sheet == nullptr) return row.sheet;
    std::vector<std::string> modules;
    for (const practical::TaskModule& module : sheet->modules) {
        const bool drawn = std::find(row.modules.begin(), row.modules.end(), module.id) != row.modules.end();
        if (drawn || !needs_draw(*sheet)) modules.push_back(module.name.in(sources.language));
    }
    return modules.empty() ? sheet->title.in(sources.language) : joined(modules, sources.language);
}

bool draws(const MarkingSources& sources, const record::OperationCandidate& row) {
    const practical::ScoreSheet* sheet = sources.marking.content()->find_sheet(row.sheet);
    return sheet != nullptr && needs_draw(*sheet);
}

model::CandidateDetail detail_of(const MarkingSources& sources, const Entrant& entrant) {
    const OperationContent& content = *sources.marking.content();
    model::CandidateDetail detail;
    if (!entrant.person->photo.empty()) detail.photo = sources.pictures.figure(entrant.person->photo);
    detail.id_number = masked_number(entrant.person->identity_number);
    detail.exam = exam_title(sources);
    const practical::ScoreSheet* sheet = content.find_sheet(entrant.row->sheet);
    if (sheet != nullptr) detail.duration_min = sheet->duration_ms / kMinuteMs + entrant.person->extra_minutes;
    detail.draw = draw_text(sources, *entrant.row);
    detail.drawn = draws(sources, *entrant.row);
    detail.recusal_free = entrant.row->relations.empty();
    const auto rules = content.rules.find(entrant.row->candidate);
    std::vector<std::string> names;
    if (rules != content.rules.end())
        for (const practical::PanelMember& member : rules->second->panel)
            names.push_back(member.chief ? say(sources, Key::ex_chief_named, {ui::place("name", content.name_of(member.examiner))})
                                         : content.name_of(member.examiner));
    detail.panel = joined(names, sources.language);
    if (const Station* station = sources.marking.station_of(entrant); station != nullptr && state_of(sources, entrant) == model::CandidateState::held)
        detail.hold = sentence(*sources.marking.why_put_aside(*station), sources.language).do_;
    for (const practical::DeclaredRelation& relation : entrant.row->relations)
        detail.recusal = say(sources, Key::ex_recused, {ui::place("name", content.name_of(relation.examiner))});
    return detail;
}

bool passes(model::CandidateFilter filter, model::CandidateState state) {
    const bool done =
        state == model::CandidateState::sealed || state == model::CandidateState::held || state == model::CandidateState::absent ||
        state == model::CandidateState::ended;
    const bool sign = state == model::CandidateState::to_sign || state == model::CandidateState::to_compare;
    if (state == model::CandidateState::elsewhere) return filter == model::CandidateFilter::all; // no work of this terminal
    switch (filter) {
    case model::CandidateFilter::all: return true;
    case model::CandidateFilter::to_score: return !done && !sign;
    case model::CandidateFilter::to_sign: return sign;
    case model::CandidateFilter::done: break;
    }
    return done;
}

} // namespace

model::CandidatesView candidates_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    model::CandidatesView view;
    view.bar = staff_bar(sources, say(sources, Key::ex_candidates_title), exam_title(sources));
    view.filter = marking.filter();
    std::optional<std::size_t> selected;
    for (std::size_t i = 0; i < marking.entrants().size(); ++i) {
        model::CandidateLine line = line_of(sources, marking.entrants()[i]);
        line.place = i;
        for (std::size_t f = 0; f < view.counts.size(); ++f)
            if (passes(static_cast<model::CandidateFilter>(f), line.state)) ++view.counts[f];
        if (!passes(view.filter, line.state)) continue;
        if (i == marking.selected()) selected = view.lines.size();
        view.lines.push_back(std::move(line));
    }
    // Whoever the filter hides is not acted upon: no detail then, and no line that looks chosen.
    view.selected = selected.value_or(view.lines.size());
    if (selected) view.detail = detail_of(sources, marking.entrants()[marking.selected()]);
    view.practice_possible = marking.may_practise();
    return view;
}

model::PersonCheckView person_view(const MarkingSources& sources) {
    const Entrant& entrant = sources.marking.entrants()[sources.marking.selected()];
    model::PersonCheckView view{staff_bar(sources, say(sources, Key::ex_person_title), exam_title(sources)),
                                line_of(sources, entrant),
                                detail_of(sources, entrant),
                                {}};
    if (const Station* station = sources.marking.station_of(entrant))
        for (const practical::EvidencePicture& taken : station->state.pictures)
            if (taken.row.empty()) view.on_site_photo = sources.pictures.figure(taken.picture.hex());
    return view;
}

// ---- before the start

namespace {

std::string check_text(const MarkingSources& sources, const std::string& check, const ScoringState& state) {
    if (check == kMachineCheck) return say(sources, Key::ex_check_machine);
    if (check == kMaterialCheck) return say(sources, Key::ex_check_material);
    if (check == kDrawingCheck) return say(sources, Key::ex_check_drawing);
    if (check == kSafetyCheck) return say(sources, Key::ex_check_safety);
    if (check == kGaugesCheck)
        return say(sources, Key::ex_check_gauges, {ui::place("n", static_cast<int>(state.rules->sheet.instruments.size()))});
    return say(sources, Key::ex_check_rows, {ui::place("n", static_cast<int>(practical::open_rows(state, practical::Phase::prep).size()))});
}

} // namespace

model::PreparationView preparation_view(const MarkingSources& sources) {
    const Station& station = *sources.marking.current();
    const Entrant& entrant = *entrant_of(sources.marking, station);
    const std::int64_t now_ms = sources.marking.now().wall_ms;
    model::PreparationView view;
    view.bar = staff_bar(sources, say(sources, Key::ex_preparation_title), exam_title(sources));
    view.station = station.number;
    view.name = person_name(sources, entrant);
    for (const std::string& check : prep_checks(station.state.rules->sheet))
        view.checks.push_back({check, check_text(sources, check, station.state), prep_mark(check, station.state, now_ms)});
    view.draw = draw_text(sources, *entrant.row);
    view.draw_needed = needs_draw(station.state.rules->sheet);
    view.draw_signed = draw_signed(station.state);
    view.duration_min = station.state.rules->sheet.duration_ms / kMinuteMs;
    view.extra_min = entrant.person->extra_minutes;
    view.can_start = may_start(station.state, now_ms);
    return view;
}

// ---- the comparison

namespace {

model::CompareRow compare_row(const MarkingSources& sources, const ScoringState& state, const practical::ScoreItem& item) {
    const practical::RowStatus status = practical::row_status(state, item);
    const practical::RowTrack* track = practical::find_track(state, item.id);
    model::CompareRow row;
    row.id = item.id;
    row.name = item.name.in(sources.language);
    const int most = state.rules->sheet.spread_max.value_or(practical::kJudgementMax);
    row.limit = say(sources, Key::ex_compare_limit, {ui::place("n", most)});
    std::vector<int> scores;
    for (const practical::PanelMember& member : state.rules->panel) {
        const practical::RowSlot* slot = track == nullptr ? nullptr : practical::find_slot(*track, member.examiner);
        const auto* reading = slot == nullptr ? nullptr : std::get_if<practical::JudgeReading>(&slot->entry.reading);
        model::CompareCell cell;
        if (reading != nullptr && !reading->scores.empty()) {
            scores.push_back(reading->scores.front());
            cell.value = say(sources, Key::ex_level_n, {ui::place("n", reading->scores.front())});
        }
        const bool again = std::find(status.again.begin(), status.again.end(), member.examiner) != status.again.end();
        cell.differs = again;
        row.cells.push_back(std::move(cell));
    }
    if (!scores.empty()) row.spread = say(sources, Key::ex_level_n, {ui::place("n", practical::spread(scores))});
    row.over = status.open == practical::RowOpen::spread;
    row.arbitrated = track != nullptr && track->arbitrated.has_value();
    return row;
}

} // namespace

model::CompareView compare_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const Station& station = *marking.current();
    const ScoringState& state = station.state;
    model::CompareView view;
    view.bar = staff_bar(sources, say(sources, Key::ex_compare_title), whom_text(sources, station) + "　" + exam_title(sources));
    std::map<std::string, int> to_do;
    for (const practical::ScoreItem* item : practical::rows_of(state)) {
        if (item->kind() != practical::ItemKind::judgement) continue;
        view.rows.push_back(compare_row(sources, state, *item));
        if (view.rows.back().over) ++view.over_count;
        for (const std::string& who : practical::row_status(state, *item).again) ++to_do[who];
    }
    if (!marking.compare_by_number())
        std::stable_sort(view.rows.begin(), view.rows.end(), [](const auto& a, const auto& b) { return a.over && !b.over; });
    view.by_number = marking.compare_by_number();
    for (const practical::PanelMember& member : state.rules->panel) {
        const std::string name = marking.content()->name_of(member.examiner);
        const bool is_signed = state.sheets_signed.contains(member.examiner);
        // Who scored again still has to sign the own sheet anew.
        const int left = std::max(to_do[member.examiner], is_signed ? 0 : 1);
        view.examiners.push_back({name, member.chief, is_signed, left});
        if (left > 0 && view.whose_turn.empty()) view.whose_turn = name;
        if (member.examiner == marking.user()) view.own_to_do = left;
    }
    view.over_count = std::max(view.over_count, practical::all_sheets_signed(state) ? 0 : 1);
    // Whoever scores again or arbitrates decides on what was done, and not on what it makes of the total.
    if (const auto score = practical::final_score(state); score && view.over_count == 0)
        view.total = {static_cast<int>(score->points), static_cast<int>(state.rules->sheet.points_max), score->sheet.vetoed};
    view.self_is_chief = marking.is_chief(station);
    return view;
}

} // namespace kaogong::kiosk::app
