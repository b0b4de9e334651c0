#include "sync/witness/routes.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"

namespace kaogong::witness {
namespace {

constexpr std::string_view kSizeType = "text/x.tlog.size";
constexpr std::string_view kTextType = "text/plain; charset=utf-8";

HttpResponse text_response(int status, std::string_view type, const std::string& text) {
    return {.status = status, .content_type = std::string(type), .body = to_bytes(view(text))};
}

} // namespace

int http_status(Code code) {
    switch (code) {
    case codes::witness_log_unsigned: return 403;
    case codes::witness_log_unknown: return 404;
    case codes::witness_size_other:
    case codes::witness_saw_shrunk:
    case codes::witness_saw_fork: return 409;
    case codes::tree_consistency_bad: return 422;
    case codes::witness_clock_back: return 503;
    case codes::no_space: return 507;
    case codes::file_unreadable:
    case codes::file_unwritable:
    case codes::file_missing:
    case codes::internal: return 500;
    default: return 400;
    }
}

HttpResponse Routes::refusal(int status, const Error& why) {
    return text_response(status, kTextType, error_text(why) + "\n");
}

// A conflict says how large the log was when the witness saw it last: that is all a log needs to come back with the right proof.
HttpResponse Routes::refused(const Error& why, std::string_view note) {
    const int status = http_status(why.code);
    log(status == 409 && why.code == codes::witness_size_other ? LogLevel::info : LogLevel::warning, why, {{"status", status}});
    if (status != 409) return refusal(status, why);
    const auto memory = witness_.memory(note.substr(0, note.find('\n')));
    if (!memory.ok()) return refusal(500, error(codes::internal));
    return text_response(status, kSizeType, std::to_string((*memory)->size()) + "\n");
}

HttpResponse Routes::answer(const HttpRequest& request) {
    if (request.target != "/add-checkpoint") return refusal(404, error(codes::witness_request_malformed, "path"));
    if (request.method != "POST") return refusal(405, error(codes::witness_request_malformed, "method"));
    const auto submission = decode_submission(as_text(request.body));
    if (!submission.ok()) return refused(submission.error(), {});
    const auto cosigned = witness_.add(*submission);
    if (!cosigned.ok()) return refused(cosigned.error(), submission->note);
    log(LogLevel::info, "cosigned", {{"size", cosigned->size}});
    return text_response(200, kTextType, cosigned->line);
}

} // namespace kaogong::witness
