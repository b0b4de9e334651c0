#include "sync/bank/row_remark_file.h"

#include "core/base/codes/bank.h"
#include "core/record/formats.h"
#include "sync/bank/remark_parts.h"
#include "sync/bank/sheet_reader.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using practical::RowAction;

constexpr std::string_view kKind = "row_remark";
constexpr Word<RowAction> kActionWords[] = {{"void", RowAction::leave_out}, {"full", RowAction::full}};
constexpr IntegerRange kStations{1, 10'000};

class RowRemarkReader {
  public:
    RowRemarkReader(const TomlValue& file, const SheetOf& sheet_of, Faults& faults)
        : sheet_of_(sheet_of), faults_(faults), top_(file, {}, faults) {}

    record::RowRemarkRule read() {
        if (!check_format(top_, kKind)) return {};
        rule_.decision = read_decision(top_);
        if (const TomlValue* set = top_.table("set")) read_set(*set);
        read_rows();
        read_again();
        if (rule_.rows.empty() && rule_.again.empty() && rule_.unplaced.empty()) top_.fault("row", codes::field_missing);
        top_.finish();
        return std::move(rule_);
    }

  private:
    void read_set(const TomlValue& table) {
        TableReader reader(table, "set", faults_);
        record::RemarkSet& set = rule_.set;
        set.spec = reader.fixed<Hash>("spec");
        set.task = reader.maybe_id("task");
        set.plan = reader.maybe_text("plan");
        if (reader.has("sessions")) set.sessions = read_ids<SessionId>(reader, "sessions", kRemarkSessionsMax);
        if (reader.has("stations"))
            for (const std::int64_t station : reader.integers("stations", kStations)) set.stations.push_back(static_cast<int>(station));
        if (reader.has("panel")) set.panel = read_ids<record::KeyId>(reader, "panel", record::kSignersMax);
        reader.finish();
    }

    // Ids of rows and the readings of people are a task's own; a gauge is the same on every sheet.
    void need_task(std::string_view key) {
        if (rule_.set.task.empty()) top_.fault(key, codes::field_missing, "set.task");
    }

    void read_rows() {
        const auto tables = top_.tables("row");
        if (tables.size() > record::kRemarkRowsMax) return top_.invalid("row", "more than " + std::to_string(record::kRemarkRowsMax));
        for (std::size_t i = 0; i < tables.size(); ++i) {
            TableReader reader(tables[i], "row[" + std::to_string(i + 1) + "]", faults_);
            record::RuledRow row;
            if (reader.has("gauge")) {
                row.gauge = reader.text("gauge");
            } else {
                row.row = reader.text("id");
                need_task("row");
            }
            row.action = reader.word("action", kActionWords);
            reader.finish();
            const auto same = [&](const record::RuledRow& each) { return each.row == row.row && each.gauge == row.gauge; };
            if (std::any_of(rule_.rows.begin(), rule_.rows.end(), same)) reader.fault({}, codes::id_repeated);
            rule_.rows.push_back(std::move(row));
        }
    }

    void read_again() {
        const auto tables = top_.tables("again");
        if (tables.size() > record::kRemarkAgainMax) return top_.invalid("again", "more than " + std::to_string(record::kRemarkAgainMax));
        if (!tables.empty()) need_task("again");
        std::set<CandidateRef> known;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            TableReader reader(tables[i], "again[" + std::to_string(i + 1) + "]", faults_);
            const auto candidate = reader.fixed<CandidateRef>("candidate");
            if (!known.insert(candidate).second) reader.fault("candidate", codes::id_repeated);
            if (const TomlValue* readings = reader.table("readings")) read_readings(reader, candidate, *readings);
            reader.finish();
        }
    }

    void read_readings(TableReader& reader, const CandidateRef& candidate, const TomlValue& table) {
        // What was drawn and which vetoes were confirmed is not scored again.
        for (const char* key : {"chosen", "veto"})
            if (table.find(key) != nullptr) return reader.fault("readings", codes::field_unknown, key);
        const practical::ScoreSheet* sheet = sheet_of_(candidate);
        if (sheet == nullptr) return rule_.unplaced.push_back(candidate);
        practical::SheetEntries entries = read_readings_within(table, reader.path() + ".readings", *sheet, faults_);
        if (entries.rows.empty()) return reader.fault("readings", codes::field_missing);
        record::RowsAgain& again = rule_.again.emplace_back();
        again.candidate = candidate;
        for (auto& [row, entry] : entries.rows) again.rows.push_back({.row = row, .action = RowAction::again, .entry = std::move(entry)});
    }

    const SheetOf& sheet_of_;
    Faults& faults_;
    TableReader top_;
    record::RowRemarkRule rule_;
};

} // namespace

bool is_row_remark(const TomlValue& file) {
    const TomlValue* kind = file.find("kind");
    return kind != nullptr && kind->text == kKind;
}

record::RowRemarkRule read_row_remark_file(const TomlValue& file, const SheetOf& sheet_of, Faults& faults) {
    return RowRemarkReader(file, sheet_of, faults).read();
}

Result<record::RowRemarkRule> parse_row_remark(ByteView bytes, const SheetOf& sheet_of) {
    Faults faults;
    const auto file = parse_toml(as_text(bytes), faults);
    if (!file) return error(codes::field_value, "row_remark");
    record::RowRemarkRule rule = read_row_remark_file(*file, sheet_of, faults);
    if (!faults.empty()) return error(faults.front().code, faults.front().field);
    return rule;
}

} // namespace kaogong::bank
