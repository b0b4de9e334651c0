#include "sync/bureau/init.h"

#include "core/base/codes/bureau.h"
#include "core/record/age/keys.h"
#include "core/record/bundle.h"
#include "sync/bureau/certify_own.h"
#include "sync/bureau/key_files.h"
#include "sync/bureau/log_writer.h"

#include <algorithm>
#include <set>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kRoots = 3;
constexpr int kThreshold = 2;
constexpr int kPrivateFolder = 0700;

struct BureauKeys {
    record::KeyPair issuer, intake, log, checkpoint;
    record::age::Identity response;
};

Result<void> check_folders(const InitOptions& options) {
    std::set<Path> different;
    for (const Path& folder : options.roots_out) different.insert(std::filesystem::absolute(folder).lexically_normal());
    if (different.size() != kRoots || options.roots_out.size() != kRoots) return error(codes::roots_folders_needed);
    std::error_code ignored;
    for (const Path& folder : options.roots_out) {
        for (const char* name : {"root.key", "response.age"}) {
            if (std::filesystem::exists(folder / name, ignored)) return error(codes::bureau_initialised, (folder / name).string());
        }
    }
    for (const char* name : {"bureau.db", "keys"}) {
        if (std::filesystem::exists(options.store.data / name, ignored)) return error(codes::bureau_initialised, (options.store.data / name).string());
    }
    return success();
}

// A folder that we make is ours alone; one that is there (a stick, a mounted disk) keeps its permissions.
Result<void> make_private_folder(const Path& path) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) return success();
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
    return make_folder(path, kPrivateFolder);
}

std::string origin_of(const InitOptions& options, std::int64_t wall_ms) {
    if (!options.origin.empty()) return options.origin;
    return options.name + "/log/" + std::to_string(civil_time(wall_ms, 0).year);
}

record::RootSet root_set_of(const std::vector<record::KeyPair>& roots, record::Environment environment) {
    record::RootSet set{.threshold = kThreshold, .environment = environment};
    for (const record::KeyPair& root : roots) set.keys.push_back(root.public_key().bytes());
    std::sort(set.keys.begin(), set.keys.end());
    return set;
}

Result<record::Bundle> first_bundle(const InitOptions& options, const std::vector<record::KeyPair>& roots, const BureauKeys& keys,
                                    InitWorld world) {
    const std::int64_t now_ms = world.clock.wall_ms();
    record::Bundle bundle{.version = 1,
                          .issued_ms = now_ms,
                          .not_after_ms = now_ms + kBundleMs,
                          .bureau = options.name,
                          .roots = root_set_of(roots, options.environment)};
    const RootDesk desk{.root = roots.front(), .environment = options.environment, .clock = world.clock, .random = world.random};
    const auto x = TRY(record::PublicKeyBytes::from(keys.response.recipient().point));
    const record::CoseKey response{.labels = record::kX25519Labels, .x = x};
    const auto add = [&](record::Role role, const record::CoseKey& key, std::string label = {}) -> Result<void> {
        bundle.certificates.push_back(TRY(certify_own(desk, role, key, std::move(label))));
        return success();
    };
    TRY(add(record::Role::issuer, keys.issuer.public_key().cose_key()));
    TRY(add(record::Role::intake, keys.intake.public_key().cose_key()));
    TRY(add(record::Role::log, keys.log.public_key().cose_key()));
    TRY(add(record::Role::response, response));
    TRY(add(record::Role::checkpoint, keys.checkpoint.public_key().cose_key(), origin_of(options, now_ms)));
    TRY(add_witnesses(bundle, desk, options.witnesses));
    return bundle;
}

Result<void> write_keys(const InitOptions& options, const std::vector<record::KeyPair>& roots, const BureauKeys& keys) {
    for (std::size_t i = 0; i < kRoots; ++i) {
        TRY(make_private_folder(options.roots_out[i]));
        TRY(write_key_file(options.roots_out[i] / "root.key", roots[i]));
    }
    // Answers are sealed to the response key; the machine that serves must never be able to open one.
    TRY(write_secret_file(options.roots_out.front() / "response.age", keys.response.text()));
    const Path folder = options.store.data / "keys";
    TRY(make_private_folder(folder));
    TRY(write_key_file(folder / "issuer.key", keys.issuer));
    TRY(write_key_file(folder / "intake.key", keys.intake));
    TRY(write_key_file(folder / "log.key", keys.log));
    return write_key_file(folder / "checkpoint.key", keys.checkpoint);
}

Result<void> begin_log(Store& store, const Authority& authority, std::int64_t wall_ms) {
    auto log = TRY(LogWriter::open(store.log(), authority));
    TRY(log.append(record::encode_leaf(record::GenesisLeaf{.origin = authority.origin})));
    return log.sign(wall_ms);
}

// Before a key is made: a shared store may hold a bureau that this folder knows nothing of.
Result<void> check_shared_store(const InitOptions& options) {
    if (!options.store.shared()) return success();
    auto store = TRY(open_store(options.store, StoreAccess::create));
    if (TRY(store->registry().setting(kSettingOrigin))) return error(codes::bureau_initialised, "the database");
    return success();
}

Result<void> fill_store(const InitOptions& options, const record::Bundle& bundle, const Bytes& bundle_bytes, std::int64_t wall_ms) {
    auto store = TRY(open_store(options.store, StoreAccess::create));
    auto tx = TRY(store->begin_registry());
    RegistryStore& registry = store->registry();
    if (TRY(registry.setting(kSettingOrigin))) return error(codes::bureau_initialised, "the database"); // by another init meanwhile
    TRY(registry.set_setting(kSettingOrigin, view(origin_of(options, wall_ms))));
    TRY(registry.set_setting(kSettingRoots, bundle.roots.encode()));
    TRY(registry.add_bundle({.version = static_cast<std::uint64_t>(bundle.version), .bytes = bundle_bytes}));
    const auto authority = TRY(open_authority(options.store.data, registry)); // reads back every key and the bundle that were just written
    TRY(begin_log(*store, authority, wall_ms));
    return tx->commit();
}

} // namespace

Result<record::RootSet> init_bureau(const InitOptions& options, InitWorld world) {
    TRY(check_folders(options));
    TRY(check_shared_store(options));
    TRY(make_private_folder(options.store.data));
    std::vector<record::KeyPair> roots;
    while (roots.size() < kRoots) roots.push_back(record::KeyPair::generate(world.random));
    const auto key = [&world] { return record::KeyPair::generate(world.random); };
    const BureauKeys keys{
        .issuer = key(), .intake = key(), .log = key(), .checkpoint = key(), .response = record::age::Identity::generate(world.random)};
    const record::Bundle bundle = TRY(first_bundle(options, roots, keys, world));
    const Bytes bundle_bytes = TRY(record::encode_bundle(bundle, {&roots[0], &roots[1], &roots[2]}));
    TRY(write_keys(options, roots, keys));
    TRY(fill_store(options, bundle, bundle_bytes, world.clock.wall_ms()));
    TRY(write_file_atomic(options.store.data / "bundle", bundle_bytes));
    return bundle.roots;
}

} // namespace kaogong::bureau
