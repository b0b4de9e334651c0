// The signing key of a person (examiner, chief, supervisor): sealed under a PIN *and* a key file that lies on the person's token, so that
// neither the terminal with a guessed PIN, nor a token that was found, nor a copied sealed key signs anything alone. The sealed key may lie
// anywhere; it travels with the session's package or on the token. In clear the key exists only inside sign_with_token.
#pragma once

#include "core/base/file.h"
#include "core/record/pin.h"
#include "core/record/signed_result.h"

namespace kaogong::record {

using TokenId = FixedBytes<struct TokenIdTag, 16>;
inline constexpr std::string_view kTokenFileName = "kaogong.kgt"; // on the token: "KGT1\n", token id, 32 secret bytes, checksum
inline constexpr std::string_view kMagicToken = "KGT1\n";
inline constexpr std::string_view kMagicSigningKey = "KGI1\n"; // a sealed key: magic, then one CBOR map (FORMAT.md)

struct Token {
    TokenId id;
    Secret secret; // 32 bytes
};
Token make_token(Random& random);
Secret encode_token(const Token& token);
Result<Token> decode_token(ByteView file); // signing_key_damaged

struct SealedSigningKey {
    CoseKey key;   // public
    TokenId token; // that it needs
    PinSalt salt;
    PinCost cost;
    Bytes box; // nonce and XChaCha20-Poly1305 of the seed
    bool operator==(const SealedSigningKey&) const = default;
};
Bytes encode_signing_key(const SealedSigningKey& sealed);
Result<SealedSigningKey> decode_signing_key(ByteView file); // signing_key_damaged

struct SealingSecrets {
    const Token& token;
    const Secret& pin;
    PinCost cost = {};
};
Result<SealedSigningKey> seal_signing_key(const KeyPair& key, const SealingSecrets& secrets, Random& random); // pin_malformed, pin_cost
// Nothing where the PIN is wrong. token_other where the token is another key's. Costs an Argon2id: the caller counts the attempt first.
Result<std::optional<KeyPair>> open_signing_key(const SealedSigningKey& sealed, const Token& token, const Secret& pin);

// Where a token is plugged in. Read twice for one signature.
class TokenReader {
  public:
    virtual ~TokenReader() = default;
    virtual Result<Token> read() = 0; // token_missing
};
class TokenFolder final : public TokenReader {
  public:
    explicit TokenFolder(Path folder) : folder_(std::move(folder)) {}
    Result<Token> read() override;

  private:
    Path folder_;
};

enum class SignedAs { result, warrant };
struct PersonSigning {
    const SealedSigningKey& sealed;
    ByteView certificate;
    const Secret& pin;
    std::int64_t issued_at_s = 0;
    SignedAs what = SignedAs::result;
};
// One signature over a record's or a warrant's payload, or nothing at all: the token has to be there before and after (token_pulled), so that nobody signs
// by holding it to the machine for a moment, and the signature is thrown away where it went. No value: the PIN is wrong.
Result<std::optional<Bytes>> sign_with_token(ByteView payload, const PersonSigning& signing, TokenReader& reader);

} // namespace kaogong::record
