#include "sync/bureau/bench/crowd.h"

#include <chrono>
#include <string_view>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kaogong::bureau::bench {
namespace {

constexpr std::string_view kAsksOnce = "HEAD /verify/style.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
constexpr std::string_view kSlowHead = "POST /v1/offer HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n";
constexpr int kPartsOfSecond = 10; // how often the end is looked for

// Nothing waits here: a socket that would is asked again a second later.
bool send_some(int socket, std::string_view bytes) {
    return ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) == static_cast<ssize_t>(bytes.size());
}

bool has_ended(int socket) {
    char dropped[2'048];
    while (true) {
        const ssize_t got = ::recv(socket, dropped, sizeof dropped, MSG_DONTWAIT);
        if (got > 0) continue;
        return got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    }
}

} // namespace

Crowd::Crowd(std::uint16_t port, const CrowdSize& size) : port_(port) {
    connections_.resize(size.idle + size.slow);
    for (std::size_t i = 0; i < size.slow; ++i)
        connections_[i].kind = i % 2 == 0 ? Connection::Kind::slow_header : Connection::Kind::slow_body;
    for (Connection& connection : connections_) open(connection);
    thread_ = std::thread([this] { stay(); });
}

void Crowd::open(Connection& connection) const {
    connection.sent = 0;
    connection.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection.socket < 0) return; // out of descriptors: it is missing from the average, which is told
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(connection.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        if (connection.kind == Connection::Kind::idle) (void)send_some(connection.socket, kAsksOnce);
        if (connection.kind == Connection::Kind::slow_body) (void)send_some(connection.socket, kSlowHead);
        return;
    }
    ::close(connection.socket);
    connection.socket = -1;
}

bool Crowd::tick(Connection& connection) const {
    if (connection.socket < 0 || has_ended(connection.socket)) return false;
    if (connection.kind == Connection::Kind::idle) return true;
    const std::string_view head = kSlowHead.substr(connection.sent++ % kSlowHead.size(), 1);
    return send_some(connection.socket, connection.kind == Connection::Kind::slow_header ? head : "x");
}

void Crowd::look() {
    for (Connection& connection : connections_) {
        if (tick(connection)) {
            (connection.kind == Connection::Kind::idle ? idle_seen_ : slow_seen_) += 1;
            continue;
        }
        if (connection.socket >= 0) ::close(connection.socket);
        open(connection);
    }
    looks_ += 1;
}

void Crowd::stay() {
    while (!leaving_) {
        for (int part = 0; part < kPartsOfSecond && !leaving_; ++part)
            std::this_thread::sleep_for(std::chrono::milliseconds(1'000 / kPartsOfSecond));
        if (!leaving_) look();
    }
}

Crowd::Held Crowd::leave() {
    leaving_ = true;
    if (thread_.joinable()) thread_.join();
    for (Connection& connection : connections_) {
        if (connection.socket >= 0) ::close(connection.socket);
        connection.socket = -1;
    }
    if (looks_ == 0) return {};
    return {.idle = idle_seen_ / looks_, .slow = slow_seen_ / looks_};
}

} // namespace kaogong::bureau::bench
