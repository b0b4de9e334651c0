#include "sync/bureau/store/postgres_db.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"
#include "core/base/log.h"
#include "sync/bureau/store/postgres_error.h"

#include <libpq-fe.h>

namespace kaogong::bureau {
namespace {

constexpr int kBinary = 1;
constexpr std::size_t kPipelineMax = 128;   // so few that the server's short answers always find room on the way back
constexpr std::size_t kStatementsMax = 256; // more distinct statements than the views have: a mistake, not a load

// What a person reads of a connection that was refused: the first line, which names host, database and user. libpq puts no password there.
std::string first_line(const char* message) {
    const std::string text = message == nullptr ? "" : message;
    return text.substr(0, text.find('\n'));
}

} // namespace

void PostgresDb::Finish::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

PostgresDb::~PostgresDb() = default;

Result<std::unique_ptr<PostgresDb>> PostgresDb::open(const std::string& url, Examine examine) {
    auto parameters = TRY(parse_postgres_address(url));
    std::unique_ptr<PostgresDb> db(new PostgresDb(std::move(parameters), std::move(examine)));
    TRY(db->connect());
    return db;
}

Result<void> PostgresDb::connect() {
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const ConnectionParameter& parameter : parameters_) {
        names.push_back(parameter.name.c_str());
        values.push_back(parameter.value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    names_.clear();
    unsure_.clear();
    statements_ = 0;
    sent_ = 0;
    connection_.reset(PQconnectdbParams(names.data(), values.data(), 0));
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        // A server that talks to us and still refuses will not change its mind by waiting.
        const bool talks = PQpingParams(names.data(), values.data(), 0) == PQPING_OK;
        return error(talks ? codes::store_cannot_open : codes::store_unreachable, first_line(PQerrorMessage(connection_.get())));
    }
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    examining_ = true;
    auto good = set_session();
    if (good.ok()) good = examine_(*this);
    examining_ = false;
    if (!good.ok()) connection_.reset();
    return good;
}

// Bounds for the case that something hangs, on either side: nobody waits for ever for a lock, and the locks of a bureau that went silent
// are given free. A commit is on the disk when it returns, whatever the server's configuration says of other sessions. And tables are read by
// their indexes, one row after the other in the order in which a question names them: a prepared statement keeps the plan that it got in its
// first moments, when a new bureau's tables were empty and reading all of them was the best plan. The questions are written for that order.
// Nothing is compiled for them: they are short, and the server would take the price that it puts on a forbidden plan for a long run.
Result<void> PostgresDb::set_session() {
    return script("set lock_timeout = '10s'; set statement_timeout = '60s'; set idle_in_transaction_session_timeout = '5min'; "
                  "set client_connection_check_interval = '2s'; set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; "
                  "set tcp_keepalives_count = 3; set enable_seqscan = off; set enable_bitmapscan = off; "
                  "set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off; set join_collapse_limit = 1; set jit = off; "
                  "select set_config('synchronous_commit', 'on', false) "
                  "where current_setting('synchronous_commit') in ('off', 'local', 'remote_write');");
}

// The end of a connection lies in the socket, to be read without waiting.
Result<void> PostgresDb::be_connected() {
    const bool whole = connection_ && PQconsumeInput(connection_.get()) == 1 && PQstatus(connection_.get()) == CONNECTION_OK;
    if (whole) return success();
    if (in_transaction_ || examining_) return error(codes::store_unreachable, "connection lost");
    const auto connected = connect();
    if (connected.ok()) {
        log(LogLevel::warning, "database server reached again");
        return success();
    }
    // It was reached once with this address, so waiting is the cure; only a newer schema is not cured by it.
    if (connected.code() == codes::store_version_newer) return connected;
    return error(codes::store_unreachable, connected.error().context);
}

Result<PostgresRows> PostgresDb::checked(pg_result* result) {
    const ExecStatusType status = PQresultStatus(result);
    PostgresRows rows(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return rows;
    return postgres_error(connection_.get(), result);
}

Result<std::string> PostgresDb::prepared(const std::string& sql) {
    if (const auto known = names_.find(sql); known != names_.end()) return known->second;
    CHECK(names_.size() < kStatementsMax);
    const std::string name = "s" + std::to_string(statements_++);
    if (sent_ == 0) {
        TRY(checked(PQprepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr)));
    } else {
        if (PQsendPrepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr) != 1) return error(codes::store_unreachable, "send");
        ++sent_;
        unsure_.push_back(sql);
    }
    names_.emplace(sql, name);
    return name;
}

Result<PostgresRows> PostgresDb::execute(const std::string& sql, const PostgresValues& values) {
    if (values.too_large()) return error(codes::store_value_too_large);
    TRY(be_connected());
    const std::string name = TRY(prepared(sql));
    if (sent_ > 0) {
        TRY(send(name, values));
        return end_pipeline();
    }
    return checked(
        PQexecPrepared(connection_.get(), name.c_str(), values.count(), values.data(), values.sizes(), values.formats(), kBinary));
}

Result<void> PostgresDb::queue(const std::string& sql, const PostgresValues& values) {
    if (!in_transaction_) {
        TRY(execute(sql, values));
        return success();
    }
    if (values.too_large()) return error(codes::store_value_too_large);
    TRY(be_connected());
    const std::string name = TRY(prepared(sql));
    if (sent_ == 0 && PQenterPipelineMode(connection_.get()) != 1) return error(codes::store_unreachable, "pipeline");
    TRY(send(name, values));
    if (sent_ >= kPipelineMax) TRY(end_pipeline());
    return success();
}

Result<void> PostgresDb::send(const std::string& name, const PostgresValues& values) {
    ++sent_; // first: from here on the pipeline has to be ended
    const int sent =
        PQsendQueryPrepared(connection_.get(), name.c_str(), values.count(), values.data(), values.sizes(), values.formats(), kBinary);
    return sent == 1 ? success() : error(codes::store_unreachable, "send");
}

// Each statement gives a result and then nothing; the end gives one of its own. After the first failure the server skips the others.
Result<PostgresRows> PostgresDb::end_pipeline() {
    PostgresRows last(nullptr);
    std::optional<Error> failure;
    bool ended = PQpipelineSync(connection_.get()) != 1;
    if (ended) failure = error(codes::store_unreachable, "send");
    for (std::size_t nothing = 0; !ended && nothing <= sent_;) {
        pg_result* result = PQgetResult(connection_.get());
        const ExecStatusType status = PQresultStatus(result);
        if (result == nullptr) {
            ++nothing;
        } else if (status == PGRES_PIPELINE_SYNC || status == PGRES_PIPELINE_ABORTED) {
            ended = status == PGRES_PIPELINE_SYNC;
            PQclear(result);
        } else {
            auto rows = checked(result);
            if (!rows.ok() && !failure) failure = rows.error();
            if (rows.ok()) last = std::move(*rows);
        }
    }
    sent_ = 0;
    if (PQexitPipelineMode(connection_.get()) != 1) { // it broke in the middle
        connection_.reset();
        if (!failure) failure = error(codes::store_unreachable, "connection lost");
    }
    if (failure)
        for (const std::string& sql : unsure_) names_.erase(sql);
    unsure_.clear();
    if (failure) return *failure;
    return last;
}

Result<void> PostgresDb::script(const std::string& sql) {
    TRY(be_connected());
    if (sent_ > 0) TRY(end_pipeline());
    TRY(checked(PQexec(connection_.get(), sql.c_str())));
    return success();
}

// Read committed, whatever the server's default: each statement after a lock sees what the lock's earlier holders committed. With a
// snapshot of the whole transaction it would see the state of before it waited.
Result<void> PostgresDb::begin() {
    CHECK(!in_transaction_);
    TRY(script("begin isolation level read committed read write"));
    in_transaction_ = true;
    ++transaction_;
    return success();
}

Result<void> PostgresDb::commit() {
    CHECK(in_transaction_);
    const PostgresRows outcome = TRY(execute("commit", PostgresValues()));
    in_transaction_ = false;
    // The server says ROLLBACK, and calls it a success, when a statement of the transaction had failed.
    return outcome.command() == "COMMIT" ? success() : error(codes::store_server_refused, "commit of a failed transaction");
}

Result<void> PostgresDb::begin_part() {
    if (!in_transaction_) return error(codes::store_unreachable, "the transaction was undone");
    return write("savepoint part");
}

Result<void> PostgresDb::keep_part() {
    TRY(run("release savepoint part")); // asked for, not only sent: what the part wrote may have failed
    return success();
}

void PostgresDb::undo_part() {
    if (!in_transaction_) return;
    if (sent_ > 0) (void)end_pipeline();
    if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK) return;
    PQclear(PQexec(connection_.get(), "rollback to savepoint part"));
    PQclear(PQexec(connection_.get(), "release savepoint part"));
}

void PostgresDb::roll_back() {
    if (!in_transaction_) return;
    in_transaction_ = false;
    if (sent_ > 0) (void)end_pipeline();
    if (!connection_ || PQstatus(connection_.get()) != CONNECTION_OK) return;
    PQclear(PQexec(connection_.get(), "rollback"));
    // A connection that is still inside cannot be used for anything else.
    if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) connection_.reset();
}

} // namespace kaogong::bureau
