// What a statement gave back, in PostgreSQL's binary form. Private to store/.
#pragma once

#include "core/base/bytes.h"

#include <memory>
#include <optional>

struct pg_result;

namespace kaogong::bureau {

// The rows of a statement that has run, read one after the other. Text and bytes that it gives out live as long as it does.
class PostgresRows {
  public:
    explicit PostgresRows(pg_result* result);

    Result<bool> next(); // true while there is a row to read
    std::int64_t changes() const;
    std::string_view command() const; // what the server says that it did: "COMMIT"

    // Columns are counted from 0.
    std::int64_t integer(int column) const;
    ByteView blob(int column) const;
    bool is_null(int column) const;
    std::string string(int column) const { return std::string(as_text(blob(column))); }
    Bytes bytes(int column) const { return to_bytes(blob(column)); }
    std::optional<std::int64_t> optional_integer(int column) const;
    template <typename Fixed> Result<Fixed> fixed(int column) const { return Fixed::from(blob(column)); }

  private:
    struct Free {
        void operator()(pg_result* result) const;
    };
    std::unique_ptr<pg_result, Free> result_;
    int row_ = -1;
};

} // namespace kaogong::bureau
