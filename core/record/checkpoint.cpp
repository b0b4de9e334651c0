#include "core/record/checkpoint.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::size_t kBodyLines = 3;
enum class Extensions { refused, allowed };

Error bad(std::string_view what) {
    return error(codes::checkpoint_bad, std::string(what));
}

Result<Checkpoint> read_body(std::string_view body, Extensions extensions = Extensions::refused) {
    const auto lines = split(body.substr(0, body.size() - 1), '\n');
    if (lines.size() < kBodyLines || (lines.size() > kBodyLines && extensions == Extensions::refused)) return bad("other than three lines");
    if (std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return line.empty(); })) return bad("an empty line");
    Checkpoint checkpoint{.origin = std::string(lines[0])};
    if (!is_note_name(checkpoint.origin)) return bad("origin");
    const auto size = parse_integer(lines[1], {.min = 0, .max = static_cast<std::int64_t>(kTreeSizeMax)});
    if (!size || std::to_string(*size) != lines[1]) return bad("tree size");
    checkpoint.size = static_cast<std::uint64_t>(*size);
    const auto root = from_base64(lines[2]);
    if (!root || root->size() != Hash::kSize) return bad("root");
    checkpoint.root = Hash::from(*root).value();
    return checkpoint;
}

struct CertifiedKey {
    const IssuedCertificate* certificate;
    NoteKey key;
};

Result<CertifiedKey> certified(const IssuedCertificate& certificate, const Suite& suite) {
    const Role role = certificate.content.role;
    const PublicKey key = TRY(PublicKey::from(certificate.content.key, suite));
    const NoteKeyType type = role == Role::witness ? NoteKeyType::cosignature : NoteKeyType::signature;
    return CertifiedKey{.certificate = &certificate, .key = {.name = certificate.content.label, .type = type, .key = key}};
}

Result<CertifiedKey> find_key(const Bundle& bundle, Role role, std::string_view name, const Suite& suite) {
    for (const IssuedCertificate* certificate : bundle.all_of(role))
        if (certificate->content.label == name) return certified(*certificate, suite);
    return error(codes::certificate_issuer_unknown, std::string(role_name(role, Language::en)) + ", note key " + std::string(name));
}

// The same of a published note: by name and id, and nothing where nobody in the bundle is meant.
Result<std::optional<CertifiedKey>> find_signer(const Bundle& bundle, const NoteLine& line, const Suite& suite) {
    for (const Role role : {Role::checkpoint, Role::witness}) {
        for (const IssuedCertificate* certificate : bundle.all_of(role)) {
            auto known = TRY(certified(*certificate, suite));
            if (is_by(line, known.key)) return std::optional(std::move(known));
        }
    }
    return std::optional<CertifiedKey>();
}

Result<void> check_good_at(const Bundle& bundle, const CertifiedKey& signer, std::int64_t at_s) {
    TRY(bundle.find(signer.certificate->key_id, {.role = signer.certificate->content.role, .at_ms = at_s * 1'000}));
    return success();
}

// A witness is judged at the second that it states itself: the log cannot have asked it before.
Result<Cosignature> verify_cosignature(std::string_view body, const NoteLine& line, const CertifiedKey& witness, const Bundle& bundle) {
    const std::int64_t at_s = TRY(verify_note_line(body, line, witness.key));
    TRY(check_good_at(bundle, witness, at_s));
    return Cosignature{.name = witness.key.name, .key_id = witness.certificate->key_id, .at_s = at_s};
}

} // namespace

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const KeyPair& note_key) {
    if (!is_note_name(checkpoint.origin)) return bad("origin");
    const std::string body = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root.view()) + "\n";
    return body + "\n" + TRY(sign_note_line(body, {.name = checkpoint.origin, .type = NoteKeyType::signature, .key = &note_key}));
}

Result<std::string> cosign_checkpoint(const std::string& note, const Cosigner& cosigner) {
    const Note read = TRY(read_note(note));
    const NoteSigner signer{.name = cosigner.name, .type = NoteKeyType::cosignature, .key = cosigner.key, .at_s = cosigner.at_s};
    return note + TRY(sign_note_line(read.body, signer));
}

Result<Checkpoint> decode_checkpoint(std::string_view note) {
    return read_body(TRY(read_note(note)).body);
}

Result<Checkpoint> open_checkpoint(std::string_view text, const NoteKey& log) {
    const Note note = TRY(read_note(text));
    const Checkpoint checkpoint = TRY(read_body(note.body, Extensions::allowed));
    if (checkpoint.origin != log.name) return bad("origin of another log");
    if (TRY(verified_lines(note.body, note.lines, log)).empty()) return error(codes::signature_missing, "checkpoint, " + log.name);
    return checkpoint;
}

Result<VerifiedCheckpoint> verify_checkpoint(std::string_view text, const Bundle& bundle, std::int64_t at_ms, const Suite& suite) {
    const Note note = TRY(read_note(text));
    VerifiedCheckpoint checkpoint;
    static_cast<Checkpoint&>(checkpoint) = TRY(read_body(note.body));
    if (note.lines.front().name != checkpoint.origin) return bad("the first signature is not the log's");
    const CertifiedKey log = TRY(find_key(bundle, Role::checkpoint, checkpoint.origin, suite));
    TRY(verify_note_line(note.body, note.lines.front(), log.key));
    TRY(check_good_at(bundle, log, at_ms / 1'000));
    checkpoint.log_key = log.certificate->key_id;
    for (std::size_t i = 1; i < note.lines.size(); ++i) {
        const CertifiedKey witness = TRY(find_key(bundle, Role::witness, note.lines[i].name, suite));
        checkpoint.cosignatures.push_back(TRY(verify_cosignature(note.body, note.lines[i], witness, bundle)));
    }
    return checkpoint;
}

Result<VerifiedCheckpoint> verify_published_checkpoint(std::string_view text, const Bundle& bundle, const Suite& suite) {
    const Note note = TRY(read_note(text));
    VerifiedCheckpoint checkpoint;
    static_cast<Checkpoint&>(checkpoint) = TRY(read_body(note.body));
    std::optional<CertifiedKey> log;
    for (const NoteLine& line : note.lines) {
        auto signer = TRY(find_signer(bundle, line, suite));
        if (!signer) continue;
        if (signer->key.type == NoteKeyType::cosignature) {
            checkpoint.cosignatures.push_back(TRY(verify_cosignature(note.body, line, *signer, bundle)));
        } else if (signer->key.name == checkpoint.origin) {
            TRY(verify_note_line(note.body, line, signer->key));
            log = std::move(signer);
        }
    }
    if (!log) return error(codes::signature_missing, "checkpoint, " + checkpoint.origin);
    std::int64_t at_s = log->certificate->content.not_before_s;
    if (!checkpoint.cosignatures.empty()) at_s = checkpoint.cosignatures.front().at_s;
    TRY(check_good_at(bundle, *log, at_s));
    checkpoint.log_key = log->certificate->key_id;
    return checkpoint;
}

Result<std::vector<NoteKey>> note_keys(const Bundle& bundle, Role role, const Suite& suite) {
    std::vector<NoteKey> keys;
    for (const IssuedCertificate* certificate : bundle.all_of(role)) keys.push_back(TRY(certified(*certificate, suite)).key);
    return keys;
}

} // namespace kaogong::record
