// What `--store` says and what we ask of a connection beyond it: a server that is gone is noticed within seconds, a standby that only reads
// is passed over, text is UTF-8. Private to store/.
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace kaogong::bureau {

struct ConnectionParameter {
    std::string name;
    std::string value; // of `password` too: none of them is ever printed
};
// store_address_malformed, without a word of what was written: a password may stand in it.
Result<std::vector<ConnectionParameter>> parse_postgres_address(const std::string& url);

} // namespace kaogong::bureau
