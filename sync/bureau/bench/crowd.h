// Connections that only take up room while others are served: some that asked once and then rest, some that send a byte a second, half of
// them within their header and half within their body. What the server closes is opened again, so that the pressure stays.
#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace kaogong::bureau::bench {

struct CrowdSize {
    std::size_t idle = 5'000;
    std::size_t slow = 200;
};

class Crowd {
  public:
    // On loopback. Returns when all were opened once.
    Crowd(std::uint16_t port, const CrowdSize& size);
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;
    ~Crowd() { leave(); }

    struct Held { // on the average of all seconds
        double idle = 0;
        double slow = 0;
    };
    Held leave(); // closes all; repeated calls say the same

  private:
    struct Connection {
        enum class Kind { idle, slow_header, slow_body } kind = Kind::idle;
        int socket = -1;
        std::size_t sent = 0;
    };
    void open(Connection& connection) const;
    bool tick(Connection& connection) const; // false: it has ended
    void look();
    void stay();

    std::uint16_t port_;
    std::vector<Connection> connections_;
    std::atomic<bool> leaving_ = false;
    double looks_ = 0, idle_seen_ = 0, slow_seen_ = 0;
    std::thread thread_;
};

} // namespace kaogong::bureau::bench
