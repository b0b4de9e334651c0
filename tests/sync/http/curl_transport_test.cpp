#include "sync/http/curl_transport.h"
#include "tests/sync/hostile_server.h"

#include <doctest/doctest.h>

using namespace kaogong;
using kaogong::test::HostileServer;

namespace {

Result<TransportReply> ask(const std::string& bureau, std::function<bool()> stop = {}) {
    // The waits of a test are short; the program's own are those of CurlOptions.
    auto transport =
        open_curl_transport({.server = bureau, .connect_wait_s = 2, .silence_wait_s = 1, .request_wait_s = 5, .stop = std::move(stop)});
    REQUIRE(transport.ok());
    const Bytes body(5'000, 'x');
    return (*transport)->send({.method = "POST", .path = "/v1/offer", .body = body, .reply_bytes_max = 10'000});
}

Result<TransportReply> ask_server_saying(std::string bytes) {
    HostileServer server([bytes = std::move(bytes)](int connection) { (void)HostileServer::say(connection, bytes); });
    return ask(server.address());
}

std::string_view code_of(const Result<TransportReply>& reply) {
    return reply.ok() ? "ok" : code_name(reply.code());
}

} // namespace

TEST_CASE("brings status, body and Retry-After of an ordinary reply") {
    const auto reply = ask_server_saying("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 5\r\n\r\nhello");
    REQUIRE(reply.ok());
    CHECK_EQ(reply->status, 503);
    CHECK_EQ(reply->retry_after_s, 120);
    CHECK_EQ(as_text(reply->body), "hello");
}

TEST_CASE("replies that are no HTTP, cut off or endless are named and cost no more than their limit") {
    CHECK_EQ(code_of(ask_server_saying("")), "bureau_silent");
    CHECK_EQ(code_of(ask_server_saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")), "bureau_silent");
    CHECK_EQ(code_of(ask_server_saying("SSH-2.0-OpenSSH_9.2\r\n")), "bureau_nonsense");
    CHECK_EQ(code_of(ask_server_saying("HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + std::string(20'000, 'a'))), "bureau_nonsense");
    HostileServer endless([](int connection) {
        (void)HostileServer::say(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while (HostileServer::say(connection, std::string(4'096, 'z'))) {
        }
    });
    CHECK_EQ(code_of(ask(endless.address())), "bureau_nonsense");
}

TEST_CASE("a redirect is a reply like any other and is not followed") {
    const auto reply = ask_server_saying("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");
    REQUIRE(reply.ok());
    CHECK_EQ(reply->status, 302);
}

TEST_CASE("a compressed body is not unpacked") {
    const std::string packed("\x1f\x8b\x08\0", 4);
    const auto reply = ask_server_saying("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n" + packed);
    REQUIRE(reply.ok());
    CHECK_EQ(as_text(reply->body), packed);
}

TEST_CASE("a server that falls silent is given up") {
    HostileServer server([&server](int connection) {
        (void)HostileServer::say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        while (!server.ending()) std::this_thread::yield();
    });
    CHECK_EQ(code_of(ask(server.address())), "bureau_silent");
}

TEST_CASE("a transfer can be stopped") {
    HostileServer server([&server](int) {
        while (!server.ending()) std::this_thread::yield();
    });
    CHECK_EQ(code_of(ask(server.address(), [] { return true; })), "transfer_stopped");
}

TEST_CASE("nobody there is told from somebody odd") {
    CHECK_EQ(code_of(ask("http://127.0.0.1:1")), "bureau_unreachable");
    CHECK_EQ(code_of(ask("http://name.invalid")), "bureau_unreachable");
    HostileServer plain([](int connection) { (void)HostileServer::say(connection, "HTTP/1.1 400 Bad\r\n\r\n"); });
    CHECK_EQ(code_of(ask("https" + plain.address().substr(4))), "bureau_certificate_bad");
    CHECK_EQ(code_name(open_curl_transport({.server = "ftp://127.0.0.1"}).code()), "usage");
    CHECK_EQ(code_name(open_curl_transport({.server = "file:///etc/passwd"}).code()), "usage");
}
