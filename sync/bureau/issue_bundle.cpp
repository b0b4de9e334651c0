#include "sync/bureau/issue_bundle.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/certify_own.h"
#include "sync/bureau/key_files.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

Result<std::vector<record::KeyPair>> read_roots(const std::vector<Path>& folders, const record::RootSet& set) {
    std::vector<record::KeyPair> roots;
    for (const Path& folder : folders) {
        auto root = TRY(read_key_file(folder / "root.key"));
        if (std::find(set.keys.begin(), set.keys.end(), root.public_key().bytes()) == set.keys.end())
            return error(codes::root_key_other, folder.string());
        const auto same = [&](const record::KeyPair& other) { return other.id() == root.id(); };
        if (std::none_of(roots.begin(), roots.end(), same)) roots.push_back(std::move(root));
    }
    if (roots.size() < static_cast<std::size_t>(set.threshold))
        return error(codes::bundle_threshold, std::to_string(roots.size()) + " of " + std::to_string(set.threshold));
    return roots;
}

} // namespace

Result<Bytes> issue_bundle(const BundleOrder& order, BundleWorld world) {
    auto tx = TRY(world.store.begin_registry());
    const auto newest = TRY(world.store.registry().newest_bundle());
    if (!newest) return error(codes::bundle_missing);
    record::Bundle bundle = TRY(open_bundle(world.store.registry(), newest->bytes));
    const auto roots = TRY(read_roots(order.roots, bundle.roots));
    ++bundle.version;
    bundle.issued_ms = world.clock.wall_ms();
    bundle.not_after_ms = bundle.issued_ms + kBundleMs;
    TRY(add_witnesses(bundle,
                      {.root = roots.front(), .environment = bundle.roots.environment, .clock = world.clock, .random = world.random},
                      order.witnesses));
    std::vector<const record::KeyPair*> signers;
    for (const record::KeyPair& root : roots) signers.push_back(&root);
    Bytes encoded = TRY(record::encode_bundle(bundle, signers));
    TRY(open_bundle(world.store.registry(), encoded)); // nothing goes out that readers would refuse
    TRY(world.store.registry().add_bundle({.version = static_cast<std::uint64_t>(bundle.version), .bytes = encoded}));
    TRY(tx->commit());
    return encoded;
}

} // namespace kaogong::bureau
