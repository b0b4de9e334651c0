// Encoder and Decoder share one description of each structure (content_codec*.cpp), so that what is written and what is read cannot drift
// apart. Both keep the same limits: an encoder refuses what a decoder would refuse. For core/record's own sources.
#pragma once

#include "core/assessment/local_text.h"
#include "core/base/codes/record.h"
#include "core/record/cbor.h"

#include <optional>

namespace kaogong::record::archive {

inline constexpr std::size_t kShortTextMax = 1'024;
inline constexpr std::size_t kLocalTextMax = 256u << 10;

struct Range {
    std::int64_t min = 0;
    std::int64_t max = INT64_MAX;
};
inline constexpr Range kTimeMs{0, 253'402'300'799'999}; // to the end of the year 9999

inline Error refused(int key, std::string_view what) {
    return error(codes::record_value_invalid, std::string(what) + " of key " + std::to_string(key));
}

class Encoder;
class Decoder;
// A structure that is described: read-only for an encoder, written by a decoder.
template <typename Archive, typename T> struct RefOf;
template <typename T> struct RefOf<Encoder, T> { using type = const T&; };
template <typename T> struct RefOf<Decoder, T> { using type = T&; };
template <typename Archive, typename T> using Ref = typename RefOf<Archive, T>::type;

// Calls describe(archive, value), found where the type's description stands.
class Encoder {
  public:
    static constexpr bool kReads = false;

    template <typename T> static Result<Bytes> encode(const T& value) {
        cbor::Writer writer;
        Encoder encoder(writer);
        TRY(encoder.structure(value));
        return writer.take();
    }

    Result<void> version(int expected);
    Result<void> integer(int key, std::int64_t value, Range range);
    template <typename Integer> Result<void> maybe_integer(int key, const std::optional<Integer>& value, Range range) {
        return value ? integer(key, static_cast<std::int64_t>(*value), range) : success();
    }
    Result<void> flag(int key, bool value);
    Result<void> text(int key, const std::string& value);
    Result<void> maybe_text(int key, const std::string& value) { return value.empty() ? success() : text(key, value); }
    Result<void> local(int key, const assessment::LocalText& value);
    Result<void> maybe_local(int key, const assessment::LocalText& value) { return value.empty() ? success() : local(key, value); }
    Result<void> bytes(int key, const Bytes& value, std::size_t limit);
    Result<void> maybe_bytes(int key, const Bytes& value, std::size_t limit) {
        return value.empty() ? success() : bytes(key, value, limit);
    }
    template <typename Fixed> Result<void> fixed(int key, const Fixed& value) {
        writer_.key(key).bytes(value.view());
        return success();
    }
    template <typename Enum> Result<void> choice(int key, Enum value, Enum first, Enum last) {
        return integer(key, static_cast<std::int64_t>(value), {static_cast<std::int64_t>(first), static_cast<std::int64_t>(last)});
    }
    template <typename T> Result<void> child(int key, const T& value) {
        writer_.key(key);
        return structure(value);
    }
    template <typename T> Result<void> maybe_child(int key, const std::optional<T>& value) {
        return value ? child(key, *value) : success();
    }
    // A structure with a hash of its own: a byte string that holds its encoding.
    template <typename T> Result<void> embedded(int key, const T& value) { return bytes(key, TRY(encode(value)), cbor::kItemBytesMax); }
    // Likewise a list of them, each a byte string: what lies inside begins anew with counting how deep it is.
    template <typename T> Result<void> embedded_list(int key, const std::vector<T>& values, std::size_t limit) {
        TRY(begin_list(key, values.size(), limit));
        for (const T& value : values) writer_.bytes(TRY(encode(value)));
        return success();
    }
    template <typename T> Result<void> maybe_list(int key, const std::vector<T>& values, std::size_t limit) {
        return values.empty() ? success() : list(key, values, limit);
    }
    template <typename T> Result<void> list(int key, const std::vector<T>& values, std::size_t limit) {
        TRY(begin_list(key, values.size(), limit));
        for (const T& value : values) TRY(structure(value));
        return success();
    }
    Result<void> texts(int key, const std::vector<std::string>& values, std::size_t limit);
    Result<void> maybe_texts(int key, const std::vector<std::string>& values, std::size_t limit) {
        return values.empty() ? success() : texts(key, values, limit);
    }
    template <typename Integers> Result<void> integers(int key, const Integers& values, std::size_t limit, Range range) {
        TRY(begin_list(key, values.size(), limit));
        for (const auto value : values) TRY(list_integer(key, value, range));
        return success();
    }
    template <typename T> Result<void> maybe_integers(int key, const std::vector<T>& values, std::size_t limit, Range range) {
        return values.empty() ? success() : integers(key, values, limit, range);
    }
    template <typename Enum> Result<void> maybe_choices(int key, const std::vector<Enum>& values, Enum last) {
        return values.empty() ? success() : choices(key, values, last);
    }
    template <typename Enum> Result<void> choices(int key, const std::vector<Enum>& values, Enum last) {
        TRY(begin_list(key, values.size(), static_cast<std::size_t>(last)));
        for (const Enum value : values) writer_.integer(static_cast<std::int64_t>(value));
        return success();
    }

  private:
    explicit Encoder(cbor::Writer& writer) : writer_(writer) {}
    Result<void> begin_list(int key, std::size_t size, std::size_t limit);
    Result<void> list_integer(int key, std::int64_t value, Range range);
    template <typename T> Result<void> structure(const T& value) {
        writer_.begin_map();
        TRY(describe(*this, value));
        writer_.end_map();
        return success();
    }

    cbor::Writer& writer_;
};

class Decoder {
  public:
    static constexpr bool kReads = true;

    template <typename T> static Result<T> decode(ByteView bytes) {
        cbor::Reader reader(bytes);
        T value{};
        TRY(structure(reader, value));
        TRY(reader.finish());
        return value;
    }

    Result<void> version(int expected);
    template <typename Integer> Result<void> integer(int key, Integer& value, Range range) {
        TRY(fields_.need(key));
        value = static_cast<Integer>(TRY(reader_.integer_in(range.min, range.max)));
        return success();
    }
    template <typename Integer> Result<void> maybe_integer(int key, std::optional<Integer>& value, Range range) {
        if (!TRY(fields_.has(key))) return success();
        value = static_cast<Integer>(TRY(reader_.integer_in(range.min, range.max)));
        return success();
    }
    Result<void> flag(int key, bool& value);
    Result<void> text(int key, std::string& value);
    Result<void> maybe_text(int key, std::string& value);
    Result<void> local(int key, assessment::LocalText& value);
    Result<void> maybe_local(int key, assessment::LocalText& value);
    Result<void> bytes(int key, Bytes& value, std::size_t limit);
    Result<void> maybe_bytes(int key, Bytes& value, std::size_t limit);
    template <typename Fixed> Result<void> fixed(int key, Fixed& value) {
        TRY(fields_.need(key));
        value = TRY(reader_.fixed<Fixed>());
        return success();
    }
    template <typename Enum> Result<void> choice(int key, Enum& value, Enum first, Enum last) {
        std::int64_t number = 0;
        TRY(integer(key, number, {static_cast<std::int64_t>(first), static_cast<std::int64_t>(last)}));
        value = static_cast<Enum>(number);
        return success();
    }
    template <typename T> Result<void> child(int key, T& value) {
        TRY(fields_.need(key));
        return structure(reader_, value);
    }
    template <typename T> Result<void> maybe_child(int key, std::optional<T>& value) {
        if (!TRY(fields_.has(key))) return success();
        return structure(reader_, value.emplace());
    }
    template <typename T> Result<void> embedded(int key, T& value) {
        TRY(fields_.need(key));
        value = TRY(decode<T>(TRY(reader_.bytes())));
        return success();
    }
    template <typename T> Result<void> embedded_list(int key, std::vector<T>& values, std::size_t limit) {
        TRY(fields_.need(key));
        const std::size_t count = TRY(read_size(key, limit));
        for (std::size_t i = 0; i < count; ++i) values.push_back(TRY(decode<T>(TRY(reader_.bytes()))));
        return success();
    }
    template <typename T> Result<void> maybe_list(int key, std::vector<T>& values, std::size_t limit) {
        if (!TRY(fields_.has(key))) return success();
        return read_list(key, values, limit);
    }
    template <typename T> Result<void> list(int key, std::vector<T>& values, std::size_t limit) {
        TRY(fields_.need(key));
        return read_list(key, values, limit);
    }
    Result<void> texts(int key, std::vector<std::string>& values, std::size_t limit);
    Result<void> maybe_texts(int key, std::vector<std::string>& values, std::size_t limit);
    template <typename T> Result<void> integers(int key, std::vector<T>& values, std::size_t limit, Range range) {
        TRY(fields_.need(key));
        return read_integers(key, values, limit, range);
    }
    template <typename T> Result<void> maybe_integers(int key, std::vector<T>& values, std::size_t limit, Range range) {
        if (!TRY(fields_.has(key))) return success();
        return read_integers(key, values, limit, range);
    }
    template <typename T, std::size_t Size> Result<void> integers(int key, std::array<T, Size>& values, std::size_t, Range range) {
        TRY(fields_.need(key));
        if (TRY(read_size(key, Size)) != Size) return refused(key, "length");
        for (T& value : values) value = static_cast<T>(TRY(reader_.integer_in(range.min, range.max)));
        return success();
    }
    template <typename Enum> Result<void> choices(int key, std::vector<Enum>& values, Enum last) {
        TRY(fields_.need(key));
        return read_choices(key, values, last);
    }
    template <typename Enum> Result<void> maybe_choices(int key, std::vector<Enum>& values, Enum last) {
        if (!TRY(fields_.has(key))) return success();
        return read_choices(key, values, last);
    }

  private:
    Decoder(cbor::Reader& reader, cbor::Fields& fields) : reader_(reader), fields_(fields) {}
    // Lists that may be empty are left out instead, so a list that is there holds something.
    Result<std::size_t> read_size(int key, std::size_t limit);
    Result<void> read_bytes(int key, Bytes& value, std::size_t limit);
    Result<std::string> read_text(int key, std::size_t limit);
    Result<assessment::LocalText> read_local(int key);
    Result<void> read_texts(int key, std::vector<std::string>& values, std::size_t limit);
    template <typename T> Result<void> read_integers(int key, std::vector<T>& values, std::size_t limit, Range range) {
        values.resize(TRY(read_size(key, limit)));
        for (T& value : values) value = static_cast<T>(TRY(reader_.integer_in(range.min, range.max)));
        return success();
    }
    template <typename Enum> Result<void> read_choices(int key, std::vector<Enum>& values, Enum last) {
        values.resize(TRY(read_size(key, static_cast<std::size_t>(last))));
        for (Enum& value : values) value = static_cast<Enum>(TRY(reader_.integer_in(1, static_cast<std::int64_t>(last))));
        return success();
    }
    template <typename T> Result<void> read_list(int key, std::vector<T>& values, std::size_t limit) {
        const std::size_t count = TRY(read_size(key, limit));
        for (std::size_t i = 0; i < count; ++i) TRY(structure(reader_, values.emplace_back()));
        return success();
    }
    template <typename T> static Result<void> structure(cbor::Reader& reader, T& value) {
        cbor::Fields fields = TRY(cbor::Fields::open(reader));
        Decoder decoder(reader, fields);
        TRY(describe(decoder, value));
        return fields.close();
    }

    cbor::Reader& reader_;
    cbor::Fields& fields_;
};

} // namespace kaogong::record::archive
