#include "sync/bureau/store/postgres_rows.h"

#include <charconv>

#include <libpq-fe.h>

namespace kaogong::bureau {
namespace {

std::int64_t big_endian(ByteView bytes) {
    // Sign first: a narrower number is widened as what it is.
    std::uint64_t value = !bytes.empty() && (bytes[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (const std::uint8_t byte : bytes) value = value << 8 | byte;
    return static_cast<std::int64_t>(value);
}

} // namespace

PostgresRows::PostgresRows(pg_result* result) : result_(result) {}

void PostgresRows::Free::operator()(pg_result* result) const {
    PQclear(result);
}

Result<bool> PostgresRows::next() {
    return ++row_ < PQntuples(result_.get());
}

std::string_view PostgresRows::command() const {
    return PQcmdStatus(result_.get());
}

std::int64_t PostgresRows::changes() const {
    const std::string_view text = PQcmdTuples(result_.get());
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

ByteView PostgresRows::blob(int column) const {
    return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_.get(), row_, column)),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

std::int64_t PostgresRows::integer(int column) const {
    return big_endian(blob(column));
}

bool PostgresRows::is_null(int column) const {
    return PQgetisnull(result_.get(), row_, column) == 1;
}

std::optional<std::int64_t> PostgresRows::optional_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

} // namespace kaogong::bureau
