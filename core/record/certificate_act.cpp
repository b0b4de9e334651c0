#include "core/record/certificate_act.h"

#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kKind = 2, kNumber = 3, kBy = 4, kAt = 5, kReason = 6, kOutcome = 7, kProfile = 8, kCandidate = 9,
                       kSubject = 10, kBatch = 11;

Result<void> check_draft(const CertificateAct& act) {
    if (!act.outcome || !act.reason.empty()) return error(codes::record_value_invalid, "key 7");
    if (act.level < 1 || act.level > 8) return error(codes::record_value_invalid, "key 10: level");
    TRY(wire::check_text(act.occupation, "key 10"));
    TRY(wire::check_text(act.organisation, "key 11"));
    return wire::check_text(act.plan, "key 11");
}

Result<void> check(const CertificateAct& act) {
    if (act.number.size() != kCertificateNumberSize) return error(codes::record_value_invalid, "key 3");
    TRY(wire::check_text(act.number, "key 3"));
    TRY(wire::check_text(act.by, "key 4"));
    if (act.kind == CertificateActKind::drafted) return check_draft(act);
    if (act.outcome) return error(codes::record_value_invalid, "key 7");
    return wire::check_text(act.reason, "key 6", kCertificateReasonMax);
}

void write_draft(cbor::Writer& writer, const CertificateAct& act) {
    writer.key(kOutcome).bytes(act.outcome->view());
    writer.key(kProfile).integer(wire::number(act.profile));
    writer.key(kCandidate).bytes(act.candidate.view());
    writer.key(kSubject).array(2).text(act.occupation).integer(act.level);
    writer.key(kBatch).array(2).text(act.organisation).text(act.plan);
}

Result<void> read_draft(cbor::Reader& reader, cbor::Fields& fields, CertificateAct& act) {
    TRY(fields.need(kOutcome));
    act.outcome = TRY(reader.fixed<Hash>());
    TRY(fields.need(kProfile));
    act.profile = TRY(wire::read_enum(reader, CertificateProfile::level, CertificateProfile::industry));
    TRY(fields.need(kCandidate));
    act.candidate = TRY(reader.fixed<CandidateRef>());
    TRY(fields.need(kSubject));
    TRY(reader.array_of(2));
    act.occupation = TRY(wire::read_text(reader));
    act.level = static_cast<int>(TRY(reader.integer_in(1, 8)));
    TRY(fields.need(kBatch));
    TRY(reader.array_of(2));
    act.organisation = TRY(wire::read_text(reader));
    act.plan = TRY(wire::read_text(reader));
    return success();
}

Result<CertificateAct> decode(ByteView payload) {
    cbor::Reader reader(payload);
    CertificateAct act;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kKind));
    act.kind = TRY(wire::read_enum(reader, CertificateActKind::drafted, CertificateActKind::replaced));
    TRY(fields.need(kNumber));
    act.number = TRY(wire::read_text(reader));
    TRY(fields.need(kBy));
    act.by = TRY(wire::read_text(reader));
    TRY(fields.need(kAt));
    act.at_ms = TRY(wire::read_time_ms(reader));
    if (act.kind == CertificateActKind::drafted) {
        TRY(read_draft(reader, fields, act));
    } else {
        TRY(fields.need(kReason));
        act.reason = TRY(wire::read_text(reader, kCertificateReasonMax));
    }
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(act));
    return act;
}

} // namespace

Result<Bytes> sign_certificate_act(const CertificateAct& act, const KeyPair& intake) {
    TRY(check(act));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kKind).integer(wire::number(act.kind));
    writer.key(kNumber).text(act.number);
    writer.key(kBy).text(act.by);
    writer.key(kAt).integer(act.at_ms);
    if (act.kind == CertificateActKind::drafted)
        write_draft(writer, act);
    else
        writer.key(kReason).text(act.reason);
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeCertificateAct}}, intake);
}

Result<CertificateAct> verify_certificate_act(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeCertificateAct}));
    CertificateAct act = TRY(decode(*message.payload));
    const SignerDemand demand{.role = Role::intake, .at_ms = act.at_ms, .environment = bundle.roots.environment};
    TRY(verify_attached(message, TRY(bundle.key_of(TRY(message.key_id()), demand, suite))));
    return act;
}

} // namespace kaogong::record
