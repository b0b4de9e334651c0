// What happens in a schedule.
#include "tests/sim/world.h"

#include "sync/agent/stick.h"
#include "tests/sim/files.h"

namespace kaogong::sim {
namespace {

constexpr std::size_t kTerminalsMax = 3;
constexpr std::size_t kBranchesMax = 4;
constexpr std::size_t kEventsMin = 25, kEventsMore = 40;
constexpr std::int64_t kMinuteMs = 60'000, kDayMs = 86'400'000;
constexpr std::size_t kPowerCallsMax = 400;

Mischief mischief_of(Chance& chance) {
    switch (chance.below(10)) {
    case 0:
    case 1: return Mischief::clone;
    case 2:
    case 3: return Mischief::put_back;
    case 4: return Mischief::bureau_put_back;
    default: return Mischief::none;
    }
}

} // namespace

World::World(std::uint64_t seed, Report& report)
    : report_(report), chance_(seed), mischief_(mischief_of(chance_)), bureau_(chance_.seed(), report), network_(bureau_, chance_.seed()),
      hub_(bureau_, report, chance_.seed()), lan_(hub_, chance_.seed()) {
    const std::size_t count = 1 + chance_.below(kTerminalsMax);
    for (std::size_t i = 0; i < count; ++i) {
        identities_.push_back(std::make_unique<TerminalIdentity>(TerminalIdentity{
            .keys = bureau_.enrol(), .sealing = record::age::Identity::generate(chance_.random()), .number = static_cast<int>(i + 1)}));
        branches_.push_back(std::make_unique<Terminal>(*identities_.back(), bureau_, report_, chance_.seed()));
        branches_.back()->expect_broken_answers(true);
    }
    for (std::size_t i = 0; i < kSticks; ++i) std::filesystem::create_directories(sticks_ / std::to_string(i));
    network_.trouble_one_in(2 + chance_.below(12));
    lan_.trouble_one_in(4 + chance_.below(20));
}

std::vector<World::Event> World::events(Mischief mischief) {
    std::vector<Event> events = {
        {20, "work", &World::work},
        {8, "time passes", &World::wait},
        {3, "clock stepped", &World::clock_step},
        {18, "export", &World::export_due},
        {14, "take in", &World::take_in},
        {18, "carry", &World::carry},
        {4, "late request", &World::carry_late},
        {12, "carry to the hub", &World::carry_to_hub},
        {8, "hub carries on", &World::hub_carries},
        {2, "hub restarted", &World::restart_hub},
        {2, "hub harmed", &World::harm_hub},
        {4, "terminal restarted", &World::restart_terminal},
        {3, "carrier restarted", &World::restart_carrier},
        {6, "terminal's power will go", &World::cut_terminal_power},
        {5, "bureau's power will go", &World::cut_bureau_power},
        {2, "bureau restarted", &World::restart_bureau},
        {2, "new bundle", &World::issue_bundle},
        {7, "parcels to a stick", &World::stick_out},
        {7, "stick to the bureau", &World::stick_to_bureau},
        {7, "stick back", &World::stick_back},
        {3, "stick harmed", &World::harm_stick},
        {3, "spool harmed", &World::harm_spool},
        {2, "hostile upload", &World::hostile_upload},
        {2, "answers swapped", &World::swap_answers},
    };
    if (mischief == Mischief::clone) events.push_back({6, "terminal cloned", &World::clone_terminal});
    if (mischief == Mischief::put_back) {
        events.push_back({5, "disk copied", &World::keep_disk});
        events.push_back({5, "disk put back", &World::put_back_disk});
    }
    if (mischief == Mischief::bureau_put_back) {
        events.push_back({4, "bureau backed up", &World::keep_bureau});
        events.push_back({4, "bureau put back", &World::put_back_bureau});
    }
    return events;
}

void World::play() {
    auto choices = events(mischief_);
    const std::size_t count = kEventsMin + chance_.below(kEventsMore);
    for (std::size_t i = 0; i < count && !report_.failed(); ++i) {
        const Event& event = chance_.pick(choices);
        report_.note(event.name);
        (this->*event.happen)();
    }
}

// ---- a working day

void World::work() {
    Terminal& terminal = any_terminal();
    for (std::size_t i = 1 + chance_.below(3); i > 0; --i) chance_.one_in(3) ? terminal.heartbeat() : terminal.seal_result();
}

void World::wait() {
    const std::int64_t ms = chance_.one_in(4) ? chance_.between(kMinuteMs, kDayMs) : chance_.between(1'000, 30 * kMinuteMs);
    for (const auto& branch : branches_) branch->let_pass(ms);
    bureau_.clock().advance(ms);
}

void World::clock_step() {
    any_terminal().step_clock(chance_.between(-kDayMs, kDayMs));
}

void World::export_due() {
    Terminal& terminal = any_terminal();
    if (chance_.one_in(5)) terminal.ask_for_all();
    terminal.export_due();
}

void World::take_in() {
    any_terminal().take_in();
}

void World::carry() {
    Terminal& terminal = any_terminal();
    chance_.one_in(3) ? terminal.carry_now(network_) : terminal.carry(network_);
}

void World::carry_late() {
    network_.deliver_late();
}

void World::carry_to_hub() {
    Terminal& terminal = any_terminal();
    chance_.one_in(3) ? terminal.carry_now(lan_) : terminal.carry(lan_);
}

void World::hub_carries() {
    chance_.one_in(2) ? hub_.carry_now(network_) : hub_.carry(network_);
}

void World::restart_hub() {
    hub_.restart();
}

void World::harm_hub() {
    hub_.harm();
}

void World::restart_terminal() {
    any_terminal().restart();
}

void World::restart_carrier() {
    any_terminal().restart_carrier();
}

void World::cut_terminal_power() {
    any_terminal().restart_to_lose_power(1 + chance_.below(kPowerCallsMax));
}

void World::cut_bureau_power() {
    bureau_.restart_to_lose_power(1 + chance_.below(kPowerCallsMax));
}

void World::restart_bureau() {
    bureau_.restart();
}

void World::issue_bundle() {
    bureau_.new_bundle();
}

// ---- sticks

void World::stick_out() {
    Terminal& terminal = any_terminal();
    const Path folder = any_stick();
    auto stick = sync::Stick::open(folder, sync::Stick::Use::write);
    if (!stick) return; // harmed
    const auto told = sync::export_parcels(terminal.data(), *stick, terminal.clock());
    if (!told) report_.note("stick: " + code_text(told.code()));
}

void World::stick_to_bureau() {
    auto stick = sync::Stick::open(any_stick(), sync::Stick::Use::write);
    if (!stick) return;
    const auto told = sync::carry_stick(*stick, network_, bureau_.clock());
    if (!told) report_.note("stick: " + code_text(told.code()));
}

void World::stick_back() {
    Terminal& terminal = any_terminal();
    auto stick = sync::Stick::open(any_stick(), sync::Stick::Use::read);
    if (!stick) return;
    const auto told = sync::import_answers(terminal.data(), *stick, terminal.clock());
    if (!told) report_.note("stick: " + code_text(told.code()));
}

// Pulled while it was written, worn out, or handed about.
void World::harm_stick() {
    const std::vector<Path> files = files_in(any_stick());
    if (files.empty()) return;
    const Path file = files[chance_.below(files.size())];
    const Path other = files[chance_.below(files.size())];
    Bytes content = read_file(file, kFileSizeMax).value();
    switch (chance_.below(5)) {
    case 0: std::filesystem::remove(file); break;
    case 1: (void)write_file_atomic(file, chance_.cut_short(std::move(content))); break;
    case 2: (void)write_file_atomic(file, chance_.flip_a_bit(std::move(content))); break;
    case 3: std::filesystem::rename(file, Path(file.string() + ".part")); break;
    default: (void)write_file_atomic(other, content); break; // one takes another's name
    }
}

// ---- harm and malice

void World::harm_spool() {
    harm_a_file(chance_, files_in(any_terminal().data() / "spool"));
}

// Bytes of a stranger: noise on every path, and a parcel of a terminal that this bureau does not know.
void World::hostile_upload() {
    const Bytes noise = chance_.random().bytes(chance_.below(2'000));
    const std::string id = chance_.random().fixed<Hash>().hex();
    const std::string path = chance_.one_in(3) ? "/v1/offer" : (chance_.one_in(2) ? "/v1/commit/" + id : "/v1/chunk/" + id + "/0");
    const auto response = bureau_.handle({.method = path.starts_with("/v1/chunk") ? "PUT" : "POST", .path = path, .body = noise, .content_type = {}, .content_digest = {}});
    if (response && response->status < 400) report_.fail("the bureau took noise: " + path);

    test::SampleBureau other(chance_.seed());
    test::SampleTerminal stranger = other.enrol();
    stranger.append_result(1);
    const Bytes parcel = stranger.parcel(0);
    const auto offered = bureau_.handle({.method = "POST",
                                         .path = "/v1/offer",
                                         .body = record::open_parcel(parcel).value().head.message.encoded,
                                         .content_type = {},
                                         .content_digest = {}});
    if (offered && offered->status != 403) report_.fail("the bureau took a stranger's head");
}

void World::swap_answers() {
    Terminal& from = any_terminal();
    Terminal& to = any_terminal();
    for (const Path& file : files_in(from.data() / "spool" / "in")) {
        if (file.extension() != ".kga") continue;
        std::error_code ignored;
        std::filesystem::copy_file(file, to.data() / "spool" / "in" / ("swapped-" + file.filename().string()), ignored);
    }
}

void World::keep_disk() {
    any_terminal().keep();
}

void World::put_back_disk() {
    Terminal& terminal = any_terminal();
    if (terminal.has_kept()) terminal.put_back_kept();
}

void World::clone_terminal() {
    if (branches_.size() >= kBranchesMax) return;
    branches_.push_back(any_terminal().clone());
}

void World::keep_bureau() {
    if (!bureau_.was_put_back()) bureau_.keep();
}

void World::put_back_bureau() {
    if (!bureau_.has_kept() || bureau_.was_put_back()) return;
    bureau_.put_back_kept();
}

// ---- home

// Everybody does what people would in the end: machines are started, everything is asked for, sticks make their round, the network is good.
void World::bring_home() {
    if (report_.failed()) return;
    report_.note("troubles end");
    network_.trouble_one_in(0);
    lan_.trouble_one_in(0);
    bureau_.restart();
    hub_.restart();
    const bool by_hub = chance_.one_in(3); // what the terminals send to in the end
    for (const auto& branch : branches_) {
        branch->restart();
        branch->take_in(); // what was broken on its way is found out
        branch->expect_broken_answers(false);
    }
    constexpr int kRounds = 6; // a parcel may wait for another one's answer, and answers make entries
    for (int round = 0; round < kRounds && !report_.failed(); ++round) {
        for (std::size_t i = 0; i < kSticks; ++i) {
            auto stick = sync::Stick::open(sticks_ / std::to_string(i), sync::Stick::Use::write);
            if (stick) (void)sync::carry_stick(*stick, network_, bureau_.clock());
        }
        for (const auto& branch : branches_) {
            if (round == 0) branch->ask_for_all();
            branch->export_due();
            branch->carry_now(by_hub ? static_cast<Transport&>(lan_) : network_);
            hub_.carry_now(network_);
            if (by_hub) branch->carry_now(lan_); // the hub has the answer now
            branch->take_in();
        }
    }
}

} // namespace kaogong::sim
