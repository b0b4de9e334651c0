#include "core/record/sealed_answers.h"

#include "core/base/codes/record.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using kaogong::test::FakeRandom;

namespace {

constexpr std::string_view kEvent = "item dg4-0101, options b c";

struct Room {
    FakeRandom random{3};
    age::Identity bureau = age::Identity::generate(random);
    age::Identity device = age::Identity::generate(random);
    SittingId sitting = random.fixed<SittingId>();
    NewSitting made = begin_sitting(sitting, {bureau.recipient(), device.recipient()}, random).value();
    EventPlace place{sitting, 12};
    Bytes sealed = made.key.seal(place, view(kEvent), random);
};

} // namespace

TEST_CASE("a sealed event opens at its own place and nowhere else") {
    Room room;
    CHECK_EQ(as_text(room.made.key.open(room.place, room.sealed)->view()), kEvent);
    CHECK_EQ(room.made.key.open({room.sitting, 13}, room.sealed).code(), codes::sealed_answer_damaged);
    const EventPlace elsewhere{room.random.fixed<SittingId>(), 12};
    CHECK_EQ(room.made.key.open(elsewhere, room.sealed).code(), codes::sealed_answer_damaged);
    CHECK_EQ(SittingKey::generate(room.random).open(room.place, room.sealed).code(), codes::sealed_answer_damaged);
}

TEST_CASE("any flipped bit of a sealed event is refused, and so is any other length") {
    const Room room;
    for (std::size_t bit = 0; bit < room.sealed.size() * 8; ++bit) {
        Bytes flipped = room.sealed;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CHECK_EQ(room.made.key.open(room.place, flipped).code(), codes::sealed_answer_damaged);
    }
    for (std::size_t size = 0; size < room.sealed.size(); ++size)
        CHECK_EQ(room.made.key.open(room.place, ByteView(room.sealed).first(size)).code(), codes::sealed_answer_damaged);
}

TEST_CASE("the same answer sealed twice shows neither that it is the same nor how long it is") {
    Room room;
    CHECK_FALSE(equal(room.made.key.seal(room.place, view(kEvent), room.random), room.sealed));
    const std::size_t one_option = room.made.key.seal(room.place, view("a"), room.random).size();
    const std::size_t four_options = room.made.key.seal(room.place, view("a b c d"), room.random).size();
    CHECK_EQ(one_option, four_options);
}

TEST_CASE("events of every length around the padding come back whole") {
    Room room;
    for (std::size_t size : {std::size_t{0}, kEventPadding - 1, kEventPadding, kEventPadding + 1, kEventSizeMax}) {
        CAPTURE(size);
        const Bytes event(size, 0x80); // the padding's own mark
        const Bytes sealed = room.made.key.seal(room.place, event, room.random);
        CHECK(equal(room.made.key.open(room.place, sealed)->view(), event));
    }
}

TEST_CASE("after a crash the device comes back to the key, and the bureau always can") {
    const Room room;
    const SittingKey recovered = recover_sitting(room.sitting, room.made.wrapped, room.device).value();
    CHECK_EQ(as_text(recovered.open(room.place, room.sealed)->view()), kEvent);
    const SittingKey at_bureau = open_sitting(room.sitting, room.made.wrapped.key, room.bureau).value();
    CHECK_EQ(as_text(at_bureau.open(room.place, room.sealed)->view()), kEvent);
}

TEST_CASE("once the recovery key is erased the device cannot read the answers any more") {
    const Room room;
    CHECK_EQ(open_sitting(room.sitting, room.made.wrapped.key, room.device).code(), codes::age_no_match);
    CHECK_FALSE(recover_sitting(room.sitting, {room.made.wrapped.key, {}}, room.device).ok());
}

TEST_CASE("a sitting's key that was exchanged for another sitting's is refused") {
    Room room;
    const SittingId other = room.random.fixed<SittingId>();
    CHECK_EQ(recover_sitting(other, room.made.wrapped, room.device).code(), codes::sealed_answer_damaged);
    CHECK_EQ(open_sitting(other, room.made.wrapped.key, room.bureau).code(), codes::sealed_answer_damaged);
}
