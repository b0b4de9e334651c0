// A parcel as the carrier sees it: a file whose signed head says whose it is, where it begins and, by its hash, what it is called. The
// carrier checks no signature (it has no keys to trust) and changes nothing: what the kiosk wrote is what the bureau gets.
#pragma once

#include "core/base/random.h"

#include <string>

namespace kaogong::sync {

inline constexpr std::size_t kChunkBytes = 256u << 10;

struct ParcelFile {
    std::string name; // in the spool: "t1-000123.kgp"
    Bytes bytes;
    std::size_t head_offset = 0;
    std::size_t head_size = 0;
    Hash id; // SHA-256 of the head
    TerminalId terminal;
    std::uint64_t first = 0;

    ByteView head() const { return ByteView(bytes).subspan(head_offset, head_size); }
    std::size_t chunks() const { return (bytes.size() + kChunkBytes - 1) / kChunkBytes; }
    ByteView chunk(std::size_t number) const;
};

// parcel_malformed when the bytes are no parcel, with what is wrong.
Result<ParcelFile> read_parcel_file(std::string name, Bytes bytes);

// RFC 9530: sha-256=:base64:
std::string content_digest(ByteView bytes);

} // namespace kaogong::sync
