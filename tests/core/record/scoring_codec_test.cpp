#include "core/record/scoring_codec.h"

#include "core/base/codes/record.h"
#include "tests/core/assessment/practical/scoring_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using namespace kaogong::record;

TEST_CASE("every event of a scoring comes back as it was, and one event has one form") {
    const auto events = one_of_each_event();
    REQUIRE_EQ(events.size() + 1, std::variant_size_v<ScoringEvent>); // all but the tick
    for (const ScoringEvent& event : events) {
        CAPTURE(event_name(event));
        const Bytes bytes = encode_scoring_event(event).value();
        const auto decoded = decode_scoring_event(bytes);
        REQUIRE(decoded.ok());
        CHECK(*decoded == event);
        CHECK_EQ(encode_scoring_event(*decoded).value(), bytes);
    }
}

TEST_CASE("a reading of every kind survives in its touch") {
    for (const Reading& reading : one_of_each_reading()) {
        CAPTURE(reading.index());
        const ScoringEvent event = touch(3, "a", "r", {.state = RowState::scored, .reading = reading, .zero_when = {"edge"}});
        CHECK(decode_scoring_event(encode_scoring_event(event).value()).value() == event);
    }
}

TEST_CASE("bytes that no event has are refused by name") {
    const Bytes good = encode_scoring_event(TestStarted{minute(1), "a"}).value();
    Bytes other_version = good, no_such_type = good;
    other_version[2] = 2; // {1: version
    no_such_type[4] = 24; // 2: type
    CHECK_EQ(decode_scoring_event(other_version).code(), codes::record_version_unknown);
    CHECK_FALSE(decode_scoring_event(no_such_type).ok());
    CHECK_EQ(decode_scoring_event(ByteView(good).first(good.size() - 1)).code(), codes::cbor_truncated);
    Bytes longer = good;
    longer.push_back(0);
    CHECK_EQ(decode_scoring_event(longer).code(), codes::cbor_trailing);
    const ScoringEvent endless = RowUndone{minute(1), "a", std::string(2'000, 'x')};
    CHECK_EQ(encode_scoring_event(endless).code(), codes::record_value_invalid);
}

TEST_CASE("a sheet with every kind of rule comes back as it was, and its hash stands for every word of it") {
    ScoreSheet sheet = full_sheet();
    const Bytes bytes = encode_sheet(sheet).value();
    CHECK(decode_sheet(bytes).value() == sheet);
    CHECK_EQ(encode_sheet(decode_sheet(bytes).value()).value(), bytes);
    const Hash before = sheet_hash(sheet).value();
    sheet.vetoes.front().trigger.zh_cn += "。";
    CHECK(sheet_hash(sheet).value() != before);
}

TEST_CASE("any change of one bit of an event or a sheet is refused or means something else") {
    const ScoringEvent event = touch(3, "a", "m", measured_entry(41'990));
    const Bytes bytes = encode_scoring_event(event).value();
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        const auto decoded = decode_scoring_event(flipped);
        if (decoded) CHECK_FALSE(*decoded == event);
    }
}
