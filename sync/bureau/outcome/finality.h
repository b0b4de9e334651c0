// What an outcome is worth today. It is final when every result that it rests on still stands and has been through a public notice that is
// over (notice.h), and nothing of this candidate waits at the desk of what was put aside (domain.md, Final). It is replaced when one of
// those results stands no longer, or a later version was drawn up.
#pragma once

#include "sync/bureau/notice/notice.h"
#include "sync/bureau/outcome/draw.h"

namespace kaogong::bureau::outcome {

enum class OutcomeState : std::uint8_t { provisional = 1, final, replaced };
std::string_view state_word(OutcomeState state); // `final`

class FinalityDesk {
  public:
    static Result<FinalityDesk> open(Store& store, const record::Bundle& bundle);

    Result<OutcomeState> state_of(const OutcomeRow& row, const record::OutcomeStatement& statement);
    Result<OutcomeState> state_of(const OutcomeRow& row);

  private:
    struct SessionView {
        std::uint64_t final_before = 0;
        std::set<Hash> standing; // results that stand, void ones among them
    };
    FinalityDesk(Store& store, const record::Bundle& bundle, AsideResults aside)
        : store_(store), bundle_(bundle), aside_(std::move(aside)) {}
    Result<const SessionView*> view_of(const SessionId& session);

    Store& store_;
    const record::Bundle& bundle_;
    AsideResults aside_;
    std::map<SessionId, SessionView> views_; // of the last sessions that were asked for
};

} // namespace kaogong::bureau::outcome
