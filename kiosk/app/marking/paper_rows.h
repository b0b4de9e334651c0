// A signed paper sheet as rows to be keyed, and what was keyed as what the rules take: the one place that knows which numbers stand for
// which entry. Shows nothing and decides nothing; whether an entry fits its row is core/assessment's.
#pragma once

#include "core/assessment/practical/hand_entry.h"
#include "kiosk/app/marking/content.h"
#include "kiosk/model/examiner_hand_entry.h"

namespace kaogong::kiosk::app {

struct Paper {
    const practical::HandState& hand;
    const practical::ScoringRules& rules;
    const OperationContent& content;
    std::int64_t day_ms = 0; // any moment of the day that the times on the paper are of, UTC
    Language language = Language::zh_cn;
};

// What was keyed for a row, a veto or the times.
using PaperValue = std::variant<practical::RowEntry, int, practical::PaperTimes>;

// Rows in the order of the sheet, then its vetoes, then the times; nothing keyed yet.
std::vector<model::KeyedRow> paper_rows(const Paper& paper);
void show_value(const Paper& paper, const PaperValue& value, model::KeyedRow& row);

// reading_misfits, and the codes of parse_reading; of times also where they lie after `now_ms`.
struct KeyedValues {
    const std::string& row;
    model::KeyedState state = model::KeyedState::keyed;
    const std::vector<std::string>& values;
};
Result<PaperValue> paper_value(const Paper& paper, const KeyedValues& keyed, std::int64_t now_ms);
std::optional<PaperValue> value_in(const practical::Keying& keying, std::string_view row);
std::optional<PaperValue> settled_in(const practical::HandState& hand, std::string_view row);

struct KeyedBy {
    Instant at;
    std::string who;
};
practical::HandEvent keyed_event(const std::string& row, PaperValue value, const KeyedBy& by);
practical::HandEvent settled_event(const std::string& row, PaperValue value, const KeyedBy& by);

} // namespace kaogong::kiosk::app
