#include "sync/agent/agent.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "core/base/log.h"
#include "core/store/spool_signs.h"
#include "sync/agent/state_file.h"

#include <algorithm>
#include <chrono>

namespace kaogong::sync {
namespace {

constexpr std::string_view kParcelEnd = ".kgp";
constexpr std::string_view kAnswerEnd = ".kga";
constexpr int kGroupReadable = 0640;
constexpr int kPrivate = 0700;
constexpr int kFailuresOfPassMax = 3; // faults at the bureau, one parcel after the other, before a pass gives up
constexpr std::int64_t kReportEveryMs = 1'000;
constexpr int kPassesMax = 1'000;

std::string answer_name(const std::string& parcel_name) {
    return parcel_name.substr(0, parcel_name.size() - kParcelEnd.size()) + std::string(kAnswerEnd);
}

store::CarryState state_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::answered: return store::CarryState::answered;
    case Outcome::waiting: return store::CarryState::waiting;
    case Outcome::refused: return store::CarryState::refused;
    case Outcome::denied: return store::CarryState::denied;
    case Outcome::frozen: return store::CarryState::frozen;
    case Outcome::later:
    case Outcome::stopped: return store::CarryState::later;
    }
    return store::CarryState::later;
}

void count(Pass& pass, const Exchange& exchange) {
    switch (exchange.outcome) {
    case Outcome::answered: ++pass.answered; return;
    case Outcome::waiting: ++pass.waiting; break;
    case Outcome::refused:
    case Outcome::denied:
    case Outcome::frozen: ++pass.refused; break;
    case Outcome::later:
    case Outcome::stopped: ++pass.later; break;
    }
    pass.why = exchange.why;
}

// After these the other parcels of this pass would fare the same.
bool ends_pass(const Exchange& exchange, int faults) {
    return exchange.outcome == Outcome::stopped || concerns_link(exchange) || faults >= kFailuresOfPassMax;
}

} // namespace

Agent::Agent(Path data, World world, std::unique_ptr<FileLock> lock, store::HostileFolder out, AgentState state)
    : data_(std::move(data)), world_(world), lock_(std::move(lock)), out_(std::move(out)), progress_(data_ / "spool" / "seen"),
      schedule_(world.random), state_(std::move(state)) {}

Agent::Agent(Agent&&) noexcept = default;
Agent::~Agent() = default;

Result<Agent> Agent::open(const Path& data, World world) {
    const Path spool = data / "spool";
    std::error_code ignored;
    if (!std::filesystem::is_directory(spool / "out", ignored)) return error(codes::spool_unusable, (spool / "out").string());
    for (const char* name : {"in", "seen"}) TRY(store::HostileFolder::open(spool / name));
    TRY(make_folder(data / "sync", kPrivate));
    auto lock = TRY(FileLock::take(data / "sync" / "lock", codes::sync_running));
    auto out = TRY(store::HostileFolder::open(spool / "out"));
    return Agent(data, world, std::move(lock), std::move(out), read_state(data));
}

Result<void> Agent::remember_bureau(const std::string& bureau) {
    if (state_.bureau == bureau) return success();
    state_.bureau = bureau;
    return write_state(data_, state_);
}

Result<std::vector<std::string>> Agent::parcel_names() {
    const store::FolderScan scan = TRY(out_.scan());
    if (scan.overfull) log(LogLevel::warning, error(codes::spool_unusable, "out holds too much; the rest waits"));
    std::vector<std::string> names;
    for (const store::FolderFile& file : scan.files) {
        if (file.name.ends_with(kParcelEnd)) names.push_back(file.name);
    }
    return names;
}

bool Agent::answered(const std::string& name) const {
    std::error_code ignored;
    return std::filesystem::exists(data_ / "spool" / "in" / answer_name(name), ignored);
}

Result<bool> Agent::has_due() {
    const auto names = TRY(parcel_names());
    const std::int64_t now_ms = world_.clock.boot_ms();
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return !answered(name) && schedule_.due(name, now_ms); });
}

bool Agent::session_is_open() const {
    std::error_code failed;
    const auto written = std::filesystem::last_write_time(data_ / "spool" / "out" / store::kBusyFile, failed);
    if (failed) return false;
    const auto age_ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::filesystem::file_time_type::clock::now() - written).count();
    return age_ms < store::kBusyFreshMs; // one from the future is fresh too: the clock was set back
}

Result<Pass> Agent::pass(Transport& transport) {
    const auto names = TRY(parcel_names());
    Pass pass;
    bool over = false;
    int faults = 0;
    std::vector<std::string> due;
    const std::int64_t begun_ms = world_.clock.boot_ms();
    std::copy_if(names.begin(), names.end(), std::back_inserter(due),
                 [&](const std::string& name) { return !answered(name) && schedule_.due(name, begun_ms); });
    for (const std::string& name : due) {
        if (over || schedule_.is_stopped(name)) {
            ++pass.later;
            continue;
        }
        const Exchange exchange = TRY(carry_one(name, transport));
        schedule_.note(name, exchange, world_.clock.boot_ms());
        count(pass, exchange);
        if (exchange.outcome == Outcome::later) ++faults;
        over = ends_pass(exchange, faults);
    }
    TRY(finish_pass(names, pass));
    return pass;
}

Result<Pass> Agent::pass_until_settled(Transport& transport) {
    Pass total;
    for (int round = 0; round < kPassesMax; ++round) {
        schedule_.try_now();
        const Pass last = TRY(pass(transport));
        total.answered += last.answered;
        total.refused = last.refused;
        total.waiting = last.waiting;
        total.later = last.later;
        total.why = last.why;
        if (last.answered == 0 || last.waiting == 0) break;
    }
    return total;
}

Result<Exchange> Agent::carry_one(const std::string& name, Transport& transport) {
    store::ParcelProgress seen{.file = name, .at_ms = world_.clock.wall_ms()};
    auto bytes = out_.take(name, kFileSizeMax);
    if (!bytes.ok() && bytes.code() != codes::file_too_large) return bytes.error();
    auto parcel =
        bytes.ok() ? read_parcel_file(name, std::move(*bytes)) : Result<ParcelFile>(error(codes::parcel_malformed, name + ": too large"));
    Exchange exchange{.outcome = Outcome::refused, .why = parcel.ok() ? error(codes::internal) : parcel.error()};
    if (parcel.ok()) {
        seen.parcel = parcel->id.hex();
        std::int64_t reported_ms = INT64_MIN / 2;
        exchange = carry(*parcel, transport, [&](Sent sent) {
            seen.sent = sent.bytes;
            seen.total = sent.total;
            const std::int64_t now_ms = world_.clock.boot_ms();
            if (now_ms - reported_ms < kReportEveryMs && sent.bytes < sent.total) return;
            reported_ms = now_ms;
            (void)progress_.write(seen);
        });
    }
    if (exchange.outcome == Outcome::answered) TRY(keep_answer(name, exchange));
    if (exchange.outcome == Outcome::refused) ask_whether_spoilt();
    seen.state = state_of(exchange.outcome);
    if (exchange.outcome != Outcome::answered) seen.why = exchange.why;
    seen.at_ms = world_.clock.wall_ms();
    TRY(report(seen));
    if (on_carried_) on_carried_(name, exchange);
    return exchange;
}

// The kiosk can write a parcel anew from its ledger. That it cannot be asked (a hub has no kiosk) is no fault.
void Agent::ask_whether_spoilt() const {
    std::error_code ignored;
    const Path ask = data_ / "spool" / "ask";
    if (std::filesystem::is_directory(ask, ignored)) (void)write_file_atomic(ask / store::kSpoiltFile, {}, {.mode = kGroupReadable});
}

Result<void> Agent::keep_answer(const std::string& name, const Exchange& exchange) {
    return write_file_atomic(data_ / "spool" / "in" / answer_name(name), exchange.answer, {.mode = kGroupReadable});
}

Result<void> Agent::report(const store::ParcelProgress& progress) {
    if (progress.why)
        log(LogLevel::warning, *progress.why, {{"parcel", progress.file}});
    else
        log(LogLevel::info, "parcel answered", {{"parcel", progress.file}, {"id", progress.parcel}});
    return progress_.write(progress);
}

Result<void> Agent::finish_pass(const std::vector<std::string>& names, const Pass& pass) {
    schedule_.forget_all_but(names);
    TRY(progress_.forget_all_but(names));
    if (pass.answered + pass.refused + pass.waiting > 0) state_.last_contact_ms = world_.clock.wall_ms();
    const auto stopped = schedule_.stopped();
    state_.stopped = stopped ? std::optional(stopped->code) : std::nullopt;
    TRY(write_state(data_, state_));
    const std::int64_t wait_ms = schedule_.link_due_ms() - world_.clock.boot_ms();
    const auto left =
        static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [this](const std::string& name) { return !answered(name); }));
    return progress_.write(store::LinkProgress{.bureau = state_.bureau,
                                        .last_contact_ms = state_.last_contact_ms,
                                        .next_try_ms = wait_ms > 0 ? world_.clock.wall_ms() + wait_ms : 0,
                                        .left = left,
                                        .why = pass.why});
}

} // namespace kaogong::sync
