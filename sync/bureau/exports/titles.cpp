#include "sync/bureau/exports/titles.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "sync/bureau/days.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::exports {
namespace {

using nlohmann::ordered_json;
using record::TitlesEntry;

std::string basis_of(const bank::TitlesFile& file) {
    return file.document + ", " + file.dated;
}

Result<TitleTableView> open_table(TitleTableRow row, const record::Bundle& bundle) {
    TitleTableView view{.row = std::move(row), .entered = {}, .file = {}};
    view.entered = TRY(open_entry<TitlesEntry>(view.row.act, bundle));
    if (record::sha256(view.row.file) != view.entered.entry.file)
        return error(codes::store_corrupt, "title table " + std::to_string(view.row.number));
    view.file = TRY(bank::parse_titles_file(view.row.file));
    return view;
}

// The last of each id that has begun; and of that only if it is not over, so that an earlier version does not come back.
void mark_those_that_count(std::vector<TitleTableView>& views, std::int64_t at_ms) {
    std::map<std::string, TitleTableView*> newest;
    for (TitleTableView& view : views)
        if (view.file.from_ms <= at_ms) newest[view.file.id] = &view;
    for (auto& [id, view] : newest) view->counts = !view->file.until_ms || at_ms < *view->file.until_ms;
}

} // namespace

Result<TitlesEntered> enter_titles(const RegisterDesk& desk, const bank::TitlesFile& file, Bytes bytes) {
    auto tx = TRY(desk.store.begin_log());
    const Hash hash = record::sha256(bytes);
    const auto rows = TRY(desk.store.policy().title_tables());
    if (!rows.empty() && rows.back().hash == hash) return TitlesEntered{.number = rows.back().number, .before = true};
    if (rows.size() >= kTitleTablesMax) return error(codes::usage, "too many title tables");
    const KeptEntry kept = TRY(keep_entry(desk, TitlesEntry{.file = hash, .document = basis_of(file)}));
    const std::uint64_t number = TRY(desk.store.policy().add_titles(
        {.hash = hash, .file = std::move(bytes), .act = kept.act, .log_index = kept.log_index, .at_ms = desk.wall_ms}));
    TRY(tx->commit());
    return TitlesEntered{.number = number, .before = false};
}

Result<std::vector<TitleTableView>> title_tables(Store& store, const record::Bundle& bundle, std::int64_t at_ms) {
    std::vector<TitleTableView> views;
    for (TitleTableRow& row : TRY(store.policy().title_tables())) views.push_back(TRY(open_table(std::move(row), bundle)));
    mark_those_that_count(views, at_ms);
    return views;
}

std::string titles_json(const TitleTableView& view) {
    ordered_json line{
        {"number", view.row.number}, {"id", view.file.id}, {"version", view.file.version}, {"from", day_text(view.file.from_ms)}};
    if (view.file.until_ms) line["until"] = day_text(*view.file.until_ms - 1);
    line["document"] = view.file.document;
    line["dated"] = view.file.dated;
    line["titles"] = view.file.rules.size();
    line["counts"] = view.counts;
    line["by"] = view.entered.by;
    line["at"] = iso_text(view.entered.at_ms, kBureauOffsetMinutes);
    line["log_index"] = view.row.log_index;
    return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string titles_line(const TitleTableView& view) {
    return std::string(view.counts ? "* " : "  ") + std::to_string(view.row.number) + "  " + view.file.id + " " +
           std::to_string(view.file.version) + "  " + day_text(view.file.from_ms) + " - " +
           (view.file.until_ms ? day_text(*view.file.until_ms - 1) : std::string()) + "  " + basis_of(view.file) + "  " +
           std::to_string(view.file.rules.size()) + "  " + view.entered.by;
}

Result<TitleShelf> TitleShelf::open(Store& store, const record::Bundle& bundle, std::int64_t at_ms) {
    TitleShelf shelf;
    for (const TitleTableView& view : TRY(exports::title_tables(store, bundle, at_ms))) {
        if (!view.counts) continue;
        for (const bank::TitleRule& rule : view.file.rules)
            shelf.titles_[{rule.occupation, assessment::level_number(rule.level)}] = {
                .series = rule.series, .grade = rule.grade, .basis = basis_of(view.file)};
    }
    return shelf;
}

const MappedTitle* TitleShelf::find(const std::string& occupation, int level) const {
    const auto found = titles_.find({occupation, level});
    return found == titles_.end() ? nullptr : &found->second;
}

} // namespace kaogong::bureau::exports
