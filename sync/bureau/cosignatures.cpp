#include "sync/bureau/cosignatures.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/record/checkpoint.h"

namespace kaogong::bureau {
namespace {

Result<void> check_head(LogStore& log, const record::Note& note, std::uint64_t size) {
    if (size == 0) return error(codes::head_not_ours, "size 0");
    const auto head = TRY(log.head_after(size - 1));
    if (!head || head->size != size || !head->checkpoint.starts_with(std::string(note.body) + "\n"))
        return error(codes::head_not_ours, "size " + std::to_string(size));
    return success();
}

Result<std::vector<CosignatureRow>> rows_of(const record::Note& note, std::uint64_t size, const record::Bundle& bundle) {
    std::vector<CosignatureRow> rows;
    for (const record::NoteKey& witness : TRY(record::note_keys(bundle, record::Role::witness))) {
        const auto lines = record::verified_lines(note.body, note.lines, witness);
        if (!lines.ok()) return error(codes::cosignature_bad, lines.error().context);
        if (lines->empty()) continue;
        const record::VerifiedLine& line = lines->front();
        const auto certified = bundle.find(witness.key.id(), {.role = record::Role::witness, .at_ms = line.at_s * 1'000});
        if (!certified.ok()) return error(codes::cosignature_bad, witness.name + ": " + std::string(code_name(certified.code())));
        rows.push_back({.size = size, .witness = witness.name, .line = line.text, .at_ms = line.at_s * 1'000});
    }
    return rows;
}

} // namespace

Result<HeadToShow> head_to_show(LogStore& log, std::uint64_t from) {
    const auto head = TRY(log.newest_head());
    if (!head) return error(codes::log_damaged, "no head");
    HeadToShow shown{.size = head->size, .note = head->checkpoint, .path = {}};
    if (from > 0 && from < head->size) shown.path = TRY(record::consistency_path(log, {.from = from, .to = head->size}));
    return shown;
}

Result<std::size_t> keep_cosignatures(Store& store, const Authority& authority, std::string_view text) {
    const record::Note note = TRY(record::read_note(text));
    const record::Checkpoint checkpoint = TRY(record::decode_checkpoint(text));
    TRY(check_head(store.log(), note, checkpoint.size));
    const auto rows = TRY(rows_of(note, checkpoint.size, authority.bundle));
    if (rows.empty()) return error(codes::cosignature_bad, "no line by a witness of the bundle");
    auto tx = TRY(store.begin_log());
    for (const CosignatureRow& row : rows) TRY(store.log().add_cosignature(row));
    TRY(tx->commit());
    return rows.size();
}

Result<std::string> note_with_cosignatures(LogStore& log, const LogHead& head) {
    std::string note = head.checkpoint;
    for (const CosignatureRow& row : TRY(log.cosignatures(head.size))) note += row.line;
    return note;
}

} // namespace kaogong::bureau
