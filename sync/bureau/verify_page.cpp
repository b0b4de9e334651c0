#include "sync/bureau/verify_page.h"

#include "core/base/check.h"
#include "core/record/suite.h"
#include "sync/bureau/one_file.h"

namespace kaogong::bureau {
namespace {

constexpr std::string_view kFolder = "/verify";
constexpr std::string_view kHtml = "text/html; charset=utf-8", kCss = "text/css; charset=utf-8", kScript = "text/javascript; charset=utf-8",
                           kBundle = "application/octet-stream";
constexpr std::size_t kTagLetters = 32; // of the hash in an ETag

// The page asks nobody but this server, is shown in nobody's frame and uses the camera alone, for QR codes.
constexpr std::string_view kPagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                                         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

HttpHeaders page_headers(const std::string& policy) {
    return {{"Content-Security-Policy", policy},
            {"Referrer-Policy", "no-referrer"},
            {"Permissions-Policy", "camera=(self), geolocation=(), microphone=()"},
            {"Cross-Origin-Opener-Policy", "same-origin"}};
}

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

VerifyPage::VerifyPage(ByteView bundle) {
    const std::string folder = std::string(kFolder) + "/";
    for (const WebFile& file : web_files()) {
        if (file.name == "index.html")
            add(folder, kHtml, view(file.content), page_headers(std::string(kPagePolicy)));
        else
            add(folder + std::string(file.name), type_of(file.name), view(file.content));
    }
    add(folder + "bundle", kBundle, bundle);
    const OneFile one = make_one_file(web_files(), bundle);
    HttpHeaders headers = page_headers(one.policy + "; frame-ancestors 'none'");
    headers.emplace_back("Content-Disposition", "attachment; filename=\"kaogong-verify.html\"");
    add(folder + "offline.html", kHtml, view(one.html), std::move(headers));
}

void VerifyPage::add(std::string path, std::string_view type, ByteView body, HttpHeaders headers) {
    const std::string tag = "\"" + record::sha256(body).hex().substr(0, kTagLetters) + "\"";
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    headers.emplace_back("ETag", tag);
    replies_.emplace(std::move(path), Reply{.type = std::string(type), .tag = tag, .headers = std::move(headers), .body = to_bytes(body)});
}

bool VerifyPage::owns(std::string_view target) const {
    const std::string_view path = path_of(target);
    return path == kFolder || (path.starts_with(kFolder) && path[kFolder.size()] == '/');
}

std::optional<HttpResponse> VerifyPage::answer(const HttpRequest& request) const {
    const std::string_view path = path_of(request.target);
    if (path == kFolder) return HttpResponse{.status = 308, .headers = {{"Location", std::string(kFolder) + "/"}}};
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
