#include "sync/desk/parcel_size.h"

#include "core/base/codes/bureau.h"
#include "sync/desk/parcel_desk.h"

namespace kaogong::desk {
namespace {

// Bytes that CBOR takes for a number or a length (RFC 8949 section 3).
std::uint64_t cbor_head_size(std::uint64_t number) {
    if (number < 24) return 1;
    if (number <= UINT8_MAX) return 2;
    if (number <= UINT16_MAX) return 3;
    return number <= UINT32_MAX ? 5 : 9;
}

// Pieces [hash, offset, bytes] of one blob.
std::uint64_t blob_size(std::uint64_t size) {
    std::uint64_t total = 0;
    for (std::uint64_t offset = 0; offset < size; offset += record::kBlobChunkMax) {
        const std::uint64_t piece = std::min<std::uint64_t>(record::kBlobChunkMax, size - offset);
        total += 1 + cbor_head_size(Hash::kSize) + Hash::kSize + cbor_head_size(offset) + cbor_head_size(piece) + piece;
    }
    return total;
}

} // namespace

Result<std::uint64_t> parcel_size(const record::ParcelHead& head, std::size_t head_bytes) {
    const auto too_large = [] { return error(codes::request_too_large, "parcel"); };
    if (head.entries_size > kParcelBytesMax) return too_large();
    std::uint64_t size = record::kMagicParcel.size() + head_bytes + head.entries_size;
    for (const record::BlobFact& blob : head.blobs) {
        if (blob.size > kParcelBytesMax) return too_large();
        size += blob_size(blob.size);
        if (size > kParcelBytesMax) return too_large();
    }
    return size;
}

} // namespace kaogong::desk
