// Published test vectors that lie beside the checkout on machines that have them (../shared/vectors). A test that wants them skips with a
// reason where they are not; what tests need everywhere they carry as values.
#pragma once

#include "core/base/file.h"
#include "core/record/suite.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <optional>

namespace kaogong::test {

inline Path vectors_folder() {
    return Path(KAOGONG_SOURCE_DIR) / ".." / "shared" / "vectors";
}
inline std::optional<nlohmann::json> read_vectors(const Path& path) {
    const auto content = read_file(path, std::size_t{16} << 20);
    if (!content) return std::nullopt;
    auto parsed = nlohmann::json::parse(as_text(*content), nullptr, false);
    if (parsed.is_discarded()) return std::nullopt;
    return parsed;
}
inline Bytes unhex(std::string_view text) {
    return from_hex(text).value();
}
template <typename Fixed> Fixed unhex_fixed(std::string_view text) {
    return Fixed::from(unhex(text)).value();
}

} // namespace kaogong::test

// doctest has no skip from inside; tests/run counts a line that begins like this as one.
#define KAOGONG_SKIP(reason)                                                                                                               \
    do {                                                                                                                                   \
        std::puts("SKIPPED: " reason);                                                                                                     \
        return;                                                                                                                            \
    } while (false)
