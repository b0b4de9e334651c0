#include "core/assessment/practical/score_item.h"

#include "core/assessment/practical/exact.h"
#include "core/base/check.h"

#include <algorithm>
#include <numeric>

namespace kaogong::practical {
namespace {

// Most rules take points away from a full row; a few give them. What is lost is summed whole and cut off at the row's points at the end, so
// that the working shows every fault and not only those that still cost something.
class Row {
  public:
    explicit Row(const ScoreItem& item) : item_(item) {}

    void note(WorkingLine line) { working_.push_back(std::move(line)); }
    void lose(WorkingLine line) {
        lost_ += line.points;
        working_.push_back(std::move(line));
    }
    void lose_all(WorkingLine line) {
        zero_ = true;
        working_.push_back(std::move(line));
    }
    void earn(const Fraction& points, WorkingLine line) {
        earned_ = points;
        working_.push_back(std::move(line));
    }
    void cap(Points cap) {
        if (lost_ <= cap) return;
        lost_ = cap;
        note({.finding = Finding::capped, .points = cap});
    }
    Points lost() const { return lost_; }

    ItemScore finish(const ScoringOptions& options) && {
        ItemScore score{.state = RowState::scored, .points = 0, .points_max = item_.points_max, .working = {}};
        if (earned_) score.points = rounded_to(*earned_, options.row_step);
        if (!earned_) score.points = item_.points_max - std::min(lost_, item_.points_max);
        if (!earned_ && lost_ > item_.points_max && !zero_) note({.finding = Finding::floor});
        if (zero_) score.points = 0;
        if (working_.empty()) note({.finding = Finding::clean});
        score.points = std::clamp<Points>(rounded_to({score.points, 1}, options.row_step), 0, item_.points_max);
        score.working = std::move(working_);
        return score;
    }

  private:
    const ScoreItem& item_;
    Points lost_ = 0;
    std::optional<Fraction> earned_;
    bool zero_ = false;
    Working working_;
};

// What was read, in half units of the quantity, so that the value between two readings is a whole number.
struct Half {
    std::int64_t doubled = 0;
    const Quantity& quantity;
};

Amount amount(const Half& value) {
    const Quantity& quantity = value.quantity;
    if (value.doubled % 2 == 0) return {.value = value.doubled / 2, .places = quantity.places, .unit = quantity.unit};
    return {.value = value.doubled * 5, .places = quantity.places + 1, .unit = quantity.unit};
}

// How far a value lies beyond its limits, doubled: positive over the upper, negative under the lower, 0 within.
std::int64_t doubled_excess(const Half& value) {
    const Quantity& quantity = value.quantity;
    if (quantity.upper && value.doubled > 2 * *quantity.upper) return value.doubled - 2 * *quantity.upper;
    if (quantity.lower && value.doubled < 2 * *quantity.lower) return value.doubled - 2 * *quantity.lower;
    return 0;
}

WorkingLine excess_line(const Half& value) {
    const std::int64_t excess = doubled_excess(value);
    const LocalText& subject = value.quantity.name;
    if (excess == 0) return {.finding = Finding::within, .subject = subject, .amounts = {amount(value)}};
    const Half beyond{excess > 0 ? excess : -excess, value.quantity};
    return {.finding = excess > 0 ? Finding::over : Finding::under, .subject = subject, .amounts = {amount(beyond)}};
}

std::int64_t steps_in(std::int64_t doubled, const Stepping& stepping) {
    const std::int64_t step = 2 * stepping.step;
    const std::int64_t whole = doubled / step;
    return stepping.part == PartOfStep::started && doubled % step != 0 ? whole + 1 : whole;
}

void lose_steps(Row& row, const Half& distance, const Stepping& stepping) {
    const std::int64_t steps = steps_in(distance.doubled, stepping);
    const Amount step{.value = stepping.step, .places = distance.quantity.places, .unit = distance.quantity.unit};
    row.lose({.finding = Finding::steps,
              .amounts = {step},
              .times = steps,
              .points_each = stepping.points_each,
              .points = steps * stepping.points_each});
}

const Reading& reading_of(const RowEntry& entry) {
    return entry.reading;
}

template <typename T> const T& read(const RowEntry& entry) {
    const T* reading = std::get_if<T>(&reading_of(entry));
    CHECK(reading != nullptr); // check_entry has seen to it
    return *reading;
}

Half value_at(const RowEntry& entry, std::size_t index, const Quantity& quantity) {
    return {doubled_value(read<MeasureReading>(entry).values[index]), quantity};
}

class RuleScorer {
  public:
    RuleScorer(const ScoreItem& item, const RowEntry& entry, const ScoringOptions& options, const std::vector<VetoCount>& by_vetoes)
        : item_(item), entry_(entry), options_(options), by_vetoes_(by_vetoes), row_(item) {}

    ItemScore score() {
        for (const Tick& condition : item_.zero_when) {
            const auto& given = entry_.zero_when;
            if (std::find(given.begin(), given.end(), condition.id) != given.end())
                row_.lose_all({.finding = Finding::condition, .subject = condition.text});
        }
        std::visit(*this, item_.rule);
        return std::move(row_).finish(options_);
    }

    void operator()(const StrictRule& rule) {
        for (const Tick& tick : rule.ticks)
            if (missed(tick.id)) row_.lose_all({.finding = Finding::missed, .subject = tick.text, .points = item_.points_max});
    }

    void operator()(const PerStepRule& rule) {
        const std::int64_t excess = value_at(entry_, 0, rule.excess).doubled;
        const Half distance{excess < 0 ? -excess : excess, rule.excess};
        if (distance.doubled == 0) return;
        row_.note({.finding = excess > 0 ? Finding::over : Finding::under, .subject = rule.excess.name, .amounts = {amount(distance)}});
        lose_steps(row_, distance, rule.stepping);
    }

    void operator()(const GradeRule& rule) {
        const std::vector<int>& down = read<GradeReading>(entry_).down;
        for (std::size_t i = 0; i < down.size(); ++i) {
            if (down[i] == 0) continue;
            const Points lost = std::min(down[i] * rule.points_grade, rule.points_each.value_or(item_.points_max));
            row_.lose({.finding = Finding::down, .times = down[i], .of = static_cast<std::int64_t>(i + 1), .points = lost});
        }
    }

    void operator()(const CountRule& rule) {
        if (rule.along) {
            const Half length = value_at(entry_, 0, *rule.along);
            row_.note(reading_line(length, rule.along->name));
            lose_steps(row_, length, rule.stepping);
        } else if (rule.counting == Counting::achieved) {
            const std::int64_t count = read<CountReading>(entry_).count;
            const Points points = std::min(count * rule.points_each, item_.points_max);
            row_.earn({points, 1},
                      {.finding = Finding::achieved, .times = count, .of = rule.of, .points_each = rule.points_each, .points = points});
        } else {
            lose_counted(rule);
        }
        if (rule.cap) row_.cap(*rule.cap);
    }

    void operator()(const SampledRule& rule) {
        const std::int64_t bad = rule.quantities.empty() ? read<CountReading>(entry_).count : count_out(rule.quantities);
        if (bad == 0) return;
        row_.lose({.finding = Finding::bad_places, .times = bad, .of = rule.places, .points = bad * rule.points_each});
    }

    void operator()(const GroupedCountRule& rule) {
        const std::int64_t count = read<CountReading>(entry_).count;
        if (count == 0) return;
        const auto last = static_cast<std::int64_t>(rule.deductions.size());
        const Points lost = rule.deductions[static_cast<std::size_t>(std::min(count, last) - 1)];
        row_.lose({.finding = Finding::grouped, .times = count, .points = lost});
    }

    void operator()(const LimitZeroRule& rule) {
        bool passed = false;
        for (std::size_t i = 0; i < rule.quantities.size(); ++i) {
            const Quantity& quantity = rule.quantities[i];
            const Half value = value_at(entry_, i, quantity);
            if (doubled_excess(value) == 0) continue;
            const Half limit{2 * (doubled_excess(value) > 0 ? *quantity.upper : *quantity.lower), quantity};
            row_.lose_all({.finding = Finding::limit_passed, .subject = quantity.name, .amounts = {amount(value), amount(limit)}});
            passed = true;
        }
        if (passed || !rule.stepped) return;
        const Half value = value_at(entry_, *rule.stepped, rule.quantities[*rule.stepped]);
        if (value.doubled > 0) lose_steps(row_, value, rule.stepping);
    }

    // These two lie outside of the sum: what they cost is read off lost().
    void operator()(const OffTotalRule& rule) {
        const std::int64_t count = read<CountReading>(entry_).count;
        if (count > 0) row_.lose(counted_line(count, rule.points_each));
        if (rule.cap) row_.cap(*rule.cap);
    }
    void operator()(const OvertimeRule& rule) {
        const std::int64_t over_ms = read<TimeReading>(entry_).over_ms;
        if (over_ms == 0) return;
        row_.note({.finding = Finding::overtime, .amounts = {{.value = over_ms, .places = 0, .unit = "ms"}}});
        if (rule.step_ms == 0) return;
        const std::int64_t steps = steps_in(2 * over_ms, {.step = rule.step_ms, .points_each = rule.points_each, .part = rule.part});
        row_.lose(counted_line(steps, rule.points_each));
    }

    void operator()(const JudgementRule&) {
        const JudgeReading& reading = read<JudgeReading>(entry_);
        if (reading.arbitrated) row_.note({.finding = Finding::arbitrated, .times = *reading.arbitrated, .scores = reading.scores});
        const std::vector<int> scores = reading.arbitrated ? std::vector{*reading.arbitrated} : reading.scores;
        const Fraction mean = combined(scores, options_.combine);
        const Fraction points{.numerator = mean.numerator * item_.points_max, .denominator = mean.denominator * kJudgementMax};
        row_.earn(points, {.finding = Finding::judged,
                           .points_each = item_.points_max,
                           .points = rounded_to(points, options_.row_step),
                           .scores = scores,
                           .mean = mean});
    }

    void operator()(const BandRule& rule) {
        const Band* band = rule.quantity ? band_of(rule, value_at(entry_, 0, *rule.quantity)) : band_named(rule);
        if (rule.quantity) row_.note(reading_line(value_at(entry_, 0, *rule.quantity), rule.quantity->name));
        if (band == nullptr) return row_.lose_all({.finding = Finding::out});
        row_.earn({band->points, 1}, {.finding = Finding::band, .subject = band->name, .points = band->points});
    }

    void operator()(const CheckRule& rule) {
        for (const Tick& tick : rule.ticks)
            if (missed(tick.id)) row_.lose({.finding = Finding::missed, .subject = tick.text, .points = tick.points});
    }

    void operator()(const StepRule& rule) {
        const std::vector<std::string>& done = read<StepReading>(entry_).done;
        std::size_t place = 0; // in `done` of the step found last
        bool in_order = true;
        for (const Tick& step : rule.steps) {
            const auto found = std::find(done.begin(), done.end(), step.id);
            if (found == done.end()) {
                row_.lose({.finding = Finding::missed, .subject = step.text, .points = step.points});
                continue;
            }
            const auto here = static_cast<std::size_t>(found - done.begin());
            in_order = in_order && here >= place;
            place = here;
        }
        if (!in_order && rule.points_order > 0) row_.lose({.finding = Finding::wrong_order, .points = rule.points_order});
    }

    void operator()(const MeasureStrictRule& rule) {
        bool out = false;
        for (std::size_t i = 0; i < rule.quantities.size(); ++i) {
            const Half value = value_at(entry_, i, rule.quantities[i]);
            row_.note(excess_line(value));
            out = out || doubled_excess(value) != 0;
        }
        if (out) row_.lose_all({.finding = Finding::out});
    }

    void operator()(const MeasureStepRule& rule) {
        for (std::size_t i = 0; i < rule.quantities.size(); ++i) {
            const Half value = value_at(entry_, i, rule.quantities[i]);
            const std::int64_t excess = doubled_excess(value);
            row_.note(excess_line(value));
            if (excess != 0) lose_steps(row_, {excess > 0 ? excess : -excess, rule.quantities[i]}, rule.stepping);
        }
    }

    Points lost() const { return row_.lost(); }

  private:
    bool missed(const std::string& id) const {
        const auto& ids = read<TickReading>(entry_).missed;
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    }

    static WorkingLine counted_line(std::int64_t count, Points each) {
        return {.finding = Finding::counted, .times = count, .points_each = each, .points = count * each};
    }

    static WorkingLine reading_line(const Half& value, const LocalText& subject) {
        return {.finding = Finding::reading, .subject = subject, .amounts = {amount(value)}};
    }

    void lose_counted(const CountRule& rule) {
        std::int64_t count = read<CountReading>(entry_).count;
        for (const VetoCount& veto : by_vetoes_) count += veto.times;
        if (count > 0) row_.lose(counted_line(count, rule.points_each));
        for (const VetoCount& veto : by_vetoes_)
            row_.note({.finding = Finding::by_veto, .subject = {veto.veto, veto.veto}, .times = veto.times});
    }

    std::int64_t count_out(const std::vector<Quantity>& quantities) {
        std::int64_t bad = 0;
        for (std::size_t i = 0; i < quantities.size(); ++i) {
            const Half value = value_at(entry_, i, quantities[i]);
            row_.note(excess_line(value));
            bad += doubled_excess(value) != 0 ? 1 : 0;
        }
        return bad;
    }

    const Band* band_named(const BandRule& rule) const {
        const std::string& id = read<BandReading>(entry_).band;
        const auto found = std::find_if(rule.bands.begin(), rule.bands.end(), [&](const Band& band) { return band.id == id; });
        return found == rule.bands.end() ? nullptr : &*found;
    }

    static const Band* band_of(const BandRule& rule, const Half& value) {
        const auto holds = [&](const Band& band) {
            return (!band.lower || value.doubled >= 2 * *band.lower) && (!band.upper || value.doubled <= 2 * *band.upper);
        };
        const auto found = std::find_if(rule.bands.begin(), rule.bands.end(), holds);
        return found == rule.bands.end() ? nullptr : &*found;
    }

    const ScoreItem& item_;
    const RowEntry& entry_;
    const ScoringOptions& options_;
    const std::vector<VetoCount>& by_vetoes_;
    Row row_;
};

ItemScore unscored(const ScoreItem& item, RowState state) {
    ItemScore score{.state = state, .points = 0, .points_max = item.points_max, .working = {}};
    if (state == RowState::unseen) score.working = {{.finding = Finding::unseen}};
    if (state == RowState::not_done) score.working = {{.finding = Finding::not_done}};
    if (state != RowState::not_applicable) return score;
    if (item.not_applicable->points == NotApplicablePoints::full) {
        score.points = item.points_max;
        score.working = {{.finding = Finding::full_points, .points = item.points_max}};
    } else {
        score.points_max = 0;
        score.working = {{.finding = Finding::rescaled}};
    }
    return score;
}

} // namespace

Result<ItemScore> score_item(const ScoreItem& item, const RowEntry& entry, const ScoringOptions& options,
                             const std::vector<VetoCount>& by_vetoes) {
    TRY(check_entry(item, entry, {.judges_min = options.judges_min}));
    if (entry.state != RowState::scored) return unscored(item, entry.state);
    RuleScorer scorer(item, entry, options, by_vetoes);
    ItemScore score = scorer.score();
    if (lies_outside_sum(item.kind())) {
        // Nothing to be floored at: the total is where what these take off ends.
        std::erase_if(score.working, [](const WorkingLine& line) { return line.finding == Finding::floor; });
        score.points = scorer.lost();
        score.points_max = 0;
    }
    return score;
}

Fraction combined(std::vector<int> scores, Combine combine) {
    CHECK(!scores.empty());
    std::sort(scores.begin(), scores.end());
    const auto count = static_cast<std::int64_t>(scores.size());
    if (combine == Combine::median) {
        const std::size_t middle = scores.size() / 2;
        if (count % 2 == 1) return {.numerator = scores[middle], .denominator = 1};
        return {.numerator = scores[middle - 1] + scores[middle], .denominator = 2};
    }
    const int trimmed = combine == Combine::trimmed_mean && count > 2 ? 1 : 0;
    const std::int64_t sum = std::accumulate(scores.begin() + trimmed, scores.end() - trimmed, std::int64_t{0});
    return {.numerator = sum, .denominator = count - 2 * trimmed};
}

int spread(const std::vector<int>& scores) {
    if (scores.empty()) return 0;
    const auto [lowest, highest] = std::minmax_element(scores.begin(), scores.end());
    return *highest - *lowest;
}

} // namespace kaogong::practical
