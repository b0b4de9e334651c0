// The CBOR profile of every record (RFC 8949, deterministic): definite lengths, shortest integers, no floats, no undefined, no null but a
// detached payload, valid UTF-8, map keys strictly rising in the order of their encoded bytes, no tag but 18, limits on depth and size.
// Reading is a gate that refuses everything else with a code that says what is wrong; it never repairs and never re-encodes.
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kaogong::record::cbor {

inline constexpr std::size_t kDepthMax = 8;           // arrays and maps inside each other; a tag does not count
inline constexpr std::size_t kItemBytesMax = 1 << 20; // one byte string or text
inline constexpr std::size_t kPairsMax = 64;          // of one map
inline constexpr std::uint64_t kTagSign1 = 18;        // COSE_Sign1, the only tag

enum class Kind { unsigned_integer, negative_integer, bytes, text, array, map, tag, boolean, null };

// Pulls one item after the other from bytes that it does not own; views that it returns live as long as those bytes. It knows where it
// stands in arrays and maps, so order and number of keys are checked whatever the caller does. After an error it stays at that item.
class Reader {
  public:
    explicit Reader(ByteView input) : input_(input) {}

    Result<Kind> peek() const; // kind of the next item
    Result<std::int64_t> integer();
    Result<std::uint64_t> unsigned_integer();
    Result<bool> boolean();
    Result<ByteView> bytes();
    Result<std::string_view> text();
    Result<std::size_t> array(); // enters it; that many items follow
    Result<std::size_t> map();   // enters it; that many pairs follow
    Result<void> sign1_tag();    // tag 18
    Result<void> null();
    // The next item with all that it holds, checked like everything else, as its encoded bytes. A null is refused: only a detached payload
    // is one, and that is asked for by name.
    Result<ByteView> item();

    Result<void> array_of(std::size_t count); // an array of exactly that many items
    template <typename Fixed> Result<Fixed> fixed() {
        const ByteView content = TRY(bytes());
        if (content.size() != Fixed::kSize) return wrong_length(content.size(), Fixed::kSize);
        return Fixed::from(content);
    }
    // A whole number in a range, for counts, enumerations and times.
    Result<std::int64_t> integer_in(std::int64_t min, std::int64_t max);

    bool at_end() const { return offset_ == input_.size(); }
    std::size_t offset() const { return offset_; }
    ByteView since(std::size_t offset) const { return input_.subspan(offset, offset_ - offset); } // the bytes read from there to here
    Result<void> finish() const; // all arrays and maps complete and the whole input consumed

  private:
    struct Frame {
        std::uint64_t items_left = 0;
        bool is_map = false;
        std::size_t key_offset = 0; // of the map's last key
        std::size_t key_size = 0;   // 0 before the first
    };
    struct Head {
        std::uint8_t major = 0;
        std::uint64_t argument = 0;
        std::size_t size = 0; // of the head itself
    };

    Result<Head> read_head() const;
    Result<Head> expect(std::uint8_t major) const;
    Result<ByteView> string(std::uint8_t major);
    Result<std::size_t> open(std::uint8_t major);
    Result<void> accept(std::size_t size, bool may_be_key); // the item's place in its array or map, then moves on
    Result<void> check_key(Frame& frame, ByteView key, bool may_be_key) const;
    Result<void> skip(); // one item, not its content
    void leave_complete();
    Error at(Code code, std::string_view what) const;
    Error wrong_length(std::size_t is, std::size_t must_be) const;

    ByteView input_;
    std::size_t offset_ = 0;
    std::array<Frame, kDepthMax> frames_{};
    std::size_t depth_ = 0;
};

// The keys of one map, asked for in the order in which they must stand. A key that stands there and was not asked for is unknown.
class Fields {
  public:
    static Result<Fields> open(Reader& reader);

    Result<void> need(std::int64_t key); // record_key_missing without it; the value is next in the reader
    Result<bool> has(std::int64_t key);  // whether it is there; if so the value is next in the reader
    Result<void> close();                // record_key_unknown when one is left

  private:
    Fields(Reader& reader, std::size_t pairs) : reader_(&reader), pairs_left_(pairs) {}
    Result<void> look();

    Reader* reader_;
    std::size_t pairs_left_;
    std::optional<std::int64_t> pending_;
};

// Writes the profile. It owns the shortest form and the order of keys: a key out of order is a mistake of the program, and stops it.
class Writer {
  public:
    Writer& integer(std::int64_t value);
    Writer& unsigned_integer(std::uint64_t value);
    Writer& boolean(bool value);
    Writer& bytes(ByteView value);
    Writer& text(std::string_view value); // must be valid UTF-8
    Writer& array(std::size_t count);
    Writer& begin_map(); // pairs are counted
    Writer& key(std::int64_t key);
    Writer& text_key(std::string_view key);
    Writer& end_map();
    Writer& sign1_tag();
    Writer& null();
    Writer& raw(ByteView encoded); // one item, or several, that this profile wrote before

    const Bytes& view() const { return out_; }
    Bytes take();

  private:
    struct OpenMap {
        std::size_t head_offset = 0;
        std::size_t pairs = 0;
        Bytes last_key;
    };
    void head(std::uint8_t major, std::uint64_t argument);
    void check_key(std::size_t key_offset);

    Bytes out_;
    std::vector<OpenMap> maps_;
};

} // namespace kaogong::record::cbor
