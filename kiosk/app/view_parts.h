// Parts that several views share.
#pragma once

#include "kiosk/app/views.h"

namespace kaogong::kiosk::app {

model::LocalTime local(const ViewSources& sources, std::int64_t wall_ms); // at the site's offset
model::PlaceView place_view(const ViewSources& sources);
std::string exam_title(const ViewSources& sources);                       // 电工 四级/中级工
model::ItemKind item_kind(assessment::ItemType type);
model::CandidateBarView candidate_bar(const ViewSources& sources);
std::vector<model::GroupView> group_views(const ViewSources& sources);
std::vector<model::CellView> cell_views(const Seated& seated);

} // namespace kaogong::kiosk::app
