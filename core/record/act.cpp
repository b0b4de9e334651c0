#include "core/record/act.h"

#include "core/record/wire.h"

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kKind = 2, kRecord = 3, kBy = 4, kReason = 5, kAt = 6;

} // namespace

Result<Bytes> sign_act(const BureauAct& act, const KeyPair& intake) {
    TRY(wire::check_text(act.by, "by"));
    TRY(wire::check_text(act.reason, "reason", kActReasonMax));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kKind).integer(wire::number(act.kind));
    writer.key(kRecord).bytes(act.record.view());
    writer.key(kBy).text(act.by);
    writer.key(kReason).text(act.reason);
    writer.key(kAt).integer(act.at_ms);
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeAct}}, intake);
}

Result<BureauAct> verify_act(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeAct}));
    cbor::Reader reader(*message.payload);
    BureauAct act;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kKind));
    act.kind = TRY(wire::read_enum(reader, ActKind::release, ActKind::refuse));
    TRY(fields.need(kRecord));
    act.record = TRY(reader.fixed<Hash>());
    TRY(fields.need(kBy));
    act.by = TRY(wire::read_text(reader));
    TRY(fields.need(kReason));
    act.reason = TRY(wire::read_text(reader, kActReasonMax));
    TRY(fields.need(kAt));
    act.at_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.close());
    TRY(reader.finish());
    const SignerDemand demand{.role = Role::intake, .at_ms = act.at_ms, .environment = bundle.roots.environment};
    TRY(verify_attached(message, TRY(bundle.key_of(TRY(message.key_id()), demand, suite))));
    return act;
}

} // namespace kaogong::record
