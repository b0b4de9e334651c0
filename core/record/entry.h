// Ledger entries: what one terminal did, in order, each signed by its device key and carrying the tree's root before it, so that the ledger
// is a chain and a Merkle tree in one. Bodies hold hashes of ciphertext and ids only: never a name, never an answer that could be guessed.
#pragma once

#include "core/record/cose.h"
#include "core/record/formats.h"
#include "core/record/merkle.h"

#include <span>

namespace kaogong::record {

enum class EventType : std::uint16_t {
#define KAOGONG_EVENT(number, name, urgency, en, zh_cn) name = number,
#include "core/record/audit_events.def"
#undef KAOGONG_EVENT
};
enum class Urgency : std::uint8_t { housekeeping, due };
struct EventFacts {
    EventType type;
    std::string_view name;
    Urgency urgency;
    std::string_view en;
    std::string_view zh_cn;
};
std::span<const EventFacts> event_catalogue();
const EventFacts* find_event(std::int64_t number); // nullptr when this program does not know it

using Incarnation = FixedBytes<struct IncarnationTag, 16>; // drawn at each start of the writer: clones and rollbacks show by it

struct Entry {
    TerminalId terminal;                   // 2
    Incarnation incarnation;               // 3
    std::uint64_t index = 0;               // 4
    Hash root_before;                      // 5: of the tree of all entries before this one
    std::int64_t boot_ms = 0;              // 6
    std::int64_t wall_ms = 0;              // 7
    EventType type = EventType::heartbeat; // 8
    Bytes body;                            // 9: one encoded map, see entry_bodies.h; at most 64 KiB
    bool operator==(const Entry&) const = default;
};

// The map of an entry without any content, for types that say all by being there.
Bytes empty_body();

Result<Bytes> sign_entry(const Entry& entry, const KeyPair& device);

struct SignedEntry {
    Sign1 message; // points into the decoded bytes
    Entry content;
};
Result<SignedEntry> decode_entry(ByteView encoded); // form only
Result<SignedEntry> verify_entry(ByteView encoded, const PublicKey& device);

// The growing end of one ledger, without its storage: makes the next entry and moves on only when told that it is stored.
class LedgerTip {
  public:
    LedgerTip(TerminalId terminal, Incarnation incarnation, MerkleTree tree)
        : terminal_(terminal), incarnation_(incarnation), tree_(std::move(tree)) {}

    struct Draft {
        EventType type = EventType::heartbeat;
        Bytes body;
        Instant at;
    };
    Result<Bytes> next(const Draft& draft, const KeyPair& device) const;
    void stored(ByteView entry) { tree_.append(entry); }

    const MerkleTree& tree() const { return tree_; }
    std::uint64_t size() const { return tree_.size(); }
    const TerminalId& terminal() const { return terminal_; }
    const Incarnation& incarnation() const { return incarnation_; }

  private:
    TerminalId terminal_;
    Incarnation incarnation_;
    MerkleTree tree_;
};

// An entry in its place: index and root before it are those of the tree that it is appended to. ledger_index_wrong, ledger_root_wrong,
// ledger_terminal_wrong.
Result<void> check_place(const Entry& entry, const TerminalId& terminal, const MerkleTree& before);

} // namespace kaogong::record
