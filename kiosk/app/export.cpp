#include "kiosk/app/export.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

constexpr std::size_t kAnswerFileMax = 64u << 20;

Result<void> export_answers(const Path& data, const Path& folder, const std::string& prefix, Exported& exported) {
    std::error_code failed;
    std::vector<Path> files;
    for (const auto& entry : std::filesystem::directory_iterator(data / "answers", failed)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const Path& file : files) {
        const Bytes content = TRY(read_file(file, kAnswerFileMax));
        TRY(write_file_atomic(folder / (prefix + "-" + std::to_string(++exported.answers) + ".kga"), content));
    }
    return success();
}

} // namespace

Result<Exported> export_terminal(Terminal& terminal, const Path& data, const Path& folder, Clock& clock) {
    store::TerminalStore& store = *TRY(terminal.open_store());
    const std::string prefix = TRY(terminal.site()).seat;
    TRY(make_folder(folder));
    Exported exported;
    const Bytes ledger = TRY(store.parcels().build({.first = 0, .count = store.ledger().size()}, clock.now()));
    TRY(write_file_atomic(folder / (prefix + "-ledger.kgp"), ledger));
    for (const store::ResultStatus& result : TRY(store.results().all())) {
        const auto proof = store.results().proof(result.entry_index);
        if (!proof && proof.code() != codes::record_key_missing) return proof.error();
        if (!proof) {
            ++exported.without_receipt;
            continue;
        }
        TRY(write_file_atomic(folder / (prefix + "-" + std::to_string(++exported.proofs) + ".kgproof"), *proof));
    }
    TRY(export_answers(data, folder, prefix, exported));
    // Every export is an entry with purpose and receiver; this one follows what it handed out.
    TRY(store.note_export({.purpose = "RECORDS", .receiver = "FOLDER", .content = record::sha256(ledger)}));
    return exported;
}

} // namespace kaogong::kiosk::app
