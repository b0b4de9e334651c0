#include "core/record/together.h"

#include "core/base/codes/record.h"
#include "core/record/explain_text.h"
#include "core/record/proof.h"

#include <map>

namespace kaogong::record {
namespace {

bool may_be_spoken_of(FileKind kind) {
    switch (kind) {
    case FileKind::proof:
    case FileKind::signed_result:
    case FileKind::checkpoint:
    case FileKind::receipt: return true;
    default: return is_act(kind);
    }
}

// Which of some acts a receipt is for. All receipts of one head have one signature, so it is verified once and then known by its root.
class ReceiptReader {
  public:
    ReceiptReader(const TrustContext& trust, std::vector<Hash> acts) : trust_(trust), acts_(std::move(acts)) {}

    struct Found {
        std::size_t act = 0;
        Receipt receipt;
        Hash root;
    };
    // `likely` is tried first: acts and receipts mostly come in one order.
    Result<Found> find(ByteView encoded, std::size_t likely) {
        if (acts_.empty()) return error(codes::receipt_alone);
        Found found;
        found.receipt = TRY(decode_receipt(encoded));
        std::optional<Error> first;
        for (std::size_t i = 0; i < acts_.size(); ++i) {
            found.act = (likely + i) % acts_.size();
            const auto fits = check(found.receipt, acts_[found.act]);
            if (fits.ok()) {
                found.root = *fits;
                return found;
            }
            if (!first) first = fits.error();
        }
        return acts_.size() == 1 ? *first : error(codes::receipt_leaf_wrong);
    }

  private:
    Result<Hash> check(const Receipt& receipt, const Hash& act) {
        const Bytes leaf = encode_leaf(ActLeaf{act});
        Bytes head = to_bytes(receipt.message.protected_bytes);
        head.insert(head.end(), receipt.message.signature.bytes.begin(), receipt.message.signature.bytes.end());
        const auto known = roots_.find(head);
        if (known == roots_.end()) {
            const Hash verified = TRY(verify_receipt_by(receipt, leaf, *trust_.bundle, *trust_.suite));
            roots_[head] = verified;
            return verified;
        }
        const Hash root = TRY(root_from_inclusion(leaf_hash(leaf, *trust_.suite), receipt.place, receipt.path, *trust_.suite));
        return root == known->second ? Result<Hash>(root) : Result<Hash>(error(codes::signature_bad));
    }

    const TrustContext& trust_;
    std::vector<Hash> acts_;
    std::map<Bytes, Hash> roots_; // by what is signed and the signature
};

Relation link_to(Link link, const Hash& of, std::size_t file) {
    return {.link = link, .of = of.hex(), .file = file};
}

} // namespace

void Together::add(Bytes file) {
    File& added = files_.emplace_back();
    added.content = std::move(file);
    added.row.explanation = explain(added.content, trust_);
    if (!may_be_spoken_of(added.row.explanation.kind)) added.content = Bytes();
}

void Together::relate_all() {
    std::vector<Given> given;
    std::vector<std::size_t> file_of;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        const Explanation& explanation = files_[i].row.explanation;
        if (!explanation.ok() || !explanation.given) continue;
        given.push_back(*explanation.given);
        file_of.push_back(i);
    }
    std::vector<Related> all = relate(given);
    for (std::size_t i = 0; i < all.size(); ++i) {
        ExplainedTogether& row = files_[file_of[i]].row;
        for (ExplainedLine& line : text::describe(all[i], given)) row.explanation.lines.push_back(std::move(line));
        for (Relation& relation : all[i].relations)
            if (relation.file) relation.file = file_of[*relation.file];
        if (all[i].fault) row.explanation.reason = all[i].fault;
        row.related = std::move(all[i]);
    }
}

void Together::match_receipts() {
    std::vector<Hash> acts;
    std::vector<std::size_t> file_of;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        const Explanation& explanation = files_[i].row.explanation;
        if (!explanation.ok() || !explanation.given || !is_act(explanation.kind)) continue;
        acts.push_back(explanation.given->hash);
        file_of.push_back(i);
    }
    ReceiptReader reader(trust_, acts);
    std::size_t number = 0;
    for (std::size_t i = 0; i < files_.size(); ++i) {
        ExplainedTogether& row = files_[i].row;
        if (row.explanation.kind != FileKind::receipt || !row.explanation.ok()) continue;
        const auto found = reader.find(files_[i].content, number++);
        if (!found.ok()) {
            row.explanation.reason = found.error();
            continue;
        }
        files_[i].root = found->root;
        ExplainedTogether& act = files_[file_of[found->act]].row;
        row.related.relations.push_back(link_to(Link::logs, acts[found->act], file_of[found->act]));
        row.explanation.lines.push_back(text::receipt_of(acts[found->act]));
        act.related.relations.push_back(link_to(Link::logged_by, sha256(files_[i].content), i));
        act.explanation.lines.push_back(text::anchored(found->receipt));
    }
    for (const std::size_t each : file_of) {
        const std::vector<Relation>& relations = files_[each].row.related.relations;
        const bool is_logged = !relations.empty() && relations.back().link == Link::logged_by;
        if (!is_logged) files_[each].row.explanation.lines.push_back(text::not_anchored());
    }
}

// Two heads of one size that differ are a log that shows different people different things. Where the bundle names several logs, nothing
// tells which of them a receipt is of.
void Together::compare_checkpoints() {
    if (trust_.bundle == nullptr || trust_.bundle->all_of(Role::checkpoint).size() != 1) return;
    for (File& file : files_) {
        if (file.row.explanation.kind != FileKind::checkpoint || !file.row.explanation.ok()) continue;
        const auto checkpoint = decode_checkpoint(as_text(file.content));
        if (!checkpoint.ok()) continue;
        for (File& other : files_) {
            if (!other.root) continue;
            const auto receipt = decode_receipt(other.content);
            if (!receipt.ok() || receipt->place.tree_size != checkpoint->size) continue;
            if (*other.root == checkpoint->root)
                other.row.explanation.lines.push_back(text::same_head(*checkpoint));
            else
                other.row.explanation.reason = error(codes::tree_consistency_bad, checkpoint->origin);
        }
    }
}

std::vector<ExplainedTogether> Together::finish() {
    relate_all();
    match_receipts();
    compare_checkpoints();
    std::vector<ExplainedTogether> rows;
    for (File& file : files_) rows.push_back(std::move(file.row));
    return rows;
}

} // namespace kaogong::record
