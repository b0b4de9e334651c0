#include "sync/witness/witness.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/codes/sync.h"
#include "core/base/text.h"
#include "core/record/key_file.h"

#include <algorithm>

namespace kaogong::witness {
namespace {

constexpr int kPrivateFolder = 0700;
constexpr std::size_t kNameBytesMax = 1'024;

bool is_head_of_same_size(const LogMemory& memory, const record::Checkpoint& checkpoint) {
    return memory.head() && memory.size() == checkpoint.size;
}

// What a head can be that needs no proof to be refused. Both heads are kept before anybody is told.
Result<void> refuse_contradiction(const LogMemory& memory, const record::Checkpoint& checkpoint, std::string_view note) {
    const std::string sizes = std::to_string(checkpoint.size) + " after " + std::to_string(memory.size());
    if (checkpoint.size < memory.size()) {
        TRY(memory.keep_evidence(Evidence::shrunk, note));
        return error(codes::witness_saw_shrunk, sizes);
    }
    if (is_head_of_same_size(memory, checkpoint) && memory.root() != checkpoint.root) {
        TRY(memory.keep_evidence(Evidence::fork, note));
        return error(codes::witness_saw_fork, sizes);
    }
    return success();
}

std::string proof_text(const Submission& submission) {
    std::string text = "\nits tree at size " + std::to_string(submission.old_size) + ": " + to_base64(submission.old_root->view()) + "\n";
    for (const Hash& hash : submission.proof) text.append(to_base64(hash.view())).append("\n");
    return text;
}

// The new head grew from another past than the one that was cosigned, and the log's own tiles say so.
Result<void> refuse_other_past(const LogMemory& memory, const record::Checkpoint& checkpoint, const Submission& submission) {
    if (!submission.old_root || *submission.old_root == memory.root()) return success();
    const record::TreeRoots roots{.from = *submission.old_root, .to = checkpoint.root};
    if (!record::verify_consistency({.from = memory.size(), .to = checkpoint.size}, submission.proof, roots).ok()) return success();
    TRY(memory.keep_evidence(Evidence::fork, submission.note + proof_text(submission)));
    return error(codes::witness_saw_fork, "another tree at size " + std::to_string(memory.size()));
}

Result<void> check_proof(const LogMemory& memory, const record::Checkpoint& checkpoint, const Submission& submission) {
    const record::TreeRoots roots{.from = memory.root(), .to = checkpoint.root};
    const auto follows = record::verify_consistency({.from = memory.size(), .to = checkpoint.size}, submission.proof, roots);
    if (follows.ok() || !memory.head()) return follows;
    TRY(refuse_other_past(memory, checkpoint, submission));
    TRY(memory.keep_evidence(Evidence::unproved, submission.note));
    return follows;
}

// Which log a note claims to be of: its first line, before anybody has checked a signature.
Result<std::string_view> origin_of(std::string_view note) {
    const record::Note read = TRY(record::read_note(note));
    const std::string_view origin = read.body.substr(0, read.body.find('\n'));
    if (!record::is_note_name(origin)) return error(codes::checkpoint_bad, "origin");
    return origin;
}

} // namespace

Result<record::NoteKey> init_witness(const InitOptions& options, Random& random) {
    if (!record::is_note_name(options.name)) return error(codes::key_invalid, "name of a witness");
    std::error_code failed;
    if (std::filesystem::exists(options.data, failed) && !std::filesystem::is_empty(options.data, failed))
        return error(codes::folder_not_empty, options.data.string());
    const auto pair = record::KeyPair::generate(random);
    TRY(make_folder(options.data, kPrivateFolder));
    TRY(make_folder(options.data / "logs", kPrivateFolder));
    TRY(write_file_atomic(options.data / "name", view(options.name + "\n")));
    TRY(write_file_atomic(options.data / "witness.key", record::encode_key_file(pair).view(), {.mode = record::kKeyFileMode}));
    return record::NoteKey{.name = options.name, .type = record::NoteKeyType::cosignature, .key = pair.public_key()};
}

Result<Witness> Witness::open(const Path& data, Clock& clock) {
    auto pair = TRY(record::read_key_file(data / "witness.key"));
    auto lock = TRY(FileLock::take(data / "witness.lock", codes::witness_running));
    const Bytes name = TRY(read_file(data / "name", kNameBytesMax));
    record::NoteKey key{.name = std::string(trim(as_text(name))), .type = record::NoteKeyType::cosignature, .key = pair.public_key()};
    if (!record::is_note_name(key.name)) return error(codes::key_invalid, "name of a witness");
    Witness witness(data, clock, std::move(lock), std::move(pair), std::move(key));
    TRY(witness.read_logs());
    return witness;
}

Path Witness::folder_of(std::string_view origin) const {
    return data_ / "logs" / record::sha256(view(origin)).hex();
}

// One log whose memory is damaged stops them all: a witness that goes on without it might be believed to have seen nothing wrong.
Result<void> Witness::read_logs() {
    std::error_code failed;
    std::filesystem::directory_iterator entry(data_ / "logs", failed), end;
    for (; !failed && entry != end; entry.increment(failed)) {
        if (logs_.size() == kLogsMax) return error(codes::record_too_large, "logs of a witness");
        auto memory = TRY(LogMemory::open(entry->path(), key_));
        std::string origin = memory.log().name;
        if (entry->path() != folder_of(origin)) return error(codes::witness_state_damaged, entry->path().filename().string());
        logs_.emplace(std::move(origin), std::move(memory));
    }
    if (failed) return errno_error(failed.value(), data_ / "logs");
    return success();
}

Result<void> Witness::follow(const record::NoteKey& log) {
    if (log.type != record::NoteKeyType::signature) return error(codes::key_invalid, log.name + ": not the key of a log");
    if (logs_.size() == kLogsMax) return error(codes::record_too_large, "logs of a witness");
    const Path folder = folder_of(log.name);
    TRY(LogMemory::begin(folder, log));
    logs_.insert_or_assign(log.name, TRY(LogMemory::open(folder, key_)));
    return success();
}

Result<const LogMemory*> Witness::memory(std::string_view origin) const {
    const auto found = logs_.find(origin);
    if (found == logs_.end()) return error(codes::witness_log_unknown, std::string(origin));
    return &found->second;
}

Result<Cosigned> Witness::add(const Submission& submission) {
    const std::string_view origin = TRY(origin_of(submission.note));
    const auto found = logs_.find(origin);
    if (found == logs_.end()) return error(codes::witness_log_unknown, std::string(origin));
    LogMemory& memory = found->second;
    const auto opened = record::open_checkpoint(submission.note, memory.log());
    if (!opened.ok() && (opened.code() == codes::signature_bad || opened.code() == codes::signature_missing))
        return error(codes::witness_log_unsigned, opened.error().context);
    if (!opened.ok()) return opened.error();
    const record::Checkpoint& checkpoint = *opened;
    if (submission.old_size > checkpoint.size) return error(codes::witness_request_malformed, "old size beyond the checkpoint's");
    TRY(refuse_contradiction(memory, checkpoint, submission.note));
    if (submission.old_size != memory.size())
        return error(codes::witness_size_other,
                     std::to_string(submission.old_size) + ", and the witness saw " + std::to_string(memory.size()));
    TRY(check_proof(memory, checkpoint, submission));
    return cosign(memory, checkpoint, submission.note);
}

// Stored before it is given away. The note is kept with the log's own lines alone: what others have added is not ours to vouch for.
Result<Cosigned> Witness::cosign(LogMemory& memory, const record::Checkpoint& checkpoint, std::string_view text) {
    const std::int64_t at_s = clock_->wall_ms() / 1'000;
    if (at_s <= 0 || (memory.head() && at_s < memory.head()->at_s)) return error(codes::witness_clock_back, iso_text(at_s * 1'000, 0));
    const record::Note note = TRY(record::read_note(text));
    const auto by_log = TRY(record::verified_lines(note.body, note.lines, memory.log()));
    const record::NoteSigner signer{.name = key_.name, .type = key_.type, .key = &pair_, .at_s = at_s};
    const std::string line = TRY(record::sign_note_line(note.body, signer));
    const std::string whole = std::string(note.body) + "\n" + by_log.front().text + line;
    TRY(memory.keep({.checkpoint = checkpoint, .note = whole, .at_s = at_s}));
    return Cosigned{.line = line, .note = whole, .size = checkpoint.size};
}

} // namespace kaogong::witness
