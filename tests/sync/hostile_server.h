// A server on loopback that answers each connection with the bytes it was given, whatever was asked: what a broken, half-dead or hostile
// bureau would say.
#pragma once

#include "core/base/check.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kaogong::test {

class HostileServer {
  public:
    // `speak` gets the connected socket after the client has begun to send; the connection is closed when it returns.
    using Speak = std::function<void(int)>;

    explicit HostileServer(Speak speak) : speak_(std::move(speak)), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        CHECK_SYSTEM(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address));
        CHECK_SYSTEM(::listen(socket_, 8));
        socklen_t size = sizeof address;
        CHECK_SYSTEM(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size));
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    HostileServer(const HostileServer&) = delete;
    HostileServer& operator=(const HostileServer&) = delete;
    ~HostileServer() {
        ending_ = true;
        thread_.join();
        ::close(socket_);
    }

    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    bool ending() const { return ending_; }

    static bool say(int connection, std::string_view bytes) {
        return ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    }

  private:
    static void CHECK_SYSTEM(int outcome) {
        if (outcome != 0) check_failed("socket call", __FILE__, __LINE__);
    }
    void serve() {
        while (!ending_) {
            pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
            if (::poll(&waiting, 1, 20) != 1) continue;
            const int connection = ::accept(socket_, nullptr, nullptr);
            if (connection < 0) continue;
            char some[4'096];
            (void)::recv(connection, some, sizeof some, 0);
            speak_(connection);
            ::close(connection);
        }
    }

    Speak speak_;
    int socket_;
    std::uint16_t port_ = 0;
    std::atomic<bool> ending_ = false;
    std::thread thread_;
};

} // namespace kaogong::test
