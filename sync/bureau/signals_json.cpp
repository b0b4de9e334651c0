#include "sync/bureau/signals_json.h"

namespace kaogong::bureau {
namespace {

using nlohmann::ordered_json;

template <typename Id> ordered_json hexes(const std::vector<Id>& ids) {
    auto list = ordered_json::array();
    for (const Id& id : ids) list.push_back(id.hex());
    return list;
}

} // namespace

ordered_json in_both(std::string_view zh_cn, std::string_view en) {
    return {{"zh-CN", zh_cn}, {"en", en}};
}

ordered_json to_json(const signals::Signal& signal) {
    ordered_json value{
        {"kind", signals::signal_key(signal.kind)},
        {"name", in_both(signals::signal_name(signal.kind, Language::zh_cn), signals::signal_name(signal.kind, Language::en))},
        {"strength", signal.strength},
        {"at_ms", signal.at_ms},
        {"says", in_both(signals::explain(signal, Language::zh_cn), signals::explain(signal, Language::en))},
        {"look", in_both(signals::where_to_look(signal.kind, Language::zh_cn), signals::where_to_look(signal.kind, Language::en))}};
    value["terminal"] = signal.terminal ? ordered_json(signal.terminal->hex()) : ordered_json(nullptr);
    value["session"] = signal.session ? ordered_json(signal.session->hex()) : ordered_json(nullptr);
    value["candidates"] = hexes(signal.candidates);
    value["entries"] = signal.entries;
    value["records"] = hexes(signal.records);
    return value;
}

ordered_json to_json(const CentreReport& report) {
    auto parts = ordered_json::array();
    for (const signals::IntegrityPart& part : report.integrity.parts) {
        const signals::SignalWeight& weight = signals::weight_of(part.kind);
        parts.push_back({{"kind", signals::signal_key(part.kind)},
                         {"signals", part.signals},
                         {"points_off", part.points_hundredths},
                         {"weight", weight.points},
                         {"weight_max", weight.points_max}});
    }
    auto found = ordered_json::array();
    for (const signals::Signal& signal : report.found) found.push_back(to_json(signal));
    return {{"centre", report.centre.hex()},
            {"name", report.name},
            {"score", report.integrity.score},
            {"rules", signals::kRulesVersion},
            {"terminals", report.terminals},
            {"entries", report.entries},
            {"results", report.results},
            {"parts", parts},
            {"signals", found}};
}

} // namespace kaogong::bureau
