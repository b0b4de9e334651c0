// What lets this bureau speak: its name, its trust bundle, and the three keys that serving needs (intake, log, checkpoint). Issuer,
// response and root keys are not among them.
#pragma once

#include "core/base/file.h"
#include "core/record/bundle.h"
#include "sync/bureau/store/registry_store.h"

namespace kaogong::bureau {

struct Authority {
    std::string name;   // id of the bureau, the issuer in certificates and receipts
    std::string origin; // name of its log, first line of every checkpoint
    record::Bundle bundle;
    Bytes bundle_bytes;
    record::KeyPair intake;
    record::KeyPair log;
    record::KeyPair checkpoint;

    record::Environment environment() const { return bundle.roots.environment; }
};

// Names under which settings lie in the registry.
inline constexpr std::string_view kSettingOrigin = "origin";
inline constexpr std::string_view kSettingRoots = "roots"; // RootSet::encode()

// The bundle is verified again against the root set that init pinned; keys must be those that the bundle names.
Result<Authority> open_authority(const Path& data, RegistryStore& registry);
Result<record::Bundle> open_bundle(RegistryStore& registry, ByteView encoded);

} // namespace kaogong::bureau
