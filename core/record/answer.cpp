#include "core/record/answer.h"

#include "core/base/codes/record.h"
#include "core/record/entry_bodies.h"
#include "core/record/signed_result.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kParcel = 2, kTerminal = 3, kHeld = 4, kRoot = 5, kVerdicts = 6, kReceipts = 7, kCheckpoint = 8,
                       kConsistency = 9, kBundleVersion = 10;
constexpr Shape kShape{.type = kTypeAnswer};

template <typename Row> bool rises(const std::vector<Row>& rows) {
    return std::adjacent_find(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.index >= b.index; }) == rows.end();
}

Result<void> check(const Answer& answer) {
    if (answer.verdicts.size() > kVerdictsMax || answer.receipts.size() > kVerdictsMax) return error(codes::record_too_large, "answer");
    if (!rises(answer.verdicts) || !rises(answer.receipts)) return error(codes::record_value_invalid, "order of verdicts or receipts");
    for (const EntryVerdict& verdict : answer.verdicts) {
        const bool needs_code = verdict.verdict == Verdict::quarantined || verdict.verdict == Verdict::held;
        if (needs_code != (verdict.code != 0)) return error(codes::record_value_invalid, "code of a verdict");
    }
    TRY(decode_checkpoint(answer.checkpoint));
    return success();
}

Bytes encode_payload(const Answer& answer) {
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kParcel).bytes(answer.parcel.view());
    writer.key(kTerminal).bytes(answer.terminal.view());
    writer.key(kHeld).unsigned_integer(answer.held);
    writer.key(kRoot).bytes(answer.root.view());
    if (!answer.verdicts.empty()) {
        writer.key(kVerdicts).array(answer.verdicts.size());
        for (const EntryVerdict& verdict : answer.verdicts)
            writer.array(3).unsigned_integer(verdict.index).integer(wire::number(verdict.verdict)).integer(verdict.code);
    }
    if (!answer.receipts.empty()) {
        writer.key(kReceipts).array(answer.receipts.size());
        for (const EntryReceipt& receipt : answer.receipts)
            writer.array(3).unsigned_integer(receipt.index).bytes(receipt.leaf_data).bytes(receipt.receipt);
    }
    writer.key(kCheckpoint).text(answer.checkpoint);
    if (!answer.consistency.empty()) wire::write_fixed_list(writer.key(kConsistency), answer.consistency);
    writer.key(kBundleVersion).integer(answer.bundle_version);
    writer.end_map();
    return writer.take();
}

Result<EntryVerdict> read_verdict(cbor::Reader& reader) {
    EntryVerdict verdict;
    TRY(reader.array_of(3));
    verdict.index = TRY(reader.unsigned_integer());
    verdict.verdict = TRY(wire::read_enum(reader, Verdict::accepted, Verdict::held));
    verdict.code = static_cast<int>(TRY(reader.integer_in(0, UINT16_MAX)));
    return verdict;
}

Result<EntryReceipt> read_receipt(cbor::Reader& reader) {
    EntryReceipt receipt;
    TRY(reader.array_of(3));
    receipt.index = TRY(reader.unsigned_integer());
    receipt.leaf_data = to_bytes(TRY(reader.bytes()));
    receipt.receipt = to_bytes(TRY(reader.bytes()));
    return receipt;
}

Result<Answer> read_payload(ByteView payload) {
    Answer answer;
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kParcel));
    answer.parcel = TRY(reader.fixed<Hash>());
    TRY(fields.need(kTerminal));
    answer.terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(kHeld));
    answer.held = TRY(reader.unsigned_integer());
    TRY(fields.need(kRoot));
    answer.root = TRY(reader.fixed<Hash>());
    if (TRY(fields.has(kVerdicts))) {
        answer.verdicts.resize(TRY(wire::read_list(reader, kVerdictsMax)));
        for (EntryVerdict& verdict : answer.verdicts) verdict = TRY(read_verdict(reader));
    }
    if (TRY(fields.has(kReceipts))) {
        answer.receipts.resize(TRY(wire::read_list(reader, kVerdictsMax)));
        for (EntryReceipt& receipt : answer.receipts) receipt = TRY(read_receipt(reader));
    }
    TRY(fields.need(kCheckpoint));
    answer.checkpoint = TRY(wire::read_text(reader, kCheckpointMax));
    if (TRY(fields.has(kConsistency))) answer.consistency = TRY(wire::read_fixed_list<Hash>(reader, 2 * kPathMax));
    TRY(fields.need(kBundleVersion));
    answer.bundle_version = TRY(reader.integer_in(1, INT32_MAX));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(answer));
    return answer;
}

// Every receipt's leaf is a result, under a log key of the bundle, in a tree that the checkpoint's contradicts nowhere.
Result<void> check_receipt(const EntryReceipt& entry, const Checkpoint& checkpoint, const Bundle& bundle, const Suite& suite) {
    const Receipt receipt = TRY(decode_receipt(entry.receipt));
    if (receipt.issuer != bundle.bureau) return error(codes::certificate_issuer_unknown, "receipt of " + std::string(receipt.issuer));
    const SignerDemand demand{.role = Role::log, .at_ms = receipt.issued_at_s * 1000};
    const PublicKey log = TRY(bundle.key_of(TRY(receipt.message.key_id()), demand, suite));
    const Hash root = TRY(verify_receipt(receipt, entry.leaf_data, log));
    TRY(decode_leaf(entry.leaf_data));
    if (receipt.place.tree_size == checkpoint.size && root != checkpoint.root)
        return error(codes::checkpoint_bad, "receipt and checkpoint of one size differ");
    return success();
}

} // namespace

std::string_view verdict_name(Verdict verdict, Language language) {
    const bool zh = language == Language::zh_cn;
    switch (verdict) {
    case Verdict::accepted: return zh ? "已接收" : "accepted";
    case Verdict::duplicate: return zh ? "重复" : "duplicate";
    case Verdict::quarantined: return zh ? "隔离待查" : "quarantined";
    case Verdict::held: return zh ? "待定" : "held";
    }
    return {};
}

Result<Bytes> encode_answer(const Answer& answer, const KeyPair& intake, std::int64_t issued_at_s, ByteView bundle) {
    TRY(check(answer));
    const Bytes payload = encode_payload(answer);
    if (payload.size() > cbor::kItemBytesMax) return error(codes::record_too_large, "answer");
    Bytes file = to_bytes(view(kMagicAnswer));
    const Bytes message =
        sign_attached(payload, {.protected_headers = {.claims = HeaderClaims{.issued_at_s = issued_at_s}, .type = kTypeAnswer}}, intake);
    file.insert(file.end(), message.begin(), message.end());
    file.insert(file.end(), bundle.begin(), bundle.end());
    return file;
}

Result<OpenedAnswer> open_answer(ByteView file) {
    if (!as_text(file).starts_with(kMagicAnswer)) return error(codes::file_kind_unknown, "no answer");
    const ByteView content = file.subspan(kMagicAnswer.size());
    cbor::Reader reader(content);
    OpenedAnswer answer;
    answer.message = TRY(Sign1::read(reader));
    TRY(expect_shape(answer.message, kShape));
    const auto& claims = answer.message.protected_headers.claims;
    if (!claims || !claims->issued_at_s || !claims->issuer.empty() || !claims->subject.empty() || claims->tree_size)
        return error(codes::cose_header, "claims of an answer");
    answer.issued_at_s = *claims->issued_at_s;
    answer.content = TRY(read_payload(*answer.message.payload));
    answer.bundle = content.subspan(reader.offset());
    if (answer.bundle.size() > kBundleSizeMax) return error(codes::cbor_too_large, "trust bundle of an answer");
    return answer;
}

Result<OpenedAnswer> verify_answer(ByteView file, const Bundle& bundle, const Suite& suite) {
    auto answer = TRY(open_answer(file));
    const std::int64_t at_ms = answer.issued_at_s * 1000;
    const PublicKey intake = TRY(bundle.key_of(TRY(answer.message.key_id()), {.role = Role::intake, .at_ms = at_ms}, suite));
    TRY(verify_attached(answer.message, intake));
    const Checkpoint checkpoint = TRY(verify_checkpoint(answer.content.checkpoint, bundle, at_ms, suite));
    for (const EntryReceipt& receipt : answer.content.receipts) TRY(check_receipt(receipt, checkpoint, bundle, suite));
    if (answer.bundle.empty()) return answer;
    const Bundle newer = TRY(verify_bundle(answer.bundle, bundle.roots, suite));
    if (newer.version != answer.content.bundle_version)
        return error(codes::bundle_older, "the bundle that follows is not the one announced");
    return answer;
}

Result<void> check_answer_for(const OpenedAnswer& answer, const AnswerExpectation& expected, const Suite& suite) {
    const Answer& content = answer.content;
    if (content.parcel != expected.parcel || content.terminal != expected.terminal) return error(codes::answer_for_other);
    const Checkpoint checkpoint = TRY(decode_checkpoint(content.checkpoint));
    const TreeRoots roots{.from = expected.log_size == 0 ? empty_root(suite) : expected.log_root, .to = checkpoint.root};
    return verify_consistency({expected.log_size, checkpoint.size}, content.consistency, roots, suite);
}

Result<void> check_receipt_for(const EntryReceipt& receipt, ByteView entry, const Suite& suite) {
    const Entry content = TRY(decode_entry(entry)).content;
    const Leaf leaf = TRY(decode_leaf(receipt.leaf_data));
    const auto* result = std::get_if<ResultLeaf>(&leaf);
    if (result == nullptr || content.type != EventType::result || content.index != receipt.index)
        return error(codes::receipt_leaf_wrong, "entry " + std::to_string(receipt.index));
    const auto body = TRY(decode_body<ResultBody>(content.body));
    const auto record = TRY(open_result(body.signed_result, suite));
    if (result->entry != suite.hash(entry) || result->record != record_hash(record.payload, suite))
        return error(codes::receipt_leaf_wrong, "entry " + std::to_string(receipt.index));
    return success();
}

} // namespace kaogong::record
