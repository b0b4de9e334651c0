#include "core/assessment/practical/check_sheet.h"

#include "core/assessment/practical/check_rows.h"
#include "core/assessment/practical/exact.h"
#include "core/base/codes/assessment.h"
#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace kaogong::practical {
namespace {

constexpr std::int64_t kWeightWhole = 10'000;

std::string of_text(Points got, Points wanted) {
    return points_text(got) + " / " + points_text(wanted);
}

class SheetChecker {
  public:
    explicit SheetChecker(const ScoreSheet& sheet) : sheet_(sheet) {}

    std::vector<SheetFault> check() {
        check_totals();
        check_ids();
        check_instruments();
        check_modules();
        check_weights();
        for (std::size_t i = 0; i < sheet_.items.size(); ++i)
            for (RowFault& found : check_row(sheet_, sheet_.items[i])) fault(SheetPart::item, i, found.key, found.code, found.what);
        for (std::size_t i = 0; i < sheet_.items.size(); ++i) check_overtime(i);
        for (std::size_t i = 0; i < sheet_.gates.size(); ++i) check_gate(i);
        for (std::size_t i = 0; i < sheet_.vetoes.size(); ++i) check_veto(i);
        return std::move(faults_);
    }

  private:
    void fault(SheetPart part, std::size_t index, std::string key, Code code, std::string what = {}) {
        faults_.push_back({part, index, std::move(key), code, std::move(what)});
    }

    void check_totals() {
        const bool sane = sheet_.points_max > 0 && sheet_.points_pass > 0 && sheet_.points_pass <= sheet_.points_max;
        if (!sane) fault(SheetPart::sheet, 0, "total", codes::spec_pass_mark);
        if (sheet_.judges_min < 3 || sheet_.judges_min % 2 == 0) fault(SheetPart::sheet, 0, "panel", codes::panel_size);
        if (sheet_.rounding.step <= 0 || sheet_.rounding.step > 10'000) fault(SheetPart::sheet, 0, "rounding", codes::sheet_rule);
        if (sheet_.items.size() > kRowsMax) fault(SheetPart::sheet, 0, "item", codes::sheet_rule, "more than " + std::to_string(kRowsMax));
    }

    // One space of ids for rows, modules, gates and vetoes: effects name them without saying which they are.
    void check_ids() {
        std::set<std::string> ids;
        const auto once = [&](SheetPart part, const auto& list) {
            for (std::size_t i = 0; i < list.size(); ++i)
                if (!ids.insert(list[i].id).second) fault(part, i, "id", codes::id_repeated, list[i].id);
        };
        once(SheetPart::module, sheet_.modules);
        once(SheetPart::item, sheet_.items);
        once(SheetPart::gate, sheet_.gates);
        once(SheetPart::veto, sheet_.vetoes);
        ids.clear();
        once(SheetPart::instrument, sheet_.instruments);
        once(SheetPart::group, sheet_.groups);
    }

    void check_instruments() {
        for (std::size_t i = 0; i < sheet_.instruments.size(); ++i) {
            const Instrument& instrument = sheet_.instruments[i];
            const bool sane = instrument.minimum < instrument.maximum && instrument.resolution > 0;
            if (!sane) fault(SheetPart::instrument, i, "maximum", codes::sheet_rule);
        }
    }

    void check_modules() {
        for (std::size_t i = 0; i < sheet_.modules.size(); ++i) {
            const TaskModule& module = sheet_.modules[i];
            Points sum = 0;
            for (const ScoreItem& item : sheet_.items)
                if (item.module == module.id && !lies_outside_sum(item.kind())) sum += item.points_max;
            if (module.points_max <= 0 || sum != module.points_max)
                fault(SheetPart::module, i, "points", codes::sheet_sum, of_text(sum, module.points_max));
            if (module.weight <= 0) fault(SheetPart::module, i, "weight", codes::sheet_sum, "0");
            if (module.points_pass && (*module.points_pass <= 0 || *module.points_pass > module.points_max))
                fault(SheetPart::module, i, "pass", codes::spec_pass_mark);
            check_group(i);
        }
        if (sheet_.modules.empty()) fault(SheetPart::sheet, 0, "module", codes::field_missing);
    }

    void check_group(std::size_t index) {
        const TaskModule& module = sheet_.modules[index];
        const bool grouped = module.choice != ModuleChoice::mandatory;
        const auto group = std::find_if(sheet_.groups.begin(), sheet_.groups.end(), [&](const auto& g) { return g.id == module.group; });
        if (grouped && group == sheet_.groups.end()) fault(SheetPart::module, index, "group", codes::sheet_reference, module.group);
        if (!grouped && !module.group.empty()) fault(SheetPart::module, index, "group", codes::sheet_rule, module.group);
    }

    // Modules of a group weigh alike, or the sum would depend on what was drawn.
    void check_weights() {
        std::int64_t sum = 0;
        for (const TaskModule& module : sheet_.modules) sum += module.choice == ModuleChoice::mandatory ? module.weight : 0;
        for (std::size_t i = 0; i < sheet_.groups.size(); ++i) {
            const ModuleGroup& group = sheet_.groups[i];
            std::set<std::int64_t> weights;
            int members = 0;
            for (const TaskModule& module : sheet_.modules) {
                if (module.group != group.id) continue;
                weights.insert(module.weight);
                ++members;
            }
            if (members <= group.take || group.take < 1)
                fault(SheetPart::group, i, "take", codes::sheet_unreachable, std::to_string(members));
            if (weights.size() > 1) fault(SheetPart::group, i, "id", codes::sheet_sum, "weights differ");
            if (!weights.empty()) sum += group.take * *weights.begin();
        }
        if (sum != kWeightWhole && !sheet_.modules.empty())
            fault(SheetPart::sheet, 0, "module", codes::sheet_sum, "weights " + of_text(sum, kWeightWhole) + " %");
    }

    bool wants_item(EffectKind kind) const { return kind == EffectKind::item_zero; }
    bool wants_module(EffectKind kind) const { return kind == EffectKind::module_zero || kind == EffectKind::stop_module; }

    void check_effect(SheetPart part, std::size_t index, const char* key, const Effect& effect) {
        const ScoreItem* item = sheet_.find_item(effect.target);
        const bool row = item != nullptr && !lies_outside_sum(item->kind());
        const bool found = wants_item(effect.kind)     ? row
                           : wants_module(effect.kind) ? sheet_.find_module(effect.target) != nullptr
                                                       : effect.target.empty();
        if (!found) fault(part, index, key, codes::sheet_reference, effect_text(effect));
    }

    void check_overtime(std::size_t index) {
        const auto* rule = std::get_if<OvertimeRule>(&sheet_.items[index].rule);
        if (rule != nullptr && rule->beyond) check_effect(SheetPart::item, index, "beyond", *rule->beyond);
    }

    void check_gate(std::size_t index) {
        const Gate& gate = sheet_.gates[index];
        Points sum = 0;
        std::set<std::string> once;
        for (const std::string& id : gate.items) {
            const ScoreItem* item = sheet_.find_item(id);
            if (item == nullptr || lies_outside_sum(item->kind())) fault(SheetPart::gate, index, "items", codes::sheet_reference, id);
            if (!once.insert(id).second) fault(SheetPart::gate, index, "items", codes::id_repeated, id);
            sum += item == nullptr ? 0 : item->points_max;
        }
        if (gate.items.empty()) fault(SheetPart::gate, index, "items", codes::field_missing);
        // Below 0 nobody comes; beyond the rows' points everybody would.
        if (gate.below <= 0 || gate.below > sum) fault(SheetPart::gate, index, "below", codes::sheet_unreachable, of_text(gate.below, sum));
        check_effect(SheetPart::gate, index, "effect", gate.effect);
        const EffectKind kind = gate.effect.kind;
        const bool takes = kind == EffectKind::item_zero || kind == EffectKind::module_zero || kind == EffectKind::total_zero ||
                           kind == EffectKind::component_fails;
        if (!takes) fault(SheetPart::gate, index, "effect", codes::sheet_rule, effect_text(gate.effect));
    }

    void check_veto(std::size_t index) {
        const VetoItem& veto = sheet_.vetoes[index];
        std::set<int> occurrences;
        for (const VetoStep& step : veto.steps) {
            for (const int at : step.occurrences)
                if (at < 1 || !occurrences.insert(at).second) fault(SheetPart::veto, index, "on", codes::sheet_veto, std::to_string(at));
            if (step.occurrences.empty() || step.effects.empty()) fault(SheetPart::veto, index, "on", codes::sheet_veto);
            for (const Effect& effect : step.effects) check_effect(SheetPart::veto, index, "on", effect);
            check_counts_in(index, step);
        }
        // Without the first, or with a gap, an occurrence would have no effect at all.
        if (occurrences.empty() || *occurrences.rbegin() != static_cast<int>(occurrences.size()))
            fault(SheetPart::veto, index, "on", codes::sheet_veto, "occurrences are not 1, 2, 3 ...");
    }

    void check_counts_in(std::size_t index, const VetoStep& step) {
        if (step.counts_in.empty()) return;
        const ScoreItem* item = sheet_.find_item(step.counts_in);
        const auto* rule = item == nullptr ? nullptr : std::get_if<CountRule>(&item->rule);
        const bool counts = rule != nullptr && rule->counting == Counting::faults && !rule->along;
        if (!counts) fault(SheetPart::veto, index, "on", codes::sheet_reference, step.counts_in);
    }

    const ScoreSheet& sheet_;
    std::vector<SheetFault> faults_;
};

} // namespace

std::vector<SheetFault> check_sheet(const ScoreSheet& sheet) {
    return SheetChecker(sheet).check();
}

} // namespace kaogong::practical
