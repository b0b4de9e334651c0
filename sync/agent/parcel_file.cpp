#include "sync/agent/parcel_file.h"

#include "core/base/codes/sync.h"
#include "core/record/cose.h"
#include "core/record/formats.h"

namespace kaogong::sync {
namespace {

// Keys of the head's payload (records.md, Parcel) that a carrier needs.
constexpr std::int64_t kKeyVersion = 1;
constexpr std::int64_t kKeyTerminal = 2;
constexpr std::int64_t kKeyIncarnation = 3;
constexpr std::int64_t kKeyFirst = 4;

Result<void> read_head(ParcelFile& parcel) {
    const auto message = TRY(record::Sign1::decode(parcel.head()));
    if (!message.payload) return error(codes::parcel_malformed, "head without payload");
    record::cbor::Reader reader(*message.payload);
    auto fields = TRY(record::cbor::Fields::open(reader));
    TRY(fields.need(kKeyVersion));
    TRY(reader.unsigned_integer());
    TRY(fields.need(kKeyTerminal));
    parcel.terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(kKeyIncarnation));
    TRY(reader.item());
    TRY(fields.need(kKeyFirst));
    parcel.first = TRY(reader.unsigned_integer());
    return success();
}

Result<void> find_head(ParcelFile& parcel) {
    if (!as_text(parcel.bytes).starts_with(record::kMagicParcel)) return error(codes::parcel_malformed, "does not begin with KGP1");
    record::cbor::Reader reader(ByteView(parcel.bytes).subspan(record::kMagicParcel.size()));
    const ByteView head = TRY(reader.item());
    parcel.head_offset = record::kMagicParcel.size();
    parcel.head_size = head.size();
    parcel.id = record::sha256(head);
    return success();
}

} // namespace

ByteView ParcelFile::chunk(std::size_t number) const {
    CHECK(number < chunks());
    const std::size_t offset = number * kChunkBytes;
    return ByteView(bytes).subspan(offset, std::min(kChunkBytes, bytes.size() - offset));
}

Result<ParcelFile> read_parcel_file(std::string name, Bytes bytes) {
    ParcelFile parcel{.name = std::move(name), .bytes = std::move(bytes)};
    for (const auto step : {&find_head, &read_head}) {
        const auto done = step(parcel);
        if (!done.ok()) return error(codes::parcel_malformed, parcel.name + ": " + code_text(done.code()) + " " + done.error().context);
    }
    return parcel;
}

std::string content_digest(ByteView bytes) {
    return "sha-256=:" + to_base64(record::sha256(bytes).view()) + ":";
}

} // namespace kaogong::sync
