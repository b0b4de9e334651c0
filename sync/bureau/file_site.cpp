#include "sync/bureau/file_site.h"

#include "core/base/check.h"
#include "core/record/suite.h"

namespace kaogong::bureau {
namespace {

constexpr std::string_view kCss = "text/css; charset=utf-8", kScript = "text/javascript; charset=utf-8";
constexpr std::size_t kTagLetters = 32; // of the hash in an ETag

std::string_view path_of(std::string_view target) {
    return target.substr(0, target.find('?'));
}

std::string_view type_of(std::string_view name) {
    if (name.ends_with(".css")) return kCss;
    CHECK(name.ends_with(".js"));
    return kScript;
}

// If-None-Match is a list; a weak mark before a tag does not matter for GET (RFC 9110 section 13.1.2).
bool has_tag(std::string_view if_none_match, std::string_view tag) {
    return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

} // namespace

HttpHeaders page_headers(std::string policy, std::string permissions) {
    return {{"Content-Security-Policy", std::move(policy)},
            {"Referrer-Policy", "no-referrer"},
            {"Permissions-Policy", std::move(permissions)},
            {"Cross-Origin-Opener-Policy", "same-origin"}};
}

void FileSite::add(std::string_view name, std::string_view type, ByteView body, HttpHeaders headers) {
    const std::string tag = "\"" + record::sha256(body).hex().substr(0, kTagLetters) + "\"";
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("ETag", tag);
    replies_.emplace(folder_ + "/" + std::string(name),
                     Reply{.type = std::string(type), .tag = tag, .headers = std::move(headers), .body = to_bytes(body)});
}

void FileSite::add_asset(std::string_view name, std::string_view content) {
    add(name, type_of(name), view(content));
}

bool FileSite::owns(std::string_view target) const {
    const std::string_view path = path_of(target);
    return path.starts_with(folder_) && (path.size() == folder_.size() || path[folder_.size()] == '/');
}

std::optional<HttpResponse> FileSite::answer(const HttpRequest& request) const {
    const std::string_view path = path_of(request.target);
    if (path == folder_) return HttpResponse{.status = 308, .headers = {{"Location", folder_ + "/"}}};
    const auto found = replies_.find(path);
    if (found == replies_.end()) return std::nullopt;
    const Reply& reply = found->second;
    HttpResponse response{.content_type = reply.type, .headers = reply.headers, .cache_control = "no-cache"};
    if (has_tag(request.if_none_match, reply.tag))
        response.status = 304;
    else
        response.body = reply.body;
    return response;
}

} // namespace kaogong::bureau
