#include "sync/bureau/outcome/finality.h"

namespace kaogong::bureau::outcome {
namespace {

constexpr std::size_t kViewsMax = 64; // outcomes come by batch, and a batch has few sessions

} // namespace

std::string_view state_word(OutcomeState state) {
    switch (state) {
    case OutcomeState::provisional: return "provisional";
    case OutcomeState::final: return "final";
    case OutcomeState::replaced: break;
    }
    return "replaced";
}

Result<FinalityDesk> FinalityDesk::open(Store& store, const record::Bundle& bundle) {
    return FinalityDesk(store, bundle, TRY(aside_results(store)));
}

Result<const FinalityDesk::SessionView*> FinalityDesk::view_of(const SessionId& session) {
    auto found = views_.find(session);
    if (found != views_.end()) return &found->second;
    if (views_.size() >= kViewsMax) views_.clear();
    SessionView view{.final_before = 0, .standing = {}};
    view.final_before = TRY(notice::notices_of(store_, bundle_, session)).final_before();
    for (const Descent& descent : TRY(descents_of(store_, session))) view.standing.insert(descent.standing().hash);
    return &views_.emplace(session, std::move(view)).first->second;
}

Result<OutcomeState> FinalityDesk::state_of(const OutcomeRow& row, const record::OutcomeStatement& statement) {
    const auto newest = TRY(store_.outcomes().newest_outcome(row.key));
    if (!newest || newest->hash != row.hash) return OutcomeState::replaced;
    bool final = !aside_.contains(row.candidate);
    for (const record::StatedComponent& component : statement.components) {
        if (!component.record) continue;
        const SessionView* view = TRY(view_of(component.session));
        const bool cited_as_replaced = component.reason == practical::OutcomeReason::retained_superseded ||
                                       component.reason == practical::OutcomeReason::retained_voided;
        if (!view->standing.contains(*component.record) && !cited_as_replaced) return OutcomeState::replaced;
        final = final && component.log_index < view->final_before;
    }
    return final ? OutcomeState::final : OutcomeState::provisional;
}

Result<OutcomeState> FinalityDesk::state_of(const OutcomeRow& row) {
    return state_of(row, TRY(record::verify_outcome(row.statement, bundle_)));
}

} // namespace kaogong::bureau::outcome
