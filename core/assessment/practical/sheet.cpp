#include "core/assessment/practical/sheet.h"

#include <algorithm>

namespace kaogong::practical {
namespace {

constexpr std::array<std::string_view, 15> kKindNames = {
    "STRICT",   "PER_STEP",  "GRADE", "COUNT", "SAMPLED", "GROUPED_COUNT",  "LIMIT_ZERO",   "OFF_TOTAL",
    "OVERTIME", "JUDGEMENT", "BAND",  "CHECK", "STEP",    "MEASURE_STRICT", "MEASURE_STEP",
};
constexpr std::array<std::string_view, 8> kEffectNames = {
    "warn", "item_zero", "module_zero", "total_zero", "component_fails", "stop_module", "stop_test", "report_incident",
};
constexpr std::array<std::string_view, 4> kStateNames = {"unseen", "scored", "not_done", "not_applicable"};
static_assert(kKindNames.size() == std::variant_size_v<Rule>);

template <typename List> auto find_in(const List& list, std::string_view id) -> const typename List::value_type* {
    const auto found = std::find_if(list.begin(), list.end(), [id](const auto& entry) { return entry.id == id; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const ScoreItem* ScoreSheet::find_item(std::string_view item) const {
    return find_in(items, item);
}

const TaskModule* ScoreSheet::find_module(std::string_view module) const {
    return find_in(modules, module);
}

const VetoItem* ScoreSheet::find_veto(std::string_view veto) const {
    return find_in(vetoes, veto);
}

const Instrument* ScoreSheet::find_instrument(std::string_view instrument) const {
    return find_in(instruments, instrument);
}

std::string_view kind_name(ItemKind kind) {
    return kKindNames[static_cast<std::size_t>(kind) - 1];
}

std::optional<ItemKind> find_kind(std::string_view name) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i)
        if (kKindNames[i] == name) return static_cast<ItemKind>(i + 1);
    return std::nullopt;
}

std::string_view effect_name(EffectKind kind) {
    return kEffectNames[static_cast<std::size_t>(kind) - 1];
}

std::string effect_text(const Effect& effect) {
    const std::string name(effect_name(effect.kind));
    return effect.target.empty() ? name : name + " " + effect.target;
}

std::string_view row_state_name(RowState state) {
    return kStateNames[static_cast<std::size_t>(state) - 1];
}

std::vector<Quantity> quantities_of(const ScoreItem& item) {
    if (const auto* rule = std::get_if<PerStepRule>(&item.rule)) return {rule->excess};
    if (const auto* rule = std::get_if<SampledRule>(&item.rule)) return rule->quantities;
    if (const auto* rule = std::get_if<LimitZeroRule>(&item.rule)) return rule->quantities;
    if (const auto* rule = std::get_if<MeasureStrictRule>(&item.rule)) return rule->quantities;
    if (const auto* rule = std::get_if<MeasureStepRule>(&item.rule)) return rule->quantities;
    if (const auto* rule = std::get_if<CountRule>(&item.rule); rule && rule->along) return {*rule->along};
    if (const auto* rule = std::get_if<BandRule>(&item.rule); rule && rule->quantity) return {*rule->quantity};
    return {};
}

} // namespace kaogong::practical
