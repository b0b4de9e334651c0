#include "core/record/checkpoint.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 "; // em dash and blank: how a signature line begins
constexpr std::uint8_t kAlgorithmEd25519 = 0x01, kAlgorithmCosignature = 0x04;
constexpr std::size_t kKeyHash = 4;
constexpr std::size_t kTimestamp = 8;
constexpr std::size_t kSignatureLinesMax = 16;

struct SignatureLine {
    std::string_view name;
    Bytes content;
};
struct Note {
    std::string_view body; // with the newline of its last line, which is what is signed
    std::vector<SignatureLine> signatures;
};

Error bad(std::string_view what) {
    return error(codes::checkpoint_bad, std::string(what));
}

// First four bytes of H(name, newline, algorithm, key): tells keys of one name apart.
Bytes key_hash(std::string_view name, std::uint8_t algorithm, const PublicKey& key) {
    const std::uint8_t middle[] = {'\n', algorithm};
    const Hash hash = key.suite().hash({view(name), middle, key.bytes().view()});
    return {hash.bytes.begin(), hash.bytes.begin() + kKeyHash};
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kTextMax && is_utf8(name) && name.find_first_of(" +\n\r\t") == std::string_view::npos;
}

std::string signature_line(std::string_view name, ByteView content) {
    return std::string(kDash) + std::string(name) + " " + to_base64(content) + "\n";
}

Bytes big_endian(std::int64_t value) {
    Bytes bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    return bytes;
}
std::int64_t from_big_endian(ByteView bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = (value << 8) | byte;
    return static_cast<std::int64_t>(value);
}

std::string cosigned_text(std::string_view body, std::int64_t at_s) {
    return "cosignature/v1\ntime " + std::to_string(at_s) + "\n" + std::string(body);
}

Result<SignatureLine> read_line(std::string_view line) {
    if (!line.starts_with(kDash)) return bad("a line that is no signature");
    line.remove_prefix(kDash.size());
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos || !is_name(line.substr(0, blank))) return bad("name of a signature");
    auto content = from_base64(line.substr(blank + 1));
    if (!content) return bad("base64 of a signature");
    return SignatureLine{.name = line.substr(0, blank), .content = std::move(*content)};
}

Result<Note> read_note(std::string_view text) {
    if (text.size() > kCheckpointMax || !is_utf8(text)) return bad("size or characters");
    const auto gap = text.find("\n\n");
    if (gap == std::string_view::npos || !text.ends_with('\n')) return bad("no signatures");
    Note note{.body = text.substr(0, gap + 1)};
    std::string_view rest = text.substr(gap + 2);
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        note.signatures.push_back(TRY(read_line(rest.substr(0, end))));
        rest.remove_prefix(end + 1);
    }
    if (note.signatures.empty() || note.signatures.size() > kSignatureLinesMax) return bad("number of signatures");
    return note;
}

Result<Checkpoint> read_body(std::string_view body) {
    const auto lines = split(body.substr(0, body.size() - 1), '\n');
    if (lines.size() != 3) return bad("other than three lines");
    Checkpoint checkpoint{.origin = std::string(lines[0])};
    if (!is_name(checkpoint.origin)) return bad("origin");
    const auto size = parse_integer(lines[1], {.min = 0, .max = INT64_MAX / 2});
    if (!size || std::to_string(*size) != lines[1]) return bad("tree size");
    checkpoint.size = static_cast<std::uint64_t>(*size);
    const auto root = from_base64(lines[2]);
    if (!root || root->size() != Hash::kSize) return bad("root");
    checkpoint.root = Hash::from(*root).value();
    return checkpoint;
}

// Key hash, then for a witness its time, then the signature.
Result<void> check_line(const Note& note, const SignatureLine& line, std::uint8_t algorithm, const PublicKey& key) {
    const bool is_cosignature = algorithm == kAlgorithmCosignature;
    const std::size_t extra = is_cosignature ? kTimestamp : 0;
    if (line.content.size() != kKeyHash + extra + Signature::kSize) return bad("length of a signature");
    const ByteView content = line.content;
    if (!equal(content.first(kKeyHash), key_hash(line.name, algorithm, key))) return bad("key hash of " + std::string(line.name));
    const std::int64_t at_s = is_cosignature ? from_big_endian(content.subspan(kKeyHash, kTimestamp)) : 0;
    const std::string message = is_cosignature ? cosigned_text(note.body, at_s) : std::string(note.body);
    if (!key.verify(view(message), Signature::from(content.subspan(kKeyHash + extra)).value()))
        return error(codes::signature_bad, "checkpoint, " + std::string(line.name));
    return success();
}

Result<PublicKey> find_key(const Bundle& bundle, Role role, std::string_view name, std::int64_t at_ms, const Suite& suite) {
    for (const IssuedCertificate* certificate : bundle.all_of(role))
        if (certificate->content.label == name) return bundle.key_of(certificate->key_id, {.role = role, .at_ms = at_ms}, suite);
    return error(codes::certificate_issuer_unknown, std::string(role_name(role, Language::en)) + ", note key " + std::string(name));
}

} // namespace

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const KeyPair& note_key) {
    if (!is_name(checkpoint.origin)) return bad("origin");
    const std::string body = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root.view()) + "\n";
    Bytes content = key_hash(checkpoint.origin, kAlgorithmEd25519, note_key.public_key());
    const Signature signature = note_key.sign(view(body));
    content.insert(content.end(), signature.bytes.begin(), signature.bytes.end());
    return body + "\n" + signature_line(checkpoint.origin, content);
}

Result<std::string> cosign_checkpoint(const std::string& note, const Cosigner& cosigner) {
    const Note read = TRY(read_note(note));
    if (!is_name(cosigner.name)) return bad("name of a witness");
    Bytes content = key_hash(cosigner.name, kAlgorithmCosignature, cosigner.key->public_key());
    const Bytes time = big_endian(cosigner.at_s);
    const Signature signature = cosigner.key->sign(view(cosigned_text(read.body, cosigner.at_s)));
    content.insert(content.end(), time.begin(), time.end());
    content.insert(content.end(), signature.bytes.begin(), signature.bytes.end());
    return note + signature_line(cosigner.name, content);
}

Result<Checkpoint> decode_checkpoint(std::string_view note) {
    return read_body(TRY(read_note(note)).body);
}

Result<Checkpoint> verify_checkpoint(std::string_view text, const Bundle& bundle, std::int64_t at_ms, const Suite& suite) {
    const Note note = TRY(read_note(text));
    const Checkpoint checkpoint = TRY(read_body(note.body));
    for (std::size_t i = 0; i < note.signatures.size(); ++i) {
        const SignatureLine& line = note.signatures[i];
        if (i == 0 && line.name != checkpoint.origin) return bad("the first signature is not the log's");
        const Role role = i == 0 ? Role::checkpoint : Role::witness;
        const PublicKey key = TRY(find_key(bundle, role, line.name, at_ms, suite));
        TRY(check_line(note, line, i == 0 ? kAlgorithmEd25519 : kAlgorithmCosignature, key));
    }
    return checkpoint;
}

} // namespace kaogong::record
