// A prepared statement: borrowed from its connection's cache, given its values by type, and read row by row. It never holds SQL made from
// data. Text and bytes that it gives out live until the next step or the statement's end.
#pragma once

#include "core/base/bytes.h"

#include <optional>

struct sqlite3_stmt;

namespace kaogong::store {

struct CachedStatement; // lives in the connection

class Stmt {
  public:
    explicit Stmt(CachedStatement& cached);
    Stmt(const Stmt&) = delete;
    Stmt& operator=(const Stmt&) = delete;
    Stmt(Stmt&& other) noexcept;
    Stmt& operator=(Stmt&&) = delete;
    ~Stmt(); // resets it and gives it back

    // True while there is a row to read, false at the end.
    Result<bool> next();
    // Runs a statement that gives no rows.
    Result<void> run();
    Result<void> reset(); // keeps the bound values

    // Places are counted from 1, as in SQL. Values are copied.
    Result<void> bind(int place, std::int64_t value);
    Result<void> bind(int place, int value) { return bind(place, std::int64_t{value}); }
    Result<void> bind(int place, std::uint64_t value);
    Result<void> bind(int place, std::string_view text);
    Result<void> bind(int place, const char* text) { return bind(place, std::string_view(text)); }
    Result<void> bind(int place, const std::string& text) { return bind(place, std::string_view(text)); }
    Result<void> bind(int place, ByteView bytes);
    Result<void> bind(int place, const Bytes& bytes) { return bind(place, ByteView(bytes)); }
    Result<void> bind(int place, std::nullopt_t);
    template <typename Tag, std::size_t Size> Result<void> bind(int place, const FixedBytes<Tag, Size>& value) {
        return bind(place, value.view());
    }
    template <typename T> Result<void> bind(int place, const std::optional<T>& value) {
        return value ? bind(place, *value) : bind(place, std::nullopt);
    }
    template <typename... Values> Result<void> bind_all(const Values&... values) {
        [[maybe_unused]] int place = 0;
        Result<void> outcome;
        (void)((outcome = bind(++place, values), outcome.ok()) && ...);
        return outcome;
    }

    // Columns are counted from 0, as in SQLite. Tables are STRICT, so a column has the type that its table names.
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;
    ByteView blob(int column) const;
    bool is_null(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    Bytes bytes(int column) const { return to_bytes(blob(column)); }
    std::optional<std::int64_t> optional_integer(int column) const;
    template <typename Fixed> Result<Fixed> fixed(int column) const { return Fixed::from(blob(column)); }

  private:
    Result<void> bound(int code, int place);

    CachedStatement* cached_;
    sqlite3_stmt* statement_;
};

} // namespace kaogong::store
