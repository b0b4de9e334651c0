#include "core/store/event_codec.h"

#include "core/base/codes/record.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;
using namespace kaogong::assessment;

namespace {

const Instant kAt{.boot_id = BootId{{1, 2, 3}}, .boot_ms = 61'000, .wall_ms = 1'795'222'861'000};
const Instant kBefore{.boot_id = BootId{{9}}, .boot_ms = 7, .wall_ms = 1'795'222'800'000};

std::vector<SittingEvent> one_of_each() {
    return {
        Opened{kAt},
        IdentityChecked{kAt, IdentityCheck::doubt, "zhang", "li"},
        IdentityConfirmed{kAt},
        IdentityRefused{kAt},
        TextAccepted{kAt, "rules", Hash{{7}}},
        TextRefused{kAt, "pledge", Hash{{8}}},
        Started{kAt, 90'000},
        ResponseSet{kAt, "dg4-0001", ChosenOptions{{"a", "c"}}, "c"},
        ResponseCleared{kAt, "dg4-0001"},
        ResponseRestored{kAt, "dg4-0001", 8},
        FlagSet{kAt, "dg4-0002"},
        FlagCleared{kAt, "dg4-0002"},
        ItemShown{kAt, "dg4-0003"},
        NoticeShown{kAt, 900'000},
        HandInRequested{kAt},
        HandInWithdrawn{kAt},
        HandInConfirmed{kAt},
        HandedIn{kAt},
        TimeUp{kAt},
        Interrupted{kBefore, kAt},
        ReleasedByStaff{kAt, 60'000, "power came back", "wang"},
        Paused{kAt, OutcomeCode::power_cut, "停电", "wang"},
        Resumed{kAt, 1'000, "wang"},
        TimeCredited{kAt, 120'000, "noise", "wang"},
        EndedByStaff{kAt, OutcomeCode::ill, "ill", "wang", "li"},
        SeatReleased{kAt, "wang"},
    };
}

} // namespace

TEST_CASE("every event that is journalled comes back from its bytes as it was") {
    const auto events = one_of_each();
    CHECK_EQ(events.size(), std::variant_size_v<SittingEvent> - 2); // Tick and OptionTouched are inputs only
    for (const SittingEvent& event : events) {
        CAPTURE(event_name(event));
        const Bytes bytes = encode_event(event);
        const auto read = decode_event(bytes);
        REQUIRE(read.ok());
        CHECK_EQ(event_type(*read), event_type(event));
        CHECK_EQ(to_hex(encode_event(*read)), to_hex(bytes));
    }
    const auto paused = std::get<Paused>(decode_event(encode_event(events[21])).value());
    CHECK_EQ(paused.reason, "停电");
    CHECK(paused.cause == OutcomeCode::power_cut);
    const auto found = std::get<Interrupted>(decode_event(encode_event(events[19])).value());
    CHECK_EQ(found.last_alive.boot_ms, 7);
    CHECK(found.last_alive.boot_id == kBefore.boot_id);
}

TEST_CASE("numbers and texts of candidates keep the form in which they were typed") {
    for (const Response& response : {Response(NumberText{"3.140"}), Response(ShortText{"接地  "}), Response()}) {
        const Bytes bytes = encode_event(ResponseSet{kAt, "dg4-0009", response, ""});
        CHECK(std::get<ResponseSet>(decode_event(bytes).value()).response == response);
    }
}

TEST_CASE("the bytes of an event do not change from version to version") {
    CHECK_EQ(to_hex(encode_event(ResponseSet{kAt, "dg4-0001", ChosenOptions{{"a", "c"}}, "c"})),
             "a8000101080250010203000000000000000000000000000319ee48041b000001a1fb9ef4c8"
             "05686467342d303030310682018261616163076163");
}

TEST_CASE("bytes of an event that were cut, extended or altered are refused or read as another event, and never crash") {
    for (const SittingEvent& event : one_of_each()) {
        const Bytes bytes = encode_event(event);
        for (std::size_t size = 0; size < bytes.size(); ++size) CHECK_FALSE(decode_event(ByteView(bytes).first(size)).ok());
        Bytes longer = bytes;
        longer.push_back(0);
        CHECK_FALSE(decode_event(longer).ok());
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            Bytes flipped = bytes;
            flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1u << (bit % 8)));
            const auto read = decode_event(flipped);
            // What is accepted has one form only: its own encoding.
            if (read) CHECK_EQ(to_hex(encode_event(*read)), to_hex(flipped));
        }
    }
}

TEST_CASE("an event of a later version or an unknown type is named as such") {
    Bytes bytes = encode_event(HandedIn{kAt});
    REQUIRE_EQ(bytes[2], 1);
    bytes[2] = 2;
    CHECK_EQ(decode_event(bytes).code(), codes::record_version_unknown);
    bytes[2] = 1;
    bytes[4] = 0;
    CHECK_EQ(decode_event(bytes).code(), codes::record_value_invalid);
}
