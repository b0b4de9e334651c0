#include "sync/witness/submission.h"

#include "core/base/codes/sync.h"
#include "core/base/text.h"

namespace kaogong::witness {
namespace {

Error malformed(std::string_view what) {
    return error(codes::witness_request_malformed, std::string(what));
}

// One line without its newline, taken off the front.
Result<std::string_view> take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return malformed("a line without an end");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

Result<std::uint64_t> read_old_size(std::string_view line) {
    constexpr std::string_view kBefore = "old ";
    if (!line.starts_with(kBefore)) return malformed("old size");
    line.remove_prefix(kBefore.size());
    const auto size = parse_integer(line, {.min = 0, .max = static_cast<std::int64_t>(record::kTreeSizeMax)});
    if (!size.ok() || std::to_string(*size) != line) return malformed("old size");
    return static_cast<std::uint64_t>(*size);
}

} // namespace

Result<Submission> decode_submission(std::string_view body) {
    if (body.size() > kSubmissionBytesMax) return malformed("size");
    Submission submission;
    submission.old_size = TRY(read_old_size(TRY(take_line(body))));
    while (true) {
        const std::string_view line = TRY(take_line(body));
        if (line.empty()) break;
        if (submission.proof.size() == kProofLinesMax) return malformed("more than 63 lines of proof");
        const auto bytes = from_base64(line);
        if (!bytes.ok() || bytes->size() != Hash::kSize) return malformed("a line of the proof");
        submission.proof.push_back(TRY(Hash::from(*bytes)));
    }
    submission.note = std::string(body);
    return submission;
}

} // namespace kaogong::witness
