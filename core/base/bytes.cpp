#include "core/base/bytes.h"

#include "core/base/codes/base.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong {
namespace {

int variant(Base64 form) {
    switch (form) {
    case Base64::url: return sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    case Base64::standard: return sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    case Base64::standard_padded: return sodium_base64_VARIANT_ORIGINAL;
    }
    return 0;
}

} // namespace

Error wrong_length() {
    return error(codes::number_malformed, "wrong length of a fixed-size value");
}

bool equal(ByteView a, ByteView b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

std::string to_hex(ByteView bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    if (text.empty()) return Bytes{}; // the library wants real pointers even for nothing
    Bytes bytes(text.size() / 2);
    std::size_t length = 0;
    const char* end = nullptr;
    const int failed = sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end);
    if (failed != 0 || text.size() % 2 != 0 || end != text.data() + text.size()) return error(codes::number_malformed, "hexadecimal");
    return bytes;
}

std::string to_base64(ByteView bytes, Base64 form) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant(form)), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant(form));
    text.pop_back();
    return text;
}

Result<Bytes> from_base64(std::string_view text, Base64 form) {
    if (text.empty()) return Bytes{};
    // libsodium 1.0.18 takes every byte above 0x7F for the last letter of the alphabet, so that many texts would mean the same bytes.
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    Bytes bytes(text.size());
    std::size_t length = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end, variant(form));
    if (!ascii || failed != 0 || end != text.data() + text.size()) return error(codes::number_malformed, "base64");
    bytes.resize(length);
    return bytes;
}

void wipe(void* data, std::size_t size) {
    if (size > 0) sodium_memzero(data, size);
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe(bytes_.data(), bytes_.size());
        bytes_ = std::move(other.bytes_);
        other.bytes_.clear();
    }
    return *this;
}

Secret::~Secret() {
    wipe(bytes_.data(), bytes_.size());
}

} // namespace kaogong
