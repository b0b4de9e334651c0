#include "core/record/cbor.h"

#include "core/base/codes/record.h"
#include "tests/core/record/vectors.h"

#include <rapidcheck.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using nlohmann::json;
using test::unhex;

namespace {

Result<void> check_whole(ByteView bytes) {
    cbor::Reader reader(bytes);
    TRY(reader.item());
    return reader.finish();
}

std::string verdict(std::string_view hex) {
    const Bytes bytes = unhex(hex);
    const auto checked = check_whole(bytes);
    return checked ? "accepted" : std::string(code_name(checked.code()));
}

struct Row {
    const char* hex;
    const char* verdict;
};

// Writes what it reads, item for item: the only thing that the profile's one encoding per value allows is the same bytes.
Result<void> transcribe(cbor::Reader& reader, cbor::Writer& writer, bool as_key = false) {
    switch (TRY(reader.peek())) {
    case cbor::Kind::unsigned_integer: {
        const auto value = TRY(reader.unsigned_integer());
        if (as_key && value > INT64_MAX) return error(codes::cbor_integer_range);
        as_key ? writer.key(static_cast<std::int64_t>(value)) : writer.unsigned_integer(value);
        return success();
    }
    case cbor::Kind::negative_integer: {
        const auto value = TRY(reader.integer());
        as_key ? writer.key(value) : writer.integer(value);
        return success();
    }
    case cbor::Kind::bytes: writer.bytes(TRY(reader.bytes())); return success();
    case cbor::Kind::text: {
        const auto value = TRY(reader.text());
        as_key ? writer.text_key(value) : writer.text(value);
        return success();
    }
    case cbor::Kind::array: {
        const auto count = TRY(reader.array());
        writer.array(count);
        for (std::size_t i = 0; i < count; ++i) TRY(transcribe(reader, writer));
        return success();
    }
    case cbor::Kind::map: {
        const auto count = TRY(reader.map());
        writer.begin_map();
        for (std::size_t i = 0; i < count; ++i) {
            TRY(transcribe(reader, writer, true));
            TRY(transcribe(reader, writer));
        }
        writer.end_map();
        return success();
    }
    case cbor::Kind::boolean: writer.boolean(TRY(reader.boolean())); return success();
    case cbor::Kind::tag:
        TRY(reader.sign1_tag());
        writer.sign1_tag();
        return transcribe(reader, writer);
    case cbor::Kind::null: return error(codes::cbor_forbidden);
    }
    return success();
}

// A random value that both libraries know: whole numbers, truth values, text, bytes, arrays, maps with text keys of one length (another
// library sorts keys by their text, the profile by their encoding; with one length the two agree).
json random_value(int depth) {
    const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
    if (kind == 0) return *rc::gen::arbitrary<std::int64_t>();
    if (kind == 1) return *rc::gen::arbitrary<std::uint64_t>();
    if (kind == 2) return *rc::gen::arbitrary<bool>();
    if (kind == 3) return *rc::gen::element<std::string>("", "a", "水", "IETF", "考工 kaogong", "𐅑");
    if (kind == 4) return json::binary(*rc::gen::container<std::vector<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>()));
    json value = kind == 5 ? json::array() : json::object();
    const int count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i)
        kind == 5 ? value.push_back(random_value(depth - 1)) : void(value[std::to_string(100 + i)] = random_value(depth - 1));
    return value;
}

void write_value(const json& value, cbor::Writer& writer) {
    if (value.is_boolean())
        writer.boolean(value.get<bool>());
    else if (value.is_number_unsigned())
        writer.unsigned_integer(value.get<std::uint64_t>());
    else if (value.is_number_integer())
        writer.integer(value.get<std::int64_t>());
    else if (value.is_string())
        writer.text(value.get_ref<const std::string&>());
    else if (value.is_binary())
        writer.bytes(value.get_binary());
    else if (value.is_array()) {
        writer.array(value.size());
        for (const auto& element : value) write_value(element, writer);
    } else {
        writer.begin_map();
        for (const auto& [key, element] : value.items()) {
            writer.text_key(key);
            write_value(element, writer);
        }
        writer.end_map();
    }
}

} // namespace

TEST_CASE("of the examples of RFC 8949 appendix A, those within the profile are accepted and the others refused by name") {
    static constexpr Row kRows[] = {
        {"00", "accepted"},
        {"01", "accepted"},
        {"0a", "accepted"},
        {"17", "accepted"},
        {"1818", "accepted"},
        {"1819", "accepted"},
        {"1864", "accepted"},
        {"1903e8", "accepted"},
        {"1a000f4240", "accepted"},
        {"1b000000e8d4a51000", "accepted"},
        {"1bffffffffffffffff", "accepted"},
        {"3bffffffffffffffff", "accepted"},
        {"20", "accepted"},
        {"29", "accepted"},
        {"3863", "accepted"},
        {"3903e7", "accepted"},
        {"f4", "accepted"},
        {"f5", "accepted"},
        {"40", "accepted"},
        {"4401020304", "accepted"},
        {"60", "accepted"},
        {"6161", "accepted"},
        {"6449455446", "accepted"},
        {"62225c", "accepted"},
        {"62c3bc", "accepted"},
        {"63e6b0b4", "accepted"},
        {"64f0908591", "accepted"},
        {"80", "accepted"},
        {"83010203", "accepted"},
        {"8301820203820405", "accepted"},
        {"98190102030405060708090a0b0c0d0e0f101112131415161718181819", "accepted"},
        {"a0", "accepted"},
        {"a201020304", "accepted"},
        {"a26161016162820203", "accepted"},
        {"826161a161626163", "accepted"},
        {"a56161614161626142616361436164614461656145", "accepted"},
        {"c249010000000000000000", "cbor_forbidden"}, // bignum
        {"c349010000000000000000", "cbor_forbidden"}, //
        {"c11a514b67b0", "cbor_forbidden"},           // date
        {"d74401020304", "cbor_forbidden"},           // expected base16
        {"d818456449455446", "cbor_forbidden"},       // encoded CBOR
        {"f90000", "cbor_forbidden"},                 // floats of each width
        {"f93c00", "cbor_forbidden"},                 //
        {"fa47c35000", "cbor_forbidden"},             //
        {"fb3ff199999999999a", "cbor_forbidden"},     //
        {"f97e00", "cbor_forbidden"},                 // NaN
        {"f6", "cbor_forbidden"},                     // null
        {"f7", "cbor_forbidden"},                     // undefined
        {"f0", "cbor_forbidden"},                     // simple(16)
        {"f8ff", "cbor_forbidden"},                   // simple(255)
        {"5f42010243030405ff", "cbor_indefinite"},    // open lengths
        {"7f657374726561646d696e67ff", "cbor_indefinite"},
        {"9fff", "cbor_indefinite"},
        {"83018202039f0405ff", "cbor_indefinite"},
        {"bf61610161629f0203ffff", "cbor_indefinite"},
        {"bf6346756ef563416d7421ff", "cbor_indefinite"},
    };
    for (const Row& row : kRows) {
        CAPTURE(row.hex);
        CHECK_EQ(verdict(row.hex), row.verdict);
    }
}

TEST_CASE("the published file of RFC 8949 appendix A falls as the profile says") {
    const auto vectors = test::read_vectors(test::vectors_folder() / "cbor_appendix_a.json");
    if (!vectors) KAOGONG_SKIP("../shared/vectors/cbor_appendix_a.json is not there");
    int accepted = 0;
    for (const auto& vector : *vectors) {
        const auto hex = vector["hex"].get<std::string>();
        const auto first = static_cast<std::uint8_t>(unhex(hex)[0]);
        const bool special = first >> 5 == 6 || (first >> 5 == 7 && first != 0xf4 && first != 0xf5);
        CAPTURE(hex);
        CHECK_EQ(verdict(hex) == "accepted", vector["roundtrip"].get<bool>() && !special);
        accepted += verdict(hex) == "accepted";
    }
    CHECK_EQ(accepted, 36);
}

TEST_CASE("what is not deterministic, not well-formed or too large is refused by its own name") {
    static const Row kRows[] = {
        {"1817", "cbor_not_shortest"},       // 23 in two bytes
        {"190018", "cbor_not_shortest"},     // 24 in three
        {"1a0000ffff", "cbor_not_shortest"}, //
        {"1b00000000ffffffff", "cbor_not_shortest"},
        {"3817", "cbor_not_shortest"},            // -24
        {"580161", "cbor_not_shortest"},          // a length
        {"9800", "cbor_not_shortest"},            //
        {"b800", "cbor_not_shortest"},            //
        {"", "cbor_truncated"},                   //
        {"18", "cbor_truncated"},                 // half a head
        {"43616161ff", "cbor_trailing"},          //
        {"4461", "cbor_truncated"},               // half a string
        {"8301", "cbor_truncated"},               // items missing
        {"9bffffffffffffffff", "cbor_truncated"}, // more items than bytes
        {"bb7fffffffffffffff", "cbor_too_large"}, // more pairs than a map may have
        {"1c", "cbor_malformed"},                 // reserved heads
        {"5e", "cbor_malformed"},                 //
        {"1f", "cbor_malformed"},                 //
        {"ff", "cbor_indefinite"},                // a stop without a start
        {"61ff", "cbor_text_invalid"},            //
        {"62c080", "cbor_text_invalid"},          // overlong
        {"63eda080", "cbor_text_invalid"},        // surrogate
        {"a201010102", "cbor_key_twice"},         //
        {"a202010102", "cbor_key_order"},         //
        {"a220010102", "cbor_key_order"},         // -1 before 1
        {"a2190100010101", "cbor_key_order"},     // 256 before 1
        {"a2626161016162", "cbor_key_order"},     // "aa" before "b"
        {"a18000", "cbor_forbidden"},             // an array as a key
        {"a1f400", "cbor_forbidden"},             // false as a key
        {"a14000", "cbor_forbidden"},             // bytes as a key
        {"a1d28000", "cbor_forbidden"},           // a tag as a key
        {"d200", "cbor_malformed"},               // tag 18 on a number
        {"5a00100001", "cbor_too_large"},         // one byte over a mebibyte
        {"818181818181818181", "cbor_too_deep"},  // nine deep
        {"8181818181818180", "accepted"},         // eight
        {"8160", "accepted"},                     //
    };
    for (const Row& row : kRows) {
        CAPTURE(row.hex);
        CHECK_EQ(verdict(row.hex), row.verdict);
    }
}

TEST_CASE("a map may have sixty-four pairs and no more") {
    for (const int pairs : {64, 65}) {
        Bytes bytes = {0xb8, static_cast<std::uint8_t>(pairs)};
        for (int key = 0; key < pairs; ++key) {
            if (key >= 24) bytes.push_back(0x18);
            bytes.push_back(static_cast<std::uint8_t>(key));
            bytes.push_back(0x00);
        }
        CHECK_EQ(check_whole(bytes).ok(), pairs == 64);
    }
}

TEST_CASE("keys are asked for in order: a missing one, an unknown one and an optional one are told apart") {
    const auto read = [](std::string_view hex) -> Result<std::int64_t> {
        const Bytes bytes = unhex(hex);
        cbor::Reader reader(bytes);
        auto fields = TRY(cbor::Fields::open(reader));
        TRY(fields.need(1));
        std::int64_t sum = TRY(reader.integer());
        if (TRY(fields.has(3))) sum += TRY(reader.integer());
        TRY(fields.need(-1));
        sum += TRY(reader.integer());
        TRY(fields.close());
        TRY(reader.finish());
        return sum;
    };
    CHECK_EQ(read("a3010503062007").value(), 18);
    CHECK_EQ(read("a201052007").value(), 12);
    CHECK_EQ(read("a203062007").code(), codes::record_key_missing);
    CHECK_EQ(read("a10105").code(), codes::record_key_missing);
    CHECK_EQ(read("a3010520072108").code(), codes::record_key_unknown);
}

TEST_CASE("any value written by us is read alike by another library, and the other way round") {
    CHECK(rc::check([] {
        const json value = random_value(4);
        cbor::Writer writer;
        write_value(value, writer);
        const Bytes ours = writer.take();
        RC_ASSERT(json::from_cbor(ours) == value);
        RC_ASSERT(json::to_cbor(value) == ours);
        RC_ASSERT(check_whole(ours).ok());
    }));
}

TEST_CASE("whatever is accepted has exactly one encoding, however the bytes were spoilt") {
    CHECK(rc::check([] {
        cbor::Writer writer;
        write_value(random_value(4), writer);
        Bytes bytes = writer.take();
        const int spoilt = *rc::gen::inRange(0, 4);
        for (int i = 0; i < spoilt; ++i) bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<std::uint8_t>();
        if (!check_whole(bytes)) return;
        cbor::Reader reader(bytes);
        cbor::Writer again;
        if (const auto done = transcribe(reader, again); !done) {
            RC_ASSERT(done.code() == codes::cbor_integer_range || done.code() == codes::cbor_forbidden);
            return;
        }
        RC_ASSERT(again.take() == bytes);
    }));
}
