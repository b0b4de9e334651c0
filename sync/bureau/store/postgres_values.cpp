#include "sync/bureau/store/postgres_values.h"

#include <limits>

namespace kaogong::bureau {
namespace {
constexpr int kBinary = 1;
}

void PostgresValues::add(std::int64_t value) {
    std::array<char, 8>& wire = numbers_.emplace_back(); // the network's order of bytes
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = wire.size(); i-- > 0; rest >>= 8) wire[i] = static_cast<char>(rest & 0xff);
    data_.push_back(wire.data());
    sizes_.push_back(static_cast<int>(wire.size()));
    formats_.push_back(kBinary);
}

void PostgresValues::add(std::uint64_t value) {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) too_large_ = true;
    add(static_cast<std::int64_t>(value));
}

void PostgresValues::add(ByteView bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) too_large_ = true;
    // Without an address it would be NULL; nothing is something else.
    data_.push_back(bytes.empty() ? "" : reinterpret_cast<const char*>(bytes.data()));
    sizes_.push_back(too_large_ ? 0 : static_cast<int>(bytes.size()));
    formats_.push_back(kBinary);
}

void PostgresValues::add(std::nullopt_t) {
    data_.push_back(nullptr);
    sizes_.push_back(0);
    formats_.push_back(kBinary);
}

} // namespace kaogong::bureau
