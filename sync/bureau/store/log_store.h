// The bureau's log in the store: leaf data, the nodes of its tree, its tree heads and who cosigned them. Tile files and checkpoint on disk
// are derived from it.
#pragma once

#include "core/record/merkle.h"
#include "sync/bureau/store/keys.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

// A tree head as it was signed. Kept with the signatures, so that the same size never gets two.
struct LogHead {
    std::uint64_t size = 0;
    Hash root;
    std::string checkpoint; // the signed note
    std::int64_t at_ms = 0;
};

// A witness saw the head of that size.
struct CosignatureRow {
    std::uint64_t size = 0;
    std::string witness; // its name
    std::string line;    // of the note, with its newline
    std::int64_t at_ms = 0; // by the witness's own clock
};

class LogStore : public record::NodeSource {
  public:
    // Within a transaction, before anything is read that decides what is appended: until the transaction ends nobody else appends, and all
    // that earlier holders committed is seen. So verdicts are given in the order of the log, a size of the log is signed once, and a
    // record id cannot be accepted twice, however many processes work on one store. Repeated within the transaction it does nothing.
    virtual Result<void> hold() = 0;

    virtual Result<std::uint64_t> log_size() = 0;
    virtual Result<void> add_leaf(std::uint64_t index, ByteView data) = 0;
    virtual Result<void> add_node(const record::TreeNode& node) = 0;
    virtual Result<Bytes> leaf(std::uint64_t index) = 0; // log_damaged when it is not there
    // Runs of them, as tiles want them. log_damaged when one is not there.
    virtual Result<std::vector<Hash>> nodes(unsigned level, IndexRange range) = 0;
    virtual Result<std::vector<Bytes>> leaves(IndexRange range) = 0;

    virtual Result<void> add_head(const LogHead& head) = 0;
    virtual Result<std::optional<LogHead>> newest_head() = 0;
    virtual Result<std::optional<LogHead>> head_after(std::uint64_t size) = 0; // the smallest that is larger

    // Lines that witnesses added to heads. The first of a witness for a size stays; a later one is not needed.
    virtual Result<void> add_cosignature(const CosignatureRow& row) = 0;
    virtual Result<std::vector<CosignatureRow>> cosignatures(std::uint64_t size) = 0; // by name of the witness
    virtual Result<std::optional<std::uint64_t>> newest_cosigned() = 0;                // the largest size that has one
};

} // namespace kaogong::bureau
