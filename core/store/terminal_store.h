// Everything that a terminal must not lose, in one place: DATA/terminal.db with its ledger, journals, results, roster and packages, the
// sign of life, the reserve, and the spool. One process and one thread own it; a second process is refused. What a call returned success
// for is on the medium.
#pragma once

#include "core/record/entry_bodies.h"
#include "core/store/alive.h"
#include "core/store/credentials.h"
#include "core/store/hostile_folder.h"
#include "core/store/packages.h"
#include "core/store/parcels.h"
#include "core/store/pin_attempts.h"
#include "core/store/reserve.h"
#include "core/store/results.h"
#include "core/store/roster.h"
#include "core/store/scorings.h"
#include "core/store/sittings.h"
#include "core/store/store_check.h"
#include "core/store/trust.h"

namespace kaogong::store {

struct TerminalStoreOptions {
    Path data; // the folder; made with 0700 where it is absent
    TerminalId terminal;
    const record::KeyPair& device;
    const record::age::Identity& sealing; // the device's X25519 identity
    Bytes certificate;                    // the device's own
    record::RootSet roots;                // pinned at enrolment
    Clock& clock;
    Random& random;
    record::BootBody boot;
    std::optional<record::EnrolledBody> enrolment; // entry 0 of a new ledger; ignored where there is one
    SpaceLimits space = {};
    ParcelLimits parcels = {};
    std::string vfs = {}; // tests name a faulty one
};

class TerminalStore {
  public:
    // Verifies the ledger's tail and appends a boot entry. Errors: terminal_not_enrolled, ledger_broken, those of Db::open.
    static Result<std::unique_ptr<TerminalStore>> open(const TerminalStoreOptions& options);
    TerminalStore(const TerminalStore&) = delete;
    TerminalStore& operator=(const TerminalStore&) = delete;

    // The hot path of a sitting. On a full disk the reserve is given up and the event tried once more.
    Result<void> append(const SittingId& sitting, const Sittings::Numbered& numbered);
    // Seals a sitting's records, likewise.
    Result<void> seal(const SittingId& sitting, const std::vector<SealedResult>& sealed);
    // A new sitting is refused when the disk could not see it through.
    Result<SittingFacts> open_sitting(const SittingOpening& opening);
    // The same for scorings, touch by touch.
    Result<void> append(const SittingId& scoring, const Scorings::Numbered& numbered);
    Result<SittingFacts> open_scoring(const SittingOpening& opening, practical::ScoringMode mode);
    // Seals what a scoring led to: examiners' sheets, and the result when all have signed. Its journal stays readable.
    Result<void> seal_scoring(const SittingId& scoring, const std::vector<SealedResult>& sealed);
    // Lays due parcels into spool/out. A file in spool/ask asks for everything that is not out yet, and for files that are lost or spoilt to be
    // written again; kSpoiltFile (spool_signs.h) for the latter alone.
    Result<std::vector<ParcelFile>> export_due();
    // When nobody waits: moves the log into the main file and takes the reserve again.
    Result<void> tidy();
    // The whole ledger and SQLite's own check.
    Result<void> check();
    // Housekeeping of the ledger: the wall clock was set, the terminal was in order, something was handed out. None makes a parcel due.
    Result<void> note_clock_step(const record::ClockStepBody& step);
    Result<void> note_heartbeat();
    Result<void> note_export(const record::ExportedBody& exported);
    // What staff look at before a session.
    struct Space {
        std::uint64_t free_bytes = 0;
        bool enough_for_session = false;
    };
    Result<Space> space() const;
    // A slice of it, when nobody waits; true when all has been seen. A finding stays with every further call, and the first time it is put
    // into the ledger as an incident, as well as that still goes.
    Result<bool> check_next();

    Ledger& ledger() { return ledger_; }
    Sittings& sittings() { return sittings_; }
    Scorings& scorings() { return scorings_; }
    Results& results() { return results_; }
    Parcels& parcels() { return parcels_; }
    Trust& trust() { return trust_; }
    Roster& roster() { return roster_; }
    Packages& packages() { return packages_; }
    PinAttempts& pins() { return pins_; }
    Credentials& credentials() { return credentials_; }
    AliveFile& alive() { return alive_; }
    HostileFolder& spool_in() { return spool_.in; }
    HostileFolder& spool_seen() { return spool_.seen; }
    HostileFolder& spool_ask() { return spool_.ask; }

  private:
    struct Spool {
        HostileFolder in, seen, ask;
    };
    static Result<Spool> open_spool(const Path& folder);
    struct Parts;
    Result<void> note(record::EventType type, Bytes body);
    TerminalStore(Parts parts, const TerminalStoreOptions& options);
    template <typename Action> auto with_reserve(Action action) -> decltype(action());
    Result<void> record_damage(const Error& found);

    std::unique_ptr<Db> db_; // behind a pointer, because the others hold on to it
    Ledger ledger_;
    Reserve reserve_;
    AliveFile alive_;
    Spool spool_;
    Trust trust_;
    Roster roster_;
    Packages packages_;
    Sittings sittings_;
    Scorings scorings_;
    Results results_;
    Parcels parcels_;
    PinAttempts pins_;
    Credentials credentials_;
    StoreCheck check_;
    std::optional<Error> damage_;
};

// DATA/alive, to be read before the store is opened and the file written again.
Path alive_path(const Path& data);

} // namespace kaogong::store
