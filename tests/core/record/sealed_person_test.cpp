#include "core/record/sealed_person.h"

#include "core/base/codes/record.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using kaogong::test::FakeRandom;

TEST_CASE("a name at rest opens only as what it is") {
    FakeRandom random;
    const PersonKey key = PersonKey::generate(random);
    const Bytes sealed = key.seal("name 01", view("阿依古丽·麦麦提"), random);
    CHECK_EQ(as_text(key.open("name 01", sealed)->view()), "阿依古丽·麦麦提");
    CHECK_EQ(key.open("name 02", sealed).code(), codes::sealed_person_damaged);
    CHECK_EQ(PersonKey::generate(random).open("name 01", sealed).code(), codes::sealed_person_damaged);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        Bytes flipped = sealed;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CHECK_EQ(key.open("name 01", flipped).code(), codes::sealed_person_damaged);
    }
}

TEST_CASE("an error about personal data names the kind of field and never whose") {
    FakeRandom random;
    const PersonKey key = PersonKey::generate(random);
    CHECK_EQ(key.open("name 0123abcd", Bytes(80)).error().context, "name");
}

TEST_CASE("sign-in numbers are found again however they are typed") {
    FakeRandom random;
    const PersonKey key = PersonKey::generate(random);
    const LookupHash hash = key.lookup({"992611210127", "99999919910523013X"});
    CHECK_EQ(key.lookup({"9926 1121 0127", "99999919910523013x"}), hash);
    CHECK(key.lookup({"992611210128", "99999919910523013X"}) != hash);
    CHECK(key.lookup({"9926112101279", "9999919910523013X"}) != hash);
    CHECK(PersonKey::generate(random).lookup({"992611210127", "99999919910523013X"}) != hash);
}

TEST_CASE("the key survives only in the device's wrapping") {
    FakeRandom random;
    const age::Identity device = age::Identity::generate(random);
    const PersonKey key = PersonKey::generate(random);
    const Bytes wrapped = key.wrap(device.recipient(), random).value();
    const PersonKey again = PersonKey::unwrap(wrapped, device).value();
    CHECK_EQ(again.lookup({"1", "2"}), key.lookup({"1", "2"}));
    CHECK_EQ(PersonKey::unwrap(wrapped, age::Identity::generate(random)).code(), codes::age_no_match);
}
