// A centre's hub in a schedule: the real relay and the real carrier behind it.
#pragma once

#include "sync/agent/agent.h"
#include "sync/relay/relay.h"
#include "tests/sim/bureau.h"

namespace kaogong::sim {

class Hub final : public Server {
  public:
    Hub(Bureau& bureau, Report& report, std::uint64_t seed);
    ~Hub() override;

    std::optional<HttpResponse> handle(const TransportRequest& request) override;
    void break_down() override { restart(); }

    void carry(Transport& transport);     // what is due
    void carry_now(Transport& transport); // everything
    void restart();
    void harm(); // one of its files is lost or changed

  private:
    void open();

    Bureau& bureau_;
    Report& report_;
    Chance chance_;
    test::TempFolder folder_, letter_; // its own, and what people brought it with
    test::FakeRandom random_;
    std::unique_ptr<relay::Relay> relay_;
    std::optional<sync::Agent> agent_;
    std::unique_ptr<Desk> desk_;
};

} // namespace kaogong::sim
