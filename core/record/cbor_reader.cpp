// The reading half of cbor.h.
#include "core/record/cbor.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::record::cbor {
namespace {

constexpr std::uint8_t kMajorUnsigned = 0, kMajorNegative = 1, kMajorBytes = 2, kMajorText = 3, kMajorArray = 4, kMajorMap = 5,
                       kMajorTag = 6, kMajorSimple = 7;
constexpr std::uint64_t kSimpleFalse = 20, kSimpleTrue = 21, kSimpleNull = 22;
constexpr std::uint8_t kIndefinite = 31;

std::uint64_t shortest_limit(unsigned extra) {
    return extra == 1 ? 24 : extra == 2 ? 0x100 : extra == 4 ? 0x1'0000 : 0x1'0000'0000;
}

std::uint64_t big_endian(ByteView bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = (value << 8) | byte;
    return value;
}

} // namespace

Error Reader::at(Code code, std::string_view what) const {
    return error(code, std::string(what) + " at byte " + std::to_string(offset_));
}

Error Reader::wrong_length(std::size_t is, std::size_t must_be) const {
    return at(codes::record_value_invalid,
              std::to_string(is) + " bytes where " + std::to_string(must_be) + " must stand, before the place");
}

Result<Reader::Head> Reader::read_head() const {
    if (offset_ >= input_.size()) return at(codes::cbor_truncated, "nothing");
    const std::uint8_t first = input_[offset_];
    Head head{.major = static_cast<std::uint8_t>(first >> 5), .argument = first & 0x1fu, .size = 1};
    if (head.argument < 24) return head;
    if (head.argument == kIndefinite)
        return at(head.major == 0 || head.major == 1 || head.major == kMajorTag ? codes::cbor_malformed : codes::cbor_indefinite,
                  "open length");
    if (head.argument > 27) return at(codes::cbor_malformed, "reserved head");
    if (head.major == kMajorSimple) return at(codes::cbor_forbidden, head.argument == 24 ? "simple value" : "floating-point number");
    const auto extra = std::size_t{1} << (head.argument - 24);
    if (input_.size() - offset_ - 1 < extra) return at(codes::cbor_truncated, "half a head");
    head.argument = big_endian(input_.subspan(offset_ + 1, extra));
    head.size = 1 + extra;
    if (head.argument < shortest_limit(static_cast<unsigned>(extra))) return at(codes::cbor_not_shortest, "long form of a small number");
    return head;
}

Result<Kind> Reader::peek() const {
    const Head head = TRY(read_head());
    switch (head.major) {
    case kMajorUnsigned: return Kind::unsigned_integer;
    case kMajorNegative: return Kind::negative_integer;
    case kMajorBytes: return Kind::bytes;
    case kMajorText: return Kind::text;
    case kMajorArray: return Kind::array;
    case kMajorMap: return Kind::map;
    case kMajorTag: return Kind::tag;
    default: break;
    }
    if (head.argument == kSimpleFalse || head.argument == kSimpleTrue) return Kind::boolean;
    if (head.argument == kSimpleNull) return Kind::null;
    return at(codes::cbor_forbidden, head.argument == 23 ? "undefined" : "simple value");
}

Result<Reader::Head> Reader::expect(std::uint8_t major) const {
    const Head head = TRY(read_head());
    if (head.major != major) {
        TRY(peek());
        return at(codes::cbor_wrong_kind, "another kind of value");
    }
    return head;
}

void Reader::leave_complete() {
    while (depth_ > 0 && frames_[depth_ - 1].items_left == 0) --depth_;
}

Result<void> Reader::check_key(Frame& frame, ByteView key, bool may_be_key) const {
    if (!may_be_key) return at(codes::cbor_forbidden, "a key that is neither number nor text");
    const ByteView last = input_.subspan(frame.key_offset, frame.key_size);
    if (frame.key_size > 0 && equal(last, key)) return at(codes::cbor_key_twice, "key");
    if (frame.key_size > 0 && !std::lexicographical_compare(last.begin(), last.end(), key.begin(), key.end()))
        return at(codes::cbor_key_order, "key");
    frame.key_offset = offset_;
    frame.key_size = key.size();
    return success();
}

// In a map keys and values alternate; an even number of items left means that a key is due.
Result<void> Reader::accept(std::size_t size, bool may_be_key) {
    if (depth_ > 0) {
        Frame& frame = frames_[depth_ - 1];
        if (frame.is_map && frame.items_left % 2 == 0) TRY(check_key(frame, input_.subspan(offset_, size), may_be_key));
        --frame.items_left;
    }
    offset_ += size;
    return success();
}

Result<std::int64_t> Reader::integer() {
    const Head head = TRY(read_head());
    if (head.major != kMajorUnsigned && head.major != kMajorNegative) {
        TRY(peek());
        return at(codes::cbor_wrong_kind, "not a whole number");
    }
    if (head.argument > INT64_MAX) return at(codes::cbor_integer_range, "number beyond 63 bits");
    TRY(accept(head.size, true));
    leave_complete();
    const auto value = static_cast<std::int64_t>(head.argument);
    return head.major == kMajorUnsigned ? value : -1 - value;
}

Result<std::uint64_t> Reader::unsigned_integer() {
    const Head head = TRY(expect(kMajorUnsigned));
    TRY(accept(head.size, true));
    leave_complete();
    return head.argument;
}

Result<std::int64_t> Reader::integer_in(std::int64_t min, std::int64_t max) {
    const std::size_t start = offset_;
    const std::int64_t value = TRY(integer());
    if (value < min || value > max)
        return error(codes::record_value_invalid, std::to_string(value) + " is not one of " + std::to_string(min) + ".." +
                                                      std::to_string(max) + " at byte " + std::to_string(start));
    return value;
}

Result<bool> Reader::boolean() {
    const Kind kind = TRY(peek());
    if (kind != Kind::boolean) return at(codes::cbor_wrong_kind, "neither true nor false");
    const Head head = TRY(read_head());
    TRY(accept(head.size, false));
    leave_complete();
    return head.argument == kSimpleTrue;
}

Result<void> Reader::null() {
    const Kind kind = TRY(peek());
    if (kind != Kind::null) return at(codes::cbor_wrong_kind, "not null");
    TRY(accept(1, false));
    leave_complete();
    return success();
}

Result<ByteView> Reader::string(std::uint8_t major) {
    const Head head = TRY(expect(major));
    if (head.argument > kItemBytesMax) return at(codes::cbor_too_large, "string");
    const auto size = static_cast<std::size_t>(head.argument);
    if (input_.size() - offset_ - head.size < size) return at(codes::cbor_truncated, "half a string");
    const ByteView content = input_.subspan(offset_ + head.size, size);
    if (major == kMajorText && !is_utf8(as_text(content))) return at(codes::cbor_text_invalid, "text");
    TRY(accept(head.size + size, major == kMajorText));
    leave_complete();
    return content;
}

Result<ByteView> Reader::bytes() {
    return string(kMajorBytes);
}

Result<std::string_view> Reader::text() {
    return as_text(TRY(string(kMajorText)));
}

Result<std::size_t> Reader::open(std::uint8_t major) {
    const Head head = TRY(expect(major));
    const bool is_map = major == kMajorMap;
    if (is_map && head.argument > kPairsMax) return at(codes::cbor_too_large, "map");
    if (depth_ == kDepthMax) return at(codes::cbor_too_deep, "array or map");
    const std::size_t bytes_left = input_.size() - offset_ - head.size;
    // Every item takes at least a byte: a count that cannot be true is refused before anyone reserves memory for it.
    if (head.argument > bytes_left / (is_map ? 2 : 1)) return at(codes::cbor_truncated, "more items announced than bytes left");
    TRY(accept(head.size, false));
    frames_[depth_++] = {.items_left = head.argument * (is_map ? 2 : 1), .is_map = is_map};
    leave_complete();
    return static_cast<std::size_t>(head.argument);
}

Result<std::size_t> Reader::array() {
    return open(kMajorArray);
}

Result<std::size_t> Reader::map() {
    return open(kMajorMap);
}

Result<void> Reader::array_of(std::size_t count) {
    const std::size_t start = offset_;
    const std::size_t is = TRY(array());
    if (is == count) return success();
    return error(codes::record_value_invalid,
                 "array of " + std::to_string(is) + " where " + std::to_string(count) + " must stand at byte " + std::to_string(start));
}

// A tag is part of the item that follows it, so it takes no place in an array of its own.
Result<void> Reader::sign1_tag() {
    const Head head = TRY(expect(kMajorTag));
    if (head.argument != kTagSign1) return at(codes::cbor_forbidden, "tag " + std::to_string(head.argument));
    if (depth_ > 0 && frames_[depth_ - 1].is_map && frames_[depth_ - 1].items_left % 2 == 0)
        return at(codes::cbor_forbidden, "tag as a key");
    offset_ += head.size;
    return success();
}

Result<void> Reader::skip() {
    switch (TRY(peek())) {
    case Kind::unsigned_integer: TRY(unsigned_integer()); return success();
    case Kind::negative_integer: {
        const Head head = TRY(read_head());
        TRY(accept(head.size, true));
        leave_complete();
        return success();
    }
    case Kind::bytes: TRY(bytes()); return success();
    case Kind::text: TRY(text()); return success();
    case Kind::array: TRY(array()); return success();
    case Kind::map: TRY(map()); return success();
    case Kind::boolean: TRY(boolean()); return success();
    case Kind::null: return at(codes::cbor_forbidden, "null");
    case Kind::tag: break;
    }
    TRY(sign1_tag());
    if (TRY(peek()) != Kind::array) return at(codes::cbor_malformed, "tag 18 on something that is not an array");
    TRY(array());
    return success();
}

// Walks until the frame in which the item began is the innermost again, or has itself become complete and was left.
Result<ByteView> Reader::item() {
    const std::size_t start = offset_;
    const std::size_t depth = depth_;
    TRY(skip());
    while (depth_ > depth) TRY(skip());
    return input_.subspan(start, offset_ - start);
}

Result<void> Reader::finish() const {
    if (depth_ > 0) return at(codes::cbor_truncated, "items left");
    if (!at_end()) return at(codes::cbor_trailing, std::to_string(input_.size() - offset_) + " bytes");
    return success();
}

Result<Fields> Fields::open(Reader& reader) {
    const std::size_t pairs = TRY(reader.map());
    return Fields(reader, pairs);
}

Result<void> Fields::look() {
    if (pending_ || pairs_left_ == 0) return success();
    pending_ = TRY(reader_->integer());
    --pairs_left_;
    return success();
}

Result<bool> Fields::has(std::int64_t key) {
    TRY(look());
    if (pending_ != key) return false;
    pending_.reset();
    return true;
}

Result<void> Fields::need(std::int64_t key) {
    if (TRY(has(key))) return success();
    return error(codes::record_key_missing, "key " + std::to_string(key) +
                                                (pending_ ? ", where key " + std::to_string(*pending_) + " stands" : "") + " before byte " +
                                                std::to_string(reader_->offset()));
}

Result<void> Fields::close() {
    TRY(look());
    if (!pending_) return success();
    return error(codes::record_key_unknown, "key " + std::to_string(*pending_) + " before byte " + std::to_string(reader_->offset()));
}

} // namespace kaogong::record::cbor
