#include "core/record/age/file.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/age/armor.h"
#include "core/record/age/stream.h"

#include <functional>

namespace kaogong::record::age {
namespace {

constexpr std::size_t kNonceSize = 16;

using Unwrap = std::function<Result<std::optional<Secret>>(const Stanza&)>;

Mac header_mac(const Secret& file_key, ByteView authenticated) {
    const Secret key = hkdf_sha256({file_key.view(), {}, "header"});
    return hmac_sha256(key.view(), authenticated);
}

Secret payload_key(const Secret& file_key, ByteView nonce) {
    return hkdf_sha256({file_key.view(), nonce, "payload"});
}

Result<Secret> find_file_key(const Header& header, const Unwrap& unwrap) {
    for (const Stanza& stanza : header.stanzas) {
        std::optional<Secret> file_key = TRY(unwrap(stanza));
        if (file_key) return std::move(*file_key);
    }
    return error(codes::age_no_match);
}

Result<Secret> open_binary(ByteView file, const Unwrap& unwrap) {
    const Header header = TRY(parse_header(file));
    TRY(check_scrypt_alone(header.stanzas));
    const Secret file_key = TRY(find_file_key(header, unwrap));
    if (!equal_in_constant_time(header.mac, header_mac(file_key, file.first(header.authenticated_size))))
        return error(codes::age_header_forged);
    const ByteView payload = file.subspan(header.size);
    if (payload.size() < kNonceSize) return error(codes::age_header_malformed, "the nonce is cut off");
    return open_stream(payload.subspan(kNonceSize), payload_key(file_key, payload.first(kNonceSize)));
}

Result<Secret> open_any(ByteView file, const Unwrap& unwrap) {
    if (file.size() > kPackageSizeMax) return error(codes::file_too_large, "sealed file");
    if (!looks_armored(file)) return open_binary(file, unwrap);
    return open_binary(TRY(remove_armor(file)), unwrap);
}

void append(Bytes& bytes, ByteView more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

} // namespace

Result<Bytes> seal(ByteView plaintext, std::span<const Recipient> recipients, Random& random) {
    if (recipients.empty() || recipients.size() > kRecipientsMax) return error(codes::age_key_malformed, "number of recipients");
    Secret file_key(kFileKeySize);
    random.fill(file_key.span());
    std::vector<Stanza> stanzas;
    for (const Recipient& recipient : recipients) stanzas.push_back(TRY(wrap_for(recipient, file_key, random)));

    const std::string authenticated = encode_stanzas(stanzas);
    Bytes file = to_bytes(view(authenticated));
    append(file, view(encode_mac(header_mac(file_key, view(authenticated)))));
    const Bytes nonce = random.bytes(kNonceSize);
    append(file, nonce);
    append(file, seal_stream(plaintext, payload_key(file_key, nonce)));
    return file;
}

Result<Secret> open(ByteView file, std::span<const Identity> identities) {
    return open_any(file, [&](const Stanza& stanza) -> Result<std::optional<Secret>> {
        for (const Identity& identity : identities) {
            std::optional<Secret> file_key = TRY(unwrap_x25519(stanza, identity));
            if (file_key) return file_key;
        }
        return std::optional<Secret>();
    });
}

Result<Secret> open(ByteView file, const Identity& identity) {
    return open(file, std::span(&identity, 1));
}

Result<Secret> open_with_passphrase(ByteView file, const Passphrase& passphrase) {
    return open_any(file, [&](const Stanza& stanza) { return unwrap_scrypt(stanza, passphrase); });
}

} // namespace kaogong::record::age
