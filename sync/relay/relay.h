// A centre's hub: takes the parcels of all terminals of its network as the bureau would, keeps them until the bureau has answered, and gives each
// terminal the bureau's own bytes. It signs nothing and changes nothing, so the worst it can do is to be late or to lose what it was given, and then
// the terminal, which keeps all until it has a receipt, sends it again.
#pragma once

#include "core/base/clock.h"
#include "core/record/bundle.h"
#include "sync/agent/exchange.h"
#include "sync/relay/room.h"
#include "sync/relay/shelf.h"

#include <functional>
#include <mutex>

namespace kaogong::relay {

// Whom this hub believes: the bundle in DATA/bundle, which answers renew. At the first start it comes from a file, and a person compares the words of
// its roots; later ones must follow on it. bundle_missing where there is neither; what verify_bundle and may_replace say of another.
Result<record::Bundle> open_trust(const Path& data, const std::optional<Path>& bundle);

class Relay final : public desk::ParcelDesk {
  public:
    struct Parts {
        Path data;
        record::Bundle bundle;
        Clock& clock;
        ShelfLimits limits = {};
    };
    static Result<std::unique_ptr<Relay>> open(Parts parts);

    // At the desk. A head is taken when a terminal signed it that the bureau certified; terminal_unknown or head_unauthentic otherwise. What the bureau
    // refused is refused here with its own code.
    Result<desk::Offered> offer(ByteView head) override;
    Result<void> chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) override;
    Result<desk::Committed> commit(const Hash& parcel) override;

    // Called when a parcel is complete, so that the carrier need not wait for its next look.
    void on_complete(std::function<void()> told) { on_complete_ = std::move(told); }
    // From the carrier, on its own thread: how the bureau took a parcel.
    void carried(const std::string& name, const sync::Exchange& exchange);
    // Between passes of the carrier.
    Result<void> tidy();

    std::string room_json();
    std::size_t waiting() const { return shelf_.waiting(); }

  private:
    Relay(Parts parts, Shelf shelf);
    Result<std::string> check_sender(const record::OpenedHead& head); // the seat on its certificate
    Result<std::optional<desk::Committed>> known(const Hash& parcel);
    Result<desk::Committed> take(const Hash& parcel);
    // With the mutex held:
    Result<record::OpenedAnswer> verify(ByteView answer);
    void hear_answer(ByteView file);
    void take_bundle(ByteView encoded);

    Parts parts_;
    Shelf shelf_;
    std::function<void()> on_complete_ = [] {};
    std::mutex mutex_; // what follows is used by desk and carrier
    Room room_;
    std::map<std::string, Code> refused_; // by name; of parcels that lie here
};

} // namespace kaogong::relay
