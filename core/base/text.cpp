#include "core/base/text.h"

#include "core/base/codes/base.h"

#include <charconv>

namespace kaogong {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
    char32_t code_point;
    std::size_t length; // 0 where the bytes are not UTF-8
};

Decoded decode_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 && first <= 0xF4  ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 0;
    if (length == 0 || text.size() < length) return {kReplacement, 0};
    char32_t code_point = first & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0u) != 0x80u) return {kReplacement, 0};
        code_point = (code_point << 6) | (byte(i) & 0x3Fu);
    }
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (code_point < kLeast[length] || code_point > 0x10FFFF || surrogate) return {kReplacement, 0};
    return {code_point, length};
}

} // namespace

Result<std::int64_t> parse_integer(std::string_view text, IntegerRange range) {
    std::int64_t value = 0;
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size() || value < range.min || value > range.max)
        return error(codes::number_malformed, std::string(text.substr(0, 32)));
    return value;
}

Result<std::int64_t> parse_decimal(std::string_view text, int places) {
    const Error malformed = error(codes::number_malformed, std::string(text.substr(0, 32)));
    std::string digits(text);
    std::size_t decimals = 0;
    // Zeros are appended below; a text without any digit of its own would read as zero.
    if (text.empty() || text.back() < '0' || text.back() > '9') return malformed;
    if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
        decimals = text.size() - point - 1;
        const bool digit_before = point > 0 && text[point - 1] >= '0' && text[point - 1] <= '9';
        if (decimals == 0 || decimals > static_cast<std::size_t>(places) || !digit_before) return malformed;
        digits.erase(point, 1);
    }
    digits.append(static_cast<std::size_t>(places) - decimals, '0');
    auto value = parse_integer(digits);
    if (!value) return malformed;
    return value;
}

std::string decimal_text(std::int64_t value, int places) {
    const bool negative = value < 0;
    std::string digits = std::to_string(negative ? -static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
    const std::size_t decimals = static_cast<std::size_t>(places);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return negative ? "-" + digits : digits;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const Decoded decoded = decode_utf8(text);
        if (decoded.length == 0) return false;
        text.remove_prefix(decoded.length);
    }
    return true;
}

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> points;
    points.reserve(text.size());
    while (!text.empty()) {
        const Decoded decoded = decode_utf8(text);
        points.push_back(decoded.code_point);
        text.remove_prefix(decoded.length == 0 ? 1 : decoded.length);
    }
    return points;
}

void append_utf8(std::string& text, char32_t code_point) {
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    const auto put_tail = [&](int shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
        put_tail(0);
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put_tail(6);
        put_tail(0);
    } else {
        put(0xF0 | (code_point >> 18));
        put_tail(12);
        put_tail(6);
        put_tail(0);
    }
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const std::size_t end = text.find(separator, start);
        parts.push_back(text.substr(start, end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

} // namespace kaogong
