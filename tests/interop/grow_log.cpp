// Grows a bureau's log by the code that the bureau itself uses, head by head, and lays out its files: grow_log DATA HEADS SIZE... leaves
// HEADS/<size> as the log published it at that size. The leaves are made up; everything around them is not.
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/base/text.h"
#include "core/record/formats.h"
#include "sync/bureau/log_writer.h"
#include "sync/bureau/store/store.h"
#include "sync/bureau/tiles.h"

#include <cstdio>

using namespace kaogong;
using namespace kaogong::bureau;

namespace {

Result<void> grow_to(std::uint64_t size, Store& store, const Authority& authority, std::int64_t wall_ms) {
    auto tx = TRY(store.begin_log());
    auto log = TRY(LogWriter::open(store.log(), authority));
    while (log.size() < size) {
        const std::string name = "leaf " + std::to_string(log.size());
        TRY(log.append(record::encode_leaf(record::ParcelLeaf{.head = record::sha256(view(name))})));
    }
    TRY(log.sign(wall_ms));
    return tx->commit();
}

Result<void> run(const Path& data, const Path& heads, const std::vector<std::string_view>& sizes) {
    auto clock = TRY(SystemClock::open());
    const auto store = TRY(open_store({.data = data}, StoreAccess::existing));
    const Authority authority = TRY(open_authority(data, store->registry()));
    TilePublisher tiles(data / "log", store->log());
    TRY(make_folder(heads));
    for (const std::string_view text : sizes) {
        const auto size = static_cast<std::uint64_t>(TRY(parse_integer(text, {.min = 1, .max = 10'000'000})));
        TRY(grow_to(size, *store, authority, clock.wall_ms()));
        TRY(tiles.publish());
        const Bytes note = TRY(read_file(data / "log" / "checkpoint", record::kCheckpointMax));
        TRY(write_file_atomic(heads / std::string(text), note));
    }
    return success();
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: grow_log DATA HEADS SIZE...\n");
        return 2;
    }
    const auto grown = run(argv[1], argv[2], {argv + 3, argv + argc});
    if (!grown.ok()) std::fprintf(stderr, "%s\n", error_text(grown.error()).c_str());
    return grown.ok() ? 0 : 1;
}
