#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "sync/http/server.h"
#include "tests/sync/raw_client.h"

#include <atomic>
#include <thread>

#include <doctest/doctest.h>

using namespace kaogong;
using kaogong::test::RawClient;

namespace {

// Answers with method, target and body size, and keeps count.
class EchoHandler final : public HttpHandler {
  public:
    void handle(HttpRequest request, HttpReply reply) override {
        const std::string text =
            request.method + " " + request.target + " " + std::to_string(request.body.size()) + " " + request.content_digest;
        HttpHeaders headers = request.if_none_match.empty() ? HttpHeaders{} : HttpHeaders{{"ETag", request.if_none_match}};
        if (!request.host.empty()) headers.emplace_back("X-Asked", request.host);
        const auto answer = [reply, text, headers] { reply({.body = to_bytes(view(text)), .headers = headers}); };
        if (request.target == "/later")
            held_replies.push_back(answer);
        else
            answer();
        ++handled; // last: a test that sees it may also see held_replies
    }
    HttpResponse refusal(int status, const Error& why) override { return {.status = status, .body = to_bytes(view(code_text(why.code)))}; }

    std::atomic<int> handled = 0;
    std::vector<std::function<void()>> held_replies;
};

class RunningServer {
  public:
    explicit RunningServer(HttpLimits limits = {}) {
        auto opened = HttpServer::open({.listen = "127.0.0.1:0", .limits = limits}, handler);
        REQUIRE(opened.ok());
        server = std::move(*opened);
        thread = std::thread([this] { server->run(); });
    }
    ~RunningServer() { end(); }
    void end() {
        server->stop();
        if (thread.joinable()) thread.join();
    }
    std::uint16_t port() const { return server->port(); }

    EchoHandler handler;
    std::unique_ptr<HttpServer> server;
    std::thread thread;
};

std::string exchange(std::uint16_t port, std::string_view request) {
    RawClient client(port);
    REQUIRE(client.connected());
    (void)client.send(request); // a server that refuses may stop reading before all is sent
    return client.response();
}

bool has_status(const std::string& response, int status) {
    return response.starts_with("HTTP/1.1 " + std::to_string(status) + " ");
}

} // namespace

TEST_CASE("answers several requests on one connection") {
    RunningServer running;
    RawClient client(running.port());
    REQUIRE(client.send("POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /two HTTP/1.1\r\nHost: x\r\nContent-Digest: "
                        "sha-256=:x:\r\n\r\n"));
    CHECK(client.response().ends_with("\r\n\r\nPOST /one 3 "));
    CHECK(client.response().ends_with("\r\n\r\nGET /two 0 sha-256=:x:"));
}

TEST_CASE("a HEAD gets header and length and no body, and what follows on the connection is not lost") {
    RunningServer running;
    RawClient client(running.port());
    REQUIRE(client.send("HEAD /one HTTP/1.1\r\nHost: x\r\n\r\nGET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    std::string said;
    for (std::string more = client.response(); !more.empty(); more = client.response()) said += more;
    CHECK(has_status(said, 200));
    CHECK(said.find("Content-Length: 12\r\n") != std::string::npos);
    CHECK(said.find("HEAD /one") == std::string::npos);
    CHECK(said.ends_with("GET /two 0 "));
}

TEST_CASE("hands on what a client already has, and sets the headers that a reply brings") {
    RunningServer running;
    const std::string said = exchange(running.port(), "GET / HTTP/1.1\r\nIf-None-Match: \"x\"\r\nConnection: close\r\n\r\n");
    CHECK(said.find("ETag: \"x\"\r\n") != std::string::npos);
    CHECK(said.find("Cache-Control: no-store\r\n") != std::string::npos);
}

TEST_CASE("hands on the name under which it was asked, with its port, and none where there is none") {
    RunningServer running;
    const std::string named = exchange(running.port(), "GET / HTTP/1.1\r\nHost: rebound.example:8472\r\nConnection: close\r\n\r\n");
    CHECK(named.find("X-Asked: rebound.example:8472\r\n") != std::string::npos);
    const std::string nameless = exchange(running.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    CHECK(has_status(nameless, 200));
    CHECK(nameless.find("X-Asked") == std::string::npos);
}

TEST_CASE("refuses what is not HTTP with 400 and goes on serving") {
    RunningServer running;
    CHECK(has_status(exchange(running.port(), "no such thing\r\n\r\n"), 400));
    CHECK(has_status(exchange(running.port(), std::string_view("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\0\0\0\r\n\r\n", 18)), 400));
    CHECK(has_status(exchange(running.port(), "GET / HTTP/1.1\r\nContent-Length: twelve\r\n\r\n"), 400));
    CHECK(has_status(exchange(running.port(), "GET / HTTP/1.0\r\n\r\n"), 505));
    CHECK_EQ(running.handler.handled, 0);
    CHECK(has_status(exchange(running.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 200));
}

TEST_CASE("refuses a header over the limit with 431") {
    RunningServer running;
    const std::string request = "GET / HTTP/1.1\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n";
    CHECK(has_status(exchange(running.port(), request), 431));
    CHECK_EQ(running.handler.handled, 0);
}

TEST_CASE("refuses a body over the limit with 413 before it is sent") {
    RunningServer running;
    CHECK(has_status(exchange(running.port(), "PUT /c HTTP/1.1\r\nContent-Length: 262145\r\n\r\n"), 413));
    CHECK(has_status(exchange(running.port(), "PUT /c HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n"), 400));
    const std::string whole = "PUT /c HTTP/1.1\r\nContent-Length: 262144\r\nConnection: close\r\n\r\n" + std::string(262'144, 'b');
    CHECK(exchange(running.port(), whole).ends_with("PUT /c 262144 "));
}

TEST_CASE("the reason for refusing a body is still read by a client that sends on") {
    RunningServer running;
    const std::string whole = "PUT /c HTTP/1.1\r\nContent-Length: 700000\r\n\r\n" + std::string(700'000, 'b');
    CHECK(exchange(running.port(), whole).ends_with("K-0701"));
}

TEST_CASE("refuses a body without a length") {
    RunningServer running;
    CHECK(has_status(exchange(running.port(), "PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 411));
}

TEST_CASE("drops a client that never finishes its header, its body or its rest, and serves the others meanwhile") {
    RunningServer running({.header_wait_ms = 150, .body_grace_ms = 150, .idle_wait_ms = 150});
    RawClient silent(running.port());
    RawClient half_header(running.port());
    RawClient half_body(running.port());
    RawClient resting(running.port());
    REQUIRE(half_header.send("GET / HTT"));
    REQUIRE(half_body.send("PUT /c HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"));
    REQUIRE(resting.send("GET / HTTP/1.1\r\n\r\n"));
    CHECK(has_status(resting.response(), 200));
    CHECK(has_status(exchange(running.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 200));
    for (RawClient* client : {&silent, &half_header, &half_body, &resting}) CHECK(client->closed());
}

TEST_CASE("a body cut off in the middle reaches no handler") {
    RunningServer running;
    RawClient client(running.port());
    REQUIRE(client.send("PUT /c HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"));
    client.end_sending();
    CHECK(client.closed());
    CHECK_EQ(running.handler.handled, 0);
}

TEST_CASE("answers 503 with Retry-After-worthy code when all connections are at work") {
    RunningServer running({.connections_max = 2});
    RawClient first(running.port());
    RawClient second(running.port());
    for (RawClient* client : {&first, &second}) REQUIRE(client->send("GET /later HTTP/1.1\r\n\r\n"));
    while (running.handler.handled < 2) std::this_thread::yield();
    CHECK(has_status(exchange(running.port(), "GET / HTTP/1.1\r\n\r\n"), 503));
    for (const auto& reply : running.handler.held_replies) reply();
    for (RawClient* client : {&first, &second}) CHECK(has_status(client->response(), 200));
    running.handler.held_replies.clear();
}

TEST_CASE("connections that rest keep nobody out: the one that has rested longest gives way, the others stay") {
    RunningServer running({.connections_max = 3});
    RawClient oldest(running.port());
    RawClient younger(running.port());
    RawClient busy(running.port());
    REQUIRE(oldest.send("GET / HTTP/1.1\r\n\r\n"));
    CHECK(has_status(oldest.response(), 200));
    REQUIRE(younger.send("GET / HTTP/1.1\r\n\r\n"));
    CHECK(has_status(younger.response(), 200));
    REQUIRE(busy.send("GET /later HTTP/1.1\r\n\r\n"));
    while (running.handler.handled < 3) std::this_thread::yield();
    CHECK(has_status(exchange(running.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 200));
    CHECK(oldest.closed());
    REQUIRE(younger.send("GET /still HTTP/1.1\r\n\r\n"));
    CHECK(younger.response().ends_with("GET /still 0 "));
    running.handler.held_replies.at(0)();
    CHECK(has_status(busy.response(), 200));
    running.handler.held_replies.clear();
}

TEST_CASE("never holds more connections than allowed, however many are opened and left to rest") {
    RunningServer running({.connections_max = 4});
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 40; ++i) {
        clients.push_back(std::make_unique<RawClient>(running.port()));
        REQUIRE(clients.back()->send("GET / HTTP/1.1\r\n\r\n"));
        CHECK(has_status(clients.back()->response(), 200));
    }
    for (int i = 0; i < 36; ++i) CHECK(clients[static_cast<std::size_t>(i)]->closed());
    for (int i = 36; i < 40; ++i) {
        REQUIRE(clients[static_cast<std::size_t>(i)]->send("GET /on HTTP/1.1\r\n\r\n"));
        CHECK(clients[static_cast<std::size_t>(i)]->response().ends_with("GET /on 0 "));
    }
}

TEST_CASE("ends in order: idle connections are closed, a request under way is answered") {
    RunningServer running;
    RawClient idle(running.port());
    RawClient busy(running.port());
    REQUIRE(idle.send("GET / HTTP/1.1\r\n\r\n"));
    CHECK(has_status(idle.response(), 200));
    REQUIRE(busy.send("GET /later HTTP/1.1\r\n\r\n"));
    while (running.handler.handled < 2) std::this_thread::yield();
    running.server->stop();
    CHECK(idle.closed());
    running.handler.held_replies.at(0)();
    CHECK(busy.response().ends_with("GET /later 0 "));
    CHECK(busy.closed());
    running.handler.held_replies.clear();
    running.end();
}

TEST_CASE("names the address that cannot be had") {
    EchoHandler handler;
    RunningServer running;
    const std::string taken = "127.0.0.1:" + std::to_string(running.port());
    CHECK_EQ(HttpServer::open({.listen = "127.0.0.1"}, handler).code(), codes::usage);
    CHECK_EQ(HttpServer::open({.listen = "bureau:80"}, handler).code(), codes::usage);
    CHECK_EQ(HttpServer::open({.listen = "127.0.0.1:70000"}, handler).code(), codes::usage);
    CHECK_EQ(HttpServer::open({.listen = "192.0.2.1:0"}, handler).code(), codes::listen_failed);
    CHECK_EQ(HttpServer::open({.listen = taken}, handler).code(), codes::listen_failed);
    CHECK_EQ(HttpServer::open({.listen = "127.0.0.1:0", .tls = TlsFiles{"/nowhere/chain.pem", "/nowhere/key.pem"}}, handler).code(),
             codes::file_unreadable);
}
