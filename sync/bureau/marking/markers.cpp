#include "sync/bureau/marking/markers.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/pin.h"

#include <algorithm>

namespace kaogong::bureau::marking {
namespace {

constexpr std::string_view kLabel = "kaogong marking 1";
constexpr std::size_t kFileMax = 64u << 10;

// Bytes that only the holder of the response key could have drawn, and draws again for the same records.
class DrawnAgain final : public Random {
  public:
    DrawnAgain(const record::age::Identity& secret, const Hash& earlier, const Hash& cause) {
        // Every part has a fixed length, so no two pairs of records give the same seed.
        Secret seed(kLabel.size() + secret.scalar().size() + 2 * Hash::kSize);
        auto out = std::copy(kLabel.begin(), kLabel.end(), seed.data());
        for (const ByteView part : {secret.scalar(), earlier.view(), cause.view()}) out = std::copy(part.begin(), part.end(), out);
        seed_ = record::sha256(seed.view());
    }
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) {
            if (used_ == Hash::kSize) next_block();
            byte = block_.bytes[used_++];
        }
    }

  private:
    void next_block() {
        CHECK(++number_ != 0);
        Bytes numbered = to_bytes(seed_.view());
        numbered.push_back(number_);
        block_ = record::sha256(numbered);
        used_ = 0;
    }

    Hash seed_, block_;
    std::size_t used_ = Hash::kSize;
    std::uint8_t number_ = 0;
};

Result<Secret> read_pin(const Path& path) {
    Bytes content = TRY(read_file(path, kFileMax));
    const std::string_view text = as_text(content);
    Secret pin{view(text.substr(0, text.find_last_not_of("\r\n") + 1))};
    wipe(content.data(), content.size());
    return pin;
}

} // namespace

// The attempt is not counted: whoever guesses here holds the token already, on a machine without a network.
Result<Marker> open_marker(const MarkerFiles& files) {
    Bytes certificate = TRY(read_file(files.certificate, kFileMax));
    const auto decoded = TRY(record::decode_certificate(certificate));
    if (decoded.content.role != record::Role::bureau_marker)
        return error(codes::certificate_role, std::string(record::role_key(decoded.content.role)));
    const auto sealed = TRY(record::decode_signing_key(TRY(read_file(files.key, kFileMax))));
    const record::Token token = TRY(record::TokenFolder(files.token).read());
    auto key = TRY(record::open_signing_key(sealed, token, TRY(read_pin(files.pin))));
    if (!key) return error(codes::marker_pin_wrong, decoded.content.label);
    return Marker{.key = std::move(*key), .certificate = std::move(certificate)};
}

Result<MadeResult> make_result(record::ResultRecord record, const MakingOf& making) {
    CHECK(record.earlier.has_value());
    if (making.markers.empty()) return error(codes::signature_missing, "no marker");
    DrawnAgain drawn(making.secret, *record.earlier, making.cause);
    record.id = RecordId{uuid_v7(record.times.ended_ms, drawn)};
    record.salt = drawn.fixed<record::Salt>();
    record.signers.clear();
    std::vector<record::ResultSigner> signers;
    for (const Marker& marker : making.markers) {
        record.signers.push_back({.role = record::Role::bureau_marker, .key = marker.key.id()});
        signers.push_back({.key = &marker.key, .certificate = marker.certificate});
    }
    std::sort(record.signers.begin(), record.signers.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    const Hash hash = record::record_hash(TRY(record::encode_record(record)));
    Bytes signed_result = TRY(record::seal_result(record, signers, making.wall_ms / 1'000));
    return MadeResult{.hash = hash, .signed_result = std::move(signed_result)};
}

} // namespace kaogong::bureau::marking
