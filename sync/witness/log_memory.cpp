#include "sync/witness/log_memory.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "core/base/text.h"
#include "core/record/formats.h"

namespace kaogong::witness {
namespace {

constexpr std::size_t kVkeyBytesMax = 1'024;
constexpr int kOwnerOnly = 0700;

Error damaged(const Path& folder, std::string_view what) {
    return error(codes::witness_state_damaged, folder.filename().string() + ": " + std::string(what));
}

// The head as it was written: signed by the log, cosigned by ourselves.
Result<SeenHead> read_head(const std::string& text, const record::NoteKey& log, const record::NoteKey& own) {
    SeenHead head{.checkpoint = {}, .note = text, .at_s = 0};
    head.checkpoint = TRY(record::open_checkpoint(text, log));
    const record::Note note = TRY(record::read_note(text));
    const auto lines = TRY(record::verified_lines(note.body, note.lines, own));
    if (lines.size() != 1) return error(codes::signature_missing, "our own");
    head.at_s = lines.front().at_s;
    return head;
}

std::string evidence_name(Evidence kind, std::string_view other_note) {
    switch (kind) {
    case Evidence::fork: return "fork-" + record::sha256(view(other_note)).hex();
    case Evidence::shrunk: return "shrunk";
    case Evidence::unproved: return "unproved";
    }
    return {};
}

Result<bool> has_room(const Path& folder, const std::string& name) {
    std::error_code failed;
    if (std::filesystem::exists(folder / name, failed)) return true;
    std::size_t files = 0;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) ++files;
    if (failed) return errno_error(failed.value(), folder);
    return files < kEvidenceFilesMax;
}

} // namespace

Result<void> LogMemory::begin(const Path& folder, const record::NoteKey& log) {
    const std::string key = record::note_key_text(log) + "\n";
    const auto there = read_file(folder / "log.vkey", kVkeyBytesMax);
    if (there.ok() && as_text(*there) == key) return success();
    if (there.ok()) return error(codes::key_invalid, "another key is known for " + log.name);
    if (there.code() != codes::file_missing) return there.error();
    TRY(make_folder(folder, kOwnerOnly));
    TRY(make_folder(folder / "evidence", kOwnerOnly));
    TRY(write_file_atomic(folder / "head", {}, {.mode = 0600}));
    return write_file_atomic(folder / "log.vkey", view(key)); // last: what has a key has a head
}

Result<LogMemory> LogMemory::open(const Path& folder, const record::NoteKey& own) {
    const auto vkey = read_file(folder / "log.vkey", kVkeyBytesMax);
    if (!vkey.ok()) return vkey.code() == codes::file_missing ? damaged(folder, "log.vkey") : vkey.error();
    auto log = record::parse_note_key(trim(as_text(*vkey)));
    if (!log.ok()) return damaged(folder, "log.vkey");
    LogMemory memory(folder, *std::move(log));
    const auto text = read_file(folder / "head", record::kCheckpointMax);
    if (!text.ok()) return text.code() == codes::file_missing ? damaged(folder, "head") : text.error();
    if (text->empty()) return memory;
    auto head = read_head(std::string(as_text(*text)), memory.log_, own);
    if (!head.ok()) return damaged(folder, "head: " + std::string(code_name(head.code())));
    memory.head_ = *std::move(head);
    return memory;
}

Result<void> LogMemory::keep(SeenHead head) {
    TRY(write_file_atomic(folder_ / "head", view(head.note), {.mode = 0600}));
    head_ = std::move(head);
    return success();
}

Result<void> LogMemory::keep_evidence(Evidence kind, std::string_view other_note) const {
    const Path folder = folder_ / "evidence";
    const std::string name = evidence_name(kind, other_note);
    if (!TRY(has_room(folder, name))) return success();
    std::string text = "seen and cosigned:\n\n";
    text.append(head_ ? head_->note : "nothing yet\n").append("\nbrought afterwards:\n\n").append(other_note);
    return write_file_atomic(folder / name, view(text), {.mode = 0600});
}

} // namespace kaogong::witness
