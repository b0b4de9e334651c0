// Adding to the bureau's log within one transaction of the store: leaves in, then one tree head, and from it receipts and proofs. It holds
// nothing that outlives the transaction, so a rollback leaves no trace.
#pragma once

#include "core/record/receipt.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/store/log_store.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace kaogong::bureau {

class LogWriter {
  public:
    // Holds the log to the end of the transaction, and reads its size and peaks as they stand then.
    static Result<LogWriter> open(LogStore& log, const Authority& authority);

    Result<std::uint64_t> append(ByteView leaf_data); // its index
    std::uint64_t size() const { return tree_.size(); }

    // Signs the log as it now stands: head for receipts, checkpoint for everybody. A size that was signed before keeps its checkpoint.
    Result<void> sign(std::int64_t wall_ms);

    Result<Bytes> leaf(std::uint64_t index);

    // All of these only after sign().
    Result<Bytes> receipt(std::uint64_t leaf_index);
    Result<Bytes> proof(ByteView signed_result, std::uint64_t leaf_index); // core/record/proof.h
    Result<record::HashPath> consistency_from(std::uint64_t size); // log_damaged when that size was never reached
    const std::string& checkpoint() const { return checkpoint_; }

  private:
    // Nodes of the log that were written or read here. The paths of the leaves of one parcel share nearly all of theirs, and the tree only
    // grows, so a node once known stays what it is.
    class Nodes final : public record::NodeSource {
      public:
        explicit Nodes(LogStore& log) : log_(log) {}
        void know(const record::TreeNode& node) { known_[place(node.level, node.index)] = node.hash; }
        Result<Hash> node(unsigned level, std::uint64_t index) override;

      private:
        static std::uint64_t place(unsigned level, std::uint64_t index) { return index << 6 | level; } // levels are below 64
        LogStore& log_;
        std::unordered_map<std::uint64_t, Hash> known_;
    };

    LogWriter(LogStore& log, const Authority& authority, std::unique_ptr<Nodes> nodes, record::MerkleTree tree)
        : log_(log), authority_(authority), nodes_(std::move(nodes)), tree_(std::move(tree)) {}

    LogStore& log_;
    const Authority& authority_;
    std::unique_ptr<Nodes> nodes_;
    std::map<std::uint64_t, Bytes> leaves_; // appended here
    record::MerkleTree tree_;
    record::TreeHead head_;
    std::string checkpoint_;
};

} // namespace kaogong::bureau
