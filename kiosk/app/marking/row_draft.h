// What an examiner's touch on a row's control makes of the row's entry. A control may need several touches before there is an entry that
// the rules can score (every tick looked at, every field read); until then they are the station's draft, which changes no score and is in
// no journal. Once complete, every touch gives the whole entry as it then stands.
#pragma once

#include "core/assessment/practical/reading.h"
#include "kiosk/model/examiner_commands.h"

#include <map>

namespace kaogong::kiosk::app {

struct RowDraft {
    std::map<std::string, model::Mark, std::less<>> ticks; // of the rule and of zero_when
    std::vector<model::Mark> places;
    std::vector<std::optional<int>> down; // GRADE, by surface
    std::vector<std::string> typed;       // readings, by field
    bool operator==(const RowDraft&) const = default;
};

// The commands that touch one row.
using RowCommand = std::variant<model::SetTick, model::SetPlace, model::TouchStep, model::SetCount, model::SetGrade, model::ChooseBand,
                                model::Judge, model::TypeReading, model::RecordReading, model::SetRowState>;
const std::string& row_of(const RowCommand& command);

struct RowAtHand {
    const practical::ScoreItem& item;
    practical::RowEntry entry;                         // as it stands for this examiner
    const practical::Instrument* instrument = nullptr; // that the row names
    std::int64_t now_ms = 0;                           // UTC
};

// The draft that shows a complete entry again, so that one more touch starts from what was there.
RowDraft draft_of(const RowAtHand& row);

// The entry that the touch leads to, or nothing while the control is not complete. Errors: those of parse_reading for RecordReading;
// reading_misfits for a touch that this kind of row does not have; not_applicable_refused. A refusal leaves the draft as it was.
Result<std::optional<practical::RowEntry>> touch(const RowAtHand& row, const RowCommand& command, RowDraft& draft);

} // namespace kaogong::kiosk::app
