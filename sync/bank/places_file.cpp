// `operation.csv`: who stands at which station with which sheet, and when. Names of people never go into a fault, only where they stand.
#include "sync/bank/operation_table.h"

#include "core/base/codes/practical.h"
#include "core/base/text.h"
#include "sync/bank/csv.h"

#include <algorithm>
#include <array>

namespace kaogong::bank {
namespace {

using practical::DeclaredBy;
using practical::Relation;
using record::OperationCandidate;

enum Column : std::size_t { ticket, station, sheet, start, modules, relations };
constexpr std::array<std::string_view, 6> kColumns = {"ticket", "station", "sheet", "start", "modules", "relations"};
constexpr Word<Relation> kRelationWords[] = {{"kin", Relation::kin},
                                             {"mentor", Relation::mentor},
                                             {"class_teacher", Relation::class_teacher},
                                             {"direct_superior", Relation::direct_superior},
                                             {"same_team", Relation::same_team},
                                             {"same_employer", Relation::same_employer},
                                             {"interest", Relation::interest}};
constexpr Word<DeclaredBy> kByWords[] = {
    {"examiner", DeclaredBy::examiner}, {"candidate", DeclaredBy::candidate}, {"rule", DeclaredBy::rule}};
constexpr std::int64_t kMinuteMs = 60'000, kDayMs = 24 * 60 * kMinuteMs;

template <typename T, std::size_t Size> std::optional<T> find_word(const Word<T> (&words)[Size], std::string_view given) {
    for (const Word<T>& word : words)
        if (word.word == given) return word.value;
    return std::nullopt;
}

// `09:05` in minutes of the day.
std::optional<std::int64_t> minutes_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hours = parse_integer(text.substr(0, 2), {0, 23}), minutes = parse_integer(text.substr(3), {0, 59});
    if (!hours || !minutes) return std::nullopt;
    return *hours * 60 + *minutes;
}

class PlacesReader {
  public:
    PlacesReader(const PlacesDemand& demand, Faults& faults) : demand_(demand), faults_(faults) {}

    std::vector<OperationCandidate> read(const std::vector<CsvRow>& rows) {
        if (rows.empty() || !check_heading(rows.front())) return {};
        for (std::size_t i = 1; i < rows.size(); ++i) read_row(rows[i]);
        check_all_placed();
        return std::move(out_);
    }

  private:
    bool check_heading(const CsvRow& heading) {
        const auto same = [](const CsvCell& cell, std::string_view name) { return cell.text == name; };
        if (std::equal(heading.begin(), heading.end(), kColumns.begin(), kColumns.end(), same)) return true;
        faults_.push_back({heading.front().at, {}, codes::csv_columns, {}});
        return false;
    }

    void read_row(const CsvRow& cells) {
        if (cells.size() != kColumns.size()) {
            faults_.push_back({cells.front().at, {}, codes::csv_columns, std::to_string(cells.size()) + " cells"});
            return;
        }
        cells_ = &cells;
        OperationCandidate row;
        read_candidate(row);
        row.station = static_cast<int>(read_station());
        const practical::ScoreSheet* taken = read_sheet(row);
        read_start(row, taken);
        read_modules(row, taken);
        read_relations(row);
        out_.push_back(std::move(row));
    }

    const std::string& cell(Column column) const { return (*cells_)[column].text; }
    void fault(Column column, Code code, std::string what = {}) {
        faults_.push_back({(*cells_)[column].at, std::string(kColumns[column]), code, std::move(what)});
    }

    void read_candidate(OperationCandidate& row) {
        const auto known = std::find_if(demand_.roster.begin(), demand_.roster.end(),
                                        [&](const record::RosterRow& each) { return each.admission_ticket == cell(ticket); });
        if (known == demand_.roster.end() || !takes(*known, record::Method::operation)) return fault(ticket, codes::candidate_not_entered);
        row.candidate = known->candidate;
        if (!placed_.insert(known->candidate).second) fault(ticket, codes::id_repeated);
    }

    std::int64_t read_station() {
        if (const auto value = parse_integer(cell(station), {1, record::kSeatMax})) return *value;
        fault(station, codes::field_value, cell(station).substr(0, 8));
        return 1;
    }

    // The cell may be empty where all take the same sheet.
    const practical::ScoreSheet* read_sheet(OperationCandidate& row) {
        const auto& sheets = demand_.sheets;
        const bool only = sheets.size() == 1 && cell(sheet).empty();
        const auto found = std::find_if(sheets.begin(), sheets.end(), [&](const auto& each) { return only || each.id == cell(sheet); });
        if (found == sheets.end()) {
            fault(sheet, codes::field_value, cell(sheet).substr(0, 32));
            return nullptr;
        }
        row.sheet = found->id;
        return &*found;
    }

    // The first such time of the day after the session's start, so that a session may go on past midnight.
    std::int64_t time_of(std::int64_t minutes) const {
        const std::int64_t offset_ms = demand_.utc_offset_minutes * kMinuteMs;
        const std::int64_t local_start = demand_.session.start_ms + offset_ms;
        const std::int64_t time = local_start - local_start % kDayMs + minutes * kMinuteMs;
        return (time < local_start ? time + kDayMs : time) - offset_ms;
    }

    void read_start(OperationCandidate& row, const practical::ScoreSheet* taken) {
        const auto minutes = minutes_of(cell(start));
        if (!minutes) return fault(start, codes::field_value, cell(start).substr(0, 16));
        row.start_ms = time_of(*minutes);
        if (taken == nullptr) return;
        const std::int64_t end_ms = row.start_ms + taken->duration_ms;
        if (end_ms > demand_.session.end_ms) return fault(start, codes::field_value, "ends after the session");
        for (const Stay& stay : stays_)
            if (stay.station == row.station && row.start_ms < stay.end_ms && stay.start_ms < end_ms) {
                fault(start, codes::station_taken, "station " + std::to_string(row.station));
                break;
            }
        stays_.push_back({row.station, row.start_ms, end_ms});
    }

    void read_modules(OperationCandidate& row, const practical::ScoreSheet* taken) {
        if (cell(modules).empty()) return;
        for (const std::string_view name : split(cell(modules), ';')) {
            const practical::TaskModule* module = taken == nullptr ? nullptr : taken->find_module(std::string(name));
            const bool fits = module != nullptr && module->choice != practical::ModuleChoice::mandatory;
            if (taken != nullptr && !fits) fault(modules, codes::module_choice, std::string(name.substr(0, 32)));
            row.modules.emplace_back(name);
        }
        if (std::set<std::string>(row.modules.begin(), row.modules.end()).size() != row.modules.size()) fault(modules, codes::id_repeated);
    }

    // `K-2041:mentor;K-2042:kin:candidate`
    void read_relations(OperationCandidate& row) {
        if (cell(relations).empty()) return;
        for (const std::string_view entry : split(cell(relations), ';')) {
            const auto parts = split(entry, ':');
            const auto relation = parts.size() >= 2 ? find_word(kRelationWords, parts[1]) : std::nullopt;
            const auto by = parts.size() == 3 ? find_word(kByWords, parts[2]) : std::optional(DeclaredBy::examiner);
            if (!relation || !by || parts.size() > 3 || !on_panel(parts[0]))
                return fault(relations, codes::field_value, std::string(entry.substr(0, 32)));
            row.relations.push_back({.examiner = std::string(parts[0]), .candidate = {}, .relation = *relation, .by = *by});
        }
        check_panel_left(row);
    }

    bool on_panel(std::string_view number) const {
        const auto& panel = demand_.panel.panel;
        return std::any_of(panel.begin(), panel.end(), [&](const record::PanelRow& row) { return row.number == number; });
    }

    // Somebody has to be left who may score this candidate; and the chief's seat needs a certificate of a chief, which a member lacks.
    void check_panel_left(const OperationCandidate& row) {
        const auto seated = demand_.panel.seated();
        const auto left = practical::panel_for(demand_.rules, seated, demand_.panel.reserves(), row.relations, {});
        if (!left) return fault(relations, left.code(), left.error().context);
        const auto chief_of = [](const std::vector<practical::PanelMember>& panel) {
            const auto chief = std::find_if(panel.begin(), panel.end(), [](const auto& member) { return member.chief; });
            return chief == panel.end() ? std::string() : chief->examiner;
        };
        if (chief_of(*left) != chief_of(seated)) fault(relations, codes::examiner_recused, chief_of(seated));
    }

    void check_all_placed() {
        for (const record::RosterRow& row : demand_.roster)
            if (takes(row, record::Method::operation) && !placed_.contains(row.candidate))
                faults_.push_back({{}, "ticket", codes::candidate_unplaced, "seat " + std::to_string(row.seat)});
    }

    struct Stay {
        int station = 0;
        std::int64_t start_ms = 0, end_ms = 0;
    };

    const PlacesDemand& demand_;
    Faults& faults_;
    const CsvRow* cells_ = nullptr;
    std::vector<OperationCandidate> out_;
    std::vector<Stay> stays_;
    std::set<CandidateRef> placed_;
};

} // namespace

std::vector<OperationCandidate> read_places(std::string_view csv, const PlacesDemand& demand, Faults& faults) {
    const auto rows = parse_csv(csv, faults);
    if (!rows) return {};
    return PlacesReader(demand, faults).read(*rows);
}

} // namespace kaogong::bank
