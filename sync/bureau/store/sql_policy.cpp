// Rounds and tables of titles, for both databases.
#include "sync/bureau/store/sql_parts.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<std::vector<ReviewRoundRow>> all_rounds(Row row) {
    std::vector<ReviewRoundRow> rows;
    while (TRY(row.next()))
        rows.push_back({.number = static_cast<std::uint64_t>(row.integer(0)),
                        .plan = row.string(1),
                        .level = static_cast<int>(row.integer(2)),
                        .act = row.bytes(3),
                        .log_index = static_cast<std::uint64_t>(row.integer(4)),
                        .at_ms = row.integer(5)});
    return rows;
}

} // namespace

template <class Db> Result<std::uint64_t> SqlPolicy<Db>::add_round(const ReviewRoundRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from review_round")) + 1);
    TRY(write(db_, "insert into review_round (number, plan, level, act, log_index, at_ms) values ($1, $2, $3, $4, $5, $6)", number,
              row.plan, row.level, row.act, row.log_index, row.at_ms));
    return number;
}

template <class Db> Result<std::vector<ReviewRoundRow>> SqlPolicy<Db>::rounds_of(std::string_view plan) {
    return all_rounds(TRY(db_.query("select number, plan, level, act, log_index, at_ms from review_round where plan = $1 "
                                    "order by number limit $2",
                                    plan, std::uint64_t{kReviewRoundsMax})));
}

template <class Db> Result<std::vector<ReviewRoundRow>> SqlPolicy<Db>::round_page(std::uint64_t after, std::size_t limit) {
    return all_rounds(TRY(db_.query("select number, plan, level, act, log_index, at_ms from review_round where number > $1 "
                                    "order by number limit $2",
                                    after, std::uint64_t{limit})));
}

template <class Db> Result<std::uint64_t> SqlPolicy<Db>::add_titles(const TitleTableRow& row) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from title_table")) + 1);
    TRY(write(db_, "insert into title_table (number, hash, file, act, log_index, at_ms) values ($1, $2, $3, $4, $5, $6)", number, row.hash,
              row.file, row.act, row.log_index, row.at_ms));
    return number;
}

template <class Db> Result<std::vector<TitleTableRow>> SqlPolicy<Db>::title_tables() {
    auto row = TRY(db_.query("select number, hash, file, act, log_index, at_ms from title_table order by number limit $1",
                             std::uint64_t{kTitleTablesMax}));
    std::vector<TitleTableRow> rows;
    while (TRY(row.next())) {
        const auto hash = TRY(row.template fixed<Hash>(1));
        rows.push_back({.number = static_cast<std::uint64_t>(row.integer(0)),
                        .hash = hash,
                        .file = row.bytes(2),
                        .act = row.bytes(3),
                        .log_index = static_cast<std::uint64_t>(row.integer(4)),
                        .at_ms = row.integer(5)});
    }
    return rows;
}

template class SqlPolicy<store::Db>;
template class SqlPolicy<PostgresDb>;

} // namespace kaogong::bureau
