// The text part at the front of an age file: a version line, stanzas that each wrap the file key for one recipient, and a MAC. Read
// strictly, as the specification asks (C2SP age-encryption.org/v1): there is exactly one way to write a header, so re-encoding gives the
// same bytes.
#pragma once

#include "core/record/age/primitives.h"

namespace kaogong::record::age {

inline constexpr std::size_t kHeaderSizeMax = 512u << 10; // 1,000 terminals need about 115 KiB
inline constexpr std::size_t kStanzasMax = 2'048;

struct Stanza {
    std::string type;
    std::vector<std::string> arguments;
    Bytes body;
    bool operator==(const Stanza&) const = default;
};

struct Header {
    std::vector<Stanza> stanzas;
    Mac mac;
    std::size_t authenticated_size = 0; // the first bytes of the file, through "---", which the MAC covers
    std::size_t size = 0;               // where the payload begins
};

// Error: age_header_malformed with the reason.
Result<Header> parse_header(ByteView file);

// Binary values in a header and its arguments: the standard alphabet without padding, in the one form that encoding gives.
Result<Bytes> decode_base64(std::string_view text); // error: age_header_malformed

// Everything that the MAC covers; then the line that closes the header.
std::string encode_stanzas(std::span<const Stanza> stanzas);
std::string encode_mac(const Mac& mac);

} // namespace kaogong::record::age
