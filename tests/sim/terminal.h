// A terminal of a schedule: the real store over a disk that may lose power at any call, the real carrier beside it, and in between the spool.
// What it acknowledged is remembered here, outside of it. A clone and a disk that was put back are further branches of one terminal: the same
// keys, another folder, another future.
#pragma once

#include "core/store/terminal_store.h"
#include "sync/agent/agent.h"
#include "tests/sim/bureau.h"

#include <set>

namespace kaogong::sim {

// What all branches of one terminal share.
struct TerminalIdentity {
    test::SampleTerminal keys;
    record::age::Identity sealing;
    int number = 0;
    std::set<std::string> entries_of_branches; // "index:leaf" of each entry that any branch ever committed
    bool contradicts_itself() const;           // two branches committed different entries in one place
    bool has_lost_memory = false;              // cloned or put back: its branches know of different answers
};

class Terminal {
  public:
    Terminal(TerminalIdentity& identity, Bureau& bureau, Report& report, std::uint64_t seed);
    ~Terminal();
    // The same terminal once more, with a copy of its disk as it is (the original is stopped for that and started again).
    std::unique_ptr<Terminal> clone();

    // ---- what happens at it
    void seal_result();
    void heartbeat();
    void step_clock(std::int64_t by_ms);
    void let_pass(std::int64_t ms);
    void export_due();
    void take_in();
    void restart(); // cleanly, after a while
    void restart_to_lose_power(std::uint64_t at_call);
    void keep();    // a copy of the disk
    void put_back_kept();
    bool has_kept() const { return kept_; }

    // ---- its carrier
    void carry(Transport& transport);
    void carry_now(Transport& transport); // as a person who runs `once`
    void restart_carrier() { agent_.reset(); }
    void ask_for_all(); // spool/ask

    TerminalIdentity& identity() { return identity_; }
    store::TerminalStore& store() { return *store_; }
    Path data() const { return folder_.path() / "data"; }
    test::FakeClock& clock() { return clock_; }
    const std::vector<Hash>& leaves() const { return leaves_; }
    const std::map<std::uint64_t, Hash>& acknowledged() const { return acknowledged_; } // record hash by entry
    std::string name() const;
    // Whether answers that reach it may be broken by others. Where not, a refusal ends the schedule.
    void expect_broken_answers(bool expected) { broken_answers_expected_ = expected; }

  private:
    struct Copy {};
    Terminal(Copy, Terminal& original);
    void open();
    void close();
    void start();
    // Runs one step; a power cut on the way is recovered from, any other error ends the schedule.
    template <typename Step> void run(const char* what, Step step);
    void recover_power();
    void observe();
    void check_memory();
    std::optional<std::uint64_t> size_told_by_new_self(ByteView file) const;
    void check_belief(ByteView file);
    store::TerminalStoreOptions options();

    TerminalIdentity& identity_;
    Bureau& bureau_;
    Report& report_;
    Chance chance_;
    test::TempFolder folder_;
    test::FaultyVfs disk_;
    test::FakeClock clock_;
    test::FakeRandom random_;
    std::unique_ptr<store::TerminalStore> store_;
    std::optional<sync::Agent> agent_;
    std::vector<Hash> leaves_;
    std::map<std::uint64_t, Hash> acknowledged_;
    struct {
        std::vector<Hash> leaves;
        std::map<std::uint64_t, Hash> acknowledged;
    } memory_of_kept_;
    bool kept_ = false;
    bool broken_answers_expected_ = false;
    std::map<std::string, std::uint64_t> anchors_; // size of the log that a parcel names, by its id
    std::set<std::uint64_t> sizes_of_new_self_;    // of the log, in answers that a bureau gave since it was put back
};

} // namespace kaogong::sim
