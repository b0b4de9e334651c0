// A client that sends exactly the bytes it is told, on loopback: what a broken or hostile one would send. Waits are bounded so that a test
// fails instead of hanging; no test asserts a time.
#pragma once

#include "core/base/bytes.h"

#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kaogong::test {

class RawClient {
  public:
    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient() { ::close(socket_); }

    bool connected() const { return connected_; }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void end_sending() { ::shutdown(socket_, SHUT_WR); }

    // One whole response by its Content-Length, or what came until the end of the connection.
    std::string response() {
        while (true) {
            const std::size_t header_end = buffer_.find("\r\n\r\n");
            if (header_end != std::string::npos) {
                const std::size_t size = header_end + 4 + content_length(buffer_.substr(0, header_end));
                if (buffer_.size() >= size) return take(size);
            }
            if (!read_some()) return take(buffer_.size());
        }
    }
    // True when the server has closed the connection and nothing more came.
    bool closed() {
        while (read_some()) {
        }
        return ended_ && buffer_.empty();
    }

  private:
    static constexpr int kWaitMs = 20'000;

    static std::size_t content_length(const std::string& header) {
        const std::size_t at = header.find("Content-Length: ");
        return at == std::string::npos ? 0 : std::stoul(header.substr(at + 16));
    }
    bool read_some() {
        pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, kWaitMs) != 1) return false;
        char bytes[16'384];
        const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
        ended_ = got <= 0;
        if (got <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }
    std::string take(std::size_t size) {
        std::string text = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return text;
    }

    int socket_;
    bool connected_ = false;
    bool ended_ = false;
    std::string buffer_;
};

} // namespace kaogong::test
