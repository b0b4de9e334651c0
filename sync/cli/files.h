// Signed files as commands take them: read with a limit, and the trust bundle that a command judges them by.
#pragma once

#include "core/base/file.h"
#include "core/record/verify.h"

namespace kaogong::cli {

Result<Bytes> read_signed_file(const std::string& path);

struct TrustOptions {
    std::string bundle; // path, or empty
    std::string roots;  // six words, or the path of a file that holds them; or empty
};
struct Trust {
    std::optional<record::Bundle> bundle;
    std::optional<record::RootWords> expected;
    std::optional<record::RootWords> words; // of the bundle's root set

    record::TrustContext context() const;
};
// The bundle is checked against its own root set, whose words are printed for a person to compare, and against --roots where it is given.
Result<Trust> load_trust(const TrustOptions& options);

} // namespace kaogong::cli
