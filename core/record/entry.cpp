#include "core/record/entry.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

#include <algorithm>
#include <array>

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kTerminal = 2, kIncarnation = 3, kIndex = 4, kRootBefore = 5, kBootMs = 6, kWallMs = 7, kType = 8,
                       kBody = 9;

constexpr auto kCatalogue = std::to_array<EventFacts>({
#define KAOGONG_EVENT(number, name, urgency, en, zh_cn) {EventType::name, #name, Urgency::urgency, en, zh_cn},
#include "core/record/audit_events.def"
#undef KAOGONG_EVENT
});

Result<void> check_body(ByteView body) {
    if (body.size() > kEntryBodyMax) return error(codes::record_too_large, "body of " + std::to_string(body.size()) + " bytes");
    cbor::Reader reader(body);
    if (TRY(reader.peek()) != cbor::Kind::map) return error(codes::cbor_wrong_kind, "body of an entry");
    TRY(reader.item());
    return reader.finish();
}

Result<EventType> read_type(cbor::Reader& reader) {
    const std::int64_t number = TRY(reader.integer_in(0, UINT16_MAX));
    const EventFacts* facts = find_event(number);
    if (facts == nullptr) return error(codes::record_value_invalid, "entry type " + std::to_string(number) + " is unknown");
    return facts->type;
}

Result<Entry> read_entry(ByteView payload) {
    Entry entry;
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kTerminal));
    entry.terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(kIncarnation));
    entry.incarnation = TRY(reader.fixed<Incarnation>());
    TRY(fields.need(kIndex));
    entry.index = TRY(reader.unsigned_integer());
    TRY(fields.need(kRootBefore));
    entry.root_before = TRY(reader.fixed<Hash>());
    TRY(fields.need(kBootMs));
    entry.boot_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kWallMs));
    entry.wall_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.need(kType));
    entry.type = TRY(read_type(reader));
    TRY(fields.need(kBody));
    entry.body = to_bytes(TRY(reader.item()));
    TRY(check_body(entry.body));
    TRY(fields.close());
    TRY(reader.finish());
    return entry;
}

} // namespace

std::span<const EventFacts> event_catalogue() {
    return kCatalogue;
}

const EventFacts* find_event(std::int64_t number) {
    const auto facts = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                    [&](const EventFacts& f) { return static_cast<std::int64_t>(f.type) == number; });
    return facts == kCatalogue.end() ? nullptr : &*facts;
}

Bytes empty_body() {
    return {0xa0};
}

Result<Bytes> sign_entry(const Entry& entry, const KeyPair& device) {
    TRY(check_body(entry.body));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kTerminal).bytes(entry.terminal.view());
    writer.key(kIncarnation).bytes(entry.incarnation.view());
    writer.key(kIndex).unsigned_integer(entry.index);
    writer.key(kRootBefore).bytes(entry.root_before.view());
    writer.key(kBootMs).integer(entry.boot_ms);
    writer.key(kWallMs).integer(entry.wall_ms);
    writer.key(kType).integer(wire::number(entry.type));
    writer.key(kBody).raw(entry.body);
    writer.end_map();
    return sign_attached(writer.view(), {.protected_headers = {.type = kTypeEntry}}, device);
}

Result<SignedEntry> decode_entry(ByteView encoded) {
    if (encoded.size() > kEntryMax) return error(codes::cbor_too_large, "entry");
    SignedEntry entry;
    entry.message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(entry.message, {.type = kTypeEntry}));
    if (entry.message.protected_headers.claims) return error(codes::cose_header, "claims on an entry");
    entry.content = TRY(read_entry(*entry.message.payload));
    return entry;
}

Result<SignedEntry> verify_entry(ByteView encoded, const PublicKey& device) {
    auto entry = TRY(decode_entry(encoded));
    if (TRY(entry.message.key_id()) != device.id()) return error(codes::key_id_mismatch, "entry " + std::to_string(entry.content.index));
    TRY(verify_attached(entry.message, device));
    return entry;
}

Result<Bytes> LedgerTip::next(const Draft& draft, const KeyPair& device) const {
    const Entry entry{.terminal = terminal_,
                      .incarnation = incarnation_,
                      .index = tree_.size(),
                      .root_before = tree_.root(),
                      .boot_ms = draft.at.boot_ms,
                      .wall_ms = draft.at.wall_ms,
                      .type = draft.type,
                      .body = draft.body};
    return sign_entry(entry, device);
}

Result<void> check_place(const Entry& entry, const TerminalId& terminal, const MerkleTree& before) {
    const std::string which = "entry " + std::to_string(entry.index);
    if (entry.terminal != terminal) return error(codes::ledger_terminal_wrong, which);
    if (entry.index != before.size())
        return error(codes::ledger_index_wrong, which + " where " + std::to_string(before.size()) + " must stand");
    if (entry.root_before != before.root()) return error(codes::ledger_root_wrong, which);
    return success();
}

} // namespace kaogong::record
