// What a person of the bureau decided about a record that was put aside, signed by the bureau; its hash is a leaf of the log, so that nobody
// decides unseen.
#pragma once

#include "core/record/bundle.h"

namespace kaogong::record {

enum class ActKind : std::uint8_t { release = 1, refuse };
struct BureauAct {
    ActKind kind = ActKind::release;
    Hash record;        // record hash
    std::string by;     // who decided: a number or name within the bureau
    std::string reason; // in words
    std::int64_t at_ms = 0;
    bool operator==(const BureauAct&) const = default;
};
inline constexpr std::size_t kActReasonMax = 1'024; // bytes

Result<Bytes> sign_act(const BureauAct& act, const KeyPair& intake); // record_value_invalid
Result<BureauAct> verify_act(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());

} // namespace kaogong::record
