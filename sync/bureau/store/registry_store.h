// What the bureau knows of centres, terminals and candidates, and its own settings. Personal data would live here and nowhere else;
// candidates are known by admission ticket and random reference alone.
#pragma once

#include "core/record/enrolment.h"
#include "sync/bureau/store/filing_row.h"
#include "sync/bureau/store/keys.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

struct Centre {
    CentreId id;
    std::string name;
};

// What the bureau holds of one terminal's ledger: how many entries, and the tree over them as its peaks (merkle.h).
struct HeldLedger {
    std::uint64_t size = 0; // S of records.md
    std::vector<Hash> peaks;
    bool operator==(const HeldLedger&) const = default;
};

struct Terminal {
    TerminalId id;
    CentreId centre;
    std::string room;
    std::int64_t seat = 0;
    std::optional<record::PublicKeyBytes> key; // absent until its certificate is issued
    std::optional<record::PublicKeyBytes> age_recipient;
    Bytes certificate;
    std::optional<std::int64_t> frozen_ms;
    HeldLedger ledger;
    std::uint64_t proved = 0;            // so many of its entries were found to be signed by the device, or not (entry_prover.h)
    std::optional<std::uint64_t> forged; // the first that is not

    LedgerKey ledger_key() const { return {.centre = centre, .terminal = id}; }
};

// What the overview of all terminals needs of each. Only those that were enrolled.
struct TerminalStanding {
    TerminalId id;
    CentreId centre;
    std::string room;
    std::int64_t seat = 0;
    std::uint64_t held = 0;
    std::optional<std::int64_t> frozen_ms;
    std::optional<std::int64_t> heard_ms; // when its last parcel was offered; absent: never
    std::optional<std::uint64_t> forged;  // the first entry that its key did not sign
};

struct KnownCandidate {
    CandidateRef reference;
    std::optional<Hash> person; // as in CandidateRow
};

struct CandidateRow {
    CentreId centre;
    SessionId session;
    std::string ticket; // 准考证号
    CandidateRef reference;
    std::optional<Hash> person = {}; // the same for every session of one person (person_mark.h); absent where no document was known
};

struct BundleRow {
    std::uint64_t version = 0;
    Bytes bytes;
};

class RegistryStore {
  public:
    virtual ~RegistryStore() = default;

    virtual Result<std::optional<Bytes>> setting(std::string_view name) = 0;
    virtual Result<std::map<std::string, Bytes>> settings(std::string_view prefix) = 0; // whose names begin so: a constant of the program
    virtual Result<void> set_setting(std::string_view name, ByteView value) = 0;

    virtual Result<std::optional<BundleRow>> newest_bundle() = 0;
    virtual Result<std::optional<std::uint64_t>> newest_bundle_version() = 0;
    virtual Result<void> add_bundle(const BundleRow& bundle) = 0;

    virtual Result<std::optional<Centre>> centre_named(std::string_view name) = 0;
    virtual Result<void> add_centre(const Centre& centre) = 0;
    virtual Result<std::vector<Centre>> centres() = 0; // by name

    // The number of `filing` is ignored: the store gives the next. A filing is never changed.
    virtual Result<std::uint64_t> add_filing(const FilingRow& filing) = 0;
    virtual Result<std::vector<FilingRow>> filings(const CentreId& centre) = 0; // by number, at most kFilingsMax

    // By its id alone, as a parcel's head names it: where the store is spread over machines, all of them are asked.
    virtual Result<std::optional<Terminal>> terminal(const TerminalId& id) = 0;
    virtual Result<std::vector<Terminal>> terminals_of(const CentreId& centre) = 0; // by room and seat
    virtual Result<std::vector<TerminalStanding>> standings() = 0; // by centre
    virtual Result<void> add_terminal(const Terminal& terminal, const record::EnrolmentSecret& enrolment_secret) = 0;
    // Empty when it was used or the terminal is unknown.
    virtual Result<std::optional<record::EnrolmentSecret>> enrolment_secret(const TerminalId& id) = 0;
    // Keeps key, recipient and certificate, and burns the secret.
    virtual Result<void> enrol(const Terminal& terminal, std::int64_t at_ms) = 0;
    virtual Result<void> set_ledger(const LedgerKey& key, const HeldLedger& ledger) = 0;
    // The next terminal by id of which more is held than was proved. Once one is found forged, the rest of it is not looked at any more.
    virtual Result<std::optional<Terminal>> next_unproved(const TerminalId& after) = 0;
    virtual Result<void> set_proved(const LedgerKey& key, std::uint64_t end, std::optional<std::uint64_t> forged) = 0;
    virtual Result<void> freeze(const LedgerKey& key, std::int64_t at_ms) = 0;

    virtual Result<std::optional<CandidateRef>> candidate(const SessionId& session, std::string_view ticket) = 0;
    virtual Result<void> add_candidate(const CandidateRow& candidate) = 0;
    virtual Result<bool> knows_candidate(const CandidateRef& reference) = 0;
    virtual Result<std::vector<KnownCandidate>> known_among(const std::vector<CandidateRef>& references) = 0; // those that are known
    virtual Result<std::optional<CandidateRow>> candidate_with(const CandidateRef& reference) = 0;
};

} // namespace kaogong::bureau
