#include "kiosk/app/marking/row_draft.h"

#include "core/base/codes/practical.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

using model::Mark;
using practical::ItemKind;
using practical::RowEntry;
using practical::ScoreItem;
using practical::Tick;

constexpr std::size_t kTypedMax = 24; // characters of one field, more than any reading has

Error misfits(const ScoreItem& item) {
    return error(codes::reading_misfits, item.id);
}

const std::vector<Tick>* ticks_of(const ScoreItem& item) {
    if (const auto* strict = std::get_if<practical::StrictRule>(&item.rule)) return &strict->ticks;
    if (const auto* check = std::get_if<practical::CheckRule>(&item.rule)) return &check->ticks;
    return nullptr;
}

bool has(const std::vector<Tick>& ticks, std::string_view id) {
    return std::any_of(ticks.begin(), ticks.end(), [&](const Tick& tick) { return tick.id == id; });
}

bool counts(ItemKind kind) {
    return kind == ItemKind::count || kind == ItemKind::grouped_count || kind == ItemKind::off_total;
}

Mark mark_in(const RowDraft& draft, const std::string& tick) {
    const auto found = draft.ticks.find(tick);
    return found == draft.ticks.end() ? Mark::unseen : found->second;
}

RowEntry scored(practical::Reading reading) {
    RowEntry entry;
    entry.state = practical::RowState::scored;
    entry.reading = std::move(reading);
    return entry;
}

// The entry of a control whose touches are all there, without the conditions of zero_when.
class Complete {
  public:
    Complete(const RowAtHand& row, const RowDraft& draft) : row_(row), draft_(draft) {}

    Result<std::optional<RowEntry>> ticks() const {
        practical::TickReading reading;
        for (const Tick& tick : *ticks_of(row_.item)) {
            const Mark mark = mark_in(draft_, tick.id);
            if (mark == Mark::unseen) return std::optional<RowEntry>();
            if (mark == Mark::bad) reading.missed.push_back(tick.id);
        }
        return std::optional(scored(std::move(reading)));
    }
    Result<std::optional<RowEntry>> places() const {
        if (std::find(draft_.places.begin(), draft_.places.end(), Mark::unseen) != draft_.places.end()) return std::optional<RowEntry>();
        const auto bad = std::count(draft_.places.begin(), draft_.places.end(), Mark::bad);
        return std::optional(scored(practical::CountReading{bad}));
    }
    Result<std::optional<RowEntry>> grades() const {
        practical::GradeReading reading;
        for (const std::optional<int>& down : draft_.down) {
            if (!down) return std::optional<RowEntry>();
            reading.down.push_back(*down);
        }
        return std::optional(scored(std::move(reading)));
    }
    // One reading a field; a referenced quantity has its reference in the field after it.
    Result<std::optional<RowEntry>> readings() const {
        practical::MeasureReading reading;
        std::size_t field = 0;
        for (const practical::Quantity& quantity : quantities_of(row_.item)) {
            practical::Measured measured;
            const std::int64_t value = TRY(value_of(field++, quantity));
            measured.readings.push_back(value);
            if (quantity.referenced) {
                const std::int64_t reference = TRY(value_of(field++, quantity));
                measured.references.push_back(reference);
            }
            reading.values.push_back(std::move(measured));
        }
        return std::optional(scored(std::move(reading)));
    }

  private:
    Result<std::int64_t> value_of(std::size_t field, const practical::Quantity& quantity) const {
        const std::string text = field < draft_.typed.size() ? draft_.typed[field] : std::string();
        return practical::parse_reading(text, quantity, {.instrument = row_.instrument, .now_ms = row_.now_ms});
    }

    const RowAtHand& row_;
    const RowDraft& draft_;
};

// Changes a copy of the draft; the caller keeps it when the touch was taken.
class Touch {
  public:
    Touch(const RowAtHand& row, RowDraft& draft) : row_(row), item_(row.item), draft_(draft) {}

    Result<std::optional<RowEntry>> operator()(const model::SetTick& set) {
        const std::vector<Tick>* ticks = ticks_of(item_);
        const bool of_rule = ticks != nullptr && has(*ticks, set.tick);
        if (!of_rule && !has(item_.zero_when, set.tick)) return misfits(item_);
        draft_.ticks[set.tick] = set.mark;
        if (of_rule) return Complete(row_, draft_).ticks();
        // A condition of the row beside an entry that is there already changes that one; else it waits for it.
        if (row_.entry.state != practical::RowState::scored) return std::optional<RowEntry>();
        return std::optional(row_.entry);
    }
    Result<std::optional<RowEntry>> operator()(const model::SetPlace& set) {
        const auto* sampled = std::get_if<practical::SampledRule>(&item_.rule);
        if (sampled == nullptr || !sampled->quantities.empty() || set.place >= static_cast<std::size_t>(sampled->places))
            return misfits(item_);
        draft_.places.resize(static_cast<std::size_t>(sampled->places));
        draft_.places[set.place] = set.mark;
        return Complete(row_, draft_).places();
    }
    Result<std::optional<RowEntry>> operator()(const model::TouchStep& touched) {
        const auto* rule = std::get_if<practical::StepRule>(&item_.rule);
        if (rule == nullptr || !has(rule->steps, touched.step)) return misfits(item_);
        const auto* before = std::get_if<practical::StepReading>(&row_.entry.reading);
        practical::StepReading reading = before == nullptr ? practical::StepReading{} : *before;
        if (std::erase(reading.done, touched.step) == 0) reading.done.push_back(touched.step);
        return std::optional(scored(std::move(reading)));
    }
    Result<std::optional<RowEntry>> operator()(const model::SetCount& set) {
        const auto* count = std::get_if<practical::CountRule>(&item_.rule);
        if (!counts(item_.kind()) || (count != nullptr && count->along) || set.count < 0) return misfits(item_);
        return std::optional(scored(practical::CountReading{set.count}));
    }
    Result<std::optional<RowEntry>> operator()(const model::SetGrade& set) {
        const auto* rule = std::get_if<practical::GradeRule>(&item_.rule);
        if (rule == nullptr || set.down < 0) return misfits(item_);
        const auto surfaces = static_cast<std::size_t>(rule->surfaces);
        if (surfaces > 0 ? set.surface >= surfaces : set.surface > draft_.down.size()) return misfits(item_);
        draft_.down.resize(std::max(surfaces, std::max(draft_.down.size(), set.surface + 1)));
        draft_.down[set.surface] = set.down;
        return Complete(row_, draft_).grades();
    }
    Result<std::optional<RowEntry>> operator()(const model::ChooseBand& chosen) {
        const auto* rule = std::get_if<practical::BandRule>(&item_.rule);
        if (rule == nullptr || rule->quantity) return misfits(item_);
        return std::optional(scored(practical::BandReading{chosen.band}));
    }
    Result<std::optional<RowEntry>> operator()(const model::Judge& judged) {
        if (item_.kind() != ItemKind::judgement) return misfits(item_);
        practical::JudgeReading reading;
        reading.scores = {judged.level};
        return std::optional(scored(std::move(reading)));
    }
    Result<std::optional<RowEntry>> operator()(const model::TypeReading& typed) {
        std::size_t fields = 0;
        for (const practical::Quantity& quantity : quantities_of(item_)) fields += quantity.referenced ? 2 : 1;
        if (typed.field >= fields || typed.text.size() > kTypedMax) return misfits(item_);
        draft_.typed.resize(fields);
        draft_.typed[typed.field] = typed.text;
        return std::optional<RowEntry>();
    }
    Result<std::optional<RowEntry>> operator()(const model::RecordReading&) {
        if (quantities_of(item_).empty()) return misfits(item_);
        return Complete(row_, draft_).readings();
    }
    // "Not applicable" takes two people and a reason, so it is no touch of one; the signature asks for it. "Unseen" is what undo is for.
    Result<std::optional<RowEntry>> operator()(const model::SetRowState& set) {
        if (set.state == model::RowState::not_applicable) return error(codes::not_applicable_refused, item_.id);
        if (set.state != model::RowState::not_done) return misfits(item_);
        RowEntry entry;
        entry.state = practical::RowState::not_done;
        return std::optional(entry);
    }

  private:
    const RowAtHand& row_;
    const ScoreItem& item_;
    RowDraft& draft_;
};

} // namespace

const std::string& row_of(const RowCommand& command) {
    return std::visit([](const auto& each) -> const std::string& { return each.row; }, command);
}

RowDraft draft_of(const RowAtHand& row) {
    RowDraft draft;
    for (const Tick& tick : row.item.zero_when) {
        const bool holds = std::find(row.entry.zero_when.begin(), row.entry.zero_when.end(), tick.id) != row.entry.zero_when.end();
        if (holds) draft.ticks[tick.id] = Mark::bad;
    }
    if (row.entry.state != practical::RowState::scored) return draft;
    if (const auto* ticks = std::get_if<practical::TickReading>(&row.entry.reading); ticks != nullptr && ticks_of(row.item) != nullptr)
        for (const Tick& tick : *ticks_of(row.item)) {
            const bool missed = std::find(ticks->missed.begin(), ticks->missed.end(), tick.id) != ticks->missed.end();
            draft.ticks[tick.id] = missed ? Mark::bad : Mark::good;
        }
    if (const auto* grades = std::get_if<practical::GradeReading>(&row.entry.reading))
        draft.down.assign(grades->down.begin(), grades->down.end());
    if (const auto* measured = std::get_if<practical::MeasureReading>(&row.entry.reading)) {
        const std::vector<practical::Quantity> quantities = quantities_of(row.item);
        for (std::size_t i = 0; i < measured->values.size() && i < quantities.size(); ++i) {
            for (const std::int64_t value : measured->values[i].readings)
                draft.typed.push_back(practical::value_text(value, quantities[i]));
            for (const std::int64_t value : measured->values[i].references)
                draft.typed.push_back(practical::value_text(value, quantities[i]));
        }
    }
    return draft;
}

Result<std::optional<RowEntry>> touch(const RowAtHand& row, const RowCommand& command, RowDraft& draft) {
    RowDraft changed = draft;
    std::optional<RowEntry> entry = TRY(std::visit(Touch(row, changed), command));
    if (entry) {
        entry->zero_when.clear();
        for (const Tick& tick : row.item.zero_when)
            if (mark_in(changed, tick.id) == Mark::bad) entry->zero_when.push_back(tick.id);
    }
    draft = std::move(changed);
    return entry;
}

} // namespace kaogong::kiosk::app
