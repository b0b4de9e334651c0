#include "core/record/verify.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/answer.h"
#include "core/record/entry_bodies.h"
#include "core/record/emergency.h"
#include "core/record/explain_text.h"
#include "core/record/kit.h"
#include "core/record/package.h"
#include "core/record/parcel.h"
#include "core/record/proof.h"
#include "core/record/register_act.h"

#include <algorithm>
#include <array>

namespace kaogong::record {
namespace {

struct KindRow {
    FileKind kind;
    std::string_view key, zh_cn, en;
};
constexpr std::array<KindRow, 17> kKinds = {{{FileKind::unknown, "unknown", "未知文件", "unknown file"},
                                             {FileKind::proof, "proof", "成绩证明", "proof of a result"},
                                             {FileKind::signed_result, "result", "签名成绩", "signed result"},
                                             {FileKind::ledger, "ledger", "终端台账", "ledger of a terminal"},
                                             {FileKind::parcel, "parcel", "上报包", "parcel of a terminal"},
                                             {FileKind::answer, "answer", "中心答复", "answer of the bureau"},
                                             {FileKind::bundle, "bundle", "信任包", "trust bundle"},
                                             {FileKind::kit, "kit", "注册包", "enrolment kit"},
                                             {FileKind::package, "package", "考试包", "exam package"},
                                             {FileKind::certificate, "certificate", "证书", "certificate"},
                                             {FileKind::checkpoint, "checkpoint", "日志检查点", "checkpoint of a log"},
                                             {FileKind::outcome, "outcome", "合成结果", "outcome of a candidate"},
                                             {FileKind::certificate_act, "certificate_draft", "拟发证数据", "draft of a certificate"},
                                             {FileKind::register_act, "register_entry", "登记事项", "entry of a register of the bureau"},
                                             {FileKind::notice, "notice", "公示与异议", "act of a public notice"},
                                             {FileKind::decision, "decision", "搁置成绩的决定", "decision about a result put aside"},
                                             {FileKind::receipt, "receipt", "登记回执", "receipt of the log"}}};

FileKind kind_of_type(std::string_view type) {
    if (type == kTypeResult) return FileKind::signed_result;
    if (type == kTypeBundle) return FileKind::bundle;
    if (type == kTypeCertificate) return FileKind::certificate;
    if (type == kTypeOutcome) return FileKind::outcome;
    if (type == kTypeCertificateAct) return FileKind::certificate_act;
    if (type == kTypeRegisterAct) return FileKind::register_act;
    if (type == kTypeNoticeAct) return FileKind::notice;
    if (type == kTypeAct) return FileKind::decision;
    return FileKind::unknown;
}

// Receipts (RFC 9942) have no type of their own; what they are the structure that they prove tells.
FileKind kind_of_message(const Sign1& message) {
    const Headers& headers = message.protected_headers;
    return headers.type.empty() && headers.verifiable_structure ? FileKind::receipt : kind_of_type(headers.type);
}

// A pair of payload and signatures is what its first signature claims to be for.
Result<FileKind> kind_of_pair(ByteView file) {
    cbor::Reader reader(file);
    TRY(reader.array_of(2));
    TRY(reader.bytes());
    TRY(reader.array());
    return kind_of_type(TRY(Sign1::read(reader)).protected_headers.type);
}

Result<FileKind> kind_of_item(ByteView file) {
    cbor::Reader reader(file);
    const auto kind = TRY(reader.peek());
    if (kind == cbor::Kind::tag) return kind_of_message(TRY(Sign1::read(reader)));
    const std::size_t items = TRY(reader.array());
    if (items == 4) return FileKind::proof;
    return kind_of_pair(file);
}

// ---- one explainer a kind: each adds what it learns and returns the first thing that is wrong

class Explainer {
  public:
    Explainer(ByteView file, const TrustContext& trust, Explanation& out) : file_(file), trust_(trust), out_(out) {}

    Result<void> run() {
        switch (out_.kind) {
        case FileKind::unknown: return unknown();
        case FileKind::proof: return proof();
        case FileKind::signed_result: return signed_result();
        case FileKind::ledger:
        case FileKind::parcel: return parcel();
        case FileKind::answer: return answer();
        case FileKind::bundle: return bundle();
        case FileKind::kit: return kit();
        case FileKind::package: return package();
        case FileKind::certificate: return certificate();
        case FileKind::checkpoint: return checkpoint();
        case FileKind::outcome: return act(verify_outcome);
        case FileKind::certificate_act: return act(verify_certificate_act);
        case FileKind::notice: return act(verify_notice_act);
        case FileKind::decision: return act(verify_act);
        case FileKind::register_act: return act(verify_register_act);
        case FileKind::receipt: return receipt();
        }
        return error(codes::internal);
    }

  private:
    const Suite& suite() const { return *trust_.suite; }
    void say(ExplainedLine line) { out_.lines.push_back(std::move(line)); }
    void signed_by(const Certificate& certificate) {
        out_.signers.push_back({.role = std::string(role_key(certificate.role)),
                                .role_zh = std::string(role_name(certificate.role, Language::zh_cn)),
                                .name = certificate.label.empty() ? certificate.issuer : certificate.label,
                                .key_id = certificate.key.id(suite()).hex()});
    }
    Result<const Bundle*> need_bundle() const {
        if (trust_.bundle == nullptr) return error(codes::bundle_missing);
        return trust_.bundle;
    }
    // The bureau's key that signed something, as a signer.
    void signed_by_bureau(const Bundle& bundle, const KeyId& key, Role role) {
        for (const IssuedCertificate* issued : bundle.all_of(role)) {
            if (issued->key_id != key) continue;
            Certificate certificate = issued->content;
            if (certificate.label.empty()) certificate.label = bundle.bureau;
            signed_by(certificate);
        }
    }
    // The key that the message right after the first bytes names.
    Result<KeyId> message_key(std::string_view magic) const {
        cbor::Reader reader(file_.subspan(magic.size()));
        return TRY(Sign1::read(reader)).key_id();
    }

    // Why nothing fits: the decoder's own complaint says more than "unknown".
    Result<void> unknown() {
        if (file_.empty()) return error(codes::cbor_truncated, "empty file");
        TRY(kind_of_item(file_));
        return error(codes::file_kind_unknown);
    }

    // What a result claims, before anyone has checked a signature: also worth knowing of one that is refused.
    Result<void> say_result(ByteView signed_result) {
        cbor::Reader reader(signed_result);
        TRY(reader.array_of(2));
        const ByteView payload = TRY(reader.bytes());
        for (ExplainedLine& line : text::describe(TRY(decode_record(payload)))) say(std::move(line));
        say({.zh_cn = "记录哈希 " + record_hash(payload, suite()).hex(), .en = "Record hash " + record_hash(payload, suite()).hex()});
        return success();
    }
    void signed_by_all(const SignedResult& result) {
        for (const ResultSignature& signature : result.signatures) {
            signed_by(signature.certificate.content);
            if (signature.certificate.content.warrant.empty()) continue;
            if (const auto warrant = open_warrant(signature.certificate.content)) say(text::warranted(*warrant));
        }
    }
    // Without a bundle a result can still be seen to be whole or spoilt.
    Result<void> check_without_bundle(ByteView signed_result) {
        if (trust_.bundle == nullptr) TRY(open_result(signed_result, suite()));
        return success();
    }

    Result<void> signed_result() {
        TRY(say_result(file_));
        TRY(check_without_bundle(file_));
        const SignedResult result = TRY(verify_result(file_, *TRY(need_bundle()), suite()));
        signed_by_all(result);
        give(result, std::nullopt);
        return success();
    }

    Result<void> proof() {
        const ProofParts parts = TRY(decode_proof(file_));
        TRY(say_result(parts.signed_result));
        TRY(check_without_bundle(parts.signed_result));
        const auto proof = TRY(verify_proof(file_, *TRY(need_bundle()), suite()));
        signed_by_all(proof.result);
        signed_by_bureau(*trust_.bundle, TRY(proof.receipt.message.key_id()), Role::log);
        say(text::anchored(proof.receipt));
        seen_by(proof.cosignatures);
        give(proof.result, proof.receipt.place.index);
        return success();
    }
    void give(const SignedResult& result, std::optional<std::uint64_t> place) {
        out_.given = Given{.hash = record_hash(result.payload, suite()), .content = GivenResult{.result = result, .place = place}};
    }

    // Witnesses stand beside the bureau: whoever asks who else saw this head of the log finds them among the signers.
    void seen_by(const std::vector<Cosignature>& cosignatures) {
        for (const Cosignature& cosignature : cosignatures) {
            signed_by_bureau(*trust_.bundle, cosignature.key_id, Role::witness);
            say(text::witnessed(cosignature));
        }
    }

    Result<void> checkpoint() {
        for (ExplainedLine& line : text::describe(TRY(decode_checkpoint(as_text(file_))))) say(std::move(line));
        const auto checkpoint = TRY(verify_published_checkpoint(as_text(file_), *TRY(need_bundle()), suite()));
        signed_by_bureau(*trust_.bundle, checkpoint.log_key, Role::checkpoint);
        seen_by(checkpoint.cosignatures);
        return success();
    }

    template <typename Act> Result<void> act(Result<Act> (*verify)(ByteView, const Bundle&, const Suite&)) {
        Act act = TRY(verify(file_, *TRY(need_bundle()), suite()));
        for (ExplainedLine& line : text::describe(act)) say(std::move(line));
        const Hash hash = suite().hash({file_});
        say(text::act_hash(hash));
        signed_by_bureau(*trust_.bundle, TRY(message_key({})), Role::intake);
        out_.given = Given{.hash = hash, .content = std::move(act)};
        return success();
    }

    Result<void> receipt() {
        const Receipt receipt = TRY(decode_receipt(file_));
        say(text::describe(receipt));
        TRY(log_key_of(receipt, *TRY(need_bundle()), suite()));
        return success();
    }

    Result<void> parcel() {
        const auto parcel = TRY(open_parcel(file_, suite()));
        const ParcelHead& head = parcel.head.content;
        for (ExplainedLine& line : text::describe(head)) say(std::move(line));
        say({.zh_cn = "上报包编号 " + parcel.head.id.hex(), .en = "Parcel id " + parcel.head.id.hex()});
        const Bundle& bundle = *TRY(need_bundle());
        const SignerDemand demand{.role = Role::device, .at_ms = parcel.head.issued_at_s * 1000, .environment = bundle.roots.environment};
        const auto certificate = TRY(bundle.judge(*parcel.head.message.unprotected_headers.certificate, demand, suite())).content;
        if (certificate.terminal != head.terminal)
            return error(codes::ledger_terminal_wrong, "the device's certificate names another terminal");
        TRY(entries(parcel, TRY(PublicKey::from(certificate.key, suite()))));
        signed_by(certificate);
        return success();
    }

    Result<void> entries(const Parcel& parcel, const PublicKey& device) {
        if (parcel.head.content.first == 0) {
            MerkleTree tree(suite());
            TRY(verify_parcel(parcel, device, tree, trust_.threads));
        } else {
            TRY(verify_parcel_alone(parcel, device, trust_.threads));
            say(text::chain_not_checked(parcel.head.content.first));
        }
        std::size_t results = 0;
        for (const ByteView entry : parcel.entries)
            if (TRY(entry_content(entry))) ++results;
        say(text::results_inside(results));
        return success();
    }

    // Whether it holds a result, which is then verified too.
    Result<bool> entry_content(ByteView encoded) {
        const Entry entry = TRY(decode_entry(encoded)).content;
        TRY(check_body_of(entry, suite()));
        if (entry.type != EventType::result) return false;
        const auto body = TRY(decode_body<ResultBody>(entry.body));
        const auto verified = verify_result(body.signed_result, *trust_.bundle, suite());
        if (!verified) return error(verified.code(), "entry " + std::to_string(entry.index) + ": " + verified.error().context);
        return true;
    }

    Result<void> answer() {
        for (ExplainedLine& line : text::describe(TRY(open_answer(file_)).content)) say(std::move(line));
        const auto answer = TRY(verify_answer(file_, *TRY(need_bundle()), suite()));
        signed_by_bureau(*trust_.bundle, TRY(answer.message.key_id()), Role::intake);
        return success();
    }

    Result<void> expect_roots(const RootSet& roots) {
        out_.roots = root_words(roots);
        say(text::root_line(*out_.roots));
        if (trust_.roots && *trust_.roots != *out_.roots)
            return error(codes::roots_mismatch, "expected " + words_text(*trust_.roots, Language::en));
        return success();
    }

    void say_bundle(const Bundle& bundle) {
        for (ExplainedLine& line : text::describe(bundle)) say(std::move(line));
    }

    // Only a trusted root set makes it more than whole: words given by the caller, or a bundle that was verified before.
    Result<void> bundle() {
        const Bundle bundle = TRY(verify_bundle_by_itself(file_, suite()));
        say_bundle(bundle);
        TRY(expect_roots(bundle.roots));
        if (trust_.bundle != nullptr) TRY(verify_bundle(file_, trust_.bundle->roots, suite()));
        return root_signers(bundle);
    }

    Result<void> root_signers(const Bundle& bundle) {
        cbor::Reader reader(file_);
        TRY(reader.array_of(2));
        TRY(reader.bytes());
        const std::size_t count = TRY(reader.array());
        for (std::size_t i = 0; i < count; ++i) {
            const KeyId key = TRY(TRY(Sign1::read(reader)).key_id());
            out_.signers.push_back({.role = "root", .role_zh = "根密钥", .name = bundle.bureau, .key_id = key.hex()});
        }
        return success();
    }

    Result<void> kit() {
        const auto kit = TRY(verify_kit(file_, suite()));
        say(text::describe(kit.content));
        say_bundle(kit.bundle);
        TRY(expect_roots(kit.content.roots));
        if (trust_.bundle != nullptr && trust_.bundle->roots != kit.content.roots)
            return error(codes::roots_mismatch, "kit and trust bundle");
        signed_by_bureau(kit.bundle, TRY(message_key(kMagicKit)), Role::issuer);
        return success();
    }

    Result<void> package() {
        const auto manifest = TRY(inspect_package(file_, *TRY(need_bundle())));
        for (ExplainedLine& line : text::describe(manifest)) say(std::move(line));
        signed_by_bureau(*trust_.bundle, TRY(message_key(kMagicPackage)), Role::issuer);
        return success();
    }

    // A certificate alone is judged as of its own beginning: whether it is good today is another question, which the lines answer.
    Result<void> certificate() {
        const Certificate certificate = TRY(decode_certificate(file_)).content;
        for (ExplainedLine& line : text::describe(certificate)) say(std::move(line));
        const Bundle& bundle = *TRY(need_bundle());
        const SignerDemand demand{
            .role = certificate.role, .at_ms = certificate.not_before_s * 1000, .environment = bundle.roots.environment};
        if (!certificate.warrant.empty()) return emergency(certificate, demand);
        signed_by_bureau(bundle, TRY(bundle.judge(file_, demand, suite())).issuer_key, Role::issuer);
        return success();
    }

    // Nobody of the bureau issued it: those who did are two people of the centre.
    Result<void> emergency(const Certificate& certificate, SignerDemand demand) {
        const OpenedWarrant warrant = TRY(open_warrant(certificate));
        say(text::warranted(warrant));
        demand.session = warrant.warrant.session;
        TRY(trust_.bundle->judge(file_, demand, suite()));
        signed_by(warrant.site_chief.certificate);
        signed_by(warrant.supervisor.certificate);
        return success();
    }

    ByteView file_;
    const TrustContext& trust_;
    Explanation& out_;
};

// A ledger file is a parcel from the beginning with nothing attached.
FileKind parcel_or_ledger(ByteView file, const Suite& suite) {
    cbor::Reader reader(file.subspan(kMagicParcel.size()));
    const auto message = Sign1::read(reader);
    if (!message) return FileKind::parcel;
    const auto head = decode_parcel_head(message->encoded, suite);
    return head && head->content.first == 0 && head->content.blobs.empty() ? FileKind::ledger : FileKind::parcel;
}

FileKind recognise_with(ByteView file, const Suite& suite) {
    const std::string_view start = as_text(file.first(std::min<std::size_t>(file.size(), 5)));
    if (start == kMagicParcel) return parcel_or_ledger(file, suite);
    if (start == kMagicAnswer) return FileKind::answer;
    if (start == kMagicKit) return FileKind::kit;
    if (start == kMagicPackage) return FileKind::package;
    if (read_note(as_text(file)).ok()) return FileKind::checkpoint;
    const auto kind = kind_of_item(file);
    return kind.ok() ? *kind : FileKind::unknown;
}

} // namespace

std::string_view file_kind_key(FileKind kind) {
    return kKinds[static_cast<std::size_t>(kind)].key;
}

std::string_view file_kind_name(FileKind kind, Language language) {
    const KindRow& row = kKinds[static_cast<std::size_t>(kind)];
    return language == Language::zh_cn ? row.zh_cn : row.en;
}

bool is_act(FileKind kind) {
    return kind == FileKind::outcome || kind == FileKind::certificate_act || kind == FileKind::register_act || kind == FileKind::notice || kind == FileKind::decision;
}

FileKind recognise(ByteView file) {
    return recognise_with(file, standard_suite());
}

Explanation explain(ByteView file, const TrustContext& trust) {
    Explanation explanation{.kind = recognise_with(file, *trust.suite)};
    if (const auto outcome = Explainer(file, trust, explanation).run(); !outcome) explanation.reason = outcome.error();
    return explanation;
}

} // namespace kaogong::record
