#include "sync/agent/schedule.h"

#include "core/base/codes/sync.h"
#include "sync/http/backoff.h"

#include <algorithm>

namespace kaogong::sync {

std::string sender_of(const std::string& name) {
    return name.substr(0, name.find('-'));
}

bool concerns_link(const Exchange& exchange) {
    if (exchange.outcome != Outcome::later) return false;
    const Code code = exchange.why.code;
    return code != codes::bureau_failed && code != codes::bureau_nonsense;
}

bool Schedule::due(const std::string& name, std::int64_t boot_ms) const {
    if (boot_ms < link_due_ms_ || is_stopped(name)) return false;
    const auto wait = waits_.find(name);
    return wait == waits_.end() || boot_ms >= wait->second.until_ms;
}

bool Schedule::is_stopped(const std::string& name) const {
    return stopped_.contains(sender_of(name));
}

void Schedule::note(const std::string& name, const Exchange& exchange, std::int64_t boot_ms) {
    if (concerns_link(exchange)) return link_failed(exchange, boot_ms);
    if (exchange.outcome == Outcome::stopped) return;
    link_failures_ = 0;
    switch (exchange.outcome) {
    case Outcome::answered:
        // What waited for an earlier parcel may now be taken in.
        for (auto& [other, wait] : waits_) wait.until_ms = std::min(wait.until_ms, boot_ms + kBackoffMinMs);
        waits_[name] = {.failures = 0, .until_ms = boot_ms + kAnsweredWaitMs};
        break;
    case Outcome::refused: waits_[name].until_ms = boot_ms + kRefusedWaitMs; break;
    case Outcome::denied:
    case Outcome::frozen:
        stopped_.insert(sender_of(name));
        last_stopped_ = exchange.why;
        break;
    case Outcome::waiting:
    case Outcome::later: wait_longer(name, boot_ms); break;
    case Outcome::stopped: break;
    }
}

void Schedule::forget_all_but(const std::vector<std::string>& names) {
    std::erase_if(waits_, [&names](const auto& wait) { return std::find(names.begin(), names.end(), wait.first) == names.end(); });
}

void Schedule::try_now() {
    waits_.clear();
    link_failures_ = 0;
    link_due_ms_ = 0;
    stopped_.clear();
    last_stopped_.reset();
}

void Schedule::link_failed(const Exchange& exchange, std::int64_t boot_ms) {
    ++link_failures_;
    link_due_ms_ = boot_ms + backoff_ms(link_failures_, exchange.retry_after_s, random_);
}

void Schedule::wait_longer(const std::string& name, std::int64_t boot_ms) {
    Wait& wait = waits_[name];
    ++wait.failures;
    wait.until_ms = boot_ms + backoff_ms(wait.failures, random_);
}

} // namespace kaogong::sync
