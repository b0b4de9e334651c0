#include "core/record/sealed_person.h"

#include "core/base/codes/record.h"

#include <sodium.h>

namespace kaogong::record {
namespace {

constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSealedSizeMax = 4u << 20; // a photo
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "kgperson";
enum class Subkey : std::uint64_t { sealing = 1, lookup = 2 };

Secret derive(const Secret& master, Subkey which) {
    Secret key(kKeySize);
    CHECK(crypto_kdf_derive_from_key(key.data(), key.size(), static_cast<std::uint64_t>(which), kContext, master.data()) == 0);
    return key;
}

// Length first, so that "12" and "3" never hash like "1" and "23".
void append_normalised(Bytes& bytes, std::string_view number) {
    std::string normal;
    for (const char c : number)
        if (c != ' ') normal.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c);
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(normal.size() >> shift));
    bytes.insert(bytes.end(), normal.begin(), normal.end());
    wipe(normal.data(), normal.size());
}

} // namespace

PersonKey::PersonKey(Secret master)
    : master_(std::move(master)), sealing_(derive(master_, Subkey::sealing)), lookup_(derive(master_, Subkey::lookup)) {}

PersonKey PersonKey::generate(Random& random) {
    Secret master(kKeySize);
    random.fill(master.span());
    return PersonKey(std::move(master));
}

Result<PersonKey> PersonKey::unwrap(ByteView wrapped, const age::Identity& device) {
    Secret master = TRY(age::open(wrapped, device));
    if (master.size() != kKeySize) return error(codes::sealed_person_damaged, "length of the key");
    return PersonKey(std::move(master));
}

Result<Bytes> PersonKey::wrap(const age::Recipient& device, Random& random) const {
    return age::seal(master_.view(), {&device, 1}, random);
}

Bytes PersonKey::seal(std::string_view field, ByteView plain, Random& random) const {
    CHECK(plain.size() <= kSealedSizeMax);
    Bytes sealed(kNonceSize + plain.size() + kTagSize);
    random.fill(std::span(sealed).first(kNonceSize));
    const ByteView associated = view(field);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonceSize, nullptr, plain.data(), plain.size(), associated.data(),
                                               associated.size(), nullptr, sealed.data(), sealing_.data());
    return sealed;
}

Result<Secret> PersonKey::open(std::string_view field, ByteView sealed) const {
    const Error damaged = error(codes::sealed_person_damaged, std::string(field.substr(0, field.find(' '))));
    if (sealed.size() < kNonceSize + kTagSize || sealed.size() > kSealedSizeMax + kNonceSize + kTagSize) return damaged;
    const ByteView box = sealed.subspan(kNonceSize);
    const ByteView associated = view(field);
    Secret plain(box.size() - kTagSize);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, box.data(), box.size(), associated.data(),
                                                                  associated.size(), sealed.data(), sealing_.data());
    if (failed != 0) return damaged;
    return plain;
}

LookupHash PersonKey::lookup(const SignInNumbers& numbers) const {
    Bytes fields;
    append_normalised(fields, numbers.admission_ticket);
    append_normalised(fields, numbers.identity_number);
    LookupHash hash;
    crypto_generichash(hash.bytes.data(), hash.bytes.size(), fields.data(), fields.size(), lookup_.data(), lookup_.size());
    wipe(fields.data(), fields.size());
    return hash;
}

} // namespace kaogong::record
