#include "core/record/age/keys.h"

#include "core/base/codes/record.h"
#include "core/record/age/bech32.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong::record::age {
namespace {

constexpr std::string_view kRecipientPrefix = "age";
constexpr std::string_view kIdentityPrefix = "age-secret-key-";

struct Expected {
    std::string_view prefix;
    char case_first, case_last; // every letter of the text lies in this range
};

Result<Secret> decode_key(std::string_view text, const Expected& expected) {
    const auto other_case = [&](char c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter && (c < expected.case_first || c > expected.case_last);
    };
    if (std::any_of(text.begin(), text.end(), other_case)) return error(codes::age_key_malformed, "case of a key");
    Bech32 decoded = TRY(decode_bech32(text));
    if (decoded.prefix != expected.prefix || decoded.data.size() != kKeySize) return error(codes::age_key_malformed, "kind of a key");
    return std::move(decoded.data);
}

} // namespace

Result<Recipient> Recipient::from(ByteView point) {
    if (point.size() != kKeySize) return error(codes::age_key_malformed, "length of a recipient");
    Recipient recipient;
    std::copy(point.begin(), point.end(), recipient.point.begin());
    return recipient;
}

Result<Recipient> Recipient::parse(std::string_view text) {
    const Secret point = TRY(decode_key(text, {kRecipientPrefix, 'a', 'z'}));
    return from(point.view());
}

std::string Recipient::text() const {
    return encode_bech32(kRecipientPrefix, point);
}

Identity::Identity(Secret scalar) : scalar_(std::move(scalar)) {
    CHECK(crypto_scalarmult_curve25519_base(recipient_.point.data(), scalar_.data()) == 0);
}

Identity Identity::generate(Random& random) {
    Secret scalar(kKeySize);
    random.fill(scalar.span());
    return Identity(std::move(scalar));
}

Result<Identity> Identity::from(ByteView scalar) {
    if (scalar.size() != kKeySize) return error(codes::age_key_malformed, "length of an identity");
    return Identity(Secret(scalar));
}

Result<Identity> Identity::parse(std::string_view text) {
    return Identity(TRY(decode_key(text, {kIdentityPrefix, 'A', 'Z'})));
}

Secret Identity::text() const {
    std::string lower = encode_bech32(kIdentityPrefix, scalar_.view());
    Secret upper(view(lower));
    wipe(lower.data(), lower.size());
    for (std::uint8_t& c : upper.span())
        if (c >= 'a' && c <= 'z') c = static_cast<std::uint8_t>(c - ('a' - 'A'));
    return upper;
}

std::optional<Secret> shared_secret(ByteView scalar, ByteView point) {
    CHECK(scalar.size() == kKeySize && point.size() == kKeySize);
    Secret shared(kKeySize);
    if (crypto_scalarmult_curve25519(shared.data(), scalar.data(), point.data()) != 0) return std::nullopt;
    return shared;
}

} // namespace kaogong::record::age
