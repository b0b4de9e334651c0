#include "core/record/register_act.h"

#include "core/record/certificate_act.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kKind = 2, kBy = 3, kAt = 4, kEntry = 5;
constexpr int kLevelMax = 8;
enum class Kind : std::uint8_t { appointed = 1, ended, round, titles };

Result<void> check_level(int level, int least) {
    if (level < least || level > kLevelMax) return error(codes::record_value_invalid, "key 5: level");
    return success();
}

Result<void> check(const AppointmentEntry& entry) {
    if (!entry.certificate.empty() && entry.certificate.size() != kCertificateNumberSize)
        return error(codes::record_value_invalid, "key 5: certificate");
    TRY(check_level(entry.level, 1));
    for (const std::string* text : {&entry.occupation, &entry.organisation, &entry.post, &entry.document})
        TRY(wire::check_text(*text, "key 5"));
    if (entry.from_ms < 0 || entry.until_ms <= entry.from_ms) return error(codes::record_value_invalid, "key 5: days");
    return success();
}
Result<void> check(const AppointmentEnd& end) {
    return wire::check_text(end.reason, "key 5", kRegisterReasonMax);
}
Result<void> check(const RoundEntry& entry) {
    TRY(wire::check_text(entry.plan, "key 5"));
    TRY(check_level(entry.level, kRoundLevelMin));
    if (entry.round < 1 || entry.round > kReviewRoundMax) return error(codes::record_value_invalid, "key 5: round");
    return wire::check_text(entry.document, "key 5");
}
Result<void> check(const TitlesEntry& entry) {
    return wire::check_text(entry.document, "key 5");
}
Result<void> check(const RegisterAct& act) {
    TRY(wire::check_text(act.by, "key 3"));
    return std::visit([](const auto& entry) { return check(entry); }, act.what);
}

void write(cbor::Writer& writer, const AppointmentEntry& entry) {
    writer.array(10).bytes(entry.outcome.view()).text(entry.certificate).bytes(entry.candidate.view());
    writer.text(entry.occupation).integer(entry.level).text(entry.organisation).text(entry.post);
    writer.integer(entry.from_ms).integer(entry.until_ms).text(entry.document);
}
void write(cbor::Writer& writer, const AppointmentEnd& end) {
    writer.array(3).bytes(end.appointment.view()).integer(end.until_ms).text(end.reason);
}
void write(cbor::Writer& writer, const RoundEntry& entry) {
    writer.array(4).text(entry.plan).integer(entry.level).integer(entry.round).text(entry.document);
}
void write(cbor::Writer& writer, const TitlesEntry& entry) {
    writer.array(2).bytes(entry.file.view()).text(entry.document);
}

Result<AppointmentEntry> read_appointment(cbor::Reader& reader) {
    AppointmentEntry entry;
    TRY(reader.array_of(10));
    entry.outcome = TRY(reader.fixed<Hash>());
    entry.certificate = std::string(TRY(reader.text())); // empty, or of a length that check() knows
    entry.candidate = TRY(reader.fixed<CandidateRef>());
    entry.occupation = TRY(wire::read_text(reader));
    entry.level = static_cast<int>(TRY(reader.integer_in(1, kLevelMax)));
    entry.organisation = TRY(wire::read_text(reader));
    entry.post = TRY(wire::read_text(reader));
    entry.from_ms = TRY(wire::read_time_ms(reader));
    entry.until_ms = TRY(wire::read_time_ms(reader));
    entry.document = TRY(wire::read_text(reader));
    return entry;
}
Result<AppointmentEnd> read_end(cbor::Reader& reader) {
    AppointmentEnd end;
    TRY(reader.array_of(3));
    end.appointment = TRY(reader.fixed<Hash>());
    end.until_ms = TRY(wire::read_time_ms(reader));
    end.reason = TRY(wire::read_text(reader, kRegisterReasonMax));
    return end;
}
Result<RoundEntry> read_round(cbor::Reader& reader) {
    RoundEntry entry;
    TRY(reader.array_of(4));
    entry.plan = TRY(wire::read_text(reader));
    entry.level = static_cast<int>(TRY(reader.integer_in(kRoundLevelMin, kLevelMax)));
    entry.round = static_cast<int>(TRY(reader.integer_in(1, kReviewRoundMax)));
    entry.document = TRY(wire::read_text(reader));
    return entry;
}
Result<TitlesEntry> read_titles(cbor::Reader& reader) {
    TitlesEntry entry;
    TRY(reader.array_of(2));
    entry.file = TRY(reader.fixed<Hash>());
    entry.document = TRY(wire::read_text(reader));
    return entry;
}

Result<void> read_entry(cbor::Reader& reader, Kind kind, RegisterAct& act) {
    if (kind == Kind::appointed) act.what = TRY(read_appointment(reader));
    if (kind == Kind::ended) act.what = TRY(read_end(reader));
    if (kind == Kind::round) act.what = TRY(read_round(reader));
    if (kind == Kind::titles) act.what = TRY(read_titles(reader));
    return success();
}

Result<RegisterAct> decode(ByteView payload) {
    cbor::Reader reader(payload);
    RegisterAct act;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kKind));
    const Kind kind = TRY(wire::read_enum(reader, Kind::appointed, Kind::titles));
    TRY(fields.need(kBy));
    act.by = TRY(wire::read_text(reader));
    TRY(fields.need(kAt));
    act.at_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kEntry));
    TRY(read_entry(reader, kind, act));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(act));
    return act;
}

} // namespace

Result<Bytes> sign_register_act(const RegisterAct& act, const KeyPair& intake) {
    TRY(check(act));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kKind).integer(static_cast<std::int64_t>(act.what.index()) + wire::number(Kind::appointed));
    writer.key(kBy).text(act.by);
    writer.key(kAt).integer(act.at_ms);
    writer.key(kEntry);
    std::visit([&writer](const auto& entry) { write(writer, entry); }, act.what);
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeRegisterAct}}, intake);
}

Result<RegisterAct> verify_register_act(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeRegisterAct}));
    RegisterAct act = TRY(decode(*message.payload));
    const SignerDemand demand{.role = Role::intake, .at_ms = act.at_ms, .environment = bundle.roots.environment};
    TRY(verify_attached(message, TRY(bundle.key_of(TRY(message.key_id()), demand, suite))));
    return act;
}

} // namespace kaogong::record
