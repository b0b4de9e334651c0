#include "sync/measure/figure_lines.h"

#include "core/base/codes/base.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace kaogong::measure {
namespace {

using Json = nlohmann::ordered_json;

Figure read_figure(const Json& row) {
    return {.name = row.value("name", std::string()),
            .value = row.value("value", 0.0),
            .unit = row.value("unit", std::string()),
            .limit = row.value("limit", 0.0),
            .ratio = row.value("ratio", 0.0),
            .target = row.value("target", 0.0),
            .met = row.value("met", false)};
}

} // namespace

std::string figure_line(const Figure& figure) {
    const Json row{{"name", figure.name},   {"value", figure.value},   {"unit", figure.unit}, {"limit", figure.limit},
                   {"ratio", figure.ratio}, {"target", figure.target}, {"met", figure.met}};
    return row.dump() + "\n";
}

Result<Figures> read_figures(const std::string& output) {
    Figures figures;
    std::size_t begin = 0;
    while (begin < output.size()) {
        const std::size_t end = std::min(output.find('\n', begin), output.size());
        const Json row = Json::parse(output.substr(begin, end - begin), nullptr, false);
        if (!row.is_object()) return error(codes::child_failed, "a figure that is not JSON");
        figures.push_back(read_figure(row));
        begin = end + 1;
    }
    if (figures.empty()) return error(codes::child_failed, "no figure");
    return figures;
}

} // namespace kaogong::measure
