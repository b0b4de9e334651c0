// Inside of sheet_file.h: readers of the parts of a sheet, one file each.
#pragma once

#include "sync/bank/sheet_file.h"

#include <utility>

namespace kaogong::bank {

inline constexpr std::string_view kSheetKind = "score_sheet";

inline constexpr Word<assessment::StandardSource> kBasisWords[] = {{"national", assessment::StandardSource::national},
                                                                   {"industry", assessment::StandardSource::industry},
                                                                   {"enterprise", assessment::StandardSource::enterprise},
                                                                   {"international", assessment::StandardSource::international}};

std::optional<TomlValue> load_toml(const Path& path, Faults& faults);
// What `read` makes of a file, or nothing where the file or any part of it is faulty.
template <typename Read>
auto load_sound(const Path& path, Faults& faults, Read read) -> std::optional<decltype(read(std::declval<const TomlValue&>()))> {
    const std::size_t before = faults.size();
    const auto toml = load_toml(path, faults);
    if (!toml) return std::nullopt;
    auto made = read(*toml);
    if (faults.size() != before) return std::nullopt;
    return made;
}
// Totals, panel, instruments, modules, rows, gates and vetoes of a file whose head is another's; `head` carries what that head said.
practical::ScoreSheet read_sheet_within(const TomlValue& file, TableReader& top, practical::ScoreSheet head, Faults& faults);
// Readings that stand in a table of a larger record.
practical::SheetEntries read_readings_within(const TomlValue& table, std::string path, const practical::ScoreSheet& sheet, Faults& faults);
// `item_zero A12`
practical::Effect read_effect(TableReader& table, std::string_view key, const std::string& given);
practical::ScoreItem read_score_item(TableReader& table, const practical::ScoreSheet& sheet, Faults& faults);
// A number of the quantity's smallest unit: "0.025" with places 3 is 25.
std::int64_t read_value(TableReader& table, std::string_view key, int places);

// Points of a sheet, with a limit that keeps every sum and product of them far from the ends of an integer.
practical::Points read_points(TableReader& table, std::string_view key);

} // namespace kaogong::bank
