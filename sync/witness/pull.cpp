#include "sync/witness/pull.h"

#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "core/record/formats.h"

namespace kaogong::witness {
namespace {

constexpr std::string_view kNoteType = "text/plain; charset=utf-8";
constexpr int kSuccessFirst = 200, kSuccessLast = 299;

// The proof from the head that was seen to the new one. Tiles that do not lead to the new root, or not from their own past to it, are
// damaged files and no evidence against the log's key; what is left is the log's own word, whatever past it tells of.
Result<void> prove_from_tiles(LogSource& source, const record::Checkpoint& checkpoint, Submission& submission) {
    if (checkpoint.size <= submission.old_size) {
        submission.old_size = checkpoint.size;
        return success();
    }
    TileNodes nodes(source, checkpoint.size);
    if (TRY(record::root_at(nodes, checkpoint.size)) != checkpoint.root)
        return error(codes::witness_log_unreadable, "the tiles lead to another root");
    submission.proof = TRY(record::consistency_path(nodes, {.from = submission.old_size, .to = checkpoint.size}));
    const Hash old_root = TRY(record::root_at(nodes, submission.old_size));
    const record::TreeRoots roots{.from = old_root, .to = checkpoint.root};
    if (!record::verify_consistency({.from = submission.old_size, .to = checkpoint.size}, submission.proof, roots).ok())
        return error(codes::witness_log_unreadable, "the tiles contradict each other");
    submission.old_root = old_root;
    return success();
}

} // namespace

Result<Cosigned> pull_checkpoint(LogSource& source, Witness& witness) {
    const Bytes bytes = TRY(source.get("checkpoint", record::kCheckpointMax));
    const std::string note(as_text(bytes));
    const auto* memory = TRY(witness.memory(note.substr(0, note.find('\n'))));
    const auto checkpoint = record::open_checkpoint(note, memory->log());
    Submission submission{.old_size = memory->size(), .proof = {}, .note = note, .old_root = {}};
    // A head that cannot be proved is brought before the witness all the same: it has the reason, and keeps what is evidence.
    if (checkpoint.ok()) TRY(prove_from_tiles(source, *checkpoint, submission));
    return witness.add(submission);
}

Result<void> hand_over(Transport& bureau, const std::string& note) {
    const auto reply =
        TRY(bureau.send({.method = "POST", .path = "/v1/cosignatures", .body = view(note), .content_type = std::string(kNoteType)}));
    if (reply.status < kSuccessFirst || reply.status > kSuccessLast)
        return error(codes::witness_log_unreadable, "the bureau does not take the cosignature: status " + std::to_string(reply.status));
    return success();
}

} // namespace kaogong::witness
