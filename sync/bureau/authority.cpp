#include "sync/bureau/authority.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "sync/bureau/key_files.h"

namespace kaogong::bureau {
namespace {

Result<Bytes> need_setting(RegistryStore& registry, std::string_view name) {
    auto value = TRY(registry.setting(name));
    if (!value) return error(codes::bureau_missing, std::string(name));
    return std::move(*value);
}

Result<record::KeyPair> key_named_by(const record::Bundle& bundle, record::Role role, const Path& path) {
    auto key = TRY(read_key_file(path));
    for (const record::IssuedCertificate* certificate : bundle.all_of(role)) {
        if (certificate->key_id == key.id()) return key;
    }
    return error(codes::key_invalid, path.filename().string() + ": not in the trust bundle");
}

} // namespace

Result<record::Bundle> open_bundle(RegistryStore& registry, ByteView encoded) {
    const Bytes pinned = TRY(need_setting(registry, kSettingRoots));
    auto bundle = TRY(record::verify_bundle_by_itself(encoded));
    if (!equal(bundle.roots.encode(), pinned)) return error(codes::roots_mismatch, "bundle of the registry");
    return bundle;
}

Result<Authority> open_authority(const Path& data, RegistryStore& registry) {
    const Bytes origin = TRY(need_setting(registry, kSettingOrigin));
    const auto newest = TRY(registry.newest_bundle());
    if (!newest) return error(codes::bundle_missing);
    auto bundle = TRY(open_bundle(registry, newest->bytes));
    const Path keys = data / "keys";
    auto intake = TRY(key_named_by(bundle, record::Role::intake, keys / "intake.key"));
    auto log = TRY(key_named_by(bundle, record::Role::log, keys / "log.key"));
    auto checkpoint = TRY(key_named_by(bundle, record::Role::checkpoint, keys / "checkpoint.key"));
    return Authority{.name = bundle.bureau,
                     .origin = std::string(as_text(origin)),
                     .bundle = std::move(bundle),
                     .bundle_bytes = newest->bytes,
                     .intake = std::move(intake),
                     .log = std::move(log),
                     .checkpoint = std::move(checkpoint)};
}

} // namespace kaogong::bureau
