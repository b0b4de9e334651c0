// Signed notes (C2SP signed-note) as logs and witnesses exchange them: a text, an empty line, then one line for each signature. Keys of
// notes have a name of their own and travel as text ("vkey"). What the text of a checkpoint says is checkpoint.h.
#pragma once

#include "core/record/keys.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaogong::record {

inline constexpr std::size_t kNoteLinesMax = 16; // signatures of one note: what C2SP asks every reader to take

// The byte that keeps two uses of one key apart (signed-note, Signature types).
enum class NoteKeyType : std::uint8_t {
    signature = 0x01,   // Ed25519 over the text
    cosignature = 0x04, // timestamped, of a witness (C2SP tlog-cosignature)
};

using NoteKeyId = FixedBytes<struct NoteKeyIdTag, 4>; // finds a key and proves nothing

struct NoteKey {
    std::string name; // of a log its origin, e.g. `bureau.example/log/2026`
    NoteKeyType type = NoteKeyType::signature;
    PublicKey key;

    NoteKeyId id() const; // first four bytes of H(name, newline, type, key)
    bool operator==(const NoteKey&) const = default;
};
bool is_note_name(std::string_view name); // no space of any alphabet, no plus, no control character

// `NAME+0a1b2c3d+BASE64`: name, id, type and key. Errors: key_invalid.
std::string note_key_text(const NoteKey& key);
Result<NoteKey> parse_note_key(std::string_view text, const Suite& suite = standard_suite());

struct NoteLine {
    std::string_view text; // whole, with its newline
    std::string_view name;
    Bytes content; // key id, then what the type says
};
// Views point into the text that was read.
struct Note {
    std::string_view body; // with the newline of its last line, which is what is signed
    std::vector<NoteLine> lines;
};
// Form only; checkpoint_bad.
Result<Note> read_note(std::string_view text);
Result<std::vector<NoteLine>> read_note_lines(std::string_view text); // signature lines alone, at least one; checkpoint_bad

// Name and id are those of the key; the note spec has every other line ignored.
bool is_by(const NoteLine& line, const NoteKey& key);
// Of a line that is by that key: signature_bad, checkpoint_bad for its length. Gives the time of a cosignature in seconds, else 0.
Result<std::int64_t> verify_note_line(std::string_view body, const NoteLine& line, const NoteKey& key);
// All lines that are by the key, each verified; empty where there is none.
struct VerifiedLine {
    std::string text;
    std::int64_t at_s = 0;
};
Result<std::vector<VerifiedLine>> verified_lines(std::string_view body, const std::vector<NoteLine>& lines, const NoteKey& key);

struct NoteSigner {
    std::string_view name;
    NoteKeyType type = NoteKeyType::signature;
    const KeyPair* key = nullptr;
    std::int64_t at_s = 0; // of a cosignature
};
Result<std::string> sign_note_line(std::string_view body, const NoteSigner& signer); // with its newline; checkpoint_bad for the name

} // namespace kaogong::record
