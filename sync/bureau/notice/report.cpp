// What the list prints.
#include "core/base/clock.h"
#include "sync/bureau/notice/notice.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::notice {
namespace {

using nlohmann::json;

std::string_view word(record::ReviewEnd end) {
    switch (end) {
    case record::ReviewEnd::unchanged: return "unchanged";
    case record::ReviewEnd::changed: return "changed";
    case record::ReviewEnd::referred: break;
    }
    return "referred";
}
std::string_view word(Finality finality) {
    switch (finality) {
    case Finality::provisional: return "provisional";
    case Finality::final: return "final";
    case Finality::void_: break;
    }
    return "void";
}

std::string time(std::int64_t wall_ms) {
    constexpr int kSiteOffset = 480;
    return iso_text(wall_ms, kSiteOffset);
}

json objection_json(const Objection& objection, std::int64_t wall_ms) {
    json line{{"act", objection.hash.hex()},
              {"record", objection.act.record->hex()},
              {"scope", scope_word(*objection.act.scope)},
              {"due", time(*objection.act.until_ms)},
              {"overdue", objection.is_overdue(wall_ms)}};
    if (objection.answer) line["end"] = word(*objection.answer->end);
    return line;
}

json notice_json(const Notice& notice, std::int64_t wall_ms) {
    json line{{"opened", time(notice.opened.at_ms)},
              {"until", time(*notice.opened.until_ms)},
              {"by", notice.opened.by},
              {"place", notice.opened.text},
              {"objections", json::array()}};
    if (notice.closed) line["closed"] = time(notice.closed->at_ms);
    for (const Objection& objection : notice.objections) line["objections"].push_back(objection_json(objection, wall_ms));
    return line;
}

} // namespace

std::string_view scope_word(record::ReviewScope scope) {
    switch (scope) {
    case record::ReviewScope::tally: return "tally";
    case record::ReviewScope::missing: return "missing";
    case record::ReviewScope::identity: return "identity";
    case record::ReviewScope::rescoring: break;
    }
    return "rescoring";
}

std::string notices_json(const SessionNotices& notices, const std::vector<ResultState>& results, std::int64_t wall_ms) {
    json all{{"session", notices.session.hex()}, {"notices", json::array()}, {"results", json::array()}};
    for (const Notice& notice : notices.notices) all["notices"].push_back(notice_json(notice, wall_ms));
    for (const ResultState& state : results)
        all["results"].push_back({{"record", state.record.hex()}, {"candidate", state.candidate.hex()}, {"state", word(state.finality)}});
    return all.dump(2);
}

} // namespace kaogong::bureau::notice
