#include "core/record/signing_key.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/emergency.h"
#include "core/record/wire.h"

#include <algorithm>

#include <sodium.h>

namespace kaogong::record {
namespace {

constexpr std::size_t kSecretSize = 32;
constexpr std::size_t kChecksumSize = 8;
constexpr std::size_t kTokenFileSize = 5 + TokenId::kSize + kSecretSize + kChecksumSize;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kBoxSize = kNonceSize + kSeedSize + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kSigningKeyFileMax = 1'024;
constexpr std::string_view kWrapLabel = "kaogong signing key 1";
constexpr std::int64_t kVersion = 1, kKey = 2, kToken = 3, kSalt = 4, kOperations = 5, kMemory = 6, kBox = 7;

Error damaged(std::string what) {
    return error(codes::signing_key_damaged, std::move(what));
}

// PIN and token both go into the key that wraps, each through its own step: Argon2id makes a guess at the PIN dear, the token's 256 bits
// make guessing without it hopeless.
Result<Secret> wrapping_key(const SealedSigningKey& sealed, const Token& token, const Secret& pin) {
    TRY(check_cost(sealed.cost));
    Secret stretched(kSecretSize);
    const int failed = crypto_pwhash(stretched.data(), stretched.size(), reinterpret_cast<const char*>(pin.data()), pin.size(),
                                     sealed.salt.bytes.data(), static_cast<std::uint64_t>(sealed.cost.operations),
                                     static_cast<std::size_t>(sealed.cost.memory_kib) * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0) return error(codes::pin_cost, "memory");
    Secret input(kWrapLabel.size() + stretched.size());
    const auto out = std::copy(kWrapLabel.begin(), kWrapLabel.end(), input.data());
    std::copy(stretched.view().begin(), stretched.view().end(), out);
    Secret key(kSecretSize);
    crypto_generichash(key.data(), key.size(), input.data(), input.size(), token.secret.data(), token.secret.size());
    return key;
}

// The seal is bound to the public key and the token that the file names, so that neither can be exchanged.
Bytes associated_data(const SealedSigningKey& sealed) {
    Bytes data = to_bytes(view(kWrapLabel));
    data.insert(data.end(), sealed.key.x.bytes.begin(), sealed.key.x.bytes.end());
    data.insert(data.end(), sealed.token.bytes.begin(), sealed.token.bytes.end());
    return data;
}

} // namespace

Token make_token(Random& random) {
    Token token{.id = random.fixed<TokenId>(), .secret = Secret(kSecretSize)};
    random.fill(token.secret.span());
    return token;
}

Secret encode_token(const Token& token) {
    Secret file(kTokenFileSize);
    auto out = std::copy(kMagicToken.begin(), kMagicToken.end(), file.data());
    out = std::copy(token.id.bytes.begin(), token.id.bytes.end(), out);
    out = std::copy(token.secret.view().begin(), token.secret.view().end(), out);
    const Hash checksum = sha256(file.view().first(kTokenFileSize - kChecksumSize));
    std::copy_n(checksum.bytes.begin(), kChecksumSize, out);
    return file;
}

Result<Token> decode_token(ByteView file) {
    if (file.size() != kTokenFileSize || !as_text(file).starts_with(kMagicToken)) return damaged("token");
    const Hash checksum = sha256(file.first(kTokenFileSize - kChecksumSize));
    if (!std::equal(checksum.bytes.begin(), checksum.bytes.begin() + kChecksumSize, file.last(kChecksumSize).begin()))
        return damaged("checksum of the token");
    const TokenId id = TRY(TokenId::from(file.subspan(kMagicToken.size(), TokenId::kSize)));
    return Token{.id = id, .secret = Secret(file.subspan(kMagicToken.size() + TokenId::kSize, kSecretSize))};
}

Bytes encode_signing_key(const SealedSigningKey& sealed) {
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    sealed.key.write(writer.key(kKey));
    writer.key(kToken).bytes(sealed.token.view());
    writer.key(kSalt).bytes(sealed.salt.view());
    writer.key(kOperations).integer(sealed.cost.operations);
    writer.key(kMemory).integer(sealed.cost.memory_kib);
    writer.key(kBox).bytes(sealed.box);
    writer.end_map();
    Bytes file = to_bytes(view(kMagicSigningKey));
    const Bytes map = writer.take();
    file.insert(file.end(), map.begin(), map.end());
    return file;
}

namespace {

Result<SealedSigningKey> read_signing_key(ByteView map) {
    SealedSigningKey sealed;
    cbor::Reader reader(map);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kKey));
    sealed.key = TRY(CoseKey::read(reader));
    TRY(fields.need(kToken));
    sealed.token = TRY(reader.fixed<TokenId>());
    TRY(fields.need(kSalt));
    sealed.salt = TRY(reader.fixed<PinSalt>());
    TRY(fields.need(kOperations));
    sealed.cost.operations = TRY(reader.integer_in(kPinCostMin.operations, kPinCostMax.operations));
    TRY(fields.need(kMemory));
    sealed.cost.memory_kib = TRY(reader.integer_in(kPinCostMin.memory_kib, kPinCostMax.memory_kib));
    TRY(fields.need(kBox));
    sealed.box = to_bytes(TRY(reader.bytes()));
    TRY(fields.close());
    TRY(reader.finish());
    if (sealed.box.size() != kBoxSize) return damaged("length");
    return sealed;
}

} // namespace

Result<SealedSigningKey> decode_signing_key(ByteView file) {
    if (file.size() > kSigningKeyFileMax || !as_text(file).starts_with(kMagicSigningKey)) return damaged("first bytes");
    auto sealed = read_signing_key(file.subspan(kMagicSigningKey.size()));
    if (!sealed) return damaged(std::string(code_name(sealed.code())));
    return sealed;
}

Result<SealedSigningKey> seal_signing_key(const KeyPair& key, const SealingSecrets& secrets, Random& random) {
    TRY(check_pin(secrets.pin));
    SealedSigningKey sealed{.key = key.public_key().cose_key(),
                            .token = secrets.token.id,
                            .salt = random.fixed<PinSalt>(),
                            .cost = secrets.cost,
                            .box = Bytes(kBoxSize)};
    const Secret wrap = TRY(wrapping_key(sealed, secrets.token, secrets.pin));
    const Bytes associated = associated_data(sealed);
    const Secret seed = key.seed();
    random.fill(std::span(sealed.box).first(kNonceSize));
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.box.data() + kNonceSize, nullptr, seed.data(), seed.size(), associated.data(),
                                               associated.size(), nullptr, sealed.box.data(), wrap.data());
    return sealed;
}

Result<std::optional<KeyPair>> open_signing_key(const SealedSigningKey& sealed, const Token& token, const Secret& pin) {
    if (token.id != sealed.token) return error(codes::token_other);
    const Secret wrap = TRY(wrapping_key(sealed, token, pin));
    const Bytes associated = associated_data(sealed);
    Secret seed(kSeedSize);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(seed.data(), nullptr, nullptr, sealed.box.data() + kNonceSize,
                                                                  sealed.box.size() - kNonceSize, associated.data(), associated.size(),
                                                                  sealed.box.data(), wrap.data());
    if (failed != 0) return std::optional<KeyPair>();
    auto key = TRY(KeyPair::from_seed(std::move(seed)));
    if (key.public_key().cose_key() != sealed.key) return damaged("public key");
    return std::optional(std::move(key));
}

Result<Token> TokenFolder::read() {
    auto file = read_file(folder_ / kTokenFileName, kTokenFileSize);
    if (!file) return file.code() == codes::file_too_large ? damaged("length of the token") : error(codes::token_missing);
    auto token = decode_token(*file);
    wipe(file->data(), file->size());
    return token;
}

Result<std::optional<Bytes>> sign_with_token(ByteView payload, const PersonSigning& signing, TokenReader& reader) {
    const Token token = TRY(reader.read());
    const auto key = TRY(open_signing_key(signing.sealed, token, signing.pin));
    if (!key) return std::optional<Bytes>();
    const ResultSigner signer{.key = &*key, .certificate = signing.certificate};
    Bytes signature = signing.what == SignedAs::warrant ? TRY(sign_warrant(payload, signer, signing.issued_at_s))
                                                        : TRY(sign_result(payload, signer, signing.issued_at_s));
    const auto again = reader.read();
    if (!again || again->id != token.id) return error(codes::token_pulled);
    return std::optional(std::move(signature));
}

} // namespace kaogong::record
