#include "sync/print/record_cells.h"

#include "core/assessment/practical/exact.h"
#include "core/assessment/practical/working.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaogong::print {

using namespace practical;

namespace {

constexpr Words kTotal = {"合计", "Total"}, kNotDone = {"未完成", "not done"}, kNotApplicable = {"不适用", "not applicable"},
                kUnseen = {"未评", "not yet scored"}, kRules = {"适用规则", "Rules applied"}, kSubtotal = {"小计", "Subtotal"},
                kModulePassed = {"单项合格", "module passed"}, kModuleFailed = {"单项不合格", "module not passed"},
                kBetweenNotes = {"；", "; "};
constexpr Words kPlaces[] = {{"甲", "A"}, {"乙", "B"}, {"丙", "C"}};
constexpr Words kEffects[] = {{"", ""},
                              {"警告", "warning"},
                              {"该项 0 分", "the row is 0"},
                              {"该模块 0 分", "the module is 0"},
                              {"总分 0 分", "the total is 0"},
                              {"操作技能不合格", "the test is not passed"},
                              {"停止该模块", "the module is stopped"},
                              {"停止考试", "the test is stopped"},
                              {"上报事件", "reported as an incident"}};
constexpr std::int64_t kWholeWeight = 10'000; // hundredths of a per cent

} // namespace

Cells CellMaker::of(const ScoreItem& item, const ItemScore& score) const {
    const bool outside = lies_outside_sum(item.kind());
    const TaskModule* module = record_.sheet.find_module(item.module);
    const auto entry = record_.entries.rows.find(item.id);
    Cells cells;
    cells[0] = item.id;
    cells[1] = module == nullptr ? "" : module->name.in(language_);
    cells[2] = item.name.in(language_);
    cells[3] = outside ? "" : points_text(item.points_max);
    cells[4] = item.words.in(language_);
    cells[5] = entry == record_.entries.rows.end() ? "" : reading_text(item, entry->second, language_, whose(item.id));
    // Of a row outside of the sum, "points" are what it takes from the total.
    const bool counts = score.state == RowState::scored || score.state == RowState::not_done;
    if (counts) cells[6] = points_text(outside ? score.points : item.points_max - score.points);
    if (counts && !outside) cells[7] = points_text(score.points);
    if (score.state == RowState::not_applicable && score.points > 0) cells[7] = points_text(score.points);
    cells[8] = notes(item.id) + remark(score) + gauge(item);
    return cells;
}

std::vector<std::string> CellMaker::all_readers() const {
    std::vector<std::string> all;
    for (const auto& [row, numbers] : record_.readers)
        for (const std::string& number : numbers)
            if (std::find(all.begin(), all.end(), number) == all.end()) all.push_back(number);
    all.resize(std::min(all.size(), std::size(kPlaces)));
    return all;
}

std::string CellMaker::place(std::size_t reader) const {
    return say(kPlaces[reader]);
}

std::vector<std::string> CellMaker::whose(const std::string& row) const {
    const auto numbers = record_.readers.find(row);
    if (numbers == record_.readers.end()) return {};
    const std::vector<std::string> all = all_readers();
    std::vector<std::string> places;
    for (const std::string& number : numbers->second) {
        const auto found = std::find(all.begin(), all.end(), number);
        places.emplace_back(found == all.end() ? number : place(static_cast<std::size_t>(found - all.begin())));
    }
    return places;
}

// What a person wrote comes first; what the rule came to can be worked out again.
std::string CellMaker::notes(const std::string& row) const {
    std::string all;
    const auto found = record_.notes.find(row);
    if (found == record_.notes.end()) return all;
    for (const std::string& note : found->second) all += note + say(kBetweenNotes);
    return all;
}

std::string CellMaker::gauge(const ScoreItem& item) const {
    const Instrument* instrument = record_.sheet.find_instrument(item.instrument);
    return instrument == nullptr || instrument->number.empty() ? std::string() : " [" + instrument->number + "]";
}

std::string CellMaker::remark(const ItemScore& score) const {
    if (score.state == RowState::unseen) return say(kUnseen);
    if (score.state == RowState::not_done) return say(kNotDone);
    if (score.state == RowState::not_applicable) return say(kNotApplicable);
    return working_text(score.working, language_);
}

Cells CellMaker::of(const AppliedRule& rule) const {
    Cells cells;
    cells[0] = rule.rule;
    cells[2] = say(kRules);
    if (const VetoItem* veto = record_.sheet.find_veto(rule.rule)) cells[4] = veto->trigger.in(language_);
    for (const Gate& gate : record_.sheet.gates)
        if (gate.id == rule.rule) cells[4] = gate.words.in(language_);
    if (rule.occurrence > 0) cells[5] = "× " + std::to_string(rule.occurrence);
    cells[6] = points_text(-rule.points);
    if (rule.source != AppliedSource::rescale) cells[8] = say(kEffects[static_cast<std::size_t>(rule.effect.kind)]);
    return cells;
}

Cells CellMaker::total() const {
    Cells cells;
    cells[0] = say(kTotal);
    cells[3] = points_text(record_.score.points_max);
    cells[4] = verdict_text(record_.sheet, record_.score, language_);
    cells[7] = points_text(record_.score.points);
    return cells;
}

std::optional<Cells> CellMaker::subtotal(const std::string& module) const {
    const TaskModule* of = record_.sheet.find_module(module);
    for (const ModuleScore& score : record_.score.modules) {
        if (of == nullptr || score.id != module) continue;
        const std::string points = points_text(assessment::cut(score.counted));
        Cells cells;
        cells[0] = module;
        cells[1] = say(kSubtotal);
        cells[3] = points_text(of->points_max);
        // A module whose maximum is its weight simply adds its points.
        const bool own_points = of->points_max * kWholeWeight == of->weight * record_.sheet.points_max;
        cells[4] = points + " / " + points_text(of->points_max);
        if (!own_points) cells[4] += fmt::format(" × {} %", points_text(of->weight));
        cells[7] = points;
        if (score.pass) cells[8] = say(*score.pass ? kModulePassed : kModuleFailed);
        return cells;
    }
    return std::nullopt;
}

} // namespace kaogong::print
