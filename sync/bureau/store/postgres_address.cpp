#include "sync/bureau/store/postgres_address.h"

#include "core/base/codes/bureau.h"

#include <algorithm>
#include <memory>

#include <libpq-fe.h>

namespace kaogong::bureau {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

void add_unless_given(std::vector<ConnectionParameter>& parameters, const char* name, const char* value) {
    const bool given = std::any_of(parameters.begin(), parameters.end(), [&](const auto& each) { return each.name == name; });
    if (!given) parameters.push_back({.name = name, .value = value});
}

} // namespace

Result<std::vector<ConnectionParameter>> parse_postgres_address(const std::string& url) {
    if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) return error(codes::store_address_malformed);
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(url.c_str(), nullptr));
    if (!options) return error(codes::store_address_malformed);
    std::vector<ConnectionParameter> parameters;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
        if (option->val != nullptr && std::string_view(option->keyword) != "client_encoding")
            parameters.push_back({.name = option->keyword, .value = option->val});
    parameters.push_back({.name = "client_encoding", .value = "UTF8"});
    add_unless_given(parameters, "application_name", "kaogong-bureau");
    add_unless_given(parameters, "target_session_attrs", "read-write");
    add_unless_given(parameters, "connect_timeout", "5");     // s
    add_unless_given(parameters, "keepalives_idle", "10");    // s
    add_unless_given(parameters, "keepalives_interval", "5"); // s
    add_unless_given(parameters, "keepalives_count", "3");
    add_unless_given(parameters, "tcp_user_timeout", "20000"); // ms
    return parameters;
}

} // namespace kaogong::bureau
