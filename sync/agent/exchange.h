// One parcel's way to the bureau: offer the head, send the chunks that lack, commit, take the answer. What the network says is a hint; the
// answer's signatures are the kiosk's business, here only its shape is checked. It keeps nothing: an exchange that broke off is simply
// begun again.
#pragma once

#include "core/base/codes/base.h"
#include "sync/agent/parcel_file.h"
#include "sync/http/transport.h"

#include <functional>
#include <optional>

namespace kaogong::sync {

enum class Outcome {
    answered, // `answer` holds the bureau's answer for this parcel
    waiting,  // the bureau kept it and lacks earlier ones
    refused,  // this parcel is bad in the bureau's eyes; others may be good
    later,    // no connection, a fault at the bureau, nonsense: try again after a wait
    denied,   // 401, 403: this terminal is not accepted; stop
    frozen,   // 422: the ledgers contradict each other; stop exporting
    stopped,  // this program is being stopped
};

struct Exchange {
    Outcome outcome = Outcome::later;
    Error why = error(codes::internal); // for all but `answered`
    Bytes answer;
    std::int64_t retry_after_s = 0;
    std::optional<Code> told = {}; // the bureau's own code, where it gave one with a refusal
};

struct Sent {
    std::uint64_t bytes = 0; // of this parcel that the bureau has
    std::uint64_t total = 0;
};
using OnSent = std::function<void(Sent)>;

Exchange carry(const ParcelFile& parcel, Transport& transport, const OnSent& on_sent);

// What a reply other than 200 means. A refusal is believed only from a body with a bureau's code in it: a login page of the network that
// answers 403 to everything must not stop a terminal for good.
Exchange judge_reply(const TransportReply& reply);

// Whether these bytes can be the answer to that parcel: magic, a signed message, the parcel's id inside.
Result<void> check_answer_shape(ByteView answer, const ParcelFile& parcel);

} // namespace kaogong::sync
