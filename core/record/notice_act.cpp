#include "core/record/notice_act.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kKind = 2, kSession = 3, kBy = 4, kText = 5, kAt = 6, kUntil = 7, kRecord = 8, kScope = 9,
                       kObjection = 10, kEnd = 11;

Result<void> check(const NoticeAct& act) {
    TRY(wire::check_text(act.by, "by"));
    TRY(wire::check_text(act.text, "text", kNoticeTextMax));
    const bool objects = act.kind == NoticeActKind::objection, answers = act.kind == NoticeActKind::answered;
    const bool whole = act.until_ms.has_value() == (objects || act.kind == NoticeActKind::opened) && act.record.has_value() == objects &&
                       act.scope.has_value() == objects && act.objection.has_value() == answers && act.end.has_value() == answers;
    if (!whole) return error(codes::record_value_invalid, "parts of a notice's act");
    if (act.until_ms && *act.until_ms < act.at_ms) return error(codes::record_value_invalid, "key 7: before the act");
    return success();
}

Result<void> read_optional(cbor::Reader& reader, cbor::Fields& fields, NoticeAct& act) {
    if (TRY(fields.has(kUntil))) act.until_ms = TRY(wire::read_time_ms(reader));
    if (TRY(fields.has(kRecord))) act.record = TRY(reader.fixed<Hash>());
    if (TRY(fields.has(kScope))) act.scope = TRY(wire::read_enum(reader, ReviewScope::tally, ReviewScope::rescoring));
    if (TRY(fields.has(kObjection))) act.objection = TRY(reader.fixed<Hash>());
    if (TRY(fields.has(kEnd))) act.end = TRY(wire::read_enum(reader, ReviewEnd::unchanged, ReviewEnd::referred));
    return success();
}

Result<NoticeAct> decode(ByteView payload) {
    cbor::Reader reader(payload);
    NoticeAct act;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kKind));
    act.kind = TRY(wire::read_enum(reader, NoticeActKind::opened, NoticeActKind::answered));
    TRY(fields.need(kSession));
    act.session = TRY(reader.fixed<SessionId>());
    TRY(fields.need(kBy));
    act.by = TRY(wire::read_text(reader));
    TRY(fields.need(kText));
    act.text = TRY(wire::read_text(reader, kNoticeTextMax));
    TRY(fields.need(kAt));
    act.at_ms = TRY(wire::read_time_ms(reader));
    TRY(read_optional(reader, fields, act));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(act));
    return act;
}

} // namespace

Result<Bytes> sign_notice_act(const NoticeAct& act, const KeyPair& intake) {
    TRY(check(act));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kKind).integer(wire::number(act.kind));
    writer.key(kSession).bytes(act.session.view());
    writer.key(kBy).text(act.by);
    writer.key(kText).text(act.text);
    writer.key(kAt).integer(act.at_ms);
    if (act.until_ms) writer.key(kUntil).integer(*act.until_ms);
    if (act.record) writer.key(kRecord).bytes(act.record->view());
    if (act.scope) writer.key(kScope).integer(wire::number(*act.scope));
    if (act.objection) writer.key(kObjection).bytes(act.objection->view());
    if (act.end) writer.key(kEnd).integer(wire::number(*act.end));
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeNoticeAct}}, intake);
}

Result<NoticeAct> verify_notice_act(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeNoticeAct}));
    const NoticeAct act = TRY(decode(*message.payload));
    const SignerDemand demand{.role = Role::intake, .at_ms = act.at_ms, .environment = bundle.roots.environment};
    TRY(verify_attached(message, TRY(bundle.key_of(TRY(message.key_id()), demand, suite))));
    return act;
}

} // namespace kaogong::record
