// Certificates in a trust bundle, which a root signs: for the bureau's own keys, and for those of witnesses, who are nobody's own.
#pragma once

#include "core/base/random.h"
#include "core/record/bundle.h"
#include "core/record/note.h"

namespace kaogong::bureau {

inline constexpr std::int64_t kBundleMs = 365ll * 86'400'000; // how long a bundle is good

struct RootDesk {
    const record::KeyPair& root;
    record::Environment environment;
    Clock& clock;
    Random& random;
};
Result<record::IssuedCertificate> certify_own(const RootDesk& desk, record::Role role, const record::CoseKey& key, std::string label = {});

// A witness that the bundle names with the same key stays as it is. key_invalid: no key of a witness, or its name is known with another
// key.
Result<void> add_witnesses(record::Bundle& bundle, const RootDesk& desk, const std::vector<record::NoteKey>& witnesses);

} // namespace kaogong::bureau
