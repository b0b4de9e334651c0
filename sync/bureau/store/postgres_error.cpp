#include "sync/bureau/store/postgres_error.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/store.h"

#include <libpq-fe.h>

namespace kaogong::bureau {
namespace {

struct Row {
    std::string_view begins; // with: five characters name one condition, two a class (PostgreSQL 15, appendix A)
    Code code;
};

// The first row that fits.
constexpr Row kRows[] = {
    {"08", codes::store_unreachable},
    {"57P", codes::store_unreachable},   // shut down, crashed, starting
    {"53300", codes::store_unreachable}, // no connection free
    {"53100", codes::no_space},
    {"40", codes::store_contended},    // deadlock, serialization
    {"55P03", codes::store_contended}, // lock_timeout
    {"57014", codes::store_contended}, // statement_timeout
    {"25P03", codes::store_contended}, // idle in a transaction for too long
    {"25006", codes::store_read_only},
    {"23", codes::store_constraint}, // our triggers too
    {"54000", codes::store_value_too_large},
    {"58030", codes::store_io_error},
    {"XX00", codes::store_corrupt},
    {"28", codes::store_cannot_open},
    {"3D000", codes::store_cannot_open},
    {"42501", codes::store_cannot_open},
};

} // namespace

Code code_of_sqlstate(std::string_view sqlstate) {
    for (const Row& row : kRows)
        if (sqlstate.starts_with(row.begins)) return row.code;
    return codes::store_server_refused;
}

Error postgres_error(pg_conn* connection, const pg_result* result) {
    const auto field = [result](int which) {
        const char* text = result == nullptr ? nullptr : PQresultErrorField(result, which);
        return std::string(text == nullptr ? "" : text);
    };
    const std::string sqlstate = field(PG_DIAG_SQLSTATE);
    if (sqlstate.empty() || PQstatus(connection) != CONNECTION_OK) return error(codes::store_unreachable, sqlstate);
    return error(code_of_sqlstate(sqlstate), sqlstate + " " + field(PG_DIAG_MESSAGE_PRIMARY));
}

} // namespace kaogong::bureau
