#include "core/assessment/practical/score_sheet.h"

#include "core/assessment/practical/exact.h"
#include "core/base/check.h"
#include "core/base/codes/practical.h"

#include <algorithm>
#include <set>

namespace kaogong::practical {
namespace {

constexpr std::int64_t kWeightWhole = 10'000; // 100 %
constexpr int kOccurrencesMax = 100;

Result<void> check_choice(const ScoreSheet& sheet, const std::vector<std::string>& chosen) {
    std::map<std::string_view, int> taken;
    for (const std::string& id : chosen) {
        const TaskModule* module = sheet.find_module(id);
        if (module == nullptr || module->choice == ModuleChoice::mandatory) return error(codes::module_choice, id);
        ++taken[module->group];
    }
    if (std::set<std::string_view>(chosen.begin(), chosen.end()).size() != chosen.size()) return error(codes::module_choice);
    for (const ModuleGroup& group : sheet.groups)
        if (taken[group.id] != group.take) return error(codes::module_choice, group.id);
    return success();
}

class Totals {
  public:
    Totals(const ScoreSheet& sheet, const SheetEntries& entries) : sheet_(sheet), entries_(entries) {}

    Result<SheetScore> score() {
        modules_ = TRY(modules_taken(sheet_, entries_.chosen));
        rows_ = rows_taken(sheet_, modules_);
        TRY(check_entries());
        score_.points_max = sheet_.points_max;
        collect_vetoes();
        TRY(score_rows());
        TRY(apply_item_zeros());
        TRY(make_modules());
        TRY(apply_gates());
        TRY(apply_module_effects());
        TRY(take_off());
        TRY(apply_total_effects());
        TRY(decide());
        return std::move(score_);
    }

  private:
    Result<void> check_entries() {
        for (const auto& [id, entry] : entries_.rows) {
            const bool taken = std::any_of(rows_.begin(), rows_.end(), [&](const ScoreItem* row) { return row->id == id; });
            if (!taken && entry.state != RowState::unseen) return error(codes::sheet_reference, id);
        }
        for (const auto& [id, count] : entries_.vetoes)
            if (sheet_.find_veto(id) == nullptr || count < 0 || count > kOccurrencesMax) return error(codes::sheet_reference, id);
        return success();
    }

    // All that were confirmed are recorded; the gravest effect counts by the order in which effects are applied.
    void collect_vetoes() {
        for (const VetoItem& veto : sheet_.vetoes) {
            const auto found = entries_.vetoes.find(veto.id);
            const int count = found == entries_.vetoes.end() ? 0 : found->second;
            for (int n = 1; n <= count; ++n) collect_step(veto, n);
        }
    }

    void collect_step(const VetoItem& veto, int occurrence) {
        const VetoStep* step = veto_step(veto, occurrence);
        if (step == nullptr) return;
        if (!step->counts_in.empty()) count_fault(step->counts_in, veto.id);
        for (const Effect& effect : step->effects)
            effects_.push_back({.source = AppliedSource::veto, .rule = veto.id, .occurrence = occurrence, .effect = effect});
    }

    void count_fault(const std::string& row, const std::string& veto) {
        std::vector<VetoCount>& counts = counts_[row];
        const auto same = std::find_if(counts.begin(), counts.end(), [&](const VetoCount& count) { return count.veto == veto; });
        if (same == counts.end())
            counts.push_back({veto, 1});
        else
            ++same->times;
    }

    Result<void> score_rows() {
        const ScoringOptions options{.combine = sheet_.combine,
                                     .judges_min = sheet_.judges_min,
                                     .row_step = sheet_.rounding.at == RoundAt::row ? sheet_.rounding.step : 1};
        for (const ScoreItem* row : rows_) {
            const auto entry = entries_.rows.find(row->id);
            const auto counts = counts_.find(row->id);
            ItemScore scored = TRY(score_item(*row, entry == entries_.rows.end() ? RowEntry{} : entry->second, options,
                                              counts == counts_.end() ? std::vector<VetoCount>{} : counts->second));
            score_.unseen += scored.state == RowState::unseen ? 1 : 0;
            score_.items.emplace_back(row->id, std::move(scored));
        }
        return success();
    }

    ItemScore* item_score(std::string_view id) {
        const auto found = std::find_if(score_.items.begin(), score_.items.end(), [&](const auto& item) { return item.first == id; });
        return found == score_.items.end() ? nullptr : &found->second;
    }

    // Points of a row expressed in the component's total, exact: points x weight x component / (module's maximum x 100 %).
    Result<Fraction> in_total(const TaskModule& module, const Fraction& points) {
        const Fraction share{.numerator = module.weight, .denominator = kWeightWhole};
        const Fraction whole = TRY(multiply(share, {.numerator = sheet_.points_max, .denominator = module.points_max}));
        return multiply(whole, points);
    }

    Result<void> apply_item_zeros() {
        for (AppliedRule& applied : effects_) {
            if (applied.effect.kind != EffectKind::item_zero) continue;
            ItemScore* item = item_score(applied.effect.target);
            if (item == nullptr) continue; // a row of a module that was not taken
            const TaskModule* module = sheet_.find_module(sheet_.find_item(applied.effect.target)->module);
            CHECK(module != nullptr); // check_sheet: rows outside of the sum are no target
            applied.points = -assessment::cut(TRY(in_total(*module, {item->points, 1})));
            item->points = 0;
            item->working.push_back({.finding = Finding::condition, .subject = sheet_.find_veto(applied.rule)->trigger});
        }
        return success();
    }

    Result<void> make_modules() {
        for (const TaskModule* module : modules_) {
            ModuleScore made{.id = module->id};
            for (std::size_t i = 0; i < rows_.size(); ++i) {
                if (rows_[i]->module != module->id || lies_outside_sum(rows_[i]->kind())) continue;
                const ItemScore& item = score_.items[i].second;
                made.points += item.points;
                made.points_max += item.points_max;
                if (item.state != RowState::unseen) score_.points_possible += item.points_max;
            }
            if (made.points_max > 0) {
                made.counted = TRY(multiply({made.points, 1}, {module->points_max, made.points_max}));
                if (sheet_.rounding.at == RoundAt::module) made.counted = {rounded_to(made.counted, sheet_.rounding.step), 1};
            }
            if (made.points_max != module->points_max) {
                const Points rescaled = assessment::cut(TRY(in_total(*module, made.counted)));
                const Points unscaled = assessment::cut(TRY(in_total(*module, {made.points, 1})));
                score_.applied.push_back({.source = AppliedSource::rescale, .rule = module->id, .points = rescaled - unscaled});
            }
            score_.modules.push_back(std::move(made));
        }
        return success();
    }

    // A gate waits until all of its rows were looked at. Rows that re-scale are out of both sides of the comparison.
    Result<void> apply_gates() {
        for (const Gate& gate : sheet_.gates) {
            Points points = 0, counted_max = 0, whole_max = 0;
            bool open = false;
            for (const std::string& id : gate.items) {
                const ItemScore* item = item_score(id);
                if (item == nullptr) continue;
                open = open || item->state == RowState::unseen;
                points += item->points;
                counted_max += item->points_max;
                whole_max += sheet_.find_item(id)->points_max;
            }
            if (open || counted_max == 0) continue;
            const bool below = compare({points, counted_max}, {gate.below, whole_max}) < 0;
            if (below) TRY(apply_gate(gate));
        }
        return success();
    }

    Result<void> apply_gate(const Gate& gate) {
        AppliedRule applied{.source = AppliedSource::gate, .rule = gate.id, .effect = gate.effect};
        if (gate.effect.kind == EffectKind::item_zero) {
            ItemScore* item = item_score(gate.effect.target);
            const TaskModule* module = sheet_.find_module(sheet_.find_item(gate.effect.target)->module);
            if (item == nullptr || module == nullptr) return success();
            applied.points = -assessment::cut(TRY(in_total(*module, {item->points, 1})));
            item->working.push_back({.finding = Finding::condition, .subject = gate.words});
            for (ModuleScore& made : score_.modules)
                if (made.id == module->id && made.points_max > 0) {
                    made.points -= item->points;
                    made.counted = TRY(multiply({made.points, 1}, {module->points_max, made.points_max}));
                }
            item->points = 0;
            score_.applied.push_back(std::move(applied));
            return success();
        }
        effects_.push_back(std::move(applied));
        return success();
    }

    Result<void> apply_module_effects() {
        collect_overtime();
        for (AppliedRule& applied : effects_) {
            if (applied.effect.kind != EffectKind::module_zero) continue;
            for (std::size_t i = 0; i < score_.modules.size(); ++i) {
                ModuleScore& module = score_.modules[i];
                if (module.id != applied.effect.target) continue;
                applied.points = -assessment::cut(TRY(in_total(*modules_[i], module.counted)));
                module.counted = {};
                module.zeroed = true;
            }
        }
        for (std::size_t i = 0; i < score_.modules.size(); ++i) {
            if (!modules_[i]->points_pass) continue;
            score_.modules[i].pass = compare(score_.modules[i].counted, {*modules_[i]->points_pass, 1}) >= 0;
        }
        return success();
    }

    void collect_overtime() {
        for (const ScoreItem* row : rows_) {
            const auto* rule = std::get_if<OvertimeRule>(&row->rule);
            const auto entry = entries_.rows.find(row->id);
            if (rule == nullptr || entry == entries_.rows.end() || !rule->beyond) continue;
            const auto* time = std::get_if<TimeReading>(&entry->second.reading);
            const bool beyond = entry->second.state == RowState::scored && time != nullptr && time->over_ms > rule->stop_after_ms;
            if (beyond) effects_.push_back({.source = AppliedSource::overtime, .rule = row->id, .effect = *rule->beyond});
        }
    }

    // What is taken from the module or the total, which never fall below 0.
    Result<void> take_off() {
        Fraction total;
        for (std::size_t i = 0; i < modules_.size(); ++i) {
            TRY(take_off_module(i));
            total = TRY(add(total, TRY(in_total(*modules_[i], score_.modules[i].counted))));
        }
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!lies_outside_sum(rows_[i]->kind()) || !rows_[i]->module.empty()) continue;
            const Points wanted = score_.items[i].second.points;
            if (wanted == 0) continue;
            const bool floored = compare(total, {wanted, 1}) < 0;
            const Points taken = floored ? assessment::cut(total) : wanted;
            total = floored ? Fraction{} : TRY(add(total, {-wanted, 1}));
            score_.applied.push_back({.source = off_source(*rows_[i]), .rule = rows_[i]->id, .points = -taken});
        }
        score_.exact = total;
        return success();
    }

    static AppliedSource off_source(const ScoreItem& row) {
        return row.kind() == ItemKind::overtime ? AppliedSource::overtime : AppliedSource::off_total;
    }

    Result<void> take_off_module(std::size_t index) {
        ModuleScore& module = score_.modules[index];
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!lies_outside_sum(rows_[i]->kind()) || rows_[i]->module != module.id) continue;
            const Points wanted = score_.items[i].second.points;
            if (wanted == 0) continue;
            const Fraction before = module.counted;
            module.counted = compare(before, {wanted, 1}) < 0 ? Fraction{} : TRY(add(before, {-wanted, 1}));
            const Fraction taken = TRY(add(module.counted, {-before.numerator, before.denominator}));
            const Points points = assessment::cut(TRY(in_total(*modules_[index], {-taken.numerator, taken.denominator})));
            score_.applied.push_back({.source = off_source(*rows_[i]), .rule = rows_[i]->id, .points = -points});
            if (modules_[index]->points_pass) module.pass = compare(module.counted, {*modules_[index]->points_pass, 1}) >= 0;
        }
        return success();
    }

    Result<void> apply_total_effects() {
        if (sheet_.rounding.at == RoundAt::total) score_.exact = {rounded_to(score_.exact, sheet_.rounding.step), 1};
        for (AppliedRule& applied : effects_) {
            switch (applied.effect.kind) {
            case EffectKind::total_zero:
                applied.points = -assessment::cut(score_.exact);
                score_.exact = {};
                fail(FailReason::total_zero, applied.rule);
                break;
            case EffectKind::component_fails: fail(FailReason::component_fails, applied.rule); break;
            case EffectKind::stop_test: score_.test_stopped = true; break;
            case EffectKind::stop_module: score_.stopped_modules.push_back(applied.effect.target); break;
            case EffectKind::report_incident: score_.incident = true; break;
            case EffectKind::warn:
            case EffectKind::item_zero:
            case EffectKind::module_zero: break;
            }
            score_.applied.push_back(std::move(applied));
        }
        score_.points = assessment::cut(score_.exact);
        return success();
    }

    void fail(FailReason reason, const std::string& rule) {
        score_.vetoed = true;
        const Failing failing{.reason = reason, .of = rule};
        if (std::find(score_.failing.begin(), score_.failing.end(), failing) == score_.failing.end()) score_.failing.push_back(failing);
    }

    Result<void> decide() {
        const bool complete = score_.unseen == 0;
        for (const ModuleScore& module : score_.modules)
            if (complete && module.pass == false) score_.failing.push_back({FailReason::module_below, module.id});
        const bool reached = compare(score_.exact, {sheet_.points_pass, 1}) >= 0;
        if (complete && !reached) score_.failing.push_back({FailReason::below_pass_mark, {}});
        if (!score_.failing.empty())
            score_.verdict = SheetVerdict::fail;
        else
            score_.verdict = complete ? SheetVerdict::pass : SheetVerdict::open;
        return success();
    }

    const ScoreSheet& sheet_;
    const SheetEntries& entries_;
    std::vector<const TaskModule*> modules_;
    std::vector<const ScoreItem*> rows_;
    std::map<std::string, std::vector<VetoCount>, std::less<>> counts_;
    std::vector<AppliedRule> effects_;
    SheetScore score_;
};

std::string failing_text(const ScoreSheet& sheet, const Failing& failing, Language language) {
    const bool english = language == Language::en;
    switch (failing.reason) {
    case FailReason::below_pass_mark:
        return english ? "below " + points_text(sheet.points_pass) : "低于 " + points_text(sheet.points_pass) + " 分";
    case FailReason::module_below: {
        const std::string mark = points_text(sheet.find_module(failing.of)->points_pass.value_or(0));
        return failing.of + (english ? " is below " + mark : " 单项低于 " + mark + " 分");
    }
    case FailReason::component_fails: return failing.of + (english ? " fails the component" : " 触发，本科目不合格");
    case FailReason::total_zero: return failing.of + (english ? " takes the total" : " 触发，总分记 0 分");
    }
    return {};
}

} // namespace

Result<std::vector<const TaskModule*>> modules_taken(const ScoreSheet& sheet, const std::vector<std::string>& chosen) {
    TRY(check_choice(sheet, chosen));
    std::vector<const TaskModule*> taken;
    for (const TaskModule& module : sheet.modules) {
        const bool picked = std::find(chosen.begin(), chosen.end(), module.id) != chosen.end();
        if (module.choice == ModuleChoice::mandatory || picked) taken.push_back(&module);
    }
    return taken;
}

std::vector<const ScoreItem*> rows_taken(const ScoreSheet& sheet, const std::vector<const TaskModule*>& modules) {
    std::vector<const ScoreItem*> rows;
    for (const ScoreItem& item : sheet.items) {
        const auto is_it = [&](const TaskModule* module) { return module->id == item.module; };
        if (item.module.empty() || std::any_of(modules.begin(), modules.end(), is_it)) rows.push_back(&item);
    }
    return rows;
}

const VetoStep* veto_step(const VetoItem& veto, int occurrence) {
    const VetoStep* last = nullptr;
    int highest = 0;
    for (const VetoStep& step : veto.steps) {
        for (const int at : step.occurrences) {
            if (at == occurrence) return &step;
            if (at > highest) {
                highest = at;
                last = &step;
            }
        }
    }
    return occurrence > highest ? last : nullptr;
}

Result<SheetScore> score_sheet(const ScoreSheet& sheet, const SheetEntries& entries) {
    return Totals(sheet, entries).score();
}

std::string verdict_text(const ScoreSheet& sheet, const SheetScore& score, Language language) {
    const bool english = language == Language::en;
    std::string text =
        points_text(score.points) + (english ? " of " : " 分，满分 ") + points_text(score.points_max) + (english ? ", " : " 分，");
    switch (score.verdict) {
    case SheetVerdict::pass: return text + (english ? "passed" : "合格");
    case SheetVerdict::open:
        return text + (english ? std::to_string(score.unseen) + " rows unseen" : "尚有 " + std::to_string(score.unseen) + " 行未评");
    case SheetVerdict::fail: break;
    }
    text += english ? "not passed: " : "不合格：";
    for (std::size_t i = 0; i < score.failing.size(); ++i)
        text += (i == 0 ? "" : (english ? "; " : "；")) + failing_text(sheet, score.failing[i], language);
    return text;
}

} // namespace kaogong::practical
