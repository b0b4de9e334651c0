#include "core/record/age/stanzas.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong::record::age {
namespace {

constexpr std::string_view kX25519 = "X25519";
constexpr std::string_view kX25519Info = "age-encryption.org/v1/X25519";
constexpr std::string_view kScrypt = "scrypt";
constexpr std::string_view kScryptLabel = "age-encryption.org/v1/scrypt";
constexpr std::size_t kSaltSize = 16;

Error malformed(std::string reason) {
    return error(codes::age_header_malformed, std::move(reason));
}

struct Exchange {
    const Secret& shared;
    ByteView ephemeral;
    ByteView recipient;
};

Secret x25519_wrap_key(const Exchange& exchange) {
    Bytes salt = to_bytes(exchange.ephemeral);
    salt.insert(salt.end(), exchange.recipient.begin(), exchange.recipient.end());
    return hkdf_sha256({exchange.shared.view(), salt, kX25519Info});
}

// Sealed under a key that is used once, hence the nonce of zeros.
Result<std::optional<Secret>> open_body(const Stanza& stanza, const Secret& wrap_key) {
    Secret file_key(kFileKeySize);
    if (!aead_open({wrap_key}, stanza.body, file_key.span())) return std::optional<Secret>();
    return std::optional(std::move(file_key));
}

// The size is checked before anything is opened: a longer body could be made to open under two keys.
Result<void> check_shape(const Stanza& stanza, std::size_t arguments) {
    if (stanza.arguments.size() != arguments) return malformed("arguments of a stanza");
    if (stanza.body.size() != kFileKeySize + kTagSize) return malformed("length of a wrapped file key");
    return success();
}

Result<int> parse_work_factor(std::string_view text, int largest) {
    if (text.empty() || text.front() == '0' || text.front() == '-') return malformed("work factor");
    const auto factor = parse_integer(text);
    if (!factor) return malformed("work factor");
    if (*factor > largest) return error(codes::age_work_factor, std::string(text));
    return static_cast<int>(*factor);
}

Result<Secret> stretch(const Passphrase& passphrase, ByteView salt, int work_factor) {
    Bytes labelled = to_bytes(view(kScryptLabel));
    labelled.insert(labelled.end(), salt.begin(), salt.end());
    Secret key(kKeySize);
    const int failed =
        crypto_pwhash_scryptsalsa208sha256_ll(passphrase.text.data(), passphrase.text.size(), labelled.data(), labelled.size(),
                                              std::uint64_t{1} << work_factor, 8, 1, key.data(), key.size());
    if (failed != 0) return error(codes::age_work_factor, "not enough memory");
    return key;
}

} // namespace

Result<Stanza> wrap_for(const Recipient& recipient, const Secret& file_key, Random& random) {
    const Identity ephemeral = Identity::generate(random);
    const std::optional<Secret> shared = shared_secret(ephemeral.scalar(), recipient.point);
    if (!shared) return error(codes::age_key_malformed, "recipient of low order");
    const Secret wrap_key = x25519_wrap_key({*shared, ephemeral.recipient().point, recipient.point});
    Stanza stanza{std::string(kX25519), {to_base64(ephemeral.recipient().point, Base64::standard)}, Bytes(file_key.size() + kTagSize)};
    aead_seal({wrap_key}, file_key.view(), stanza.body);
    return stanza;
}

Result<std::optional<Secret>> unwrap_x25519(const Stanza& stanza, const Identity& identity) {
    if (stanza.type != kX25519) return std::optional<Secret>();
    TRY(check_shape(stanza, 1));
    const Bytes ephemeral = TRY(decode_base64(stanza.arguments.front()));
    if (ephemeral.size() != kKeySize) return malformed("length of an X25519 share");
    const std::optional<Secret> shared = shared_secret(identity.scalar(), ephemeral);
    if (!shared) return malformed("X25519 share of low order");
    return open_body(stanza, x25519_wrap_key({*shared, ephemeral, identity.recipient().point}));
}

Result<std::optional<Secret>> unwrap_scrypt(const Stanza& stanza, const Passphrase& passphrase) {
    if (stanza.type != kScrypt) return std::optional<Secret>();
    TRY(check_shape(stanza, 2));
    const Bytes salt = TRY(decode_base64(stanza.arguments[0]));
    if (salt.size() != kSaltSize) return malformed("length of a salt");
    const int work_factor = TRY(parse_work_factor(stanza.arguments[1], passphrase.work_factor_max));
    return open_body(stanza, TRY(stretch(passphrase, salt, work_factor)));
}

Result<void> check_scrypt_alone(std::span<const Stanza> stanzas) {
    const bool has_scrypt = std::any_of(stanzas.begin(), stanzas.end(), [](const Stanza& s) { return s.type == kScrypt; });
    if (has_scrypt && stanzas.size() > 1) return malformed("a passphrase stanza that is not alone");
    return success();
}

} // namespace kaogong::record::age
