// Follow-ups of organisations and their closings, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<std::vector<FollowUpRow>> all_follow_ups(Row row) {
    std::vector<FollowUpRow> rows;
    while (TRY(row.next())) {
        FollowUpRow entry{.number = static_cast<std::uint64_t>(row.integer(0)),
                          .organisation = row.string(1),
                          .kind = static_cast<FollowUpKind>(row.integer(2)),
                          .day_ms = row.integer(3),
                          .text = row.string(4),
                          .owner = row.string(5),
                          .due_ms = {},
                          .by = row.string(7),
                          .noted_ms = row.integer(8)};
        if (!row.is_null(6)) entry.due_ms = row.integer(6);
        rows.push_back(std::move(entry));
    }
    return rows;
}

} // namespace

template <class Db> Result<std::uint64_t> SqlFollowUp<Db>::add_follow_up(const FollowUpRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from follow_up")) + 1);
    TRY(write(db_,
              "insert into follow_up (number, organisation, kind, day_ms, text, owner, due_ms, by, noted_ms) "
              "values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
              number, row.organisation, static_cast<int>(row.kind), row.day_ms, row.text, row.owner, row.due_ms, row.by, row.noted_ms));
    return number;
}

template <class Db> Result<std::optional<FollowUpRow>> SqlFollowUp<Db>::follow_up(std::uint64_t number) {
    auto rows = TRY(all_follow_ups(TRY(db_.query(
        "select number, organisation, kind, day_ms, text, owner, due_ms, by, noted_ms from follow_up where number = $1", number))));
    if (rows.empty()) return std::optional<FollowUpRow>();
    return std::optional<FollowUpRow>(std::move(rows.front()));
}

template <class Db> Result<std::vector<FollowUpRow>> SqlFollowUp<Db>::follow_up_page(const FollowUpPage& page) {
    const std::uint64_t limit = page.limit;
    if (page.organisation.empty())
        return all_follow_ups(TRY(db_.query("select number, organisation, kind, day_ms, text, owner, due_ms, by, noted_ms from follow_up "
                                            "where number > $1 order by number limit $2",
                                            page.after, limit)));
    return all_follow_ups(TRY(db_.query("select number, organisation, kind, day_ms, text, owner, due_ms, by, noted_ms from follow_up "
                                        "where number > $1 and organisation = $2 order by number limit $3",
                                        page.after, page.organisation, limit)));
}

template <class Db> Result<std::vector<FollowUpRow>> SqlFollowUp<Db>::open_follow_ups(std::size_t limit) {
    return all_follow_ups(TRY(db_.query("select number, organisation, kind, day_ms, text, owner, due_ms, by, noted_ms from follow_up f "
                                        "where due_ms is not null and not exists (select 1 from follow_up_close c where c.follow_up = "
                                        "f.number) order by due_ms, number limit $1",
                                        std::uint64_t{limit})));
}

template <class Db> Result<void> SqlFollowUp<Db>::close_follow_up(const FollowUpCloseRow& row) {
    TRY(write(db_, "insert into follow_up_close (follow_up, text, by, at_ms) values ($1, $2, $3, $4)", row.follow_up, row.text, row.by,
              row.at_ms));
    return success();
}

template <class Db> Result<std::optional<FollowUpCloseRow>> SqlFollowUp<Db>::follow_up_close(std::uint64_t number) {
    auto row = TRY(db_.query("select text, by, at_ms from follow_up_close where follow_up = $1", number));
    if (!TRY(row.next())) return std::optional<FollowUpCloseRow>();
    return std::optional<FollowUpCloseRow>({.follow_up = number, .text = row.string(0), .by = row.string(1), .at_ms = row.integer(2)});
}

template class SqlFollowUp<store::Db>;
template class SqlFollowUp<PostgresDb>;

} // namespace kaogong::bureau
