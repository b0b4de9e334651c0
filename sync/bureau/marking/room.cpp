#include "sync/bureau/marking/room.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "sync/bureau/authority.h"

namespace kaogong::bureau::marking {
namespace {

constexpr std::size_t kIdentityFileMax = 4u << 10;

Result<record::age::Identity> read_identity(const Path& path) {
    Bytes content = TRY(read_file(path, kIdentityFileMax));
    auto identity = record::age::Identity::parse(trim(as_text(content)));
    wipe(content.data(), content.size());
    return identity;
}

Result<std::vector<Marker>> open_markers(const RoomFiles& files) {
    const std::size_t count = files.marker_keys.size();
    if (files.marker_certificates.size() != count || files.tokens.size() != count || files.pins.size() != count)
        return error(codes::usage, "each marker wants --marker-key, --marker-certificate, --token and --pin-file");
    std::vector<Marker> markers;
    for (std::size_t i = 0; i < count; ++i)
        markers.push_back(TRY(open_marker(
            {.key = files.marker_keys[i], .certificate = files.marker_certificates[i], .token = files.tokens[i], .pin = files.pins[i]})));
    return markers;
}

Result<void> check_offline(const Path& data, const record::Bundle& bundle) {
    std::error_code ignored;
    const bool serves = std::filesystem::exists(data / "keys" / "intake.key", ignored);
    if (serves && bundle.roots.environment == record::Environment::real) return error(codes::response_key_beside_keys, data.string());
    return success();
}

} // namespace

Result<MarkingRoom> MarkingRoom::open(const RoomFiles& files) {
    auto clock = TRY(SystemClock::open());
    TRY(SystemRandom::open()); // starts the library of the seals
    auto store = TRY(open_store(files.store, StoreAccess::existing));
    const auto newest = TRY(store->registry().newest_bundle());
    if (!newest) return error(codes::bundle_missing);
    auto bundle = TRY(open_bundle(store->registry(), newest->bytes));
    TRY(check_offline(files.store.data, bundle));
    MarkingRoom room(std::move(store), std::move(bundle));
    room.wall_ms_ = clock.wall_ms();
    for (const Path& path : files.response_keys) room.readers_.push_back(TRY(read_identity(path)));
    room.markers_ = TRY(open_markers(files));
    room.packages_ = files.packages;
    return room;
}

Result<std::vector<MarkingPaper>> MarkingRoom::papers() const {
    std::vector<MarkingPaper> papers;
    for (const Path& path : packages_) {
        const Bytes package = TRY(read_file(path, kPackageSizeMax));
        papers.push_back(TRY(open_paper(package, bundle_, readers_)));
    }
    return papers;
}

Result<OperationPapers> MarkingRoom::operation_papers() const {
    OperationPapers papers;
    for (const Path& path : packages_) {
        const Bytes package = TRY(read_file(path, kPackageSizeMax));
        TRY(papers.add(package, bundle_, readers_));
    }
    return papers;
}

} // namespace kaogong::bureau::marking
