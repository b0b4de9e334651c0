// What the bureau hands on of outcomes that are final and passed, as CSV or JSON, each file with a manifest by which its receiver sees that
// it is whole. The talent bank 高技能人才库 (P55, P56), subsidy claims 补贴 (P63), credits 学分 (P23, P24, P94), the yearly list of the top
// levels (P58), appointments 聘任 (P59). Names and numbers of documents are in none of it but where the row of the policy asks for a
// person, and then only from the rosters that are given: the store has none.
#pragma once

#include "sync/bank/roster_file.h"
#include "sync/bureau/exports/passed.h"
#include "sync/bureau/person_mark.h"

#include <set>

namespace kaogong::bureau::exports {

enum class ExportKind : std::uint8_t { talent_bank = 1, subsidies, credits, yearly, appointments };
std::string_view kind_word(ExportKind kind); // `talent-bank`
std::optional<ExportKind> find_kind(std::string_view word);
bool names_persons(ExportKind kind); // may be given rosters

struct ExportQuery {
    ExportKind kind = ExportKind::talent_bank;
    std::string plan = {};
    std::int64_t from_ms = 0;          // by the day of the newest component; of subsidies the draft, of appointments their first day
    std::int64_t until_ms = INT64_MAX; // not included
    std::set<int> levels = {};         // none: all; of appointments the level appointed to
    std::optional<OrgKind> organisations = {};
    bool json = false;
};

// Rows of rosters by admission ticket. Whether a row is the candidate is told by the keyed mark of the document.
class RosterBook {
  public:
    explicit RosterBook(const PersonMarks& marks) : marks_(marks) {}
    void add(std::vector<record::RosterRow> rows);
    bool empty() const { return rows_.empty(); }
    // Null where no roster has the ticket. roster_other_person where one has, for somebody else.
    Result<const record::RosterRow*> find(const OutcomeDetail& detail) const;

  private:
    const PersonMarks& marks_;
    std::map<std::string, std::vector<record::RosterRow>> rows_;
};

struct Exported {
    std::uint64_t rows = 0;
    std::uint64_t unnamed = 0; // rows of whom no roster knew the person
    std::uint64_t bytes = 0;
    Hash sha256;
};
struct ExportDesk {
    Store& store;
    const Authority& authority;
    const RosterBook* rosters = nullptr; // null: nobody is named
    std::int64_t wall_ms = 0;
};
// Writes `path` and `path`.manifest.json; the manifest last, so that a file without one is not finished. Nothing that is there is written
// over. Errors: export_exists, no_space, file_unwritable, roster_other_person, those of the store.
Result<Exported> export_file(const ExportDesk& desk, const ExportQuery& query, const Path& path);

// Reads both again. archive_damaged, naming the file.
Result<Exported> check_export(const Path& path);

} // namespace kaogong::bureau::exports
