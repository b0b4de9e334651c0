#include "sync/bureau/verify_page.h"

#include "core/record/suite.h"
#include "sync/bureau/web_files.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;

namespace {

const Bytes kBundle = to_bytes(view(std::string_view("a trust bundle")));

std::string header(const HttpResponse& response, std::string_view name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(), [&](const auto& each) { return each.first == name; });
    return found == response.headers.end() ? std::string() : found->second;
}

std::optional<HttpResponse> get(const std::string& target, const std::string& if_none_match = {}) {
    static const VerifyPage page(kBundle);
    return page.answer({.method = "GET", .target = target, .if_none_match = if_none_match});
}

} // namespace

TEST_CASE("serves the page, each of its files, the bundle and the file for use without a network") {
    for (const WebFile& file : web_files()) {
        CAPTURE(file.name);
        const auto answer = get(file.name == "index.html" ? "/verify/" : "/verify/" + std::string(file.name));
        REQUIRE(answer.has_value());
        CHECK_EQ(answer->status, 200);
        CHECK_EQ(as_text(answer->body), file.content);
        CHECK_EQ(header(*answer, "X-Content-Type-Options"), "nosniff");
        CHECK_EQ(answer->cache_control, "no-cache");
    }
    CHECK_EQ(get("/verify/")->content_type, "text/html; charset=utf-8");
    CHECK_EQ(get("/verify/page.js")->content_type, "text/javascript; charset=utf-8");
    CHECK_EQ(get("/verify/style.css")->content_type, "text/css; charset=utf-8");
    CHECK_EQ(get("/verify/bundle")->body, kBundle);
    CHECK_EQ(header(*get("/verify/offline.html"), "Content-Disposition"), "attachment; filename=\"kaogong-verify.html\"");
    CHECK_EQ(get("/verify/?lang=en")->body, get("/verify/")->body);
}

TEST_CASE("sends whoever forgot the slash to the page") {
    CHECK_EQ(get("/verify")->status, 308);
    CHECK_EQ(header(*get("/verify"), "Location"), "/verify/");
}

TEST_CASE("knows no path but its own") {
    const VerifyPage page(kBundle);
    for (const char* target : {"/verify/index.html", "/verify//", "/verify/../verify/", "/verify/%70age.js", "/verify/page.js/", "/verify/./page.js",
                               "/verify/Page.js", "/verify/bundle/", "/verify/\\page.js", "/verify/page.js%00"}) {
        CAPTURE(target);
        CHECK(page.owns(target));
        CHECK_FALSE(get(target).has_value());
    }
    for (const char* target : {"/", "", "/verif", "/verifyx", "/v1/health", "//verify/"}) CHECK_FALSE(page.owns(target));
}

TEST_CASE("says that nothing changed to a browser that has it, and only then") {
    const std::string tag = header(*get("/verify/page.js"), "ETag");
    CHECK_EQ(tag.size(), 34);
    const auto again = get("/verify/page.js", "\"other\", W/" + tag);
    CHECK_EQ(again->status, 304);
    CHECK(again->body.empty());
    CHECK_EQ(header(*again, "ETag"), tag);
    CHECK_EQ(get("/verify/page.js", "*")->status, 304);
    CHECK_EQ(get("/verify/page.js", header(*get("/verify/"), "ETag"))->status, 200);
}

TEST_CASE("lets the page speak to nobody but its own server") {
    const std::string policy = header(*get("/verify/"), "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self'; "));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    // A page that is opened from disk has no headers; what its head says must not be weaker.
    const std::string in_head = policy.substr(0, policy.find("; frame-ancestors"));
    CHECK(as_text(get("/verify/")->body).find("content=\"" + in_head + "\"") != std::string_view::npos);
}
