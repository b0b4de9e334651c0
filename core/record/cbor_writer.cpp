// The writing half of cbor.h.
#include "core/record/cbor.h"

#include "core/base/text.h"

#include <algorithm>

namespace kaogong::record::cbor {
namespace {

constexpr std::uint8_t kSimpleFalse = 20, kSimpleTrue = 21, kSimpleNull = 22;

int argument_bytes(std::uint64_t argument) {
    if (argument < 24) return 0;
    if (argument <= 0xff) return 1;
    if (argument <= 0xffff) return 2;
    return argument <= 0xffff'ffff ? 4 : 8;
}

} // namespace

void Writer::head(std::uint8_t major, std::uint64_t argument) {
    const int extra = argument_bytes(argument);
    const std::uint64_t info = extra == 0 ? argument : extra == 1 ? 24u : extra == 2 ? 25u : extra == 4 ? 26u : 27u;
    out_.push_back(static_cast<std::uint8_t>((std::uint64_t{major} << 5) | info));
    for (int shift = 8 * (extra - 1); shift >= 0; shift -= 8) out_.push_back(static_cast<std::uint8_t>(argument >> shift));
}

Writer& Writer::integer(std::int64_t value) {
    if (value >= 0) return unsigned_integer(static_cast<std::uint64_t>(value));
    head(1, static_cast<std::uint64_t>(-(value + 1)));
    return *this;
}

Writer& Writer::unsigned_integer(std::uint64_t value) {
    head(0, value);
    return *this;
}

Writer& Writer::boolean(bool value) {
    head(7, value ? kSimpleTrue : kSimpleFalse);
    return *this;
}

Writer& Writer::bytes(ByteView value) {
    CHECK(value.size() <= kItemBytesMax);
    head(2, value.size());
    out_.insert(out_.end(), value.begin(), value.end());
    return *this;
}

Writer& Writer::text(std::string_view value) {
    CHECK(value.size() <= kItemBytesMax && is_utf8(value));
    head(3, value.size());
    out_.insert(out_.end(), value.begin(), value.end());
    return *this;
}

Writer& Writer::array(std::size_t count) {
    head(4, count);
    return *this;
}

// The head of a map is written as one byte and put right when the pairs are counted.
Writer& Writer::begin_map() {
    CHECK(maps_.size() < kDepthMax);
    maps_.push_back({.head_offset = out_.size()});
    out_.push_back(0xa0);
    return *this;
}

Writer& Writer::end_map() {
    CHECK(!maps_.empty());
    const OpenMap map = std::move(maps_.back());
    maps_.pop_back();
    CHECK(map.pairs <= kPairsMax);
    if (map.pairs < 24) {
        out_[map.head_offset] = static_cast<std::uint8_t>(0xa0 | map.pairs);
        return *this;
    }
    out_[map.head_offset] = 0xb8;
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(map.head_offset) + 1, static_cast<std::uint8_t>(map.pairs));
    return *this;
}

Writer& Writer::key(std::int64_t key) {
    const std::size_t offset = out_.size();
    integer(key);
    check_key(offset);
    return *this;
}

Writer& Writer::text_key(std::string_view key) {
    const std::size_t offset = out_.size();
    text(key);
    check_key(offset);
    return *this;
}

void Writer::check_key(std::size_t key_offset) {
    CHECK(!maps_.empty());
    OpenMap& map = maps_.back();
    Bytes key(out_.begin() + static_cast<std::ptrdiff_t>(key_offset), out_.end());
    CHECK(map.pairs == 0 || std::lexicographical_compare(map.last_key.begin(), map.last_key.end(), key.begin(), key.end()));
    map.last_key = std::move(key);
    ++map.pairs;
}

Writer& Writer::sign1_tag() {
    head(6, kTagSign1);
    return *this;
}

Writer& Writer::null() {
    head(7, kSimpleNull);
    return *this;
}

Writer& Writer::raw(ByteView encoded) {
    out_.insert(out_.end(), encoded.begin(), encoded.end());
    return *this;
}

Bytes Writer::take() {
    CHECK(maps_.empty());
    return std::move(out_);
}

} // namespace kaogong::record::cbor
