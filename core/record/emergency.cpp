#include "core/record/emergency.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kSession = 2, kCentre = 3, kNumber = 4, kRole = 5, kKey = 6, kCompetences = 7, kNotBefore = 8,
                       kExpires = 9, kEnvironment = 10, kReason = 11;
constexpr std::size_t kCompetencesMax = 8;
constexpr std::int64_t kTimeMaxS = kTimeMaxMs / 1'000;
constexpr Shape kShape{
    .type = kTypeWarrant, .content_type = kContentWarrant, .payload = Payload::detached, .unprotected = Unprotected::certificate};

Error not_valid(std::string_view what) {
    return error(codes::emergency_not_valid, std::string(what));
}

// Those who warrant are not warranted: an emergency never makes its own judges.
bool may_be_warranted(Role role) {
    return role == Role::examiner || role == Role::chief || role == Role::invigilator || role == Role::reviewer ||
           role == Role::centre_admin;
}

Result<void> check(const Warrant& warrant) {
    TRY(wire::check_text(warrant.number, "staff number"));
    TRY(wire::check_text(warrant.reason, "reason"));
    for (const Competence& competence : warrant.competences) TRY(wire::check_text(competence.occupation, "occupation"));
    if (warrant.competences.size() > kCompetencesMax) return error(codes::record_value_invalid, "competences");
    if (!may_be_warranted(warrant.role)) return not_valid(role_key(warrant.role));
    const std::int64_t length_s = warrant.expires_s - warrant.not_before_s;
    return length_s > 0 && length_s <= kWarrantLongestS ? success() : Result<void>(not_valid("hours"));
}

struct Signed {
    Sign1 message;
    SignedCertificate certificate;
    std::int64_t issued_at_s = 0;
};
Result<Signed> open_signature(cbor::Reader& reader) {
    Signed opened;
    opened.message = TRY(Sign1::read(reader));
    TRY(expect_shape(opened.message, kShape));
    const auto& claims = opened.message.protected_headers.claims;
    if (!claims || !claims->issued_at_s || claims->tree_size) return error(codes::cose_header, "claims of a warrant's signature");
    opened.certificate = TRY(decode_certificate(*opened.message.unprotected_headers.certificate));
    opened.issued_at_s = *claims->issued_at_s;
    const Certificate& certificate = opened.certificate.content;
    if (claims->issuer != certificate.issuer || claims->subject != certificate.id.hex())
        return error(codes::key_id_mismatch, "the certificate beside the signature is another one");
    return opened;
}

struct WarrantParts {
    ByteView payload;
    Signed site_chief, supervisor;
};
Result<WarrantParts> take_apart(ByteView warrant) {
    cbor::Reader reader(warrant);
    TRY(reader.array_of(2));
    WarrantParts parts;
    parts.payload = TRY(reader.bytes());
    TRY(reader.array_of(2));
    parts.site_chief = TRY(open_signature(reader));
    parts.supervisor = TRY(open_signature(reader));
    TRY(reader.finish());
    return parts;
}

Result<void> judge_issuer(const Signed& issuer, Role role, const WarrantParts& parts, const Warrant& warrant, const Bundle& bundle,
                          const Suite& suite) {
    const SignerDemand demand{.role = role, .at_ms = issuer.issued_at_s * 1'000, .environment = warrant.environment};
    TRY(bundle.judge_issued(issuer.certificate, demand, suite));
    const Certificate& certificate = issuer.certificate.content;
    if (certificate.centre != warrant.centre) return not_valid("another centre: " + certificate.label);
    if (issuer.issued_at_s > warrant.expires_s) return not_valid("signed too late: " + certificate.label);
    return verify_detached(issuer.message, parts.payload, TRY(PublicKey::from(certificate.key, suite)));
}

// What the certificate says is what was warranted, and no more.
bool is_of(const Certificate& certificate, const Warrant& warrant) {
    return certificate.issuer == kEmergencyIssuer && certificate.role == warrant.role && certificate.centre == warrant.centre &&
           certificate.label == warrant.number && certificate.key == warrant.key && certificate.competences == warrant.competences &&
           certificate.not_before_s == warrant.not_before_s && certificate.expires_s == warrant.expires_s &&
           certificate.issued_s == warrant.not_before_s && certificate.environment == warrant.environment;
}

} // namespace

Result<Bytes> encode_warrant(const Warrant& warrant) {
    TRY(check(warrant));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kSession).bytes(warrant.session.view());
    writer.key(kCentre).bytes(warrant.centre.view());
    writer.key(kNumber).text(warrant.number);
    writer.key(kRole).integer(wire::number(warrant.role));
    writer.key(kKey);
    warrant.key.write(writer);
    if (!warrant.competences.empty()) writer.key(kCompetences).array(warrant.competences.size());
    for (const Competence& competence : warrant.competences) writer.array(2).text(competence.occupation).integer(competence.level);
    writer.key(kNotBefore).integer(warrant.not_before_s);
    writer.key(kExpires).integer(warrant.expires_s);
    writer.key(kEnvironment).integer(wire::number(warrant.environment));
    writer.key(kReason).text(warrant.reason);
    writer.end_map();
    return writer.take();
}

Result<Warrant> decode_warrant(ByteView payload) {
    cbor::Reader reader(payload);
    Warrant warrant;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kSession));
    warrant.session = TRY(reader.fixed<SessionId>());
    TRY(fields.need(kCentre));
    warrant.centre = TRY(reader.fixed<CentreId>());
    TRY(fields.need(kNumber));
    warrant.number = TRY(wire::read_text(reader));
    TRY(fields.need(kRole));
    const auto role = find_role(TRY(reader.integer()));
    if (!role) return error(codes::certificate_role, "warrant");
    warrant.role = *role;
    TRY(fields.need(kKey));
    warrant.key = TRY(CoseKey::read(reader));
    if (TRY(fields.has(kCompetences))) warrant.competences.resize(TRY(wire::read_list(reader, kCompetencesMax)));
    for (Competence& competence : warrant.competences) {
        TRY(reader.array_of(2));
        competence.occupation = TRY(wire::read_text(reader));
        competence.level = static_cast<int>(TRY(reader.integer_in(1, 8)));
    }
    TRY(fields.need(kNotBefore));
    warrant.not_before_s = TRY(reader.integer_in(0, kTimeMaxS));
    TRY(fields.need(kExpires));
    warrant.expires_s = TRY(reader.integer_in(0, kTimeMaxS));
    TRY(fields.need(kEnvironment));
    warrant.environment = TRY(wire::read_enum(reader, Environment::real, Environment::practice));
    TRY(fields.need(kReason));
    warrant.reason = TRY(wire::read_text(reader));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(warrant));
    return warrant;
}

Result<Bytes> sign_warrant(ByteView payload, const ResultSigner& signer, std::int64_t issued_at_s) {
    const Certificate certificate = TRY(decode_certificate(signer.certificate)).content;
    if (certificate.key != signer.key->public_key().cose_key()) return error(codes::key_id_mismatch, "certificate of another key");
    const std::string subject = certificate.id.hex();
    const HeaderClaims claims{.issuer = certificate.issuer, .subject = subject, .issued_at_s = issued_at_s};
    const SignOptions options{.protected_headers = {.content_type = kContentWarrant, .claims = claims, .type = kTypeWarrant},
                              .unprotected_headers = {.certificate = signer.certificate}};
    return sign_detached(payload, options, *signer.key);
}

Result<Bytes> emergency_certificate(ByteView payload, const WarrantSignatures& signatures, const KeyPair& key, const CertificateId& id) {
    const Warrant warrant = TRY(decode_warrant(payload));
    if (warrant.key != key.public_key().cose_key()) return not_valid("another key");
    cbor::Writer writer;
    writer.array(2).bytes(payload).array(2).raw(signatures.site_chief).raw(signatures.supervisor);
    return issue_certificate({.issuer = std::string(kEmergencyIssuer),
                              .id = id,
                              .expires_s = warrant.expires_s,
                              .not_before_s = warrant.not_before_s,
                              .issued_s = warrant.not_before_s,
                              .key = warrant.key,
                              .role = warrant.role,
                              .centre = warrant.centre,
                              .competences = warrant.competences,
                              .environment = warrant.environment,
                              .label = warrant.number,
                              .terminal = {},
                              .warrant = writer.take()},
                             key);
}

Result<OpenedWarrant> open_warrant(const Certificate& certificate) {
    const WarrantParts parts = TRY(take_apart(certificate.warrant));
    OpenedWarrant opened;
    opened.warrant = TRY(decode_warrant(parts.payload));
    opened.site_chief = {parts.site_chief.certificate.content, parts.site_chief.issued_at_s};
    opened.supervisor = {parts.supervisor.certificate.content, parts.supervisor.issued_at_s};
    return opened;
}

Result<void> judge_emergency(const SignedCertificate& certificate, const SignerDemand& demand, const Bundle& bundle, const Suite& suite) {
    TRY(verify_attached(certificate.message, TRY(PublicKey::from(certificate.content.key, suite))));
    const WarrantParts parts = TRY(take_apart(certificate.content.warrant));
    const Warrant warrant = TRY(decode_warrant(parts.payload));
    if (!is_of(certificate.content, warrant)) return not_valid("the warrant is of another certificate");
    if (demand.session != warrant.session) return not_valid("another session");
    TRY(judge_issuer(parts.site_chief, Role::site_chief, parts, warrant, bundle, suite));
    TRY(judge_issuer(parts.supervisor, Role::supervisor, parts, warrant, bundle, suite));
    const Certificate& chief = parts.site_chief.certificate.content;
    const Certificate& supervisor = parts.supervisor.certificate.content;
    const bool two = chief.key != supervisor.key && (chief.label.empty() || chief.label != supervisor.label);
    const bool others = chief.label != warrant.number && supervisor.label != warrant.number;
    return two && others ? success() : Result<void>(not_valid("two people who warrant a third"));
}

} // namespace kaogong::record
