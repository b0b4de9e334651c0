// From what PostgreSQL and libpq say to the codes of core/base/codes. Private to store/.
#pragma once

#include "core/base/result.h"

#include <string_view>

struct pg_conn;
struct pg_result;

namespace kaogong::bureau {

Code code_of_sqlstate(std::string_view sqlstate);
// Of a statement that failed: SQLSTATE and the server's first sentence, never the detail, in which values stand.
Error postgres_error(pg_conn* connection, const pg_result* result);

} // namespace kaogong::bureau
