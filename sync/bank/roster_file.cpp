#include "sync/bank/roster_file.h"

#include "core/base/codes/bank.h"
#include "core/base/text.h"
#include "sync/bank/resident_id.h"
#include "sync/bank/table_reader.h"

#include <algorithm>
#include <array>

namespace kaogong::bank {
namespace {

using record::ComponentEntry;
using record::EntryMode;
using record::IdentityDocument;
using record::Method;
using record::RosterRow;

enum Column : std::size_t {
    ticket,
    name,
    id_type,
    id_number,
    occupation,
    level,
    session,
    seat,
    components,
    exemption,
    extra_minutes,
    school,
    graduation_year
};
constexpr std::array<std::string_view, 13> kColumns = {"ticket",        "name",    "id_type",        "id_number",  "occupation",
                                                       "level",         "session", "seat",           "components", "exemption",
                                                       "extra_minutes", "school",  "graduation_year"};
constexpr std::size_t kColumnsOfAll = 11; // the two after them stand together or not at all
constexpr Word<IdentityDocument> kDocuments[] = {{"resident_id", IdentityDocument::resident_id},
                                                 {"passport", IdentityDocument::passport},
                                                 {"residence_permit", IdentityDocument::residence_permit},
                                                 {"travel_permit", IdentityDocument::travel_permit}};
constexpr Word<Method> kMethods[] = {{"theory", Method::theory},   {"operation", Method::operation},
                                     {"review", Method::review},   {"work_record", Method::work_record},
                                     {"process", Method::process}, {"direct", Method::direct},
                                     {"contest", Method::contest}, {"special_ability", Method::special_ability}};
constexpr Word<EntryMode> kModes[] = {
    {"first", EntryMode::first}, {"resit", EntryMode::resit}, {"exempt", EntryMode::exempt}, {"retained", EntryMode::retained}};
constexpr std::size_t kTicketDigits = 12, kNameMax = 128, kDocumentMax = 20;
constexpr int kGraduationYearMin = 1950, kGraduationYearMax = 2100;

template <typename T, std::size_t Size> std::optional<T> find_word(const Word<T> (&words)[Size], std::string_view given) {
    for (const Word<T>& word : words)
        if (word.word == given) return word.value;
    return std::nullopt;
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_document_number(std::string_view text) {
    const auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    return !text.empty() && text.size() <= kDocumentMax && std::all_of(text.begin(), text.end(), fits);
}

// Letters of any script, blanks and the middle dot; no control characters and no line breaks.
bool is_name(std::string_view text) {
    const auto points = code_points(text);
    const bool printable = std::none_of(points.begin(), points.end(), [](char32_t c) { return c < 0x20 || c == 0x7F; });
    return !text.empty() && text.size() <= kNameMax && printable && trim(text) == text;
}

class RosterReader {
  public:
    RosterReader(const RosterDemand* demand, Faults& faults) : demand_(demand), faults_(faults) {}

    RosterFile read(const std::vector<CsvRow>& rows) {
        RosterFile out;
        if (rows.empty() || !check_heading(rows.front())) return out;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const std::size_t before = faults_.size();
            RosterRow row = read_row(rows[i]);
            SchoolCohort cohort = read_cohort(rows[i]);
            if (faults_.size() != before) {
                ++out.rejected;
                continue;
            }
            out.rows.push_back(std::move(row));
            out.cohorts.push_back(std::move(cohort));
        }
        return out;
    }

  private:
    bool check_heading(const CsvRow& heading) {
        const auto same = [](const CsvCell& cell, std::string_view name) { return cell.text == name; };
        for (const std::size_t columns : {kColumnsOfAll, kColumns.size()}) {
            columns_ = columns;
            if (std::equal(heading.begin(), heading.end(), kColumns.begin(), kColumns.begin() + columns, same)) return true;
        }
        faults_.push_back({heading.front().at, {}, codes::csv_columns, {}});
        return false;
    }

    RosterRow read_row(const CsvRow& cells) {
        RosterRow row;
        if (cells.size() != columns_) {
            faults_.push_back({cells.front().at, {}, codes::csv_columns, std::to_string(cells.size()) + " cells"});
            return row;
        }
        cells_ = &cells;
        read_person(row);
        read_assessed(row);
        read_place(row);
        read_components(row);
        read_exemption(row);
        row.extra_minutes = integer(extra_minutes, {0, record::kExtraMinutesMax});
        return row;
    }

    const std::string& cell(Column column) const { return (*cells_)[column].text; }

    // Names and numbers of people never go into a fault; only where they stand.
    void fault(Column column, Code code, std::string what = {}) {
        faults_.push_back({(*cells_)[column].at, std::string(kColumns[column]), code, std::move(what)});
    }

    int integer(Column column, IntegerRange range) {
        if (const auto value = parse_integer(cell(column), range)) return static_cast<int>(*value);
        fault(column, codes::field_value, cell(column).substr(0, 32));
        return 0;
    }

    void read_person(RosterRow& row) {
        row.admission_ticket = cell(ticket);
        if (row.admission_ticket.size() != kTicketDigits || !all_digits(row.admission_ticket)) fault(ticket, codes::ticket_wrong);
        if (!tickets_.insert(row.admission_ticket).second) fault(ticket, codes::id_repeated);
        row.name = cell(name);
        if (!is_name(row.name)) fault(name, codes::field_value);
        const auto document = find_word(kDocuments, cell(id_type));
        if (!document) fault(id_type, codes::field_value, cell(id_type).substr(0, 32));
        row.document = document.value_or(IdentityDocument::resident_id);
        row.identity_number = cell(id_number);
        check_number(row);
        if (!numbers_.insert(cell(id_type) + " " + row.identity_number).second) fault(id_number, codes::id_repeated);
    }

    void check_number(const RosterRow& row) {
        if (row.document != IdentityDocument::resident_id) {
            if (!is_document_number(row.identity_number)) fault(id_number, codes::identity_number_wrong);
            return;
        }
        const ResidentIdFault wrong = check_resident_id(row.identity_number);
        if (wrong != ResidentIdFault::none) fault(id_number, codes::identity_number_wrong, std::string(fault_name(wrong)));
    }

    void read_assessed(RosterRow& row) {
        row.occupation = cell(occupation);
        row.session = cell(session);
        const auto given_level = find_word(kLevelWords, cell(level));
        if (!given_level) fault(level, codes::field_value, cell(level).substr(0, 32));
        row.level = given_level.value_or(assessment::SkillLevel::intermediate);
        if (row.occupation.empty() || row.session.empty()) fault(row.occupation.empty() ? occupation : session, codes::field_missing);
        if (demand_ == nullptr) return;
        if (row.occupation != demand_->occupation) fault(occupation, codes::roster_other_session, row.occupation.substr(0, 32));
        if (row.level != demand_->level) fault(level, codes::roster_other_session, cell(level).substr(0, 32));
        if (row.session != demand_->session) fault(session, codes::roster_other_session, row.session.substr(0, 32));
    }

    void read_place(RosterRow& row) {
        row.seat = integer(seat, {1, record::kSeatMax});
        if (!seats_.insert(row.session + " " + cell(seat)).second) fault(seat, codes::id_repeated, cell(seat).substr(0, 8));
        if (demand_ != nullptr && !demand_->seats.contains(row.seat)) fault(seat, codes::seat_wrong, cell(seat).substr(0, 8));
    }

    void read_components(RosterRow& row) {
        for (const std::string_view entry : split(cell(components), ';')) {
            const auto parts = split(entry, ':');
            const auto method = find_word(kMethods, parts[0]);
            const auto mode = parts.size() == 2 ? find_word(kModes, parts[1]) : std::optional(EntryMode::first);
            if (!method || !mode || parts.size() > 2) return fault(components, codes::field_value, std::string(entry.substr(0, 32)));
            row.components.push_back({*method, *mode});
        }
    }

    SchoolCohort read_cohort(const CsvRow& cells) {
        SchoolCohort cohort;
        if (columns_ == kColumnsOfAll || cells.size() != columns_) return cohort;
        const bool named = !cell(school).empty();
        if (named == cell(graduation_year).empty()) {
            fault(named ? graduation_year : school, codes::field_missing);
            return cohort;
        }
        if (!named) return cohort;
        cohort.school = cell(school);
        if (!is_name(cohort.school)) fault(school, codes::field_value);
        cohort.graduation_year = integer(graduation_year, {kGraduationYearMin, kGraduationYearMax});
        return cohort;
    }

    void read_exemption(RosterRow& row) {
        if (cell(exemption).empty()) return;
        const std::string_view text = cell(exemption);
        const std::size_t colon = text.find(':');
        if (colon == std::string_view::npos || colon + 1 == text.size()) return fault(exemption, codes::field_value, "areas:basis");
        for (const std::string_view area : split(text.substr(0, colon), '+')) {
            if (demand_ != nullptr && !demand_->areas.contains(std::string(area)))
                fault(exemption, codes::area_unknown, std::string(area.substr(0, 32)));
            row.exemption.areas.emplace_back(area);
        }
        std::sort(row.exemption.areas.begin(), row.exemption.areas.end());
        const auto& areas = row.exemption.areas;
        if (std::adjacent_find(areas.begin(), areas.end()) != areas.end()) fault(exemption, codes::id_repeated);
        row.exemption.basis = text.substr(colon + 1);
    }

    const RosterDemand* demand_;
    Faults& faults_;
    const CsvRow* cells_ = nullptr;
    std::size_t columns_ = kColumnsOfAll; // as the heading has them
    std::set<std::string> tickets_, numbers_, seats_;
};

} // namespace

RosterFile read_roster(std::string_view csv, const RosterDemand* demand, Faults& faults) {
    const auto rows = parse_csv(csv, faults);
    if (!rows) return {};
    return RosterReader(demand, faults).read(*rows);
}

} // namespace kaogong::bank
