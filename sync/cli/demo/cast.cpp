#include "sync/cli/demo/cast.h"

#include "core/base/codes/base.h"

#include <algorithm>

namespace kaogong::cli::demo {
namespace {

struct PartRow {
    Part part;
    std::string_view key;
    std::string_view name;
    Performance (*play)(const Questions&);
    bool phones_allowed;
};
constexpr std::array<PartRow, kSeats.size()> kParts = {{
    {Part::perfect, "perfect", "everything right", play_perfect, false},
    {Part::average, "average", "about 65 percent right", play_average, true},
    {Part::killed, "killed", "kill -9 midway, resumed by PIN", play_killed, false},
    {Part::too_slow, "too_slow", "time runs out", play_too_slow, false},
    {Part::changing, "changing", "changes many answers", play_changing, false},
}};

const PartRow& row_of(Part part) {
    return *std::find_if(kParts.begin(), kParts.end(), [&](const PartRow& row) { return row.part == part; });
}

} // namespace

std::string_view part_key(Part part) {
    return row_of(part).key;
}

std::string_view part_name(Part part) {
    return row_of(part).name;
}

Result<Cast> cast_of(const std::vector<record::RosterRow>& roster, const Questions& questions) {
    Cast cast;
    for (std::size_t i = 0; i < kSeats.size(); ++i) {
        const auto person = std::find_if(roster.begin(), roster.end(), [&](const record::RosterRow& row) { return row.seat == kSeats[i]; });
        if (person == roster.end()) return error(codes::file_missing, "roster: seat " + std::to_string(kSeats[i]));
        cast.push_back({kParts[i].part, *person, kParts[i].play(questions), kParts[i].phones_allowed});
    }
    return cast;
}

} // namespace kaogong::cli::demo
