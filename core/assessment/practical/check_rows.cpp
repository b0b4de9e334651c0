#include "core/assessment/practical/check_rows.h"

#include "core/assessment/practical/exact.h"
#include "core/base/codes/bank.h"
#include "core/base/codes/practical.h"
#include "core/base/text.h"

#include <algorithm>
#include <set>

namespace kaogong::practical {
namespace {

using Span = std::pair<std::int64_t, std::int64_t>;

class RowChecker {
  public:
    RowChecker(const ScoreSheet& sheet, const ScoreItem& item) : sheet_(sheet), item_(item) {}

    std::vector<RowFault> check() {
        check_place();
        check_scorers();
        check_ticks(item_.zero_when, "zero_when");
        const std::vector<Quantity> quantities = quantities_of(item_);
        for (const Quantity& quantity : quantities) check_quantity(quantity);
        check_ids(quantities, "quantity");
        if (item_.by == ScoredBy::two_independent && !quantities.empty() && item_.agreement == Agreement{})
            fault("agree", codes::field_missing);
        check_instrument(quantities);
        std::visit(*this, item_.rule);
        return std::move(faults_);
    }

    void operator()(const StrictRule& rule) {
        if (rule.ticks.empty()) fault("ticks", codes::field_missing);
        check_ticks(rule.ticks, "ticks");
    }
    void operator()(const PerStepRule& rule) { check_stepping(rule.stepping); }
    void operator()(const GradeRule& rule) {
        if (rule.points_grade <= 0) fault("points_grade", codes::sheet_rule);
        if (rule.surfaces == 0 || !rule.points_each) return;
        require_sum("points_each", rule.surfaces * *rule.points_each);
    }
    void operator()(const CountRule& rule) {
        if (rule.along) return check_stepping(rule.stepping);
        if (rule.points_each <= 0) fault("points_each", codes::sheet_rule);
        if (rule.cap && *rule.cap > item_.points_max) unreachable("cap", points_text(*rule.cap));
        if (rule.counting != Counting::achieved) return;
        if (rule.of <= 0) return fault("of", codes::field_missing);
        require_sum("of", rule.of * rule.points_each);
    }
    void operator()(const SampledRule& rule) {
        if (rule.places <= 0 || rule.points_each <= 0) return fault("sample", codes::sheet_rule);
        require_sum("points_each", rule.places * rule.points_each);
        check_limited(rule.quantities);
    }
    void operator()(const GroupedCountRule& rule) {
        const auto& lost = rule.deductions;
        const bool rising = std::adjacent_find(lost.begin(), lost.end(), std::greater_equal<>()) == lost.end();
        if (lost.empty() || lost.front() <= 0 || !rising) return fault("deductions", codes::sheet_rule);
        if (lost.back() > item_.points_max) unreachable("deductions", points_text(lost.back()));
    }
    void operator()(const LimitZeroRule& rule) {
        if (rule.quantities.empty()) fault("quantity", codes::field_missing);
        check_limited(rule.quantities);
        if (!rule.stepped) return;
        check_stepping(rule.stepping);
        const Quantity& quantity = rule.quantities[*rule.stepped];
        // At the limit itself the row is not yet 0: what can be lost until there must not be nothing.
        if (quantity.upper && rule.stepping.step > *quantity.upper) unreachable("step", quantity.id);
    }
    void operator()(const OffTotalRule& rule) {
        if (rule.points_each <= 0) fault("points_each", codes::sheet_rule);
        if (rule.cap && *rule.cap < rule.points_each) fault("cap", codes::sheet_rule);
    }
    void operator()(const OvertimeRule& rule) {
        if ((rule.step_ms > 0) != (rule.points_each > 0)) fault("points_each", codes::sheet_rule);
        if (rule.stop_after_ms < 0) fault("stop_after_min", codes::sheet_rule);
        if (rule.step_ms > 0 && rule.stop_after_ms > 0 && rule.step_ms > rule.stop_after_ms) unreachable("every_min", {});
        if (rule.step_ms > 0 && rule.stop_after_ms == 0) unreachable("every_min", "stop_after_min = 0");
    }
    void operator()(const JudgementRule& rule) {
        std::set<std::string> texts;
        for (std::size_t i = 0; i < rule.descriptors.size(); ++i) {
            const bool known = rule.descriptors[i].empty() || !texts.insert(rule.descriptors[i].zh_cn).second;
            if (known) fault("descriptors", codes::sheet_descriptor, std::to_string(i));
        }
    }
    void operator()(const BandRule& rule) {
        if (rule.bands.size() < 2) return fault("band", codes::field_missing);
        check_ids(rule.bands, "band");
        Points highest = 0;
        for (const Band& band : rule.bands) highest = std::max(highest, band.points);
        require_sum("band", highest);
        if (rule.quantity) check_reach(rule);
    }
    void operator()(const CheckRule& rule) { check_lost(rule.ticks, "ticks"); }
    void operator()(const StepRule& rule) {
        check_lost(rule.steps, "steps");
        if (rule.points_order > item_.points_max) unreachable("points_order", points_text(rule.points_order));
        if (rule.points_order > 0 && rule.steps.size() < 2) unreachable("points_order", "one step");
    }
    void operator()(const MeasureStrictRule& rule) {
        if (rule.quantities.empty()) fault("quantity", codes::field_missing);
        check_limited(rule.quantities);
    }
    void operator()(const MeasureStepRule& rule) {
        if (rule.quantities.empty()) fault("quantity", codes::field_missing);
        check_limited(rule.quantities);
        check_stepping(rule.stepping);
    }

  private:
    void fault(std::string key, Code code, std::string what = {}) { faults_.push_back({std::move(key), code, std::move(what)}); }
    void unreachable(std::string key, std::string what) { fault(std::move(key), codes::sheet_unreachable, std::move(what)); }

    // What a rule can give at most must be the row's points, or some could never be earned or lost.
    void require_sum(const char* key, Points sum) {
        if (sum != item_.points_max) unreachable(key, points_text(sum) + " / " + points_text(item_.points_max));
    }

    void check_place() {
        const bool outside = lies_outside_sum(item_.kind());
        if (!item_.module.empty() && sheet_.find_module(item_.module) == nullptr) fault("module", codes::sheet_reference, item_.module);
        if (item_.module.empty() && !outside) fault("module", codes::field_missing);
        if (outside && item_.points_max != 0)
            fault("points", codes::sheet_rule, std::string(kind_name(item_.kind())) + " lies outside the sum");
        if (!outside && item_.points_max <= 0) fault("points", codes::sheet_rule);
        if (outside && item_.not_applicable) fault("not_applicable", codes::sheet_rule);
    }

    void check_scorers() {
        const ItemKind kind = item_.kind();
        const bool judged = kind == ItemKind::judgement;
        if (judged != (item_.by == ScoredBy::panel_blind) && !(may_be_blind(kind) && item_.by == ScoredBy::panel_blind))
            fault("by", codes::sheet_scorers, std::string(kind_name(kind)));
        if (lies_outside_sum(kind) && (item_.by == ScoredBy::two_independent || item_.phase == Phase::workpiece))
            fault("phase", codes::sheet_scorers, std::string(kind_name(kind)));
        if (judged && item_.phase == Phase::prep) fault("phase", codes::sheet_scorers);
    }
    static bool may_be_blind(ItemKind kind) { return kind == ItemKind::count || kind == ItemKind::check || kind == ItemKind::step; }

    template <typename List> void check_ids(const List& list, const char* key) {
        std::set<std::string> ids;
        for (const auto& entry : list)
            if (list.size() > 1 && (entry.id.empty() || !ids.insert(entry.id).second)) fault(key, codes::id_repeated, entry.id);
    }

    void check_ticks(const std::vector<Tick>& ticks, const char* key) {
        if (ticks.size() > kTicksMax) fault(key, codes::sheet_rule, "more than " + std::to_string(kTicksMax));
        std::set<std::string> ids;
        for (const Tick& tick : ticks)
            if (!ids.insert(tick.id).second) fault(key, codes::id_repeated, tick.id);
    }

    // Ticks together must be able to take the whole row, or some of its points could never be lost.
    void check_lost(const std::vector<Tick>& ticks, const char* key) {
        check_ticks(ticks, key);
        if (ticks.empty()) return fault(key, codes::field_missing);
        Points sum = 0;
        for (const Tick& tick : ticks) {
            if (tick.points <= 0 || tick.points > item_.points_max) fault(key, codes::sheet_rule, tick.id);
            sum += tick.points;
        }
        if (sum < item_.points_max) unreachable(key, points_text(sum) + " / " + points_text(item_.points_max));
    }

    void check_stepping(const Stepping& stepping) {
        if (stepping.step <= 0 || stepping.points_each <= 0) return fault("step", codes::sheet_rule);
        if (stepping.points_each > item_.points_max) unreachable("step", points_text(stepping.points_each));
    }

    void check_quantity(const Quantity& quantity) {
        const bool crossed = quantity.lower && quantity.upper && *quantity.lower > *quantity.upper;
        if (crossed) fault("lower", codes::sheet_rule, value_of(quantity, *quantity.lower) + " > " + value_of(quantity, *quantity.upper));
        if (quantity.places < 0 || quantity.places > kPlacesMax) fault("places", codes::sheet_rule);
    }
    void check_limited(const std::vector<Quantity>& quantities) {
        for (const Quantity& quantity : quantities)
            if (!quantity.lower && !quantity.upper) fault("at_most", codes::field_missing, quantity.id);
    }
    static std::string value_of(const Quantity& quantity, std::int64_t value) { return decimal_text(value, quantity.places); }

    void check_instrument(const std::vector<Quantity>& quantities) {
        if (item_.instrument.empty()) return;
        const Instrument* instrument = sheet_.find_instrument(item_.instrument);
        if (instrument == nullptr) return fault("instrument", codes::sheet_reference, item_.instrument);
        for (const Quantity& quantity : quantities) {
            const bool same = quantity.unit == instrument->unit && quantity.places == instrument->places;
            if (!same) fault("instrument", codes::sheet_rule, quantity.unit + " / " + instrument->unit);
            if (!same || quantity.referenced) continue;
            for (const auto& limit : {quantity.lower, quantity.upper})
                if (limit && (*limit < instrument->minimum || *limit > instrument->maximum))
                    fault("instrument", codes::reading_out_of_range, value_of(quantity, *limit) + " " + instrument->id);
        }
    }

    // Takes each band from what is left of the number line; one that finds nothing left can never be reached.
    void check_reach(const BandRule& rule) {
        std::vector<Span> left = {{-kValueMax, kValueMax}};
        for (const Band& band : rule.bands) {
            const Span range{band.lower.value_or(-kValueMax), band.upper.value_or(kValueMax)};
            if (range.first > range.second) fault("band", codes::sheet_rule, band.id);
            if (!take(left, range)) unreachable("band", band.id);
        }
        for (const Span& gap : left) // a value between two bands would have no points at all
            if (gap.first > -kValueMax && gap.second < kValueMax)
                fault("band", codes::sheet_rule, value_of(*rule.quantity, gap.first) + " .. " + value_of(*rule.quantity, gap.second));
    }
    static bool take(std::vector<Span>& left, const Span& range) {
        std::vector<Span> rest;
        bool took = false;
        for (const Span& piece : left) {
            if (range.second < piece.first || range.first > piece.second) {
                rest.push_back(piece);
                continue;
            }
            took = true;
            if (piece.first < range.first) rest.emplace_back(piece.first, range.first - 1);
            if (piece.second > range.second) rest.emplace_back(range.second + 1, piece.second);
        }
        left = std::move(rest);
        return took;
    }

    const ScoreSheet& sheet_;
    const ScoreItem& item_;
    std::vector<RowFault> faults_;
};

} // namespace

std::vector<RowFault> check_row(const ScoreSheet& sheet, const ScoreItem& item) {
    return RowChecker(sheet, item).check();
}

} // namespace kaogong::practical
