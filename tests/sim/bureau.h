// The bureau of a schedule: the real store, intake and routes over a disk that may lose power at any call. What it promised (answers, heads of
// its log) is remembered here, outside of it, and held against what it says later.
#pragma once

#include "sync/bureau/intake.h"
#include "tests/fault/faulty_vfs.h"
#include "tests/sim/chance.h"
#include "tests/sim/report.h"
#include "tests/sim/server.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <map>
#include <memory>

namespace kaogong::sim {

class Bureau final : public Server {
  public:
    Bureau(std::uint64_t seed, Report& report);
    ~Bureau() override;

    std::optional<HttpResponse> handle(const TransportRequest& request) override;
    void break_down() override; // power goes at one of the next calls of its disk

    test::SampleTerminal enrol();
    void know(const CandidateRef& candidate);
    void new_bundle(); // a higher version, which answers bring to the terminals

    void restart();
    void restart_to_lose_power(std::uint64_t at_call); // counted from the restart
    // As it was at `keep()`: somebody put an old backup in place.
    void keep();
    bool has_kept() const { return kept_; }
    void put_back_kept();

    bureau::Store& store() { return *store_; }
    const record::Bundle& bundle() const { return authority_.bundle; }
    test::FakeClock& clock() { return clock_; }
    const test::SampleBureau& samples() const { return samples_; }
    bool was_put_back() const { return was_put_back_; }
    std::uint64_t size_put_back() const { return size_put_back_; } // of the log, when it was
    bool gave_before_that(ByteView answer) const;                  // late bytes of its former self
    bool leads_on_from(std::uint64_t size);                        // what its former self signed of that size is in its log all the same

  private:
    void open();
    void close();
    void recover_power();
    void remember(const TransportRequest& request, const HttpResponse& response);

    Report& report_;
    Chance chance_;
    test::TempFolder folder_;
    test::FaultyVfs disk_;
    test::SampleBureau samples_;
    test::FakeClock clock_;
    bureau::Authority authority_;
    std::unique_ptr<bureau::Store> store_;
    std::unique_ptr<bureau::Intake> intake_;
    std::unique_ptr<Desk> desk_;
    bool kept_ = false, was_put_back_ = false;
    std::uint64_t size_put_back_ = 0;

    std::map<std::string, Bytes> answers_;         // by path of the commit
    std::map<std::uint64_t, Hash> checkpoint_roots_; // by size of the log
};

} // namespace kaogong::sim
