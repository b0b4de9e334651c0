#include "core/record/kit.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

namespace kit_key {
constexpr std::int64_t kVersion = 1, kRoots = 2, kThreshold = 3, kUrl = 4, kCa = 5, kCentre = 6, kTerminal = 7, kSeat = 8, kEnvironment = 9,
                       kSuite = 10, kBundle = 11, kMade = 12, kCentreName = 13, kRoom = 14, kSecret = 15;
}
constexpr std::size_t kCaMax = 16 * 1024;
constexpr std::size_t kKitBundleMax = cbor::kItemBytesMax - 64 * 1024; // the kit's payload is itself one byte string

Result<void> check(const Kit& kit, const Suite& suite) {
    TRY(kit.roots.check(suite));
    TRY(wire::check_text(kit.bureau_url, "address of the bureau"));
    TRY(wire::check_text(kit.centre_name, "name of the centre"));
    TRY(wire::check_text(kit.room, "room"));
    TRY(wire::check_text(kit.seat, "seat"));
    if (!kit.bureau_ca.empty()) TRY(wire::check_text(kit.bureau_ca, "authority of the bureau", kCaMax));
    if (kit.bundle.size() > kKitBundleMax) return error(codes::record_too_large, "trust bundle of a kit");
    return success();
}

Bytes encode_payload(const Kit& kit) {
    using namespace kit_key;
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    wire::write_fixed_list(writer.key(kRoots), kit.roots.keys);
    writer.key(kThreshold).integer(kit.roots.threshold);
    writer.key(kUrl).text(kit.bureau_url);
    if (!kit.bureau_ca.empty()) writer.key(kCa).text(kit.bureau_ca);
    writer.key(kCentre).bytes(kit.centre.view());
    writer.key(kTerminal).bytes(kit.terminal.view());
    writer.key(kSeat).text(kit.seat);
    writer.key(kEnvironment).integer(wire::number(kit.roots.environment));
    writer.key(kSuite).integer(wire::number(kit.roots.suite));
    writer.key(kBundle).bytes(kit.bundle);
    writer.key(kMade).integer(kit.made_ms);
    writer.key(kCentreName).text(kit.centre_name);
    writer.key(kRoom).text(kit.room);
    writer.key(kSecret).bytes(kit.secret.view());
    writer.end_map();
    return writer.take();
}

Result<Kit> read_payload(ByteView payload, const Suite& suite) {
    using namespace kit_key;
    Kit kit;
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kRoots));
    kit.roots.keys = TRY(wire::read_fixed_list<PublicKeyBytes>(reader, kRootsMax));
    TRY(fields.need(kThreshold));
    kit.roots.threshold = static_cast<int>(TRY(reader.integer_in(1, kRootsMax)));
    TRY(fields.need(kUrl));
    kit.bureau_url = TRY(wire::read_text(reader));
    if (TRY(fields.has(kCa))) kit.bureau_ca = TRY(wire::read_text(reader, kCaMax));
    TRY(fields.need(kCentre));
    kit.centre = TRY(reader.fixed<CentreId>());
    TRY(fields.need(kTerminal));
    kit.terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(kSeat));
    kit.seat = TRY(wire::read_text(reader));
    TRY(fields.need(kEnvironment));
    kit.roots.environment = TRY(wire::read_enum(reader, Environment::real, Environment::practice));
    TRY(fields.need(kSuite));
    kit.roots.suite = static_cast<SuiteNumber>(TRY(reader.integer_in(1, UINT8_MAX)));
    TRY(fields.need(kBundle));
    kit.bundle = to_bytes(TRY(reader.bytes()));
    TRY(fields.need(kMade));
    kit.made_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kCentreName));
    kit.centre_name = TRY(wire::read_text(reader));
    TRY(fields.need(kRoom));
    kit.room = TRY(wire::read_text(reader));
    TRY(fields.need(kSecret));
    kit.secret = TRY(reader.fixed<EnrolmentSecret>());
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(kit, suite));
    return kit;
}

} // namespace

Result<Bytes> encode_kit(const Kit& kit, const KeyPair& issuer) {
    TRY(check(kit, issuer.suite()));
    Bytes file = to_bytes(view(kMagicKit));
    const Bytes message = sign_attached(encode_payload(kit), {.protected_headers = {.type = kTypeKit}}, issuer);
    file.insert(file.end(), message.begin(), message.end());
    TRY(verify_kit(file, issuer.suite()));
    return file;
}

Result<OpenedKit> verify_kit(ByteView file, const Suite& suite) {
    if (!as_text(file).starts_with(kMagicKit)) return error(codes::file_kind_unknown, "no enrolment kit");
    const Sign1 message = TRY(Sign1::decode(file.subspan(kMagicKit.size())));
    TRY(expect_shape(message, {.type = kTypeKit}));
    if (message.protected_headers.claims) return error(codes::cose_header, "claims of a kit");
    Kit kit = TRY(read_payload(*message.payload, suite));
    Bundle bundle = TRY(verify_bundle(kit.bundle, kit.roots, suite));
    if (bundle.roots != kit.roots) return error(codes::roots_mismatch, "kit and bundle");
    const PublicKey issuer = TRY(bundle.key_of(TRY(message.key_id()), {.role = Role::issuer, .at_ms = kit.made_ms}, suite));
    TRY(verify_attached(message, issuer));
    return OpenedKit{.content = std::move(kit), .bundle = std::move(bundle)};
}

} // namespace kaogong::record
