#include "core/record/keys.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::int64_t kLabelType = 1, kLabelCurve = -1, kLabelX = -2;

} // namespace

void CoseKey::write(cbor::Writer& writer) const {
    writer.begin_map();
    writer.key(kLabelType).integer(labels.type);
    writer.key(kLabelCurve).integer(labels.curve);
    writer.key(kLabelX).bytes(x.view());
    writer.end_map();
}

Result<CoseKey> CoseKey::read(cbor::Reader& reader) {
    CoseKey key;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kLabelType));
    key.labels.type = TRY(reader.integer());
    TRY(fields.need(kLabelCurve));
    key.labels.curve = TRY(reader.integer());
    TRY(fields.need(kLabelX));
    key.x = TRY(reader.fixed<PublicKeyBytes>());
    TRY(fields.close());
    return key;
}

KeyId CoseKey::id(const Suite& suite) const {
    cbor::Writer writer;
    write(writer);
    const Hash thumbprint = suite.hash(writer.view());
    KeyId id;
    std::copy_n(thumbprint.bytes.begin(), KeyId::kSize, id.bytes.begin());
    return id;
}

PublicKey::PublicKey(const Suite& suite, const PublicKeyBytes& bytes) : suite_(&suite), bytes_(bytes), id_(cose_key().id(suite)) {}

Result<PublicKey> PublicKey::from(const PublicKeyBytes& bytes, const Suite& suite) {
    if (!suite.usable(bytes)) return error(codes::key_invalid, "not a point of the main subgroup");
    return PublicKey(suite, bytes);
}

Result<PublicKey> PublicKey::from(const CoseKey& key, const Suite& suite) {
    if (key.labels != suite.key_labels())
        return error(codes::key_invalid, "key type " + std::to_string(key.labels.type) + ", curve " + std::to_string(key.labels.curve));
    return from(key.x, suite);
}

KeyPair KeyPair::generate(Random& random, const Suite& suite) {
    Secret seed(kSeedSize);
    random.fill(seed.span());
    auto pair = from_seed(std::move(seed), suite);
    CHECK(pair.ok());
    return std::move(pair).value();
}

Result<KeyPair> KeyPair::from_seed(Secret seed, const Suite& suite) {
    if (seed.size() != kSeedSize) return error(codes::key_invalid, "seed of " + std::to_string(seed.size()) + " bytes");
    auto public_key = TRY(PublicKey::from(suite.public_key(seed.view()), suite));
    return KeyPair(std::move(public_key), std::move(seed));
}

Signature KeyPair::sign(ByteView message) const {
    return suite().sign(seed_.view(), public_key_.bytes(), message);
}

} // namespace kaogong::record
