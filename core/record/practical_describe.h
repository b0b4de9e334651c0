// The numbered keys of a score sheet and of what examiners read (FORMAT.md, Score sheet). One description each, run by Encoder and Decoder
// alike; rules and readings are told apart by the number of their kind. For core/record's own sources.
#pragma once

#include "core/assessment/practical/reading.h"
#include "core/record/content_describe.h"

namespace kaogong::record::archive {

inline constexpr Range kValue{-practical::kValueMax, practical::kValueMax};
inline constexpr Range kFew{0, 1'000};
inline constexpr Range kStepMs{0, 30LL * 24 * 60 * 60'000};
inline constexpr std::size_t kPartsMax = 64; // modules, groups, gates, vetoes, bands, instruments

template <typename Variant, std::size_t Index = 0> Variant alternative_of(std::size_t index) {
    if constexpr (Index + 1 < std::variant_size_v<Variant>)
        if (index != Index) return alternative_of<Variant, Index + 1>(index);
    return Variant(std::in_place_index<Index>);
}
// An alternative of a variant: its number, from 1, and then the alternative itself. Keys are two that follow each other.
template <typename A, typename Variant> Result<void> describe_alternative(A& a, int key, Variant& variant) {
    constexpr std::int64_t kAlternatives = std::variant_size_v<std::remove_const_t<Variant>>;
    std::int64_t kind = static_cast<std::int64_t>(variant.index()) + 1;
    TRY(a.integer(key, kind, {1, kAlternatives}));
    if constexpr (A::kReads) variant = alternative_of<Variant>(static_cast<std::size_t>(kind - 1));
    return std::visit([&](auto& alternative) { return a.child(key + 1, alternative); }, variant);
}

// ---- Rules of rows

template <typename A> Result<void> describe(A& a, Ref<A, practical::Quantity> quantity) {
    TRY(a.maybe_text(1, quantity.id));
    TRY(a.maybe_local(2, quantity.name));
    TRY(a.maybe_text(3, quantity.unit));
    TRY(a.integer(4, quantity.places, {0, practical::kPlacesMax}));
    TRY(a.maybe_integer(5, quantity.nominal, kValue));
    TRY(a.maybe_integer(6, quantity.lower, kValue));
    TRY(a.maybe_integer(7, quantity.upper, kValue));
    return a.flag(8, quantity.referenced);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Stepping> stepping) {
    using practical::PartOfStep;
    TRY(a.integer(1, stepping.step, kValue));
    TRY(a.integer(2, stepping.points_each, kPoints));
    return a.choice(3, stepping.part, PartOfStep::started, PartOfStep::whole);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Tick> tick) {
    TRY(a.text(1, tick.id));
    TRY(a.maybe_local(2, tick.text));
    return a.integer(3, tick.points, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Effect> effect) {
    using practical::EffectKind;
    TRY(a.choice(1, effect.kind, EffectKind::warn, EffectKind::report_incident));
    return a.maybe_text(2, effect.target);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::StrictRule> rule) {
    return a.maybe_list(1, rule.ticks, practical::kTicksMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::PerStepRule> rule) {
    TRY(a.child(1, rule.excess));
    return a.child(2, rule.stepping);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::GradeRule> rule) {
    TRY(a.integer(1, rule.surfaces, kFew));
    TRY(a.maybe_integer(2, rule.points_each, kPoints));
    return a.integer(3, rule.points_grade, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::CountRule> rule) {
    using practical::Counting;
    TRY(a.choice(1, rule.counting, Counting::faults, Counting::achieved));
    TRY(a.integer(2, rule.points_each, kPoints));
    TRY(a.integer(3, rule.of, {0, practical::kCountMax}));
    TRY(a.maybe_integer(4, rule.cap, kPoints));
    TRY(a.maybe_child(5, rule.along));
    return a.child(6, rule.stepping);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::SampledRule> rule) {
    TRY(a.integer(1, rule.places, kFew));
    TRY(a.integer(2, rule.points_each, kPoints));
    return a.maybe_list(3, rule.quantities, practical::kQuantitiesMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::GroupedCountRule> rule) {
    return a.maybe_integers(1, rule.deductions, kPartsMax, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::LimitZeroRule> rule) {
    TRY(a.maybe_list(1, rule.quantities, practical::kQuantitiesMax));
    TRY(a.maybe_integer(2, rule.stepped, kFew));
    return a.child(3, rule.stepping);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::OffTotalRule> rule) {
    TRY(a.integer(1, rule.points_each, kPoints));
    return a.maybe_integer(2, rule.cap, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::OvertimeRule> rule) {
    using practical::PartOfStep;
    TRY(a.integer(1, rule.step_ms, kStepMs));
    TRY(a.integer(2, rule.points_each, kPoints));
    TRY(a.choice(3, rule.part, PartOfStep::started, PartOfStep::whole));
    TRY(a.integer(4, rule.stop_after_ms, kStepMs));
    return a.maybe_child(5, rule.beyond);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::JudgementRule> rule) {
    for (std::size_t i = 0; i < rule.descriptors.size(); ++i) TRY(a.maybe_local(static_cast<int>(i) + 1, rule.descriptors[i]));
    return success();
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Band> band) {
    TRY(a.text(1, band.id));
    TRY(a.maybe_local(2, band.name));
    TRY(a.integer(3, band.points, kPoints));
    TRY(a.maybe_integer(4, band.lower, kValue));
    return a.maybe_integer(5, band.upper, kValue);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::BandRule> rule) {
    TRY(a.maybe_child(1, rule.quantity));
    return a.maybe_list(2, rule.bands, kPartsMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::CheckRule> rule) {
    return a.maybe_list(1, rule.ticks, practical::kTicksMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::StepRule> rule) {
    TRY(a.maybe_list(1, rule.steps, practical::kTicksMax));
    return a.integer(2, rule.points_order, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::MeasureStrictRule> rule) {
    return a.maybe_list(1, rule.quantities, practical::kQuantitiesMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::MeasureStepRule> rule) {
    TRY(a.maybe_list(1, rule.quantities, practical::kQuantitiesMax));
    return a.child(2, rule.stepping);
}

// ---- The sheet

template <typename A> Result<void> describe(A& a, Ref<A, practical::NotApplicableRule> rule) {
    using practical::NotApplicablePoints;
    TRY(a.maybe_local(1, rule.when));
    return a.choice(2, rule.points, NotApplicablePoints::full, NotApplicablePoints::rescale);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Agreement> agreement) {
    TRY(a.integer(1, agreement.least, kValue));
    return a.integer(2, agreement.share, kFew);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::ScoreItem> item) {
    using practical::Phase;
    using practical::ScoredBy;
    TRY(a.text(1, item.id));
    TRY(a.maybe_text(2, item.module));
    TRY(a.local(3, item.name));
    TRY(a.integer(4, item.points_max, kPoints));
    TRY(a.maybe_local(5, item.words));
    TRY(a.choice(6, item.by, ScoredBy::one_on_site, ScoredBy::panel_blind));
    TRY(a.choice(7, item.phase, Phase::prep, Phase::review));
    TRY(describe_alternative(a, 8, item.rule)); // and 9
    TRY(a.maybe_list(10, item.zero_when, practical::kTicksMax));
    TRY(a.maybe_child(11, item.not_applicable));
    TRY(a.maybe_text(12, item.instrument));
    TRY(a.child(13, item.agreement));
    return a.flag(14, item.coded);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Instrument> instrument) {
    TRY(a.text(1, instrument.id));
    TRY(a.maybe_local(2, instrument.name));
    TRY(a.maybe_text(3, instrument.number));
    TRY(a.maybe_text(4, instrument.unit));
    TRY(a.integer(5, instrument.places, {0, practical::kPlacesMax}));
    TRY(a.integer(6, instrument.minimum, kValue));
    TRY(a.integer(7, instrument.maximum, kValue));
    TRY(a.integer(8, instrument.resolution, kValue));
    return a.integer(9, instrument.valid_to_ms, kTimeMs);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::TaskModule> module) {
    using practical::ModuleChoice;
    TRY(a.text(1, module.id));
    TRY(a.local(2, module.name));
    TRY(a.integer(3, module.points_max, kPoints));
    TRY(a.integer(4, module.weight, {0, 10'000}));
    TRY(a.integer(5, module.minutes, kCount));
    TRY(a.choice(6, module.choice, ModuleChoice::mandatory, ModuleChoice::drawn));
    TRY(a.maybe_text(7, module.group));
    return a.maybe_integer(8, module.points_pass, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::ModuleGroup> group) {
    TRY(a.text(1, group.id));
    TRY(a.maybe_local(2, group.name));
    return a.integer(3, group.take, kFew);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::Gate> gate) {
    TRY(a.text(1, gate.id));
    TRY(a.texts(2, gate.items, practical::kRowsMax));
    TRY(a.integer(3, gate.below, kPoints));
    TRY(a.child(4, gate.effect));
    return a.maybe_local(5, gate.words);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::VetoStep> step) {
    TRY(a.integers(1, step.occurrences, kPartsMax, {1, 1'000}));
    TRY(a.list(2, step.effects, kPartsMax));
    return a.maybe_text(3, step.counts_in);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::VetoItem> veto) {
    TRY(a.text(1, veto.id));
    TRY(a.local(2, veto.trigger));
    return a.list(3, veto.steps, kPartsMax);
}
template <typename A> Result<void> describe_rules(A& a, Ref<A, practical::ScoreSheet> sheet) {
    using namespace practical;
    TRY(a.integer(8, sheet.points_max, kPoints));
    TRY(a.integer(9, sheet.points_pass, kPoints));
    TRY(a.integer(10, sheet.duration_ms, kStepMs));
    TRY(a.integer(11, sheet.rounding.step, kPoints));
    TRY(a.choice(12, sheet.rounding.at, RoundAt::row, RoundAt::total));
    TRY(a.choice(13, sheet.show_total, ShowTotal::never, ShowTotal::always));
    TRY(a.integer(14, sheet.judges_min, {1, 100}));
    TRY(a.choice(15, sheet.combine, Combine::mean, Combine::trimmed_mean));
    return a.maybe_integer(16, sheet.spread_max, {0, kJudgementMax});
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::ScoreSheet> sheet) {
    using assessment::SkillLevel;
    TRY(a.version(kContentVersion));
    TRY(a.text(2, sheet.id));
    TRY(a.text(3, sheet.version));
    TRY(a.local(4, sheet.title));
    TRY(a.child(5, sheet.occupation));
    TRY(a.choice(6, sheet.level, SkillLevel::apprentice, SkillLevel::chief_technician));
    TRY(a.child(7, sheet.standard));
    TRY(describe_rules(a, sheet));
    TRY(a.maybe_list(17, sheet.instruments, kPartsMax));
    TRY(a.maybe_list(18, sheet.groups, kPartsMax));
    TRY(a.list(19, sheet.modules, kPartsMax));
    TRY(a.list(20, sheet.items, practical::kRowsMax));
    TRY(a.maybe_list(21, sheet.gates, kPartsMax));
    return a.maybe_list(22, sheet.vetoes, kPartsMax);
}

// ---- Readings

template <typename A> Result<void> describe(A& a, Ref<A, practical::Measured> measured) {
    TRY(a.maybe_integers(1, measured.readings, kPartsMax, kValue));
    return a.maybe_integers(2, measured.references, kPartsMax, kValue);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::MeasureReading> reading) {
    return a.maybe_list(1, reading.values, practical::kQuantitiesMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::CountReading> reading) {
    return a.integer(1, reading.count, kValue);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::TickReading> reading) {
    return a.maybe_texts(1, reading.missed, practical::kTicksMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::StepReading> reading) {
    return a.maybe_texts(1, reading.done, practical::kTicksMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::GradeReading> reading) {
    return a.maybe_integers(1, reading.down, 1'000, kFew);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::BandReading> reading) {
    return a.maybe_text(1, reading.band);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::JudgeReading> reading) {
    TRY(a.maybe_integers(1, reading.scores, kPartsMax, {0, practical::kJudgementMax}));
    return a.maybe_integer(2, reading.arbitrated, {0, practical::kJudgementMax});
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::TimeReading> reading) {
    return a.integer(1, reading.over_ms, kStepMs);
}
template <typename A> Result<void> describe(A& a, Ref<A, practical::RowEntry> entry) {
    using practical::RowState;
    TRY(a.choice(1, entry.state, RowState::unseen, RowState::not_applicable));
    TRY(describe_alternative(a, 2, entry.reading)); // and 3
    return a.maybe_texts(4, entry.zero_when, practical::kTicksMax);
}

} // namespace kaogong::record::archive
