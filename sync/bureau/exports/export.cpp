#include "sync/bureau/exports/export.h"

#include "core/base/codes/outcome.h"
#include "core/base/text.h"
#include "sync/bureau/days.h"
#include "sync/bureau/exports/columns.h"
#include "sync/bureau/exports/csv_cell.h"
#include "sync/bureau/exports/sink.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace kaogong::bureau::exports {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kManifestMax = 64u << 10;
constexpr std::array<std::string_view, 6> kKindWords{"", "talent-bank", "subsidies", "credits", "yearly", "appointments"};
constexpr std::array kTopLevels{7, 8}; // 特级技师, 首席技师 (P58)

std::string dump(const ordered_json& value, int indent) {
    return value.dump(indent, ' ', false, ordered_json::error_handler_t::replace);
}

Path manifest_path(const Path& path) {
    Path manifest = path;
    manifest += ".manifest.json";
    return manifest;
}

class Exporting {
  public:
    Exporting(const ExportDesk& desk, const ExportQuery& query, TitleShelf titles, FileSink sink)
        : desk_(desk), query_(query), titles_(std::move(titles)), sink_(std::move(sink)) {
        const bool named = desk.rosters != nullptr && !desk.rosters->empty();
        for (const ExportColumn& column : columns_of(query.kind))
            if (named || !is_of_person(column.name)) columns_.push_back(column);
    }

    Result<void> run() {
        TRY(begin());
        TRY(query_.kind == ExportKind::appointments ? run_appointments() : run_outcomes());
        return query_.json ? sink_.write(rows_ == 0 ? "[]\n" : "\n]\n") : success();
    }
    Result<FileSink::Written> finish() { return sink_.finish(); }
    std::uint64_t rows() const { return rows_; }
    std::uint64_t unnamed() const { return unnamed_; }
    std::vector<std::string> column_names() const {
        std::vector<std::string> names;
        for (const ExportColumn& column : columns_) names.emplace_back(column.name);
        return names;
    }

  private:
    Result<void> begin() {
        if (query_.json) return success();
        return sink_.write(std::string(kByteOrderMark) + csv_line(column_names()));
    }

    Result<void> run_outcomes() {
        return each_outcome(desk_.store, desk_.authority.bundle, {.plan = query_.plan}, [this](const OutcomeDetail& detail) {
            const bool drafts = query_.kind == ExportKind::subsidies;
            if (drafts && detail.certificate.empty()) return success();
            const std::int64_t at_ms = drafts ? detail.drafted_ms : detail.assessed_ms;
            return is_wanted(detail, at_ms, detail.row.key.level) ? take(line_of(detail)) : success();
        });
    }
    // Also those whose outcome stands no longer: the column says so.
    Result<void> run_appointments() {
        auto reader = TRY(appointments::AppointmentReader::open(desk_.store, desk_.authority.bundle));
        auto details = TRY(OutcomeDetails::open(desk_.store, desk_.authority.bundle));
        return reader.each(query_.plan, [&](const appointments::AppointmentView& view) -> Result<void> {
            OutcomeDetail detail = TRY(details.look(view.outcome));
            TRY(details.fill(detail));
            if (!is_wanted(detail, view.entry().from_ms, view.entry().level)) return success();
            ExportLine line = line_of(detail);
            line.appointment = &view;
            return take(line);
        });
    }
    ExportLine line_of(const OutcomeDetail& detail) const {
        return {.detail = detail, .title = titles_.find(detail.row.key.occupation, detail.row.key.level), .at_ms = desk_.wall_ms};
    }

    bool is_wanted(const OutcomeDetail& detail, std::int64_t at_ms, int level) const {
        if (at_ms < query_.from_ms || at_ms >= query_.until_ms) return false;
        if (query_.organisations && detail.kind != query_.organisations) return false;
        if (!query_.levels.empty()) return query_.levels.contains(level);
        return query_.kind != ExportKind::yearly || std::find(kTopLevels.begin(), kTopLevels.end(), level) != kTopLevels.end();
    }

    Result<void> take(ExportLine line) {
        if (desk_.rosters != nullptr && !desk_.rosters->empty()) {
            line.person = TRY(desk_.rosters->find(line.detail));
            if (line.person == nullptr) ++unnamed_;
        }
        if (query_.kind != ExportKind::credits) return put(line);
        for (const ModulePoints& unit : line.detail.modules) {
            line.unit = &unit;
            TRY(put(line));
        }
        return success();
    }

    Result<void> put(const ExportLine& line) {
        const bool first = rows_++ == 0;
        if (!query_.json) {
            std::vector<std::string> cells;
            for (const ExportColumn& column : columns_) cells.push_back(column.text(line));
            return sink_.write(csv_line(cells));
        }
        ordered_json object;
        for (const ExportColumn& column : columns_) object[std::string(column.name)] = column.text(line);
        return sink_.write((first ? "[\n " : ",\n ") + dump(object, -1));
    }

    const ExportDesk& desk_;
    const ExportQuery& query_;
    TitleShelf titles_; // as they count on the day of the export
    FileSink sink_;
    std::vector<ExportColumn> columns_;
    std::uint64_t rows_ = 0, unnamed_ = 0;
};

// Where the log stood: what was exported rests on entries before that size.
Result<ordered_json> log_json(Store& store) {
    const auto head = TRY(store.log().newest_head());
    if (!head) return ordered_json::object();
    return ordered_json{{"size", head->size}, {"root", head->root.hex()}, {"checkpoint", head->checkpoint}};
}

ordered_json query_json(const ExportQuery& query) {
    ordered_json json{{"plan", query.plan}, {"levels", query.levels}};
    if (query.from_ms > 0) json["from"] = day_text(query.from_ms);
    if (query.until_ms < INT64_MAX) json["until"] = day_text(query.until_ms - kDayMs);
    if (query.organisations) json["organisation_kind"] = org_kind_word(*query.organisations);
    return json;
}

} // namespace

std::string_view kind_word(ExportKind kind) {
    return kKindWords[static_cast<std::size_t>(kind)];
}
std::optional<ExportKind> find_kind(std::string_view word) {
    for (std::size_t i = 1; i < kKindWords.size(); ++i)
        if (kKindWords[i] == word) return static_cast<ExportKind>(i);
    return std::nullopt;
}
bool names_persons(ExportKind kind) {
    return kind != ExportKind::credits; // schools know their students by the ticket
}

void RosterBook::add(std::vector<record::RosterRow> rows) {
    for (record::RosterRow& row : rows) {
        std::string ticket = row.admission_ticket;
        rows_[std::move(ticket)].push_back(std::move(row));
    }
}

Result<const record::RosterRow*> RosterBook::find(const OutcomeDetail& detail) const {
    const auto found = rows_.find(detail.ticket);
    if (found == rows_.end()) return static_cast<const record::RosterRow*>(nullptr);
    for (const record::RosterRow& row : found->second)
        if (marks_.of(row) == detail.row.key.subject) return &row;
    return error(codes::roster_other_person, "ticket " + detail.ticket);
}

Result<Exported> export_file(const ExportDesk& desk, const ExportQuery& query, const Path& path) {
    auto manifest_sink = TRY(FileSink::open(manifest_path(path))); // its place is taken first: both get there or neither
    auto sink = TRY(FileSink::open(path));
    const ordered_json log = TRY(log_json(desk.store));
    auto titles = TRY(TitleShelf::open(desk.store, desk.authority.bundle, desk.wall_ms));
    Exporting exporting(desk, query, std::move(titles), std::move(sink));
    TRY(exporting.run());
    const auto written = TRY(exporting.finish());
    const Exported exported{.rows = exporting.rows(), .unnamed = exporting.unnamed(), .bytes = written.bytes, .sha256 = written.sha256};
    const ordered_json manifest{{"format", 1},
                                {"export", kind_word(query.kind)},
                                {"file", path.filename().string()},
                                {"form", query.json ? "json" : "csv"},
                                {"rows", exported.rows},
                                {"unnamed", exported.unnamed},
                                {"bytes", exported.bytes},
                                {"sha256", exported.sha256.hex()},
                                {"columns", exporting.column_names()},
                                {"query", query_json(query)},
                                {"bureau", desk.authority.name},
                                {"environment", record::environment_name(desk.authority.environment(), Language::en)},
                                {"made_at", iso_text(desk.wall_ms, kBureauOffsetMinutes)},
                                {"log", log}};
    const auto kept = [&]() -> Result<void> {
        TRY(manifest_sink.write(dump(manifest, 2) + "\n"));
        TRY(manifest_sink.finish());
        return success();
    }();
    if (!kept.ok()) {
        TRY(remove_file(path)); // without its manifest nobody could tell that it is whole
        return kept.error();
    }
    return exported;
}

Result<Exported> check_export(const Path& path) {
    const Bytes bytes = TRY(read_file(manifest_path(path), kManifestMax));
    const ordered_json manifest = ordered_json::parse(as_text(bytes), nullptr, false);
    const bool sound = manifest.is_object() && manifest.contains("sha256") && manifest["sha256"].is_string() &&
                       manifest.contains("bytes") && manifest["bytes"].is_number_unsigned() && manifest.contains("rows") &&
                       manifest["rows"].is_number_unsigned();
    if (!sound) return error(codes::archive_damaged, manifest_path(path).filename().string());
    const auto found = TRY(hash_file(path));
    if (found.sha256.hex() != manifest["sha256"].get<std::string>() || found.bytes != manifest["bytes"].get<std::uint64_t>())
        return error(codes::archive_damaged, path.filename().string());
    return Exported{.rows = manifest["rows"].get<std::uint64_t>(), .unnamed = 0, .bytes = found.bytes, .sha256 = found.sha256};
}

} // namespace kaogong::bureau::exports
