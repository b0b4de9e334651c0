// The lists of the overview: pure from what was gathered to rows.
#include "sync/bureau/board/overview.h"

#include "core/assessment/levels.h"
#include "core/base/codes/bureau.h"
#include "core/record/answer.h"
#include "sync/bureau/days.h"
#include "sync/bureau/follow_ups/follow_ups.h"
#include "sync/bureau/rules.h"
#include "sync/bureau/signals_json.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

using json = nlohmann::ordered_json;

json of_code(int number) {
    const auto code = find_code(number);
    if (!code) return {{"code", std::to_string(number)}, {"what", in_both("", "")}, {"do", in_both("", "")}};
    const Sentence zh = sentence(*code, Language::zh_cn), en = sentence(*code, Language::en);
    return {{"code", code_text(*code)}, {"what", in_both(zh.what, en.what)}, {"do", in_both(zh.do_, en.do_)}};
}

json optional_number(const std::optional<std::int64_t>& number) {
    return number ? json(*number) : json(nullptr);
}

// As many rows as a list has, of all that there are: those with the least of `key`, nothing before anything.
json first_of(json rows, const char* key) {
    std::stable_sort(rows.begin(), rows.end(), [key](const json& a, const json& b) { return a[key] < b[key]; });
    while (rows.size() > Overview::kListMax) rows.erase(rows.size() - 1);
    return rows;
}

} // namespace

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
        rows.push_back({{"centre", name_of(centre)}, {"heard_ms", optional_number(heard.last_ms)}, {"terminals", heard.terminals}});
    return {{"count", centres.size()}, {"rows", first_of(std::move(rows), "heard_ms")}};
}

Result<json> Overview::aside(std::int64_t now_ms) const {
    const BureauRules rules = TRY(read_rules(parts_.store.registry()));
    std::uint64_t held = 0, overdue = 0;
    auto rows = json::array();
    const auto briefs = TRY(parts_.store.intake().aside_briefs());
    for (const AsideBrief& brief : briefs) {
        const bool is_held = brief.verdict == static_cast<int>(record::Verdict::held);
        const std::int64_t due_ms = brief.came_ms + rules.decide_within_days * kDayMs;
        held += is_held ? 1u : 0u;
        overdue += due_ms < now_ms ? 1u : 0u;
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

// Notices by their end, objections by the time by which they are to be answered.
json Overview::notices(std::int64_t now_ms) const {
    std::uint64_t waiting = 0, overdue = 0, over = 0;
    auto rows = json::array(), objections = json::array();
    for (const auto& [session, open] : notices_.open()) {
        const json about{{"session", session.hex()}, {"centre", name_of(open.centre)}, {"plan", open.plan}};
        const bool is_over = open.until_ms < now_ms;
        over += is_over ? 1u : 0u;
        json row = about;
        row.update(json{{"place", open.place},
                        {"opened_ms", open.opened_ms},
                        {"until_ms", open.until_ms},
                        {"over", is_over},
                        {"objections", open.objections},
                        {"waiting", open.waiting.size()}});
        rows.push_back(std::move(row));
        for (const notice::Objection& objection : open.waiting) {
            ++waiting;
            overdue += objection.is_overdue(now_ms) ? 1u : 0u;
            json line = about;
            line.update(json{{"objection", objection.hash.hex()},
                             {"record", objection.act.record->hex()},
                             {"scope", notice::scope_word(*objection.act.scope)},
                             {"came_ms", objection.act.at_ms},
                             {"due_ms", *objection.act.until_ms},
                             {"overdue", objection.is_overdue(now_ms)}});
            objections.push_back(std::move(line));
        }
    }
    json made{{"open", rows.size()}, {"over", over}, {"waiting", waiting}, {"overdue", overdue}};
    made["rows"] = first_of(std::move(rows), "until_ms");
    made["objections"] = first_of(std::move(objections), "due_ms");
    return made;
}

// What waits for its owner, the longest due first; of more than a list has, the rest waits behind them.
Result<json> Overview::follow_ups(std::int64_t now_ms) const {
    std::uint64_t overdue = 0;
    auto rows = json::array();
    for (const FollowUpRow& row : TRY(parts_.store.follow_ups().open_follow_ups(kListMax))) {
        const bool is_overdue = *row.due_ms <= now_ms;
        overdue += is_overdue ? 1u : 0u;
        rows.push_back({{"number", row.number},
                        {"organisation", row.organisation},
                        {"kind", follow_ups::kind_word(row.kind)},
                        {"owner", row.owner},
                        {"due_ms", *row.due_ms - 1}, // a moment of its last day
                        {"overdue", is_overdue}});
    }
    return json{{"open", rows.size()}, {"overdue", overdue}, {"rows", rows}};
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
        json row = of_code(static_cast<int>(standing.forged ? codes::ledger_entry_forged : codes::ledger_forked));
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
                  in_both(record::record_kind_name(key.component, Language::zh_cn), record::record_kind_name(key.component, Language::en))},
                 {"passed", counted.passed},
                 {"failed", counted.failed},
                 {"other", counted.other}};
        row["level_name"] =
            level ? in_both(assessment::level_display(*level, Language::zh_cn), assessment::level_display(*level, Language::en))
                  : in_both("", "");
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
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto& terminal = report->found[i].terminal;
            found[i]["place"] = terminal ? place_of(*terminal)["terminal"] : json(nullptr);
        }
    }
    const auto low =
        std::count_if(reports.begin(), reports.end(), [](const CentreReport* each) { return each->integrity.score < kLowScore; });
    return {{"rules", signals::kRulesVersion}, {"centres", scores_.size()}, {"low", low}, {"low_below", kLowScore}, {"rows", rows}};
}

} // namespace kaogong::bureau
