// Rounds 批次 of board sessions (P85). 特级技师 and 首席技师 are reviewed in rounds that the authority counts level by level; which round a
// plan belongs to stands in a paper and in no result, so the bureau enters it by plan and level. It changes no outcome: lists and reports
// show it. Of several entries for one plan and level the one that was entered last counts.
#pragma once

#include "sync/bureau/register_acts.h"

#include <functional>
#include <map>

namespace kaogong::bureau::outcome {

struct RoundEntered {
    std::uint64_t number = 0;
    bool before = false; // the same was entered before, and counts
};
Result<RoundEntered> enter_round(const RegisterDesk& desk, const record::RoundEntry& entry); // record_value_invalid, usage (too many)

struct RoundView {
    ReviewRoundRow row;
    VerifiedEntry<record::RoundEntry> entered;
    bool counts = false; // no later entry for that plan and level
};
using EachRound = std::function<Result<void>(const RoundView&)>;
Result<void> each_round(Store& store, const record::Bundle& bundle, const EachRound& each); // by number

// {number, plan, level, round, document, counts, by, at, log_index}
std::string round_json(const RoundView& view);
std::string round_line(const RoundView& view, Language language);

// The round that counts for a plan and level; what was asked for is kept.
class RoundBook {
  public:
    RoundBook(Store& store, const record::Bundle& bundle) : store_(store), bundle_(bundle) {}
    Result<int> round_of(const std::string& plan, int level); // 0: none was entered

  private:
    Store& store_;
    const record::Bundle& bundle_;
    std::map<std::string, std::map<int, int>> plans_; // of the last plans; a report sees a plan's outcomes mostly together
};

} // namespace kaogong::bureau::outcome
