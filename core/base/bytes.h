// Bytes and views of bytes, hexadecimal and base64url, and a holder for secrets that wipes itself.
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaogong {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView view(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}
bool equal(ByteView a, ByteView b);

std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);

// Decoding accepts only the one text that encoding would have written.
enum class Base64 { url, standard, standard_padded };                         // the first two without padding
std::string to_base64(ByteView bytes, Base64 form = Base64::standard_padded); // as signed notes and HTTP digests want it
Result<Bytes> from_base64(std::string_view text, Base64 form = Base64::standard_padded);
inline std::string to_base64url(ByteView bytes) {
    return to_base64(bytes, Base64::url);
}
inline Result<Bytes> from_base64url(std::string_view text) {
    return from_base64(text, Base64::url);
}

Error wrong_length(); // of a fixed-size value; number_malformed, named out of line because everything includes this header

// Fixed-size opaque bytes with a type of their own, so that a record id cannot be passed where a candidate reference is meant.
template <typename Tag, std::size_t Size> struct FixedBytes {
    static constexpr std::size_t kSize = Size;
    std::array<std::uint8_t, Size> bytes{};

    static Result<FixedBytes> from(ByteView source) {
        if (source.size() != Size) return wrong_length();
        FixedBytes fixed;
        std::copy(source.begin(), source.end(), fixed.bytes.begin());
        return fixed;
    }
    ByteView view() const { return bytes; }
    std::string hex() const { return to_hex(bytes); }
    auto operator<=>(const FixedBytes&) const = default;
};

using Hash = FixedBytes<struct HashTag, 32>; // SHA-256

// Overwrites memory in a way that the compiler may not remove.
void wipe(void* data, std::size_t size);

// Bytes of a key, a PIN or a decrypted answer. Wiped when it goes; it cannot be copied by accident and has no formatter.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::size_t size) : bytes_(size) {}
    explicit Secret(ByteView source) : bytes_(source.begin(), source.end()) {}
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    Secret copy() const { return Secret(ByteView(bytes_)); }
    std::uint8_t* data() { return bytes_.data(); }
    const std::uint8_t* data() const { return bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }
    bool empty() const { return bytes_.empty(); }
    ByteView view() const { return bytes_; }
    std::span<std::uint8_t> span() { return bytes_; }

  private:
    Bytes bytes_;
};

} // namespace kaogong
