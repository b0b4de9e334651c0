#include "core/record/age/file.h"

#include "core/base/codes/record.h"
#include "core/record/age/armor.h"
#include "core/record/age/stream.h"
#include "tests/support/fake_random.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using kaogong::test::FakeRandom;

namespace {

constexpr std::string_view kText = "答案: B, A, CD";

struct Sealed {
    FakeRandom random{7};
    age::Identity identity = age::Identity::generate(random);
    age::Recipient recipient = identity.recipient();
    Bytes file = age::seal(view(kText), {&recipient, 1}, random).value();
};

Bytes filled(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
    return bytes;
}

} // namespace

TEST_CASE("what is sealed to a key is opened with that key and no other") {
    Sealed sealed;
    CHECK_EQ(as_text(age::open(sealed.file, sealed.identity)->view()), kText);
    const age::Identity other = age::Identity::generate(sealed.random);
    CHECK_EQ(age::open(sealed.file, other).code(), codes::age_no_match);
    CHECK_EQ(age::open(sealed.file, std::span<const age::Identity>{}).code(), codes::age_no_match);
}

TEST_CASE("each of many recipients opens the same file") {
    FakeRandom random;
    std::vector<age::Identity> identities;
    std::vector<age::Recipient> recipients;
    for (int i = 0; i < 30; ++i) {
        identities.push_back(age::Identity::generate(random));
        recipients.push_back(identities.back().recipient());
    }
    const Bytes file = age::seal(view(kText), recipients, random).value();
    for (const age::Identity& identity : identities) CHECK_EQ(as_text(age::open(file, identity)->view()), kText);
}

TEST_CASE("every size around a chunk boundary comes back whole") {
    FakeRandom random;
    const age::Identity identity = age::Identity::generate(random);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, age::kChunkSize - 1, age::kChunkSize, age::kChunkSize + 1, 3 * age::kChunkSize}) {
        CAPTURE(size);
        const Bytes plain = filled(size);
        const Bytes file = age::seal(plain, {&identity.recipient(), 1}, random).value();
        CHECK(equal(age::open(file, identity)->view(), plain));
    }
}

TEST_CASE("any flipped bit of a sealed file is refused") {
    const Sealed sealed;
    for (std::size_t bit = 0; bit < sealed.file.size() * 8; ++bit) {
        Bytes flipped = sealed.file;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
        CAPTURE(bit);
        CHECK_FALSE(age::open(flipped, sealed.identity).ok());
    }
}

TEST_CASE("a sealed file cut short anywhere, or with a byte more, is refused") {
    const Sealed sealed;
    for (std::size_t size = 0; size < sealed.file.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(age::open(ByteView(sealed.file).first(size), sealed.identity).ok());
    }
    Bytes longer = sealed.file;
    longer.push_back(0);
    CHECK_EQ(age::open(longer, sealed.identity).code(), codes::age_payload_damaged);
}

TEST_CASE("chunks that are dropped or swapped are refused") {
    FakeRandom random;
    const age::Identity identity = age::Identity::generate(random);
    const Bytes file = age::seal(filled(3 * age::kChunkSize), {&identity.recipient(), 1}, random).value();
    constexpr std::size_t kSealedChunk = age::kChunkSize + age::kTagSize;
    const auto payload = file.end() - std::ptrdiff_t{3 * kSealedChunk};

    Bytes dropped(file.begin(), payload);
    dropped.insert(dropped.end(), payload + kSealedChunk, file.end());
    CHECK_EQ(age::open(dropped, identity).code(), codes::age_payload_damaged);

    Bytes swapped = file;
    std::swap_ranges(swapped.end() - std::ptrdiff_t{3 * kSealedChunk}, swapped.end() - std::ptrdiff_t{2 * kSealedChunk},
                     swapped.end() - std::ptrdiff_t{2 * kSealedChunk});
    CHECK_EQ(age::open(swapped, identity).code(), codes::age_payload_damaged);
}

TEST_CASE("sealing to nobody, or to a point of low order, is refused") {
    FakeRandom random;
    CHECK_EQ(age::seal(view(kText), {}, random).code(), codes::age_key_malformed);
    const age::Recipient nobody{};
    CHECK_EQ(age::seal(view(kText), {&nobody, 1}, random).code(), codes::age_key_malformed);
}

TEST_CASE("a header is written in the one way in which it can be read") {
    const Sealed sealed;
    const age::Header header = age::parse_header(sealed.file).value();
    const std::string again = age::encode_stanzas(header.stanzas) + age::encode_mac(header.mac);
    CHECK(equal(view(again), ByteView(sealed.file).first(header.size)));
}

TEST_CASE("a key is written and read as the age program does") {
    // The key of the published vectors (C2SP/CCTV age), with the recipient that `age-keygen -y` prints for it.
    constexpr std::string_view kSecretKey = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
    const age::Identity identity = age::Identity::parse(kSecretKey).value();
    CHECK_EQ(as_text(identity.text().view()), kSecretKey);
    const std::string recipient = identity.recipient().text();
    CHECK_EQ(recipient, "age1xmwwc06ly3ee5rytxm9mflaz2u56jjj36s0mypdrwsvlul66mv4q47ryef");
    CHECK_EQ(age::Recipient::parse(recipient).value(), identity.recipient());
    for (const char* wrong : {"", "age1", "age-secret-key-1egtzvffv20835nwyv6270lxyvk2vknx2mmdkwyklmgr48uawx40q2p2lm0",
                              "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM1", "A12UEL5L"})
        CHECK_EQ(age::Identity::parse(wrong).code(), codes::age_key_malformed);
    CHECK_EQ(age::Recipient::parse(kSecretKey).code(), codes::age_key_malformed);
}
