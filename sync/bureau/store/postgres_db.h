// One connection to PostgreSQL behind Result, with the calls of store::Db that the views use (sql_parts.h): prepared statements, binary
// values, no SQL made from data. Writes of a transaction travel together with its next question, so that it costs few ways to the server
// and back while others wait for what it holds. It outlives the server: a connection that broke is made anew before the next statement that
// stands outside of a transaction. Inside one nothing is made anew, so half a transaction is never followed by the other half on its own.
// Private to store/.
#pragma once

#include "sync/bureau/store/postgres_address.h"
#include "sync/bureau/store/postgres_rows.h"
#include "sync/bureau/store/postgres_values.h"

#include <functional>
#include <memory>
#include <unordered_map>

struct pg_conn;

namespace kaogong::bureau {

class PostgresDb {
  public:
    // Asks of a fresh connection whether server and schema are what they must be, the first and each later one.
    using Examine = std::function<Result<void>(PostgresDb&)>;
    // store_address_malformed, store_cannot_open, store_unreachable, and what `examine` says.
    static Result<std::unique_ptr<PostgresDb>> open(const std::string& url, Examine examine);
    PostgresDb(const PostgresDb&) = delete;
    PostgresDb& operator=(const PostgresDb&) = delete;
    ~PostgresDb();

    template <typename... Values> Result<PostgresRows> query(const std::string& sql, const Values&... values) {
        return execute(sql, PostgresValues(values...));
    }
    template <typename... Values> Result<std::int64_t> run(const std::string& sql, const Values&... values) {
        return TRY(query(sql, values...)).changes();
    }
    // One integer from one row; an empty result or NULL is `otherwise`.
    template <typename... Values> Result<std::int64_t> integer(std::int64_t otherwise, const std::string& sql, const Values&... values) {
        PostgresRows row = TRY(query(sql, values...));
        if (!TRY(row.next())) return otherwise;
        return row.optional_integer(0).value_or(otherwise);
    }
    // A statement whose outcome nobody asks for. Within a transaction it is sent with what comes next, and if it fails, that says so.
    template <typename... Values> Result<void> write(const std::string& sql, const Values&... values) {
        return queue(sql, PostgresValues(values...));
    }
    Result<void> script(const std::string& sql); // several statements of constant text

    bool in_transaction() const { return in_transaction_; }
    std::uint64_t transaction() const { return transaction_; } // counts them, so that what was read in one is not taken for the next
    Result<void> begin();
    // On success it is on the server's disk. After store_unreachable it may be there or not.
    Result<void> commit();
    // A part of the transaction that can fail on its own. Parts do not nest.
    Result<void> begin_part();
    Result<void> keep_part(); // stays if the transaction does
    void undo_part();
    void roll_back(); // nothing when the connection is gone: the server has done it

  private:
    explicit PostgresDb(std::vector<ConnectionParameter> parameters, Examine examine)
        : parameters_(std::move(parameters)), examine_(std::move(examine)) {}
    Result<void> connect();
    Result<void> be_connected();
    Result<void> set_session();
    Result<PostgresRows> execute(const std::string& sql, const PostgresValues& values);
    Result<void> queue(const std::string& sql, const PostgresValues& values);
    Result<std::string> prepared(const std::string& sql); // its name
    Result<void> send(const std::string& name, const PostgresValues& values);
    Result<PostgresRows> end_pipeline(); // waits for all that was sent; the rows of the last, or the first error
    Result<PostgresRows> checked(pg_result* result);

    struct Finish {
        void operator()(pg_conn* connection) const;
    };
    std::vector<ConnectionParameter> parameters_;
    Examine examine_;
    std::unique_ptr<pg_conn, Finish> connection_;
    std::unordered_map<std::string, std::string> names_; // of prepared statements, by their text
    std::vector<std::string> unsure_;                    // statements whose preparation was sent and not yet confirmed
    std::size_t statements_ = 0;                         // prepared on this connection, the failed ones too: no name is given twice
    std::size_t sent_ = 0;                               // in the pipeline, not yet answered
    std::uint64_t transaction_ = 0;
    bool in_transaction_ = false;
    bool examining_ = false;
};

} // namespace kaogong::bureau
