#include "sync/bureau/signal_sources.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/record/parcel.h"
#include "sync/bureau/days.h"
#include "sync/bureau/signals/read_ledger.h"

#include <algorithm>
#include <map>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kFolderFilesMax = 10'000;

Result<void> add_entries(ByteView sequence, signals::LedgerReader& reader) {
    record::cbor::Reader entries(sequence);
    while (!entries.at_end()) reader.add(TRY(entries.bytes()));
    return success();
}

Result<signals::LedgerFacts> facts_of_terminal(IntakeStore& intake, const record::Bundle& bundle, const LedgerKey& key,
                                               std::int64_t since_ms) {
    signals::LedgerReader reader(key.terminal, bundle, since_ms);
    std::uint64_t from = 0;
    while (const auto segment = TRY(intake.next_segment(key, from))) {
        TRY(add_entries(segment->entries, reader));
        from = segment->first + segment->leaves.size();
    }
    return reader.take();
}

// ---- a folder

struct LedgerPart {
    Path path;
    std::uint64_t first = 0;
};

// One terminal's ledger, grown from the parts that are there.
struct Ledger {
    CentreId centre;
    std::vector<LedgerPart> parts;
};

Result<std::vector<Path>> parcel_files(const Path& folder) {
    std::error_code failed;
    std::vector<Path> files;
    for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end && files.size() < kFolderFilesMax;
         at.increment(failed))
        if (at->path().extension() == ".kgp" && at->is_regular_file(failed)) files.push_back(at->path());
    if (failed) return errno_error(failed.value(), folder);
    std::sort(files.begin(), files.end());
    return files;
}

Result<record::Certificate> device_of(const record::OpenedHead& head, const record::Bundle& bundle) {
    const auto certificate = head.message.unprotected_headers.certificate;
    if (!certificate) return error(codes::certificate_missing, "head of the parcel");
    const record::SignerDemand demand{
        .role = record::Role::device, .at_ms = head.issued_at_s * 1'000, .environment = bundle.roots.environment};
    const record::Certificate device = TRY(bundle.judge(*certificate, demand)).content;
    if (device.terminal != head.content.terminal || !device.centre) return error(codes::ledger_terminal_wrong, head.content.terminal.hex());
    return device;
}

Result<void> note_part(const Path& path, const record::Bundle& bundle, std::map<TerminalId, Ledger>& ledgers) {
    const Bytes file = TRY(read_file(path, kFileSizeMax));
    const record::Parcel parcel = TRY(record::open_parcel(file));
    const record::Certificate device = TRY(device_of(parcel.head, bundle));
    TRY(record::verify_attached(parcel.head.message, TRY(record::PublicKey::from(device.key))));
    Ledger& ledger = ledgers[parcel.head.content.terminal];
    ledger.centre = *device.centre;
    ledger.parts.push_back({.path = path, .first = parcel.head.content.first});
    return success();
}

// Entries that are not there yet follow on with signature, place and root; those that are must not be counted twice.
Result<void> add_part(const Path& path, const record::Bundle& bundle, record::MerkleTree& tree, signals::LedgerReader& reader) {
    const Bytes file = TRY(read_file(path, kFileSizeMax));
    const record::Parcel parcel = TRY(record::open_parcel(file));
    const record::ParcelHead& head = parcel.head.content;
    if (head.first > tree.size()) return error(codes::ledger_index_wrong, "entries before " + std::to_string(head.first) + " are missing");
    const auto key = TRY(record::PublicKey::from(TRY(device_of(parcel.head, bundle)).key));
    for (std::uint64_t index = tree.size(); index < head.end(); ++index) {
        const ByteView entry = parcel.entries[index - head.first];
        const record::SignedEntry verified = TRY(record::verify_entry(entry, key));
        TRY(record::check_place(verified.content, head.terminal, tree));
        tree.append(entry);
        reader.add(entry);
    }
    return success();
}

} // namespace

std::int64_t period_begin_ms(std::int64_t until_ms) {
    return until_ms - signals::SignalRules().period_days * kDayMs;
}

CentreReport report_of(const signals::CentreFacts& facts, std::string name) {
    CentreReport report{.centre = facts.centre, .name = std::move(name), .terminals = facts.ledgers.size(), .found = {}, .integrity = {}};
    for (const signals::LedgerFacts& ledger : facts.ledgers) {
        report.entries += ledger.entries.size();
        report.results += ledger.results.size();
    }
    report.found = signals::find_signals(facts, {});
    report.integrity = signals::integrity_of(report.found);
    return report;
}

Result<signals::CentreFacts> facts_of_centre(Store& store, const record::Bundle& bundle, const CentreId& centre, std::int64_t since_ms) {
    std::vector<Terminal> terminals = TRY(store.registry().terminals_of(centre));
    std::sort(terminals.begin(), terminals.end(), [](const Terminal& a, const Terminal& b) { return a.id < b.id; });
    signals::CentreFacts facts{.centre = centre, .ledgers = {}};
    for (const Terminal& terminal : terminals) {
        if (terminal.ledger.size == 0) continue; // nothing came yet
        facts.ledgers.push_back(TRY(facts_of_terminal(store.intake(), bundle, terminal.ledger_key(), since_ms)));
    }
    return facts;
}

Result<FolderFacts> facts_of_folder(const Path& folder, const record::Bundle& bundle, std::int64_t since_ms) {
    FolderFacts facts;
    std::map<TerminalId, Ledger> ledgers;
    for (const Path& path : TRY(parcel_files(folder))) {
        const auto noted = note_part(path, bundle, ledgers);
        if (!noted) facts.faults.emplace_back(path, noted.error());
    }
    std::map<CentreId, signals::CentreFacts> centres;
    for (auto& [terminal, ledger] : ledgers) {
        std::sort(ledger.parts.begin(), ledger.parts.end(), [](const LedgerPart& a, const LedgerPart& b) { return a.first < b.first; });
        record::MerkleTree tree;
        signals::LedgerReader reader(terminal, bundle, since_ms);
        for (const LedgerPart& part : ledger.parts) {
            const auto added = add_part(part.path, bundle, tree, reader);
            if (!added) facts.faults.emplace_back(part.path, added.error());
        }
        if (tree.size() == 0) continue;
        signals::CentreFacts& centre = centres[ledger.centre];
        centre.centre = ledger.centre;
        centre.ledgers.push_back(reader.take());
    }
    if (centres.empty()) return facts.faults.empty() ? error(codes::ledgers_missing, folder.string()) : facts.faults.front().second;
    for (auto& [id, centre] : centres) facts.centres.push_back(std::move(centre));
    return facts;
}

} // namespace kaogong::bureau
