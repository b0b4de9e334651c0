#include "core/record/scoring_codec.h"

#include "core/base/codes/record.h"
#include "tests/core/assessment/practical/scoring_samples.h"

#include <algorithm>

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

TEST_CASE("the record of a signed sheet stands in its event, and an event without one has no form with zeroes") {
    const ScoringEvent with = SheetSigned{minute(1), "c", payload_of(7)}, without = SheetSigned{minute(1), "c"};
    const Bytes long_form = encode_scoring_event(with).value(), short_form = encode_scoring_event(without).value();
    CHECK(decode_scoring_event(long_form).value() == with);
    CHECK(decode_scoring_event(short_form).value() == without);
    REQUIRE_EQ(long_form.size(), short_form.size() + 3 + Hash::kSize); // -4: byte string of 32
    Bytes zeroes = long_form;
    std::fill(zeroes.end() - Hash::kSize, zeroes.end(), std::uint8_t{0});
    CHECK_EQ(decode_scoring_event(zeroes).code(), codes::record_value_invalid);
}

TEST_CASE("a sheet that came in has entries and a record, or its event is refused") {
    const SheetReceived good{.at = minute(1), .by = "b", .sheet = payload_of(7), .entries = {{"j", judge_entry(2)}}};
    SheetReceived empty = good, crowded = good;
    empty.entries.clear();
    crowded.entries.assign(kRowsMax + 1, good.entries[0]);
    CHECK(encode_scoring_event(good).ok());
    CHECK_EQ(encode_scoring_event(empty).code(), codes::record_value_invalid);
    CHECK_EQ(encode_scoring_event(crowded).code(), codes::record_value_invalid);
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
    other_version[2] = 2;   // {1: version
    no_such_type[4] = 0x18; // 2: type, in one byte more
    no_such_type.insert(no_such_type.begin() + 5, std::uint8_t{std::variant_size_v<ScoringEvent>});
    CHECK_EQ(decode_scoring_event(other_version).code(), codes::record_version_unknown);
    CHECK_EQ(decode_scoring_event(no_such_type).code(), codes::record_value_invalid);
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
    const ScoringEvent touched = touch(3, "a", "m", measured_entry(41'990));
    const ScoringEvent came = SheetReceived{
        .at = minute(1), .by = "b", .sheet = payload_of(7), .entries = {{"m", measured_entry(41'990)}, {"j", judge_entry(2)}}};
    for (const ScoringEvent& event : {touched, came}) {
        const Bytes bytes = encode_scoring_event(event).value();
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            Bytes flipped = bytes;
            flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
            const auto decoded = decode_scoring_event(flipped);
            if (decoded) CHECK_FALSE(*decoded == event);
        }
    }
}
