// The pad for token and PIN, and the page of the signatures.
#include "kiosk/app/marking/marking_views.h"

#include "core/assessment/practical/exact.h"
#include "core/assessment/practical/scoring_rows.h"
#include "core/record/certificate.h"
#include "kiosk/screens/candidate/bars.h"
#include "kiosk/screens/examiner/usual_reasons.h"
#include "kiosk/ui/strings.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using practical::ScoringStage;
using practical::ScoringState;
using ui::Key;

constexpr std::int64_t kMinuteMs = 60'000;

const Bytes* certificate_of(const Marking& marking, std::string_view number) {
    const OperationContent& content = *marking.content();
    if (const Bytes* emergency = marking.emergency_of(number)) return emergency;
    if (const auto* examiner = content.find_examiner(number)) return &examiner->certificate;
    if (const auto* signer = content.find_signer(number)) return &signer->certificate;
    return nullptr;
}

std::string role_of(const MarkingSources& sources, std::string_view number) {
    if (const Bytes* certificate = certificate_of(sources.marking, number))
        if (const auto decoded = record::decode_certificate(*certificate)) {
            const std::string role(record::role_name(decoded->content.role, sources.language));
            return decoded->content.warrant.empty() ? role : say(sources, Key::ex_emergency_role, {ui::place("role", role)});
        }
    return say(sources, Key::ex_role_staff);
}

// First groups of the key's id.
std::string key_text(const Marking& marking, std::string_view number) {
    constexpr std::size_t kShown = 4;
    const Bytes* certificate = certificate_of(marking, number);
    const auto decoded =
        certificate == nullptr ? Result<record::SignedCertificate>(error(codes::internal)) : record::decode_certificate(*certificate);
    if (!decoded) return {};
    const auto key = record::PublicKey::from(decoded->content.key);
    if (!key) return {};
    std::string hex = key->id().hex().substr(0, 2 * kShown);
    std::transform(hex.begin(), hex.end(), hex.begin(), [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
    return hex.substr(0, kShown) + " " + hex.substr(kShown);
}

std::string act_text(const MarkingSources& sources, const practical::ScoringEvent& act) {
    const Station* station = sources.marking.current();
    if (station == nullptr) return {};
    const practical::ScoreSheet& sheet = station->state.rules->sheet;
    if (const auto* veto = std::get_if<practical::VetoConfirmed>(&act)) {
        const auto* rule = sheet.find_veto(veto->veto);
        return veto->veto + " " + (rule == nullptr ? std::string() : rule->trigger.in(sources.language));
    }
    if (const auto* veto = std::get_if<practical::VetoWithdrawn>(&act))
        return say(sources, Key::ex_act_withdraw, {ui::place("id", veto->veto)});
    if (const auto* row = std::get_if<practical::RowTouched>(&act))
        return say(sources, Key::ex_act_not_applicable, {ui::place("id", row->row)});
    if (const auto* row = std::get_if<practical::RowArbitrated>(&act))
        return say(sources, Key::ex_act_arbitrate, {ui::place("id", row->row), ui::place("n", row->score)});
    if (const auto* credit = std::get_if<practical::StationCredited>(&act))
        return say(sources, Key::ex_act_credit, {ui::place("n", static_cast<int>(credit->credit_ms / kMinuteMs))});
    if (std::holds_alternative<practical::StationRestarted>(act)) return say(sources, Key::ex_act_restart);
    if (std::holds_alternative<practical::PieceHandedIn>(act)) return say(sources, Key::ex_act_hand_in);
    if (std::holds_alternative<practical::ScoresDecided>(act)) return say(sources, Key::ex_act_decide);
    if (const auto* tally = std::get_if<practical::TallyChecked>(&act))
        return say(sources, Key::ex_act_tally, {ui::place("points", practical::points_text(tally->points))});
    const practical::EndDetails* details = nullptr;
    if (const auto* ended = std::get_if<practical::TestEnded>(&act)) details = &ended->details;
    if (const auto* noted = std::get_if<practical::ExceptionNoted>(&act)) details = &noted->details;
    if (details == nullptr) return {};
    const auto& facts = assessment::outcome_facts(details->code);
    return std::string(sources.language == Language::zh_cn ? facts.zh_cn : facts.en);
}

std::string what_is_signed(const MarkingSources& sources, const SignPad& pad) {
    const Station* station = sources.marking.current();
    if (const auto& emergency = sources.marking.emergency())
        return say(sources, Key::ex_emergency_for, {ui::place("name", sources.marking.content()->name_of(emergency->who))});
    if (pad.purpose == model::SignPurpose::sign_in) return sources.site.room;
    if (station == nullptr) return {};
    std::string what = whom_text(sources, *station);
    if (pad.act) what += "　" + act_text(sources, *pad.act);
    return what;
}

// Which occurrence of a veto this is, and what it brings about: whoever stands behind it reads it before the PIN.
void add_veto(const MarkingSources& sources, const SignPad& pad, model::SignView& view) {
    const auto* veto = pad.act ? std::get_if<practical::VetoConfirmed>(&*pad.act) : nullptr;
    const Station* station = sources.marking.current();
    if (veto == nullptr || station == nullptr) return;
    const practical::ScoreSheet& sheet = station->state.rules->sheet;
    const practical::VetoItem* rule = sheet.find_veto(veto->veto);
    if (rule == nullptr) return;
    const auto& tracks = station->state.vetoes;
    const auto track = std::find_if(tracks.begin(), tracks.end(), [&](const auto& each) { return each.veto == veto->veto; });
    const int occurrence = 1 + (track == tracks.end() ? 0 : track->confirmed);
    const practical::VetoStep* step = practical::veto_step(*rule, occurrence);
    view.act = say(sources, Key::ex_sign_veto, {ui::place("id", rule->id), ui::place("n", occurrence)});
    if (step != nullptr) view.effect = effects_text(sources, sheet, step->effects);
}

// Whose token is not there; and whose emergency credential is, because its PIN was shown once and may be forgotten.
bool may_ask_emergency(const Marking& marking, const std::string& number) {
    const bool token = marking.token_of(number) && marking.emergency_of(number) == nullptr;
    return !token && marking.may_have_emergency(number);
}

// What an examiner reads of the own entry before signing it: the level, the readings, or the points that it comes to.
std::string entry_words(const MarkingSources& sources, const practical::ScoreItem& item, const practical::RowEntry& entry) {
    if (entry.state == practical::RowState::not_done) return say(sources, Key::ex_state_not_done_short);
    if (entry.state == practical::RowState::not_applicable) return say(sources, Key::ex_row_not_applicable);
    if (const auto* judged = std::get_if<practical::JudgeReading>(&entry.reading); judged != nullptr && !judged->scores.empty())
        return std::to_string(judged->scores.front()) + " / " + std::to_string(practical::kJudgementMax);
    if (const auto* measured = std::get_if<practical::MeasureReading>(&entry.reading)) {
        const std::vector<practical::Quantity> quantities = practical::quantities_of(item);
        std::string words;
        for (std::size_t q = 0; q < std::min(quantities.size(), measured->values.size()); ++q)
            if (!measured->values[q].readings.empty())
                words += (words.empty() ? "" : "; ") + practical::value_text(measured->values[q].readings.front(), quantities[q]);
        return words;
    }
    const auto score = practical::score_item(item, entry, {.judges_min = 1});
    return score ? practical::points_text(score->points) + " / " + practical::points_text(item.points_max) : std::string();
}

std::vector<std::string> own_rows(const MarkingSources& sources, const ScoringState& state) {
    const std::string& examiner = sources.marking.user();
    std::vector<std::string> rows;
    for (const practical::ScoreItem* item : practical::rows_of(state)) {
        const practical::RowTrack* track = practical::find_track(state, item->id);
        const practical::RowSlot* slot = track == nullptr ? nullptr : practical::find_slot(*track, practical::slot_owner(*item, examiner));
        if (slot != nullptr) rows.push_back(item->id + "  " + entry_words(sources, *item, slot->entry));
    }
    return rows;
}

// Recused for this candidate, or out of scope: shown, and cannot be chosen.
std::string why_not(const MarkingSources& sources, const SignPad& pad, const std::string& number) {
    if (pad.purpose != model::SignPurpose::second_person || !sources.marking.content()->find_examiner(number)) return {};
    const Station* station = sources.marking.current();
    if (station == nullptr || practical::is_member(*station->state.rules, number)) return {};
    return say(sources, Key::ex_not_of_panel);
}

std::string fact_number(practical::Points points, practical::Points points_max) {
    return practical::points_text(points) + " / " + practical::points_text(points_max);
}

std::string duration_text(std::int64_t ms) {
    constexpr std::int64_t kSecondMs = 1'000;
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return std::to_string(ms / (60 * kMinuteMs)) + ":" + two(ms / kMinuteMs % 60) + ":" + two(ms / kSecondMs % 60);
}

bool has_effect(const practical::AppliedRule& applied) {
    return applied.source == practical::AppliedSource::gate || applied.source == practical::AppliedSource::veto;
}

void add_facts(const MarkingSources& sources, const Station& station, model::SealView& view) {
    const ScoringState& state = station.state;
    if (state.end) {
        const auto& facts = assessment::outcome_facts(state.end->code);
        view.facts.emplace_back(say(sources, Key::ex_fact_end), sources.language == Language::zh_cn ? facts.zh_cn : facts.en);
    }
    const bool tallied = state.stage != ScoringStage::decided;
    if (const auto score = practical::final_score(state); score && state.started_at && tallied) {
        for (const practical::ModuleScore& module : score->sheet.modules)
            view.facts.emplace_back(state.rules->sheet.find_module(module.id)->name.in(sources.language),
                                    fact_number(module.points, module.points_max));
        for (const practical::AppliedRule& applied : score->sheet.applied)
            view.facts.emplace_back(applied.rule, has_effect(applied) ? effects_text(sources, state.rules->sheet, {applied.effect})
                                                                      : practical::points_text(applied.points));
    }
    if (state.started_at) view.facts.emplace_back(say(sources, Key::ex_fact_worked), duration_text(state.clock.before_ms));
    if (state.credited_ms > 0)
        view.facts.emplace_back(say(sources, Key::ex_fact_credited),
                                say(sources, Key::minutes, {ui::place("n", static_cast<int>(state.credited_ms / kMinuteMs))}));
}

std::string verdict_of(const MarkingSources& sources, const Station& station, bool& passed) {
    const ScoringState& state = station.state;
    passed = false;
    if (state.end) {
        const assessment::ResultValue value = practical::end_result(*state.end);
        return std::string(assessment::result_value_name(value, sources.language));
    }
    const auto score = practical::final_score(state);
    if (!score) return {};
    if (score->value != practical::ResultValue::normal) return std::string(assessment::result_value_name(score->value, sources.language));
    passed = score->verdict == practical::SheetVerdict::pass;
    return say(sources, passed ? Key::ex_passed : Key::ex_not_passed);
}

// What somebody has done before the result is signed, and when where the journal was written here.
std::string done_text(const MarkingSources& sources, const Station& station, const std::string& who) {
    const auto at = [&](std::int64_t wall_ms) { return screens::clock_text(local(sources, wall_ms)); };
    if (station.tallied && station.tallied->by == who)
        return say(sources, Key::ex_done_tally,
                   {ui::place("time", at(station.tallied->wall_ms)),
                    ui::place("points", practical::points_text(station.state.tally ? station.state.tally->points : 0))});
    if (station.decided && station.decided->by == who)
        return say(sources, Key::ex_done_decided, {ui::place("time", at(station.decided->wall_ms))});
    const auto blind = station.blind_at.find(who);
    if (blind == station.blind_at.end() || !station.state.sheets_signed.contains(who)) return {};
    return say(sources, Key::ex_done_blind, {ui::place("time", at(blind->second))});
}

void add_signatures(const MarkingSources& sources, const Station& station, model::SealView& view) {
    const OperationContent& content = *sources.marking.content();
    const ScoringState& state = station.state;
    const auto next = sources.marking.next_signer(state);
    const bool open = state.stage == ScoringStage::written_up || state.stage == ScoringStage::ended;
    std::vector<std::string> signers = practical::required_signers(state);
    in_signing_order(state, signers);
    for (const std::string& who : signers) {
        model::SignatureLine line{
            role_of(sources, who), content.name_of(who), model::SignatureState::waiting, {}, key_text(sources.marking, who), {}};
        if (state.tally && state.tally->by == who) line.role = say(sources, Key::ex_role_tally);
        line.done = done_text(sources, station, who);
        const bool refused = std::any_of(state.refusals.begin(), state.refusals.end(), [&](const auto& each) { return each.by == who; });
        if (refused) line.state = model::SignatureState::refused;
        if (open && next == who && !refused) line.state = model::SignatureState::next;
        if (state.result_signed.contains(who)) {
            line.state = model::SignatureState::signed_;
            if (const auto at = station.signed_at.find(who); at != station.signed_at.end()) line.at = local(sources, at->second);
        }
        view.signatures.push_back(std::move(line));
    }
}

} // namespace

model::SignView sign_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const SignPad& pad = *marking.pad();
    model::SignView view;
    view.purpose = pad.purpose;
    view.what = what_is_signed(sources, pad);
    add_veto(sources, pad, view);
    for (const std::string& number : pad.signers) {
        model::SignerView signer{number, marking.content()->name_of(number), role_of(sources, number), marking.token_of(number), true, {}};
        signer.why_not = why_not(sources, pad, number);
        signer.may = signer.why_not.empty();
        view.signers.push_back(std::move(signer));
    }
    view.chosen = pad.chosen;
    if (const Station* station = marking.current(); station != nullptr && pad.purpose == model::SignPurpose::blind_sheet) {
        view.own = own_rows(sources, station->state);
        view.rows = static_cast<int>(view.own.size());
    }
    if (const Station* station = marking.current(); station != nullptr && pad.signs_result && station->state.payload)
        view.fingerprint = fingerprint_text(*station->state.payload);
    view.busy = pad.busy;
    view.wrong = pad.wrong;
    view.tries_left = pad.tries_left;
    view.locked_ms = std::max<std::int64_t>(0, pad.locked_until_boot_ms - marking.now().boot_ms);
    view.asks_token = pad.chosen < pad.signers.size() && marking.content()->has_key(pad.signers[pad.chosen]);
    if (view.asks_token)
        view.emergency_possible = may_ask_emergency(marking, pad.signers[pad.chosen]);
    return view;
}

bool shows_emergency(const Marking& marking) {
    using Step = EmergencyAsk::Step;
    const auto& emergency = marking.emergency();
    return emergency && (emergency->step == Step::reason || emergency->step == Step::making || emergency->step == Step::issued);
}

model::EmergencyView emergency_view(const MarkingSources& sources) {
    const EmergencyAsk& emergency = *sources.marking.emergency();
    model::EmergencyView view;
    view.whom = sources.marking.content()->name_of(emergency.who);
    view.role = role_of(sources, emergency.who);
    view.reasons = screens::usual_reasons(sources.language, screens::ReasonKind::emergency);
    view.pin = emergency.pin;
    view.issued_by = emergency.issued_by;
    view.until = local(sources, emergency.until_ms);
    return view;
}

model::SealView seal_view(const MarkingSources& sources) {
    const Marking& marking = sources.marking;
    const Station& station = *marking.current();
    const ScoringState& state = station.state;
    model::SealView view;
    view.bar = staff_bar(sources, say(sources, Key::ex_seal_title), state.rules->sheet.title.in(sources.language));
    const bool sealed = marking.is_sealed(station);
    view.stage = sealed ? model::SealStage::sealed : model::SealStage::signing;
    const Entrant* entrant = entrant_of(marking, station);
    view.whom = station.number + " " + (entrant == nullptr ? std::string() : entrant->person->name);
    view.exam = exam_title(sources);
    view.tally_due = state.stage == ScoringStage::decided;
    view.total.points_max = static_cast<int>(state.rules->sheet.points_max);
    if (const auto score = practical::final_score(state); score && state.started_at) view.total.points = static_cast<int>(score->points);
    if (!view.tally_due) view.verdict = verdict_of(sources, station, view.passed);
    add_facts(sources, station, view);
    add_signatures(sources, station, view);
    if (state.payload) view.fingerprint = fingerprint_text(*state.payload);
    view.late_changes = static_cast<int>(state.late_changes.size());
    view.can_print = sealed && state.started_at.has_value() && !marking.prints();
    if (marking.printed()) view.printed = marking.printed()->filename().string();
    const auto next = marking.next_signer(state);
    view.may_refuse = !sealed && next.has_value() && (state.stage == ScoringStage::written_up || state.stage == ScoringStage::ended);
    if (view.may_refuse) view.refusal_reasons = screens::usual_reasons(sources.language, screens::ReasonKind::refusal);
    return view;
}

} // namespace kaogong::kiosk::app
