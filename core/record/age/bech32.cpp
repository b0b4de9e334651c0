#include "core/record/age/bech32.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::record::age {
namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kChecksumSize = 6;
constexpr std::size_t kTextSizeMax = 256;

using Digits = std::vector<std::uint8_t>; // five bits each

std::uint32_t polymod_step(std::uint32_t sum, std::uint8_t digit) {
    constexpr std::uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const std::uint32_t top = sum >> 25;
    sum = (sum & 0x1ffffff) << 5 ^ digit;
    for (unsigned i = 0; i < 5; ++i)
        if (top >> i & 1) sum ^= kGenerator[i];
    return sum;
}

std::uint32_t polymod(std::string_view prefix, const Digits& digits) {
    std::uint32_t sum = 1;
    for (const char c : prefix) sum = polymod_step(sum, static_cast<std::uint8_t>(static_cast<unsigned char>(c) >> 5));
    sum = polymod_step(sum, 0);
    for (const char c : prefix) sum = polymod_step(sum, static_cast<std::uint8_t>(c & 31));
    for (const std::uint8_t digit : digits) sum = polymod_step(sum, digit);
    return sum;
}

Digits to_digits(ByteView data) {
    Digits digits;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : data) {
        held = (held << 8 | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5) digits.push_back(held >> (bits - 5) & 31);
    }
    if (bits > 0) digits.push_back(static_cast<std::uint8_t>(held << (5 - bits) & 31));
    return digits;
}

// Left-over bits must be fewer than five and zero, or two texts would mean the same key.
Result<Secret> from_digits(std::span<const std::uint8_t> digits) {
    Secret data(digits.size() * 5 / 8);
    std::uint32_t held = 0;
    unsigned bits = 0;
    std::size_t at = 0;
    for (const std::uint8_t digit : digits) {
        held = (held << 5 | digit) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            data.data()[at++] = static_cast<std::uint8_t>(held >> bits);
        }
    }
    if (bits >= 5 || (held & ((1u << bits) - 1)) != 0) return error(codes::age_key_malformed, "padding of a key");
    return data;
}

Result<std::string> one_case(std::string_view text) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool has_upper = std::any_of(text.begin(), text.end(), upper);
    if (has_upper && std::any_of(text.begin(), text.end(), lower)) return error(codes::age_key_malformed, "mixed case");
    std::string lowered(text);
    for (char& c : lowered)
        if (upper(c)) c = static_cast<char>(c + ('a' - 'A'));
    return lowered;
}

Result<Digits> digits_of(std::string_view text) {
    Digits digits;
    digits.reserve(text.size());
    for (const char c : text) {
        const std::size_t digit = kAlphabet.find(c);
        if (digit == std::string_view::npos) return error(codes::age_key_malformed, "character of a key");
        digits.push_back(static_cast<std::uint8_t>(digit));
    }
    return digits;
}

} // namespace

std::string encode_bech32(std::string_view prefix, ByteView data) {
    Digits digits = to_digits(data);
    digits.insert(digits.end(), kChecksumSize, 0);
    const std::uint32_t sum = polymod(prefix, digits) ^ 1;
    for (std::size_t i = 0; i < kChecksumSize; ++i) digits[digits.size() - kChecksumSize + i] = sum >> (5 * (kChecksumSize - 1 - i)) & 31;
    std::string text(prefix);
    text.push_back('1');
    for (const std::uint8_t digit : digits) text.push_back(kAlphabet[digit]);
    wipe(digits.data(), digits.size());
    return text;
}

Result<Bech32> decode_bech32(std::string_view text) {
    if (text.size() > kTextSizeMax) return error(codes::age_key_malformed, "length of a key");
    std::string lowered = TRY(one_case(text));
    const std::size_t separator = lowered.rfind('1');
    if (separator == std::string::npos || separator == 0 || lowered.size() - separator - 1 < kChecksumSize)
        return error(codes::age_key_malformed, "shape of a key");
    const std::string prefix = lowered.substr(0, separator);
    Digits digits = TRY(digits_of(std::string_view(lowered).substr(separator + 1)));
    wipe(lowered.data(), lowered.size());
    if (polymod(prefix, digits) != 1) return error(codes::age_key_malformed, "checksum of a key");
    Secret data = TRY(from_digits(std::span(digits).first(digits.size() - kChecksumSize)));
    wipe(digits.data(), digits.size());
    return Bech32{prefix, std::move(data)};
}

} // namespace kaogong::record::age
