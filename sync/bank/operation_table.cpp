#include "sync/bank/operation_table.h"

#include "sync/bank/author_files.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using practical::OrgKind;

constexpr Word<OrgKind> kOrganisationWords[] = {{"employer", OrgKind::employer}, {"social", OrgKind::social}, {"school", OrgKind::school}};

Drawing read_drawing(TableReader& reader, const Path& folder) {
    Drawing drawing{.document = {}, .file = {}, .text = {}, .at = reader.at()};
    drawing.document = reader.text("document");
    drawing.file = path_below(reader, "file", folder);
    drawing.text = reader.sentence("text");
    reader.finish();
    return drawing;
}

void check_count(TableReader& reader, std::string_view key, std::size_t count, std::size_t count_max) {
    if (count == 0) reader.invalid(key, "none");
    if (count > count_max) reader.invalid(key, "more than " + std::to_string(count_max));
}

} // namespace

OperationTable read_operation_table(const TomlValue& table, const Path& folder, Faults& faults) {
    OperationTable out;
    out.at = out.documents_at = table.at;
    if (const TomlValue* documents = table.find("documents")) out.documents_at = documents->at;
    if (table.kind != TomlKind::table) {
        faults.push_back({table.at, "operation", codes::field_kind, {}});
        return out;
    }
    TableReader reader(table, "operation", faults);
    out.sheets = paths_below(reader, "sheets", folder);
    out.documents = paths_below(reader, "documents", folder);
    out.panel = path_below(reader, "panel", folder);
    out.candidates = path_below(reader, "candidates", folder);
    out.organisation = reader.word("organisation", kOrganisationWords);
    if (reader.has("panel_size_min"))
        out.panel_size_min = static_cast<int>(reader.integer("panel_size_min", {1, static_cast<std::int64_t>(record::kPanelMax)}));
    if (reader.has("senior_from")) out.senior_from = reader.word("senior_from", kLevelWords);
    for (const TomlValue& value : reader.tables("drawing")) {
        TableReader drawing(value, "operation.drawing[" + std::to_string(out.drawings.size()) + "]", faults);
        out.drawings.push_back(read_drawing(drawing, folder));
    }
    check_count(reader, "sheets", out.sheets.size(), record::kSheetsMax);
    check_count(reader, "documents", out.documents.size(), record::kDocumentsMax);
    reader.finish();
    return out;
}

bool takes(const record::RosterRow& row, record::Method method) {
    using record::EntryMode;
    return std::any_of(row.components.begin(), row.components.end(), [&](const record::ComponentEntry& entry) {
        return entry.method == method && (entry.mode == EntryMode::first || entry.mode == EntryMode::resit);
    });
}

} // namespace kaogong::bank
