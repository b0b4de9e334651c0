#include "kiosk/app/device_folder.h"

#include "core/base/codes/base.h"
#include "core/base/codes/kiosk.h"
#include "core/base/codes/record.h"

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kKeyFileMax = 4'096;
constexpr std::size_t kKitFileMax = 4u << 20;

Path signing_key_path(const Path& data) {
    return data / "keys" / "device.key";
}
Path sealing_key_path(const Path& data) {
    return data / "keys" / "device.age";
}
Path kit_path(const Path& data) {
    return data / "enrolment" / "kit.kge";
}
Path certificate_path(const Path& data) {
    return data / "enrolment" / "certificate.kgc";
}

Result<Secret> read_secret(const Path& path) {
    Bytes content = TRY(read_file(path, kKeyFileMax));
    Secret secret{ByteView(content)};
    wipe(content.data(), content.size());
    return secret;
}

record::SignerDemand device_now(const record::OpenedKit& kit, Clock& clock) {
    return {.role = record::Role::device, .at_ms = clock.wall_ms(), .environment = kit.content.roots.environment};
}

} // namespace

Result<DeviceKeys> DeviceFolder::load_keys() const {
    Secret seed = TRY(read_secret(signing_key_path(data_)));
    if (seed.size() != record::kSeedSize) return error(codes::file_unreadable, "device.key");
    const Secret identity = TRY(read_secret(sealing_key_path(data_)));
    auto signing = TRY(record::KeyPair::from_seed(std::move(seed)));
    auto sealing = TRY(record::age::Identity::parse(as_text(identity.view())));
    return DeviceKeys{std::move(signing), std::move(sealing)};
}

Result<Device> DeviceFolder::load() const {
    const auto kit = read_file(kit_path(data_), kKitFileMax);
    if (!kit) return kit.code() == codes::file_missing ? error(codes::not_enrolled, data_.string()) : kit.error();
    const auto certificate = read_file(certificate_path(data_), kKeyFileMax);
    if (!certificate && certificate.code() != codes::file_missing) return certificate.error();
    auto keys = TRY(load_keys());
    auto opened = TRY(record::verify_kit(*kit));
    return Device{std::move(keys), std::move(opened), certificate ? *certificate : Bytes{}};
}

Result<Bytes> DeviceFolder::begin_enrolment(ByteView kit, Clock& clock, Random& random) const {
    const record::OpenedKit opened = TRY(record::verify_kit(kit));
    if (std::filesystem::exists(kit_path(data_))) return error(codes::enrolled_already, data_.string());
    TRY(make_folder(data_, 0711)); // the carrier, another user, must reach the spool inside and nothing else
    TRY(make_folder(data_ / "keys", 0700));
    TRY(make_folder(data_ / "enrolment", 0700));
    const record::KeyPair signing = record::KeyPair::generate(random);
    const record::age::Identity sealing = record::age::Identity::generate(random);
    const Secret seed = signing.seed();
    TRY(write_file_atomic(signing_key_path(data_), seed.view(), {.mode = 0600}));
    const Secret text = sealing.text();
    TRY(write_file_atomic(sealing_key_path(data_), text.view(), {.mode = 0600}));
    const auto age_recipient = TRY(record::PublicKeyBytes::from(sealing.recipient().point));
    const record::EnrolmentAsk ask{.terminal = opened.content.terminal,
                                   .age_recipient = age_recipient,
                                   .asked_ms = clock.wall_ms()};
    Bytes request = record::make_enrolment_request(ask, signing, opened.content.secret);
    TRY(write_file_atomic(request_path(), request));
    // The kit comes last: with it the folder counts as enrolling, and everything else is there.
    TRY(write_file_atomic(kit_path(data_), kit, {.mode = 0600}));
    return request;
}

Result<void> DeviceFolder::finish_enrolment(ByteView certificate, Clock& clock) const {
    const Device device = TRY(load());
    if (!device.certificate.empty()) return error(codes::enrolled_already, data_.string());
    const record::SignedCertificate granted = TRY(device.kit.bundle.judge(certificate, device_now(device.kit, clock)));
    if (granted.content.key != device.keys.signing.public_key().cose_key()) return error(codes::signature_bad, "the certificate is for another key");
    const ByteView probe = view("kaogong self-test");
    if (!device.keys.signing.public_key().verify(probe, device.keys.signing.sign(probe))) return error(codes::signature_bad, "self-test of the key");
    return write_file_atomic(certificate_path(data_), certificate);
}

Path emergency_tokens(const Path& data) {
    return data / "keys" / "emergency";
}

} // namespace kaogong::kiosk::app
