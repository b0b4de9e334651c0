#include "sync/bureau/board/overview.h"

#include "sync/bureau/days.h"
#include "sync/bureau/filing.h"
#include "sync/bureau/signals_json.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

using json = nlohmann::ordered_json;

std::map<CentreId, std::uint64_t> held_by_centre(const std::vector<TerminalStanding>& standings) {
    std::map<CentreId, std::uint64_t> held;
    for (const TerminalStanding& standing : standings) held[standing.centre] += standing.held;
    return held;
}

} // namespace

Result<std::string> Overview::text() {
    const std::int64_t now_ms = parts_.clock.wall_ms();
    const bool fresh = looked_ms_ && now_ms >= *looked_ms_ && now_ms - *looked_ms_ < fresh_ms_;
    if (fresh) return text_;
    const std::int64_t began_ms = parts_.clock.boot_ms();
    text_ = TRY(look(now_ms)).dump(-1, ' ', false, json::error_handler_t::replace);
    looked_ms_ = now_ms;
    fresh_ms_ = std::max(kFreshMs, (parts_.clock.boot_ms() - began_ms) * kFreshTimes);
    return text_;
}

Result<json> Overview::look(std::int64_t now_ms) {
    const Standings standings = TRY(parts_.store.registry().standings());
    TRY(look_slowly(standings, now_ms));
    places_.clear();
    for (const TerminalStanding& each : standings)
        places_[each.id] = {.centre = each.centre, .seat = each.room + " · " + std::to_string(each.seat)};
    TRY(board_.look(parts_.store.intake(), standings, now_ms));
    TRY(notices_.look(parts_.store, parts_.authority.bundle));
    TRY(counts_.look(parts_.store));
    TRY(score_some(standings, now_ms));
    json aside_rows = TRY(aside(now_ms));
    json count_rows = TRY(counts());
    json follow_up_rows = TRY(follow_ups(now_ms));
    const record::Environment environment = parts_.authority.environment();
    return json{
        {"made_ms", now_ms},
        {"bureau", parts_.authority.name},
        {"environment",
         {{"is_real", environment == record::Environment::real},
          {"name", in_both(record::environment_name(environment, Language::zh_cn), record::environment_name(environment, Language::en))}}},
        {"sessions", sessions()},
        {"silent", silent(standings, now_ms)},
        {"aside", std::move(aside_rows)},
        {"notices", notices(now_ms)},
        {"follow_ups", std::move(follow_up_rows)},
        {"incidents", incidents()},
        {"alarms", alarms(standings)},
        {"counts", std::move(count_rows)},
        {"organisations", organisations()},
        {"integrity", integrity()}};
}

Result<void> Overview::look_slowly(const Standings& standings, std::int64_t now_ms) {
    const bool known = std::all_of(standings.begin(), standings.end(), [&](const auto& each) { return names_.contains(each.centre); });
    const bool fresh = looked_slowly_ms_ && now_ms >= *looked_slowly_ms_ && now_ms - *looked_slowly_ms_ < kSlowMs;
    if (known && fresh) return success();
    filed_.clear();
    for (const Centre& centre : TRY(parts_.store.registry().centres())) {
        names_[centre.id] = centre.name;
        const std::vector<FilingRow> filings = TRY(parts_.store.registry().filings(centre.id));
        if (const FilingRow* filing = filing_at(filings, now_ms)) filed_[centre.id] = *filing;
    }
    looked_slowly_ms_ = now_ms;
    return success();
}

// Finding signals reads all that a centre sent in a year, so only those from which something new came are looked at, a few at a time and
// not again for a while.
Result<void> Overview::score_some(const Standings& standings, std::int64_t now_ms) {
    std::size_t centres = 0;
    std::uint64_t entries = 0;
    for (const auto& [centre, held] : held_by_centre(standings)) {
        const auto known = scores_.find(centre);
        const bool fresh = known != scores_.end() && (known->second.held == held || now_ms - known->second.found_ms < kScoreAgainMs);
        if (held == 0 || fresh) continue;
        if (centres > 0 && entries + held > kEntriesALook) continue;
        const auto facts = TRY(facts_of_centre(parts_.store, parts_.authority.bundle, centre, period_begin_ms(now_ms)));
        scores_[centre] = {.held = held, .found_ms = now_ms, .report = report_of(facts, name_of(centre))};
        entries += held;
        if (++centres == kCentresALook) break;
    }
    return success();
}

std::string Overview::name_of(const CentreId& centre) const {
    const auto name = names_.find(centre);
    return name == names_.end() ? std::string() : name->second;
}

json Overview::place_of(const TerminalId& terminal) const {
    const auto place = places_.find(terminal);
    if (place == places_.end()) return {{"centre", ""}, {"terminal", terminal.hex()}};
    return {{"centre", name_of(place->second.centre)}, {"terminal", place->second.seat}};
}

} // namespace kaogong::bureau
