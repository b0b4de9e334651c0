#include "core/record/note.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"
#include "core/record/formats.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 "; // em dash and blank: how a signature line begins
constexpr std::size_t kTimestamp = 8;

Error bad(std::string_view what) {
    return error(codes::checkpoint_bad, std::string(what));
}

// White space as Unicode has it (White_Space), besides the controls below U+0020.
bool is_space(char32_t c) {
    constexpr char32_t kSingle[] = {0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
    return (c >= 0x2000 && c <= 0x200A) || std::find(std::begin(kSingle), std::end(kSingle), c) != std::end(kSingle);
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

Bytes big_endian(std::int64_t value) {
    Bytes bytes;
    for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    return bytes;
}
std::uint64_t from_big_endian(ByteView bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes) value = (value << 8) | byte;
    return value;
}

std::string signed_text(std::string_view body, NoteKeyType type, std::int64_t at_s) {
    if (type == NoteKeyType::signature) return std::string(body);
    return "cosignature/v1\ntime " + std::to_string(at_s) + "\n" + std::string(body);
}

NoteKeyId key_id(std::string_view name, NoteKeyType type, const PublicKey& key) {
    const std::uint8_t middle[] = {'\n', static_cast<std::uint8_t>(type)};
    const Hash hash = key.suite().hash({view(name), middle, key.bytes().view()});
    return NoteKeyId::from(hash.view().first(NoteKeyId::kSize)).value();
}

Result<NoteLine> read_line(std::string_view text) {
    std::string_view line = text.substr(0, text.size() - 1);
    if (!line.starts_with(kDash)) return bad("a line that is no signature");
    line.remove_prefix(kDash.size());
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos || !is_note_name(line.substr(0, blank))) return bad("name of a signature");
    auto content = from_base64(line.substr(blank + 1));
    if (!content || content->size() <= NoteKeyId::kSize) return bad("base64 of a signature");
    return NoteLine{.text = text, .name = line.substr(0, blank), .content = std::move(*content)};
}

} // namespace

NoteKeyId NoteKey::id() const {
    return key_id(name, type, key);
}

bool is_note_name(std::string_view name) {
    if (name.empty() || name.size() > kTextMax || !is_utf8(name) || has_control(name)) return false;
    if (name.find_first_of("+\n") != std::string_view::npos) return false;
    const auto characters = code_points(name);
    return std::none_of(characters.begin(), characters.end(), is_space);
}

std::string note_key_text(const NoteKey& key) {
    Bytes content{static_cast<std::uint8_t>(key.type)};
    const ByteView bytes = key.key.bytes().view();
    content.insert(content.end(), bytes.begin(), bytes.end());
    return key.name + "+" + key.id().hex() + "+" + to_base64(content);
}

Result<NoteKey> parse_note_key(std::string_view text, const Suite& suite) {
    const Error malformed = error(codes::key_invalid, "note key");
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || !is_note_name(text.substr(0, first))) return malformed;
    const auto content = from_base64(text.substr(second + 1));
    if (!content || content->size() != 1 + PublicKeyBytes::kSize) return malformed;
    const auto type = static_cast<NoteKeyType>(content->front());
    if (type != NoteKeyType::signature && type != NoteKeyType::cosignature) return malformed;
    const auto bytes = TRY(PublicKeyBytes::from(ByteView(*content).subspan(1)));
    const PublicKey public_key = TRY(PublicKey::from(bytes, suite));
    const NoteKey key{.name = std::string(text.substr(0, first)), .type = type, .key = public_key};
    if (key.id().hex() != text.substr(first + 1, second - first - 1)) return malformed;
    return key;
}

Result<std::vector<NoteLine>> read_note_lines(std::string_view text) {
    if (text.size() > kCheckpointMax || !is_utf8(text) || has_control(text)) return bad("size or characters");
    if (!text.ends_with('\n')) return bad("no signatures");
    std::vector<NoteLine> lines;
    while (!text.empty()) {
        const auto end = text.find('\n') + 1;
        lines.push_back(TRY(read_line(text.substr(0, end))));
        text.remove_prefix(end);
        if (lines.size() > kNoteLinesMax) return bad("number of signatures");
    }
    return lines;
}

// The spec divides at the last empty line; a checkpoint has but one, since its own lines are never empty.
Result<Note> read_note(std::string_view text) {
    if (text.size() > kCheckpointMax || !is_utf8(text) || has_control(text)) return bad("size or characters");
    const auto gap = text.rfind("\n\n");
    if (gap == std::string_view::npos) return bad("no signatures");
    auto lines = TRY(read_note_lines(text.substr(gap + 2)));
    return Note{.body = text.substr(0, gap + 1), .lines = std::move(lines)};
}

bool is_by(const NoteLine& line, const NoteKey& key) {
    return line.name == key.name && equal(ByteView(line.content).first(NoteKeyId::kSize), key.id().view());
}

// Key id, then for a witness its time, then the signature.
Result<std::int64_t> verify_note_line(std::string_view body, const NoteLine& line, const NoteKey& key) {
    const std::size_t extra = key.type == NoteKeyType::cosignature ? kTimestamp : 0;
    if (line.content.size() != NoteKeyId::kSize + extra + Signature::kSize) return bad("length of a signature");
    if (!is_by(line, key)) return bad("key hash of " + std::string(line.name));
    const ByteView content = ByteView(line.content).subspan(NoteKeyId::kSize);
    const std::uint64_t time = from_big_endian(content.first(extra));
    if (time > static_cast<std::uint64_t>(kTimeMaxMs / 1'000)) return bad("time of a cosignature");
    const auto at_s = static_cast<std::int64_t>(time);
    const auto signature = TRY(Signature::from(content.subspan(extra)));
    if (!key.key.verify(view(signed_text(body, key.type, at_s)), signature))
        return error(codes::signature_bad, "checkpoint, " + std::string(line.name));
    return at_s;
}

Result<std::vector<VerifiedLine>> verified_lines(std::string_view body, const std::vector<NoteLine>& lines, const NoteKey& key) {
    std::vector<VerifiedLine> verified;
    for (const NoteLine& line : lines) {
        if (!is_by(line, key)) continue;
        const std::int64_t at_s = TRY(verify_note_line(body, line, key));
        verified.push_back({.text = std::string(line.text), .at_s = at_s});
    }
    return verified;
}

Result<std::string> sign_note_line(std::string_view body, const NoteSigner& signer) {
    if (!is_note_name(signer.name)) return bad("name of a signature");
    const NoteKeyId id = key_id(signer.name, signer.type, signer.key->public_key());
    Bytes content(id.bytes.begin(), id.bytes.end());
    if (signer.type == NoteKeyType::cosignature) {
        const Bytes time = big_endian(signer.at_s);
        content.insert(content.end(), time.begin(), time.end());
    }
    const Signature signature = signer.key->sign(view(signed_text(body, signer.type, signer.at_s)));
    content.insert(content.end(), signature.bytes.begin(), signature.bytes.end());
    return std::string(kDash).append(signer.name).append(" ").append(to_base64(content)).append("\n");
}

} // namespace kaogong::record
