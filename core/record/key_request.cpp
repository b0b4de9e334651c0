#include "core/record/key_request.h"

#include "core/base/codes/base.h"
#include "core/record/cose.h"
#include "core/record/wire.h"

namespace kaogong::record {

Result<Bytes> make_key_request(const std::string& number, const KeyPair& key) {
    TRY(wire::check_text(number, "staff number"));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(1).integer(kFormatVersion);
    writer.key(2).text(number);
    key.public_key().cose_key().write(writer.key(3));
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeKeyRequest}}, key);
}

Result<KeyRequest> read_key_request(ByteView encoded) {
    if (encoded.size() > kKeyRequestMax) return error(codes::file_too_large, "request for a certificate");
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeKeyRequest}));
    cbor::Reader reader(*message.payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(1));
    TRY(wire::read_version(reader));
    TRY(fields.need(2));
    std::string number = TRY(wire::read_text(reader));
    TRY(fields.need(3));
    const PublicKey key = TRY(PublicKey::from(TRY(CoseKey::read(reader))));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(verify_attached(message, key));
    return KeyRequest{.number = std::move(number), .key = key};
}

} // namespace kaogong::record
