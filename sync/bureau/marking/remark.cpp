#include "sync/bureau/marking/remark.h"

namespace kaogong::bureau::marking {

Result<MadeResult> make_remarked(const AcceptedRecord& standing, record::ResultRecord changed, const std::vector<ItemDelta>& deltas,
                                 const DecisionFile& file, const MarkingDesk& desk) {
    changed.kind = record::RecordKind::supersede;
    changed.earlier = standing.hash;
    changed.amendment = record::Amendment{.basis = file.decision.basis, .reason = file.decision.reference};
    changed.evidence.insert(changed.evidence.begin(), file.hash);
    for (const ItemDelta& delta : deltas)
        changed.effects.push_back({.rule = std::string(delta.action) + " " + delta.item, .points = delta.points()});
    const MakingOf making{.secret = desk.readers.front(), .markers = desk.markers, .cause = file.hash, .wall_ms = desk.wall_ms};
    return make_result(std::move(changed), making);
}

} // namespace kaogong::bureau::marking
