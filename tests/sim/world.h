// One schedule: terminals, sticks, a hub, networks and a bureau, and a few dozen things that happen to them, all from one seed. Afterwards all troubles
// end, everything is brought home, and what must hold is looked at.
#pragma once

#include "tests/sim/hub.h"
#include "tests/sim/network.h"
#include "tests/sim/terminal.h"

namespace kaogong::sim {

// What the seed is allowed to do beyond ordinary misfortune.
enum class Mischief { none, clone, put_back, bureau_put_back };

class World {
  public:
    World(std::uint64_t seed, Report& report);

    void play();      // the schedule
    void bring_home(); // troubles end
    void judge();     // what must hold
    Mischief mischief() const { return mischief_; }

  private:
    struct Event {
        std::size_t weight;
        const char* name;
        void (World::*happen)();
    };
    static std::vector<Event> events(Mischief mischief);
    Terminal& any_terminal() { return *branches_[chance_.below(branches_.size())]; }
    Path any_stick() { return sticks_ / std::to_string(chance_.below(kSticks)); }

    void work();
    void wait();
    void clock_step();
    void export_due();
    void take_in();
    void carry();
    void carry_late();
    void carry_to_hub();
    void hub_carries();
    void restart_hub();
    void harm_hub();
    void restart_terminal();
    void restart_carrier();
    void cut_terminal_power();
    void cut_bureau_power();
    void restart_bureau();
    void issue_bundle();
    void stick_out();
    void stick_to_bureau();
    void stick_back();
    void harm_stick();
    void harm_spool();
    void hostile_upload();
    void swap_answers();
    void keep_disk();
    void put_back_disk();
    void clone_terminal();
    void keep_bureau();
    void put_back_bureau();

    void judge_terminal(Terminal& terminal);
    void judge_identity(TerminalIdentity& identity);
    void judge_log();

    static constexpr std::size_t kSticks = 2;

    Report& report_;
    Chance chance_;
    Mischief mischief_;
    Bureau bureau_;
    Network network_; // to the bureau
    Hub hub_;
    Network lan_; // to the hub
    std::vector<std::unique_ptr<TerminalIdentity>> identities_;
    std::vector<std::unique_ptr<Terminal>> branches_;
    test::TempFolder sticks_;
    std::set<std::string> logged_; // record hashes of the results in the log
};

} // namespace kaogong::sim
