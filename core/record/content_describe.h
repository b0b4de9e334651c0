// The numbered keys of spec, items and keys: one description each, run by Encoder and Decoder alike. A key is never used again for another
// meaning; a new one makes a new version. For core/record's own sources.
#pragma once

#include "core/assessment/key.h"
#include "core/assessment/paper.h"
#include "core/assessment/spec.h"
#include "core/base/limits.h"
#include "core/record/content_archive.h"

namespace kaogong::record::archive {

inline constexpr int kContentVersion = 1;
inline constexpr std::size_t kAreasMax = 64;
inline constexpr std::size_t kAcceptedFormsMax = 64;
inline constexpr std::size_t kNoticesMax = 16;
inline constexpr Range kCount{0, 1'000'000};
inline constexpr Range kPoints{0, 1'000'000'00};
inline constexpr Range kDurationMs{0, 24 * 60 * 60'000};

// ---- Items

template <typename A> Result<void> describe(A& a, Ref<A, assessment::Option> option) {
    TRY(a.text(1, option.id));
    TRY(a.maybe_local(2, option.text));
    TRY(a.maybe_text(3, option.figure));
    return a.flag(4, option.pinned_last);
}

template <typename A> Result<void> describe(A& a, Ref<A, assessment::Item> item) {
    using assessment::Importance;
    using assessment::ItemType;
    TRY(a.version(kContentVersion));
    TRY(a.text(2, item.id));
    TRY(a.choice(3, item.type, ItemType::single, ItemType::short_text));
    TRY(a.maybe_local(4, item.stem));
    TRY(a.maybe_list(5, item.options, kOptionsOfItemMax));
    TRY(a.maybe_text(6, item.figure));
    TRY(a.text(7, item.area));
    TRY(a.maybe_text(8, item.knowledge_path));
    TRY(a.choice(9, item.importance, Importance::x, Importance::z));
    TRY(a.integer(10, item.difficulty, {assessment::kDifficultyMin, assessment::kDifficultyMax}));
    TRY(a.maybe_text(11, item.stimulus));
    TRY(a.integer(12, item.stimulus_order, {0, 100}));
    return a.maybe_text(13, item.unit);
}

template <typename A> Result<void> describe(A& a, Ref<A, assessment::Stimulus> stimulus) {
    TRY(a.version(kContentVersion));
    TRY(a.text(2, stimulus.id));
    TRY(a.maybe_local(3, stimulus.text));
    return a.maybe_text(4, stimulus.figure);
}

// ---- Keys

template <typename A> Result<void> describe(A& a, Ref<A, assessment::Decimal> decimal) {
    constexpr std::int64_t kLargest = 1'000'000'000'000'000;
    TRY(a.integer(1, decimal.value, {-kLargest, kLargest}));
    return a.integer(2, decimal.places, {0, assessment::kDecimalPlacesMax});
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::OptionKey> key) {
    return a.texts(1, key.correct, kOptionsOfItemMax);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::NumericKey> key) {
    TRY(a.child(1, key.value));
    TRY(a.child(2, key.below));
    return a.child(3, key.above);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::TextKey> key) {
    return a.texts(1, key.accepted, kAcceptedFormsMax);
}

// Which alternative it is comes first, then the alternative itself.
template <typename A, typename Answer> Result<void> describe_answer(A& a, Answer& answer) {
    std::int64_t kind = static_cast<std::int64_t>(answer.index()) + 1;
    TRY(a.integer(3, kind, {1, 3}));
    if constexpr (A::kReads) {
        if (kind == 2) answer = assessment::NumericKey{};
        if (kind == 3) answer = assessment::TextKey{};
    }
    return std::visit([&](auto& alternative) { return a.child(4, alternative); }, answer);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::Key> key) {
    TRY(a.version(kContentVersion));
    TRY(a.text(2, key.item));
    TRY(describe_answer(a, key.answer));
    return a.maybe_local(5, key.rationale);
}

// ---- Spec

template <typename A> Result<void> describe(A& a, Ref<A, assessment::StandardReference> standard) {
    using assessment::StandardSource;
    TRY(a.choice(1, standard.source, StandardSource::national, StandardSource::international));
    TRY(a.text(2, standard.code));
    TRY(a.text(3, standard.version));
    return a.maybe_local(4, standard.title);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::Occupation> occupation) {
    TRY(a.text(1, occupation.code));
    TRY(a.local(2, occupation.name));
    return a.maybe_local(3, occupation.trade);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::TimeRules> time) {
    TRY(a.integer(1, time.duration_ms, kDurationMs));
    TRY(a.integer(2, time.hand_in_earliest_ms, kDurationMs));
    TRY(a.integer(3, time.late_entry_limit_ms, kDurationMs));
    TRY(a.integer(4, time.no_hand_in_last_ms, kDurationMs));
    return a.maybe_integers(5, time.notices_ms, kNoticesMax, kDurationMs);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::ItemTypePlan> plan) {
    using assessment::ItemType;
    TRY(a.choice(1, plan.type, ItemType::single, ItemType::short_text));
    TRY(a.integer(2, plan.count, kCount));
    TRY(a.integer(3, plan.points_each, kPoints));
    return a.integer(4, plan.stimuli, kCount);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::AreaPlan> area) {
    TRY(a.text(1, area.id));
    TRY(a.local(2, area.name));
    TRY(a.integer(3, area.weight, kPoints));
    return a.flag(4, area.exemptible);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::MultipleRule> rule) {
    using assessment::MultipleMode;
    TRY(a.choice(1, rule.mode, MultipleMode::all_or_nothing, MultipleMode::negative));
    TRY(a.integer(2, rule.partial_points, kPoints));
    return a.integer(3, rule.wrong_points, kPoints);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::NumericRule> rule) {
    using assessment::ToleranceEdge;
    TRY(a.choice(1, rule.edge, ToleranceEdge::inclusive, ToleranceEdge::exclusive));
    return a.integer(2, rule.decimals_max, {0, assessment::kDecimalPlacesMax});
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::ShortTextRule> rule) {
    using assessment::Blanks;
    TRY(a.flag(1, rule.fold_width));
    TRY(a.flag(2, rule.fold_case));
    TRY(a.choice(3, rule.blanks, Blanks::keep, Blanks::remove));
    return a.flag(4, rule.drop_end_punctuation);
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::TheoryPlan> plan) {
    using namespace assessment;
    TRY(a.child(1, plan.time));
    TRY(a.integer(2, plan.points_max, kPoints));
    TRY(a.integer(3, plan.pass_mark, kPoints));
    TRY(a.list(4, plan.item_types, std::size(kItemTypes)));
    TRY(a.choice(5, plan.area_basis, AreaBasis::questions, AreaBasis::points));
    TRY(a.list(6, plan.areas, kAreasMax));
    TRY(a.integers(7, plan.importance_percent, 3, {0, 100}));
    TRY(a.integers(8, plan.difficulty_percent, 5, {0, 100}));
    TRY(a.child(9, plan.multiple));
    TRY(a.child(10, plan.open_multiple));
    TRY(a.child(11, plan.numeric));
    TRY(a.child(12, plan.short_text));
    TRY(a.choice(13, plan.shuffle_options, Shuffle::off, Shuffle::on));
    TRY(a.choice(14, plan.shuffle_items, Shuffle::off, Shuffle::on));
    TRY(a.choice(15, plan.score_release, ScoreRelease::never, ScoreRelease::on_the_spot));
    return a.maybe_choices(16, plan.tools, Tool::hide_time);
}
// A spec of an operation test alone has no theory plan: the plan with nothing in it is left out. One that is there is never empty, so both
// ways there is one encoding.
template <typename A> Result<void> describe_theory(A& a, Ref<A, assessment::AssessmentSpec> spec) {
    std::optional<assessment::TheoryPlan> theory;
    if constexpr (!A::kReads)
        if (!(spec.theory == assessment::TheoryPlan{})) theory = spec.theory;
    TRY(a.maybe_child(8, theory));
    if constexpr (A::kReads)
        if (theory) spec.theory = std::move(*theory);
    return success();
}
template <typename A> Result<void> describe(A& a, Ref<A, assessment::AssessmentSpec> spec) {
    using assessment::SkillLevel;
    TRY(a.version(kContentVersion));
    TRY(a.text(2, spec.id));
    TRY(a.text(3, spec.version));
    TRY(a.child(4, spec.occupation));
    TRY(a.choice(5, spec.level, SkillLevel::apprentice, SkillLevel::chief_technician));
    TRY(a.child(6, spec.standard));
    TRY(a.maybe_text(7, spec.owner));
    TRY(describe_theory<A>(a, spec));
    return a.integer(9, spec.utc_offset_minutes, {-14 * 60, 14 * 60});
}

} // namespace kaogong::record::archive
