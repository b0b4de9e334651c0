#include "sync/bureau/witness_talk.h"

#include "core/base/codes/bureau.h"
#include "core/base/text.h"
#include "core/record/formats.h"

namespace kaogong::bureau {
namespace {

constexpr int kShowingsMax = 3; // of one round: our guess, the size that the witness names, and once more if another asked in between
constexpr int kSeen = 200, kConflict = 409, kUnproved = 422;

} // namespace

std::string submission_text(std::uint64_t old_size, const HeadToShow& head) {
    std::string text = "old " + std::to_string(old_size) + "\n";
    for (const Hash& hash : head.path) text.append(to_base64(hash.view())).append("\n");
    return text.append("\n").append(head.note);
}

Result<TransportReply> WitnessTalk::show(const HeadToShow& head) {
    const std::string body = submission_text(known_, head);
    auto reply = transport_.send({.method = "POST",
                                  .path = "/add-checkpoint",
                                  .body = view(body),
                                  .content_type = "text/plain; charset=utf-8",
                                  .reply_bytes_max = record::kCheckpointMax});
    if (!reply.ok()) return error(codes::witness_unreachable, std::string(code_name(reply.code())));
    return reply;
}

// The same size as we named means that the head itself is refused: the witness has another one of that size.
Result<void> WitnessTalk::take_size(const TransportReply& reply) {
    const std::string_view text = as_text(reply.body);
    if (!text.ends_with('\n')) return error(codes::witness_refused, "conflict without a size");
    const auto size = parse_integer(text.substr(0, text.size() - 1), {.min = 0, .max = static_cast<std::int64_t>(record::kTreeSizeMax)});
    if (!size.ok()) return error(codes::witness_refused, "conflict without a size");
    if (static_cast<std::uint64_t>(*size) == known_) return error(codes::witness_disagrees, "at size " + std::to_string(known_));
    known_ = static_cast<std::uint64_t>(*size);
    return success();
}

// Of what comes back only a line that is this witness's own counts, and only when it holds.
Result<void> WitnessTalk::take_line(const HeadToShow& head, const TransportReply& reply) {
    const record::Note note = TRY(record::read_note(head.note));
    const auto lines = record::read_note_lines(as_text(reply.body));
    if (!lines.ok()) return error(codes::cosignature_bad, lines.error().context);
    const auto own = record::verified_lines(note.body, *lines, witness_);
    if (!own.ok() || own->empty()) return error(codes::cosignature_bad, own.ok() ? "another key" : own.error().context);
    return log_.keep(head.note + own->front().text);
}

Result<std::uint64_t> WitnessTalk::round() {
    for (int showing = 0; showing < kShowingsMax; ++showing) {
        const HeadToShow head = TRY(log_.newest_head(known_));
        if (head.size == cosigned_) return cosigned_;
        if (known_ > head.size)
            return error(codes::witness_disagrees, "it saw " + std::to_string(known_) + " leaves of " + std::to_string(head.size));
        const TransportReply reply = TRY(show(head));
        if (reply.status == kUnproved) return error(codes::witness_disagrees, "from size " + std::to_string(known_));
        if (reply.status != kSeen && reply.status != kConflict)
            return error(codes::witness_refused, "status " + std::to_string(reply.status));
        if (reply.status == kConflict) {
            TRY(take_size(reply));
            continue;
        }
        TRY(take_line(head, reply));
        known_ = cosigned_ = head.size;
        return cosigned_;
    }
    return error(codes::witness_refused, "another size with every reply");
}

} // namespace kaogong::bureau
