// Putting the parts together, and what crosses them: the reserve and tidying.
#include "core/store/terminal_store.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "core/base/log.h"
#include "core/store/spool_signs.h"
#include "core/store/terminal_schema.h"

#include <algorithm>

namespace kaogong::store {
namespace {

// Checkpoints belong into idle moments; this is only the bound for a terminal that never has one (80 MB of log).
constexpr int kCheckpointPagesAtLast = 20'000;

constexpr int kSpoolMode = 02770; // the carrier is another user of the same group

Result<Db> open_database(const TerminalStoreOptions& options) {
    return Db::open({.path = options.data / "terminal.db",
                     .application_id = kTerminalApplicationId,
                     .migrations = terminal_migrations(),
                     .sharing = DbOptions::Sharing::exclusive,
                     .busy_timeout_ms = 200,
                     .checkpoint_pages = kCheckpointPagesAtLast,
                     .vfs = options.vfs});
}

Result<void> begin_ledger(Db& db, Ledger& ledger, const TerminalStoreOptions& options) {
    if (ledger.size() == 0 && !options.enrolment) return error(codes::terminal_not_enrolled);
    LedgerTx tx = TRY(LedgerTx::begin(db, ledger));
    if (ledger.size() == 0) TRY(tx.append(record::EventType::enrolled, record::encode_body(*options.enrolment)));
    TRY(tx.append(record::EventType::boot, record::encode_body(options.boot)));
    return tx.commit();
}

Journals::Parts journal_parts(Db& db, Ledger& ledger, const record::age::Identity& sealing) {
    return {.db = db, .ledger = ledger, .device = {.identity = sealing, .recipient = sealing.recipient()}};
}

} // namespace

Path alive_path(const Path& data) {
    return data / "alive";
}

struct TerminalStore::Parts {
    std::unique_ptr<Db> db;
    Ledger ledger;
    AliveFile alive;
    Spool spool;
    record::PersonKey person_key;
};

TerminalStore::TerminalStore(Parts parts, const TerminalStoreOptions& options)
    : db_(std::move(parts.db)), ledger_(std::move(parts.ledger)), reserve_(options.data, options.space), alive_(std::move(parts.alive)),
      spool_(std::move(parts.spool)), trust_(*db_, ledger_, options.roots), roster_(*db_, ledger_, std::move(parts.person_key), options.sealing.recipient()),
      packages_(*db_, ledger_), sittings_(journal_parts(*db_, ledger_, options.sealing)),
      scorings_(*db_, journal_parts(*db_, ledger_, options.sealing)), results_(*db_, ledger_, sittings_),
      parcels_(*db_, ledger_, trust_, {.out = options.data / "spool/out", .certificate = options.certificate, .limits = options.parcels}),
      pins_(*db_, ledger_), credentials_(*db_, ledger_), check_(*db_, ledger_) {}

Result<std::unique_ptr<TerminalStore>> TerminalStore::open(const TerminalStoreOptions& options) {
    TRY(make_folder(options.data, 0700));
    auto db = std::make_unique<Db>(TRY(open_database(options)));
    Ledger ledger =
        TRY(Ledger::open(*db, {.terminal = options.terminal, .device = options.device, .clock = options.clock, .random = options.random}));
    TRY(begin_ledger(*db, ledger, options));
    auto person_key = TRY(Roster::load_key(*db, options.sealing, options.random));
    auto alive = TRY(AliveFile::open(alive_path(options.data)));
    Spool spool = TRY(open_spool(options.data / "spool"));
    std::unique_ptr<TerminalStore> store(new TerminalStore({.db = std::move(db),
                                                            .ledger = std::move(ledger),
                                                            .alive = std::move(alive),
                                                            .spool = std::move(spool),
                                                            .person_key = std::move(person_key)},
                                                           options));
    TRY(store->trust_.load());
    TRY(store->reserve_.hold());
    TRY(store->parcels_.restore(Parcels::Lost::missing));
    return store;
}

Result<TerminalStore::Spool> TerminalStore::open_spool(const Path& folder) {
    for (const Path& path : {folder, folder / "out"}) {
        std::error_code failed;
        if (std::filesystem::is_directory(path, failed)) continue;
        TRY(make_folder(path, kSpoolMode));
        // mkdir leaves out what the umask forbids, and the set-group bit anyway.
        std::filesystem::permissions(path, std::filesystem::perms(kSpoolMode), failed);
        if (failed) return error(codes::file_unwritable, path.filename().string());
    }
    auto in = TRY(HostileFolder::open(folder / "in"));
    auto seen = TRY(HostileFolder::open(folder / "seen"));
    auto ask = TRY(HostileFolder::open(folder / "ask"));
    return Spool{.in = std::move(in), .seen = std::move(seen), .ask = std::move(ask)};
}

template <typename Action> auto TerminalStore::with_reserve(Action action) -> decltype(action()) {
    auto outcome = action();
    if (outcome.ok() || outcome.code() != codes::no_space || !reserve_.is_held()) return outcome;
    if (const auto released = reserve_.release(); !released) return released.error();
    return action();
}

Result<void> TerminalStore::append(const SittingId& sitting, const Sittings::Numbered& numbered) {
    return with_reserve([&] { return sittings_.append(sitting, numbered); });
}

Result<void> TerminalStore::seal(const SittingId& sitting, const std::vector<SealedResult>& sealed) {
    return with_reserve([&] { return results_.seal(sitting, sealed); });
}

Result<SittingFacts> TerminalStore::open_sitting(const SittingOpening& opening) {
    TRY(reserve_.check_new_session());
    return sittings_.open(opening);
}

Result<void> TerminalStore::append(const SittingId& scoring, const Scorings::Numbered& numbered) {
    return with_reserve([&] { return scorings_.append(scoring, numbered); });
}

Result<SittingFacts> TerminalStore::open_scoring(const SittingOpening& opening, practical::ScoringMode mode) {
    TRY(reserve_.check_new_session());
    return scorings_.open(opening, mode);
}

Result<void> TerminalStore::seal_scoring(const SittingId& scoring, const std::vector<SealedResult>& sealed) {
    return with_reserve([&] { return results_.seal_scoring(scoring, sealed); });
}

Result<std::vector<ParcelFile>> TerminalStore::export_due() {
    const FolderScan asked = TRY(spool_.ask.scan());
    if (asked.files.empty()) return parcels_.make_due(ledger_.clock().now());
    TRY(parcels_.restore(Parcels::Lost::missing_or_spoilt));
    const bool by_people = std::any_of(asked.files.begin(), asked.files.end(), [](const FolderFile& file) { return file.name != kSpoiltFile; });
    auto made = TRY(parcels_.make_due(ledger_.clock().now(), by_people ? Parcels::Asked::yes : Parcels::Asked::no));
    for (const FolderFile& file : asked.files) TRY(spool_.ask.remove(file.name));
    return made;
}

Result<void> TerminalStore::tidy() {
    TRY(results_.wipe_log());
    TRY(db_->checkpoint());
    return reserve_.hold();
}

Result<void> TerminalStore::note(record::EventType type, Bytes body) {
    LedgerTx tx = TRY(LedgerTx::begin(*db_, ledger_));
    TRY(tx.append(type, std::move(body)));
    return tx.commit();
}

Result<void> TerminalStore::note_clock_step(const record::ClockStepBody& step) {
    return note(record::EventType::clock_step, record::encode_body(step));
}

Result<void> TerminalStore::note_heartbeat() {
    return note(record::EventType::heartbeat, record::empty_body());
}

Result<void> TerminalStore::note_export(const record::ExportedBody& exported) {
    return note(record::EventType::exported, record::encode_body(exported));
}

Result<TerminalStore::Space> TerminalStore::space() const {
    const std::uint64_t free_bytes = TRY(reserve_.free_bytes());
    return Space{.free_bytes = free_bytes, .enough_for_session = reserve_.check_new_session().ok()};
}

Result<void> TerminalStore::check() {
    TRY(db_->check_integrity());
    return ledger_.check();
}

Result<bool> TerminalStore::check_next() {
    if (damage_) return *damage_;
    auto checked = check_.next();
    if (checked) return checked;
    damage_ = checked.error();
    if (const auto recorded = record_damage(*damage_); !recorded) log(LogLevel::error, recorded.error());
    return *damage_;
}

Result<void> TerminalStore::record_damage(const Error& found) {
    LedgerTx tx = TRY(LedgerTx::begin(*db_, ledger_));
    const record::StaffActBody body{.staff = "-", .act = "STORE_DAMAGED", .sitting = {}, .reason = code_text(found.code), .credit_ms = {}};
    TRY(tx.append(record::EventType::incident, record::encode_body(body)));
    return tx.commit();
}

} // namespace kaogong::store
