// Autosaved answers at rest. Each sitting has a random key; every event of its journal is sealed under it with a random nonce, because a
// counter would repeat when a disk is rolled back. The key itself is kept in two wrappings only: for the bureau, and for a recovery key
// that the device alone can open and that is erased at hand-in. From then on nothing on the terminal can read the answers.
#pragma once

#include "core/record/age/file.h"
#include "core/record/suite.h"

namespace kaogong::record {

// Where a sealed event belongs. It is bound into the seal, so that an event cannot be moved to another sitting or another place in it.
struct EventPlace {
    SittingId sitting;
    std::uint64_t sequence = 0;
};

// Events are padded to a multiple of this many bytes, so that their length does not tell how many options were chosen.
inline constexpr std::size_t kEventPadding = 128;
inline constexpr std::size_t kEventSizeMax = 64u << 10;
inline constexpr std::size_t kJournalFileMax = 4u << 20; // a picture or a paper beside the events

class SittingKey {
  public:
    static SittingKey generate(Random& random);
    static Result<SittingKey> from(Secret bytes); // 32 bytes

    // nonce (24 bytes) || XChaCha20-Poly1305 of the padded event or file. Its SHA-256 is what the ledger carries.
    Bytes seal(const EventPlace& place, ByteView event, Random& random) const;
    Result<Secret> open(const EventPlace& place, ByteView sealed) const; // error: sealed_answer_damaged

    ByteView view() const { return bytes_.view(); }

  private:
    explicit SittingKey(Secret bytes) : bytes_(std::move(bytes)) {}
    Secret bytes_;
};

// What the store keeps of a sitting's key.
struct WrappedSittingKey {
    Bytes key;      // age file to the bureau's response recipient and to the recovery key
    Bytes recovery; // age file to the device, holding the recovery key; overwritten and deleted at hand-in
};
struct SittingRecipients {
    age::Recipient bureau;
    age::Recipient device;
};
struct NewSitting {
    SittingKey key;
    WrappedSittingKey wrapped;
};
Result<NewSitting> begin_sitting(SittingId sitting, const SittingRecipients& recipients, Random& random);

// After a crash: back to the key by way of the recovery key. Error: sealed_answer_damaged where the wrapping is another sitting's.
Result<SittingKey> recover_sitting(SittingId sitting, const WrappedSittingKey& wrapped, const age::Identity& device);
// At the bureau, for a sitting that never reached its hand-in.
Result<SittingKey> open_sitting(SittingId sitting, ByteView wrapped_key, const age::Identity& bureau);

} // namespace kaogong::record
