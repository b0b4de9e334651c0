// Parcels: what a terminal sends. A signed head, a run of ledger entries as they lie in the ledger, and attached files in pieces. A ledger
// file is a parcel that begins at 0 and has nothing attached. Reading copies nothing: all views point into the parcel's bytes.
#pragma once

#include "core/record/entry.h"

namespace kaogong::record {

struct BlobFact { // of key 10
    Hash hash;
    std::uint64_t size = 0;
    bool operator==(const BlobFact&) const = default;
};

struct ParcelHead {
    TerminalId terminal;             // 2
    Incarnation incarnation;         // 3: of its last entry
    std::uint64_t first = 0;         // 4
    std::uint64_t count = 0;         // 5: at least one
    Hash root_first;                 // 6: of the tree of the entries before `first`
    Hash root_end;                   // 7: of the tree with all of them
    std::uint64_t log_size = 0;      // 8: last size of the bureau's log that this terminal verified; 0 = none yet
    std::int64_t bundle_version = 0; // 9
    std::vector<BlobFact> blobs;     // 10
    std::uint64_t entries_size = 0;  // 11: bytes of the entries part, and its hash
    Hash entries_hash;
    SuiteNumber suite = SuiteNumber::standard; // 12
    std::uint64_t end() const { return first + count; }
    bool operator==(const ParcelHead&) const = default;
};

struct OpenedHead {
    Sign1 message; // points into the decoded bytes; unprotected: the device's certificate
    ParcelHead content;
    std::int64_t issued_at_s = 0;
    Hash id; // SHA-256 of the head: the parcel's name everywhere
};
// A head alone, as POST /v1/offer carries it, or the first item of a parcel.
Result<OpenedHead> decode_parcel_head(ByteView head, const Suite& suite = standard_suite());

struct ParcelBlob {
    BlobFact fact;
    std::vector<ByteView> pieces; // in order, without gaps
    Bytes content() const;
};

struct Parcel {
    OpenedHead head;
    std::vector<ByteView> entries; // each one encoded entry
    std::vector<ParcelBlob> blobs;
};
// Form, lengths and hashes against the head. Signatures are verify_parcel's business.
Result<Parcel> open_parcel(ByteView file, const Suite& suite = standard_suite());

// Head and every entry under the device's key, each entry in its place, roots as stated. `tree` is the ledger before the parcel's first
// entry (empty for a ledger file) and on success the ledger after its last; on failure it is unchanged. Signatures are checked by that many
// threads.
Result<void> verify_parcel(const Parcel& parcel, const PublicKey& device, MerkleTree& tree, unsigned threads = 1);
// For a parcel from the middle when the entries before it are not at hand: signatures, order and the first root, but not the chain between.
Result<void> verify_parcel_alone(const Parcel& parcel, const PublicKey& device, unsigned threads = 1);

struct ParcelPlan {
    const MerkleTree* before = nullptr; // the ledger before the first entry
    std::vector<ByteView> entries;
    std::vector<ByteView> blobs;
    ByteView certificate; // the device's
    std::uint64_t log_size = 0;
    std::int64_t bundle_version = 0;
    std::int64_t issued_at_s = 0;
};
Result<Bytes> build_parcel(const ParcelPlan& plan, const KeyPair& device);

} // namespace kaogong::record
