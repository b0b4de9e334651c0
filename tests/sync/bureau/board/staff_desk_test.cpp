#include "sync/bureau/board/staff_desk.h"

#include "core/base/codes/store.h"
#include "sync/bureau/web_files.h"

#include <algorithm>
#include <future>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau;

namespace {

struct Desk {
    desk::Worker worker{4};
    Result<std::string> overview = std::string("{\"sessions\":[]}");
    StaffDesk staff{{.worker = worker, .overview = [this] { return overview; }}};

    HttpResponse ask(const std::string& target, const std::string& method = "GET", const std::string& host = "127.0.0.1:8472") {
        std::promise<HttpResponse> reply;
        staff.handle({.method = method, .target = target, .host = host, .content_digest = {}, .if_none_match = {}, .body = {}},
                     [&reply](HttpResponse response) { reply.set_value(std::move(response)); });
        return reply.get_future().get();
    }
};

std::string header(const HttpResponse& response, std::string_view name) {
    const auto found = std::find_if(response.headers.begin(), response.headers.end(), [&](const auto& each) { return each.first == name; });
    return found == response.headers.end() ? std::string() : found->second;
}

} // namespace

TEST_CASE("serves the staff's page, its files, those that it shares with the public page, and the overview") {
    Desk desk;
    for (const WebFile& file : staff_files()) {
        CAPTURE(file.name);
        const auto answer = desk.ask(file.name == "index.html" ? "/" : "/" + std::string(file.name));
        CHECK_EQ(answer.status, 200);
        CHECK_EQ(as_text(answer.body), file.content);
    }
    for (const char* shared : {"/style.css", "/view.js", "/words.js"}) CHECK_EQ(desk.ask(shared).status, 200);
    CHECK_EQ(as_text(desk.ask("/v1/desk").body), "{\"sessions\":[]}");
    CHECK_EQ(desk.ask("/v1/desk").cache_control, "no-store");
    CHECK_EQ(desk.ask("/?lang=en").status, 200);
}

TEST_CASE("the staff's page speaks to nobody but its own server and uses no device") {
    Desk desk;
    const std::string policy = header(desk.ask("/"), "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; script-src 'self'; "));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK_EQ(header(desk.ask("/"), "Permissions-Policy"), "camera=(), geolocation=(), microphone=()");
}

TEST_CASE("nothing can be sent to the staff's address, and nothing of the public one lies there") {
    Desk desk;
    for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS"}) CHECK_EQ(desk.ask("/v1/desk", method).status, 405);
    for (const char* target :
         {"/v1/offer", "/v1/health", "/verify/", "/verify", "/index.html", "/..", "/page.js", "/v1/desk/", "/v1/desk?x=1"}) {
        CAPTURE(target);
        CHECK_EQ(desk.ask(target).status, 404);
    }
}

TEST_CASE("a browser that was led here under a foreign name gets nothing") {
    Desk desk;
    CHECK_EQ(desk.ask("/v1/desk", "GET", "rebound.example").status, 421);
    CHECK_EQ(desk.ask("/", "GET", "").status, 421);
    for (const char* host : {"127.0.0.1", "127.0.0.1:8472", "localhost", "localhost:8472", "[::1]", "[::1]:8472", "10.0.0.8:80"}) {
        CAPTURE(host);
        CHECK(is_direct_host(host));
    }
    for (const char* host : {"", ":", "localhost.example", "127.0.0.1.example:8472", "x127.0.0.1", "[::1].example", "[]", "[]:80", "[g]"}) {
        CAPTURE(host);
        CHECK_FALSE(is_direct_host(host));
    }
}

TEST_CASE("a store that cannot be read is told by its code, and a flood by an apology") {
    Desk desk;
    desk.overview = error(codes::store_corrupt, "a table");
    const auto refused = desk.ask("/v1/desk");
    CHECK_EQ(refused.status, 500);
    CHECK(as_text(refused.body).find(code_text(codes::store_corrupt)) != std::string_view::npos);
    desk.worker.finish();
    CHECK_EQ(desk.ask("/v1/desk").status, 503);
}
