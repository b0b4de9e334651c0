// Which series and grade of professional titles 职称 a level corresponds to (P82), where a paper says so: tables that the bureau entered,
// each signed and logged with its document. They stand beside a level in exports and change none. Of the versions of one table (one id) the
// one entered last that has begun counts, whole; where two tables name an occupation and level, the one entered last.
#pragma once

#include "sync/bank/titles_file.h"
#include "sync/bureau/register_acts.h"

#include <functional>
#include <map>

namespace kaogong::bureau::exports {

struct TitlesEntered {
    std::uint64_t number = 0;
    bool before = false; // the same file is the table that was entered last
};
// `bytes` are those that `file` was read from. usage (too many), record_value_invalid.
Result<TitlesEntered> enter_titles(const RegisterDesk& desk, const bank::TitlesFile& file, Bytes bytes);

struct TitleTableView {
    TitleTableRow row;
    VerifiedEntry<record::TitlesEntry> entered;
    bank::TitlesFile file;
    bool counts = false; // on the day that was asked for
};
// By number. store_corrupt where a file is not the one that was signed.
Result<std::vector<TitleTableView>> title_tables(Store& store, const record::Bundle& bundle, std::int64_t at_ms);
// {number, id, version, from, ? until, document, dated, titles, counts, by, at, log_index}
std::string titles_json(const TitleTableView& view);
std::string titles_line(const TitleTableView& view);

// What counts on a day: whoever holds the level then, whenever it was reached.
struct MappedTitle {
    std::string series, grade;
    std::string basis; // document and its date (P86)
};
class TitleShelf {
  public:
    static Result<TitleShelf> open(Store& store, const record::Bundle& bundle, std::int64_t at_ms);
    const MappedTitle* find(const std::string& occupation, int level) const; // null: no paper speaks of it

  private:
    std::map<std::pair<std::string, int>, MappedTitle> titles_;
};

} // namespace kaogong::bureau::exports
