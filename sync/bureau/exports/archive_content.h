// What belongs to a batch, in an order of its own that does not depend on when it is asked for. Private to exports/.
#pragma once

#include "core/record/bundle.h"
#include "sync/bureau/store/store.h"

#include <array>
#include <functional>
#include <map>
#include <set>

namespace kaogong::bureau::exports {

// A signed act: an outcome, a draft or its end, an act of a notice, an appointment or its end. Its hash is a leaf of the log.
enum class ActFolder : std::uint8_t { outcomes = 1, certificates, notices, appointments };
inline constexpr std::array kActFolders{ActFolder::outcomes, ActFolder::certificates, ActFolder::notices, ActFolder::appointments};
std::string_view folder_name(ActFolder folder);

struct BatchContent {
    std::vector<SessionId> sessions;                          // rising
    std::map<Hash, std::uint64_t> records;                    // record hash, place in the log
    std::map<std::pair<ActFolder, Hash>, std::uint64_t> acts; // place in the log
    std::set<Hash> rules;                                     // that were applied
    Hash hash() const;
};
// Bytes are not held: a batch may be large. outcome_no_results where no session is of that plan.
Result<BatchContent> batch_content(Store& store, const record::Bundle& bundle, const std::string& plan);

using EachRecord = std::function<Result<void>(const Hash& record, ByteView signed_result, std::uint64_t log_index)>;
Result<void> each_record(Store& store, const SessionId& session, const EachRecord& each);
using EachAct = std::function<Result<void>(ActFolder folder, ByteView act, std::uint64_t log_index)>;
Result<void> each_act(Store& store, const std::string& plan, const std::vector<SessionId>& sessions, const EachAct& each);

} // namespace kaogong::bureau::exports
