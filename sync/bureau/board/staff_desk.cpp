#include "sync/bureau/board/staff_desk.h"

#include "core/base/log.h"
#include "sync/bureau/web_files.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

constexpr std::string_view kData = "/v1/desk";
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";
constexpr const char* kPermissions = "camera=(), geolocation=(), microphone=()";
constexpr int kMisdirected = 421; // RFC 9110 section 15.5.20

// Of the public page: its looks, and how numbers and elements are made.
constexpr std::string_view kShared[] = {"style.css", "view.js", "words.js"};

HttpResponse refused(int status, const std::string& what) {
    return desk::refusal_response(status, error(codes::request_malformed, what));
}

} // namespace

bool is_direct_host(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    const bool has_port = colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    const std::string_view name = has_port ? host.substr(0, colon) : host;
    const auto is_numeric = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    const auto is_ipv6 = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    };
    if (name == "localhost") return true;
    if (name.size() > 2 && name.front() == '[' && name.back() == ']') return std::all_of(name.begin() + 1, name.end() - 1, is_ipv6);
    return !name.empty() && std::all_of(name.begin(), name.end(), is_numeric);
}

StaffPage::StaffPage() : FileSite("") {
    for (const WebFile& file : staff_files()) {
        if (file.name == "index.html")
            add("", kHtml, view(file.content), page_headers(kPolicy, kPermissions));
        else
            add_asset(file.name, file.content);
    }
    for (const WebFile& file : web_files())
        if (std::find(std::begin(kShared), std::end(kShared), file.name) != std::end(kShared)) add_asset(file.name, file.content);
}

void StaffDesk::handle(HttpRequest request, HttpReply reply) {
    if (!is_direct_host(request.host)) return reply(refused(kMisdirected, "Host"));
    if (request.method != "GET" && request.method != "HEAD") return reply(refused(405, "method"));
    if (request.target != kData) {
        auto file = page_.answer(request);
        return reply(file ? std::move(*file) : refused(404, request.target.substr(0, 256)));
    }
    const bool taken = parts_.worker.post([this, reply] {
        const auto text = parts_.overview();
        if (text) return reply({.body = to_bytes(view(*text))});
        log(LogLevel::error, text.error(), {{"what", "overview"}});
        reply(desk::refusal_response(desk::http_status(text.code()), text.error()));
    });
    if (!taken) reply(desk::refusal_response(503, error(codes::bureau_overloaded)));
}

} // namespace kaogong::bureau
