#include "sync/bureau/overview.h"

#include "core/assessment/levels.h"
#include "core/base/codes/bureau.h"
#include "core/record/answer.h"
#include "sync/bureau/days.h"
#include "sync/bureau/rules.h"
#include "sync/bureau/signals_json.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

using json = nlohmann::ordered_json;

json both(std::string_view zh_cn, std::string_view en) {
    return {{"zh-CN", zh_cn}, {"en", en}};
}

json of_code(int number) {
    const auto code = find_code(number);
    if (!code) return {{"code", std::to_string(number)}, {"what", both("", "")}, {"do", both("", "")}};
    const Sentence zh = sentence(*code, Language::zh_cn), en = sentence(*code, Language::en);
    return {{"code", code_text(*code)}, {"what", both(zh.what, en.what)}, {"do", both(zh.do_, en.do_)}};
}

json optional_number(const std::optional<std::int64_t>& number) {
    return number ? json(*number) : json(nullptr);
}

std::map<CentreId, std::uint64_t> held_by_centre(const std::vector<TerminalStanding>& standings) {
    std::map<CentreId, std::uint64_t> held;
    for (const TerminalStanding& standing : standings) held[standing.centre] += standing.held;
    return held;
}

} // namespace

Result<std::string> Overview::text() {
    const std::int64_t now_ms = parts_.clock.wall_ms();
    const bool fresh = looked_ms_ && now_ms >= *looked_ms_ && now_ms - *looked_ms_ < kFreshMs;
    if (fresh) return text_;
    text_ = TRY(look(now_ms)).dump(-1, ' ', false, json::error_handler_t::replace);
    looked_ms_ = now_ms;
    return text_;
}

Result<json> Overview::look(std::int64_t now_ms) {
    const Standings standings = TRY(parts_.store.registry().standings());
    TRY(look_slowly(standings, now_ms));
    places_.clear();
    for (const TerminalStanding& each : standings)
        places_[each.id] = {.centre = each.centre, .seat = each.room + " " + std::to_string(each.seat)};
    TRY(board_.look(parts_.store.intake(), standings, now_ms));
    TRY(counts_.look(parts_.store));
    TRY(score_some(standings, now_ms));
    json aside_rows = TRY(aside(now_ms));
    json count_rows = TRY(counts());
    const record::Environment environment = parts_.authority.environment();
    return json{
        {"made_ms", now_ms},
        {"bureau", parts_.authority.name},
        {"environment",
         {{"is_real", environment == record::Environment::real},
          {"name", both(record::environment_name(environment, Language::zh_cn), record::environment_name(environment, Language::en))}}},
        {"sessions", sessions()},
        {"silent", silent(standings, now_ms)},
        {"aside", std::move(aside_rows)},
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

// Finding signals reads all that a centre sent in a year, so only those from which something new came are looked at, a few at a time.
Result<void> Overview::score_some(const Standings& standings, std::int64_t now_ms) {
    std::size_t left = kCentresALook;
    for (const auto& [centre, held] : held_by_centre(standings)) {
        const auto known = scores_.find(centre);
        if (held == 0 || (known != scores_.end() && known->second.held == held)) continue;
        if (left-- == 0) break;
        const auto facts = TRY(facts_of_centre(parts_.store, parts_.authority.bundle, centre, period_begin_ms(now_ms)));
        scores_[centre] = {.held = held, .report = report_of(facts, name_of(centre))};
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

json Overview::sessions() const {
    auto rows = json::array();
    for (const BoardSession* session : board_.sessions()) {
        if (rows.size() >= kListMax) break;
        const auto present = static_cast<std::int64_t>(session->present.size());
        json row{{"session", session->id.hex()},
                 {"plan", session->plan},
                 {"centre", name_of(session->centre)},
                 {"running", session->is_running()},
                 {"opened_ms", session->opened_ms},
                 {"expected", session->expected},
                 {"present", present},
                 {"terminals", session->open.size()}};
        // Who has not come yet may still come, until the session is closed.
        row["absent"] = session->is_running() ? json(nullptr) : json(std::max<std::int64_t>(session->expected - present, 0));
        rows.push_back(std::move(row));
    }
    return rows;
}

json Overview::silent(const Standings& standings, std::int64_t now_ms) const {
    struct Heard {
        std::optional<std::int64_t> last_ms;
        std::size_t terminals = 0;
    };
    std::map<CentreId, Heard> centres;
    for (const TerminalStanding& standing : standings) {
        Heard& heard = centres[standing.centre];
        ++heard.terminals;
        if (standing.heard_ms) heard.last_ms = std::max(heard.last_ms.value_or(0), *standing.heard_ms);
    }
    std::erase_if(centres, [&](const auto& each) { return each.second.last_ms && now_ms - *each.second.last_ms < kSilentMs; });
    auto rows = json::array();
    for (const auto& [centre, heard] : centres)
        if (rows.size() < kListMax)
            rows.push_back({{"centre", name_of(centre)}, {"heard_ms", optional_number(heard.last_ms)}, {"terminals", heard.terminals}});
    std::stable_sort(rows.begin(), rows.end(), [](const json& a, const json& b) { return a["heard_ms"] < b["heard_ms"]; });
    return {{"count", centres.size()}, {"rows", rows}};
}

Result<json> Overview::aside(std::int64_t now_ms) const {
    const BureauRules rules = TRY(read_rules(parts_.store.registry()));
    std::uint64_t held = 0, overdue = 0;
    auto rows = json::array();
    const auto briefs = TRY(parts_.store.intake().aside_briefs());
    for (const AsideBrief& brief : briefs) {
        const bool is_held = brief.verdict == static_cast<int>(record::Verdict::held);
        const std::int64_t due_ms = brief.came_ms + rules.decide_within_days * kDayMs;
        held += is_held ? 1 : 0;
        overdue += due_ms < now_ms ? 1 : 0;
        if (rows.size() >= kListMax) continue;
        json row = of_code(brief.code);
        row.update(place_of(brief.terminal));
        row.update(json{{"record", brief.record.hex()},
                        {"held", is_held},
                        {"came_ms", brief.came_ms},
                        {"due_ms", due_ms},
                        {"overdue", due_ms < now_ms}});
        rows.push_back(std::move(row));
    }
    return json{{"held", held}, {"quarantined", briefs.size() - held}, {"overdue", overdue}, {"rows", rows}};
}

json Overview::incidents() const {
    auto rows = json::array();
    for (const BoardIncident& incident : board_.incidents()) {
        json row = place_of(incident.terminal);
        row.update(json{{"act", incident.act}, {"at_ms", incident.at_ms}, {"entry", incident.entry}});
        rows.push_back(std::move(row));
    }
    return rows;
}

json Overview::alarms(const Standings& standings) const {
    auto rows = json::array();
    for (const TerminalStanding& standing : standings) {
        if (!standing.frozen_ms || rows.size() >= kListMax) continue;
        json row = of_code(static_cast<int>(codes::ledger_forked));
        row.update(place_of(standing.id));
        row["at_ms"] = *standing.frozen_ms;
        rows.push_back(std::move(row));
    }
    for (const WitnessStatus& status : parts_.witnesses()) {
        if (!status.trouble) continue;
        json row = of_code(static_cast<int>(status.trouble->code));
        row.update(json{{"centre", ""}, {"terminal", status.name}, {"at_ms", status.at_ms == 0 ? json(nullptr) : json(status.at_ms)}});
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<json> Overview::counts() const {
    auto rows = json::array();
    for (const auto& [key, counted] : counts_.rows()) {
        const auto level = assessment::skill_level(key.level);
        json row{{"occupation", key.occupation},
                 {"level", key.level},
                 {"component",
                  both(record::record_kind_name(key.component, Language::zh_cn), record::record_kind_name(key.component, Language::en))},
                 {"passed", counted.passed},
                 {"failed", counted.failed},
                 {"other", counted.other}};
        row["level_name"] = level
                                ? both(assessment::level_display(*level, Language::zh_cn), assessment::level_display(*level, Language::en))
                                : both("", "");
        row["kind"] = key.kind ? json(org_kind_word(*key.kind)) : json(nullptr);
        if (rows.size() < kListMax) rows.push_back(std::move(row));
    }
    const std::uint64_t log_size = TRY(parts_.store.log().log_size());
    return json{{"counted", counts_.counted_to()}, {"log", log_size}, {"corrections", counts_.corrections()}, {"rows", rows}};
}

json Overview::organisations() const {
    struct Filed {
        std::size_t centres = 0, non_public = 0;
    };
    std::map<OrgKind, Filed> kinds;
    for (const auto& [centre, filing] : filed_) {
        Filed& filed = kinds[filing.kind];
        ++filed.centres;
        filed.non_public += (filing.attributes & attribute_bit(OrgAttribute::non_public)) != 0 ? 1u : 0u;
    }
    auto rows = json::array();
    for (const auto& [kind, filed] : kinds)
        rows.push_back({{"kind", org_kind_word(kind)}, {"centres", filed.centres}, {"non_public", filed.non_public}});
    return {{"centres", names_.size()}, {"filed", filed_.size()}, {"rows", rows}};
}

json Overview::integrity() const {
    std::vector<const CentreReport*> reports;
    for (const auto& [centre, scored] : scores_) reports.push_back(&scored.report);
    std::stable_sort(reports.begin(), reports.end(),
                     [](const CentreReport* a, const CentreReport* b) { return a->integrity.score < b->integrity.score; });
    auto rows = json::array();
    for (const CentreReport* report : reports) {
        if (rows.size() >= kScoresMax) break;
        rows.push_back(to_json(*report));
        json& found = rows.back()["signals"];
        rows.back()["signals_count"] = found.size();
        while (found.size() > kScoresMax) found.erase(found.end() - 1);
    }
    return {{"rules", signals::kRulesVersion}, {"centres", scores_.size()}, {"rows", rows}};
}

} // namespace kaogong::bureau
