#include "core/record/certificate.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kIssuer = 1, kSubject = 2, kExpires = 4, kNotBefore = 5, kIssuedAt = 6, kConfirmation = 8, kRole = -70001,
                       kCentre = -70002, kCompetences = -70003, kEnvironment = -70004, kLabel = -70005, kTerminal = -70006, kWarrant = -70007;
constexpr std::int64_t kCoseKey = 1; // member of cnf (RFC 8747 section 3.1)
constexpr std::size_t kCompetencesMax = 64;
constexpr std::int64_t kTimeMaxS = kTimeMaxMs / 1000;

Result<void> check(const Certificate& certificate) {
    TRY(wire::check_text(certificate.issuer, "issuer of a certificate"));
    if (!certificate.label.empty()) TRY(wire::check_text(certificate.label, "label of a certificate"));
    for (const Competence& competence : certificate.competences) TRY(wire::check_text(competence.occupation, "occupation"));
    if (certificate.not_before_s > certificate.expires_s)
        return error(codes::record_value_invalid, "a certificate that ends before it begins");
    if (certificate.terminal.has_value() != (certificate.role == Role::device))
        return error(codes::record_value_invalid, "terminal id of a certificate");
    if (certificate.competences.size() > kCompetencesMax) return error(codes::record_value_invalid, "competences");
    if (certificate.warrant.size() > kWarrantMax) return error(codes::record_value_invalid, "warrant");
    return success();
}

void write_claims(cbor::Writer& writer, const Certificate& certificate) {
    writer.begin_map();
    writer.key(kIssuer).text(certificate.issuer);
    writer.key(kSubject).text(certificate.id.hex());
    writer.key(kExpires).integer(certificate.expires_s);
    writer.key(kNotBefore).integer(certificate.not_before_s);
    writer.key(kIssuedAt).integer(certificate.issued_s);
    writer.key(kConfirmation).begin_map().key(kCoseKey);
    certificate.key.write(writer);
    writer.end_map();
    writer.key(kRole).integer(wire::number(certificate.role));
    if (certificate.centre) writer.key(kCentre).bytes(certificate.centre->view());
    if (!certificate.competences.empty()) {
        writer.key(kCompetences).array(certificate.competences.size());
        for (const Competence& competence : certificate.competences) writer.array(2).text(competence.occupation).integer(competence.level);
    }
    writer.key(kEnvironment).integer(wire::number(certificate.environment));
    if (!certificate.label.empty()) writer.key(kLabel).text(certificate.label);
    if (certificate.terminal) writer.key(kTerminal).bytes(certificate.terminal->view());
    if (!certificate.warrant.empty()) writer.key(kWarrant).bytes(certificate.warrant);
    writer.end_map();
}

Result<CertificateId> read_id(cbor::Reader& reader) {
    const std::string_view text = TRY(reader.text());
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != CertificateId::kSize || to_hex(*bytes) != text)
        return error(codes::record_value_invalid, "certificate id before byte " + std::to_string(reader.offset()));
    return CertificateId::from(*bytes);
}

Result<CoseKey> read_confirmation(cbor::Reader& reader) {
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kCoseKey));
    const CoseKey key = TRY(CoseKey::read(reader));
    TRY(fields.close());
    return key;
}

Result<std::vector<Competence>> read_competences(cbor::Reader& reader) {
    std::vector<Competence> competences(TRY(wire::read_list(reader, kCompetencesMax)));
    for (Competence& competence : competences) {
        TRY(reader.array_of(2));
        competence.occupation = TRY(wire::read_text(reader));
        competence.level = static_cast<int>(TRY(reader.integer_in(1, 8)));
    }
    return competences;
}

Result<Role> read_role(cbor::Reader& reader) {
    const std::int64_t number = TRY(reader.integer());
    const auto role = find_role(number);
    if (!role) return error(codes::certificate_role, "role " + std::to_string(number));
    return *role;
}

Result<Certificate> read_claims(cbor::Reader& reader) {
    Certificate certificate;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kIssuer));
    certificate.issuer = TRY(wire::read_text(reader));
    TRY(fields.need(kSubject));
    certificate.id = TRY(read_id(reader));
    TRY(fields.need(kExpires));
    certificate.expires_s = TRY(reader.integer_in(0, kTimeMaxS));
    TRY(fields.need(kNotBefore));
    certificate.not_before_s = TRY(reader.integer_in(0, kTimeMaxS));
    TRY(fields.need(kIssuedAt));
    certificate.issued_s = TRY(reader.integer_in(0, kTimeMaxS));
    TRY(fields.need(kConfirmation));
    certificate.key = TRY(read_confirmation(reader));
    TRY(fields.need(kRole));
    certificate.role = TRY(read_role(reader));
    if (TRY(fields.has(kCentre))) certificate.centre = TRY(reader.fixed<CentreId>());
    if (TRY(fields.has(kCompetences))) certificate.competences = TRY(read_competences(reader));
    TRY(fields.need(kEnvironment));
    certificate.environment = TRY(wire::read_enum(reader, Environment::real, Environment::practice));
    if (TRY(fields.has(kLabel))) certificate.label = TRY(wire::read_text(reader));
    if (TRY(fields.has(kTerminal))) certificate.terminal = TRY(reader.fixed<TerminalId>());
    if (TRY(fields.has(kWarrant))) certificate.warrant = to_bytes(TRY(reader.bytes()));
    TRY(fields.close());
    TRY(reader.finish());
    return certificate;
}

} // namespace

Result<Bytes> issue_certificate(const Certificate& certificate, const KeyPair& issuer) {
    TRY(check(certificate));
    cbor::Writer claims;
    write_claims(claims, certificate);
    return sign_attached(claims.view(), {.protected_headers = {.type = kTypeCertificate}}, issuer);
}

Result<SignedCertificate> decode_certificate(ByteView encoded) {
    SignedCertificate decoded;
    decoded.message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(decoded.message, {.type = kTypeCertificate}));
    decoded.issuer_key = TRY(decoded.message.key_id());
    cbor::Reader reader(*decoded.message.payload);
    decoded.content = TRY(read_claims(reader));
    TRY(check(decoded.content));
    return decoded;
}

} // namespace kaogong::record
