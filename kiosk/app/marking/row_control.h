// Inside of row_view.cpp: the control of one row, filled with what stands in front of the examiner.
#pragma once

#include "kiosk/app/marking/marking_views.h"

#include <algorithm>

namespace kaogong::kiosk::app {

// What stands in front of the examiner: the own entry (or the common one), and what is half done.
struct Own {
    const practical::RowEntry* entry = nullptr;
    const RowDraft* draft = nullptr;
    std::vector<practical::RowSlot> visible;

    bool scored() const { return entry != nullptr && entry->state == practical::RowState::scored; }
};

inline bool contains(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

model::RowControl control_view(const MarkingSources& sources, const Station& station, const practical::ScoreItem& item, const Own& own);
// Conditions that take the whole row: good means that the condition does not hold.
std::vector<model::TickView> condition_views(const MarkingSources& sources, const practical::ScoreItem& item, const Own& own);

} // namespace kaogong::kiosk::app
