// SQL of the terminal's database. Rows of ledger and journals are facts: triggers forbid changing or removing them, so that not even a
// mistake in this program can.
#include "core/store/terminal_schema.h"

#include <array>

namespace kaogong::store {
namespace {

constexpr std::string_view kFirst = R"sql(
-- The signed ledger. `peaks` (roots of the tree's complete subtrees after this entry, one after the other) stands in every 256th row only.
create table ledger (
    entry_index integer primary key check (entry_index >= 0),
    type integer not null,
    entry blob not null,
    peaks blob
) strict;
create trigger ledger_keeps before update on ledger begin select raise(abort, 'the ledger is append-only'); end;
create trigger ledger_stays before delete on ledger begin select raise(abort, 'the ledger is append-only'); end;
-- Entries that make a parcel due are few among many answers.
create index ledger_by_type on ledger (type, entry_index) where type not in (4, 21);

-- One candidate at one seat in one session. record_id and salt of the later record are drawn here, once, so that replay gives the same bytes.
create table sittings (
    sitting integer primary key,
    sitting_id blob not null unique check (length(sitting_id) = 16),
    session_id blob not null check (length(session_id) = 16),
    candidate_ref blob not null check (length(candidate_ref) = 16),
    package_id blob not null check (length(package_id) = 16),
    record_id blob not null check (length(record_id) = 16),
    salt blob not null check (length(salt) = 16),
    wrapped_key blob not null
) strict;
create index sittings_by_candidate on sittings (candidate_ref);
create trigger sittings_keep before update on sittings begin select raise(abort, 'sittings are append-only'); end;
create trigger sittings_stay before delete on sittings begin select raise(abort, 'sittings are append-only'); end;

-- The way back to a sitting's key after a crash. Erased at hand-in.
create table recovery_keys (
    sitting integer primary key references sittings (sitting),
    wrapped blob not null
) strict;

-- Every event of every sitting, sealed. ledger_index is the entry that holds its hash. `place` makes one number of sitting and sequence, so
-- that an event is appended at the right edge of one tree: two pages a commit, this one and the ledger's.
create table journal (
    place integer primary key check (place = sitting * 4294967296 + sequence),
    sitting integer not null references sittings (sitting),
    sequence integer not null check (sequence between 1 and 4294967295),
    ledger_index integer not null,
    boot_id blob not null check (length(boot_id) = 16),
    boot_ms integer not null,
    wall_ms integer not null,
    type integer not null,
    sealed blob not null
) strict;
create trigger journal_keeps before update on journal begin select raise(abort, 'journals are append-only'); end;
create trigger journal_stays before delete on journal begin select raise(abort, 'journals are append-only'); end;

-- Sealed results and submissions; their bytes lie in the ledger entry.
create table results (
    entry_index integer primary key references ledger (entry_index),
    record_hash blob not null unique check (length(record_hash) = 32),
    sitting integer references sittings (sitting),
    kind integer not null
) strict;
create trigger results_keep before update on results begin select raise(abort, 'results are append-only'); end;
create trigger results_stay before delete on results begin select raise(abort, 'results are append-only'); end;

-- Files that travel with an entry: sealed answers, photos. Kept until everything that has a receipt is pruned.
create table blobs (
    blob integer primary key,
    hash blob not null unique check (length(hash) = 32),
    entry_index integer not null references ledger (entry_index),
    content blob not null
) strict;
create index blobs_by_entry on blobs (entry_index);

-- Parcels that were made, with all that goes into their heads: the same file can be written again, to the byte.
create table parcels (
    parcel integer primary key,
    parcel_id blob not null unique check (length(parcel_id) = 32),
    first_index integer not null,
    entry_count integer not null,
    log_size integer not null,
    log_root blob not null check (length(log_root) = 32),
    bundle_version integer not null,
    made_wall_ms integer not null,
    made_boot_id blob not null,
    made_boot_ms integer not null
) strict;

-- Answers of the bureau that were verified and taken in.
create table answers (
    answer integer primary key,
    parcel_id blob not null,
    held integer not null,
    log_size integer not null,
    log_root blob not null,
    answer_hash blob not null unique,
    content blob not null
) strict;

-- What the bureau said about a result or staff act; the latest answer counts. A receipt makes it delivered.
create table verdicts (
    entry_index integer not null references ledger (entry_index),
    answer integer not null references answers (answer),
    verdict integer,
    code integer,
    leaf_data blob,
    receipt blob,
    primary key (entry_index, answer)
) strict, without rowid;

create table packages (
    package_id blob primary key check (length(package_id) = 16),
    session_id blob not null,
    content_hash blob not null check (length(content_hash) = 32),
    file_name text not null,
    not_before_ms integer not null,
    not_after_ms integer not null,
    state integer not null
) strict;

-- Personal data, sealed; found by a keyed hash only.
create table person_keys (
    person_key integer primary key check (person_key = 1),
    wrapped blob not null
) strict;
create table roster (
    candidate_ref blob not null check (length(candidate_ref) = 16),
    session_id blob not null check (length(session_id) = 16),
    package_id blob not null references packages (package_id),
    lookup blob not null check (length(lookup) = 32),
    sealed blob not null,
    primary key (candidate_ref, session_id)
) strict;
create index roster_by_lookup on roster (lookup);

-- An attempt is counted here before the PIN is tried.
create table pin_attempts (
    staff text primary key,
    failed integer not null,
    boot_id blob not null,
    boot_ms integer not null,
    wall_ms integer not null
) strict;

-- Single values: the newest trust bundle and the like.
create table facts (
    name text primary key,
    number integer,
    content blob
) strict;
)sql";

// The room's start by the invigilator's word, and what a session was opened with: its plan and the hardware profile. All must outlive a restart.
constexpr std::string_view kSecond = R"sql(
alter table packages add column started_at_ms integer;
alter table packages add column plan text;
alter table packages add column profile_id text;
alter table packages add column profile_digest blob check (profile_digest is null or length(profile_digest) = 32);
)sql";

// The scoring of an operation test has a journal of the same make. `kind` is 1 for a theory sitting, 2 for a scoring.
constexpr std::string_view kScorings = R"sql(
alter table sittings add column kind integer not null default 1 check (kind between 1 and 2);

-- What somebody signed with an event: made at the very moment of the event and durable with it, so that nothing is ever half signed.
create table scoring_signatures (
    sitting integer not null references sittings (sitting),
    sequence integer not null,
    signature blob not null,
    primary key (sitting, sequence)
) strict, without rowid;
create trigger scoring_signatures_keep before update on scoring_signatures begin select raise(abort, 'signatures are append-only'); end;
create trigger scoring_signatures_stay before delete on scoring_signatures begin select raise(abort, 'signatures are append-only'); end;
)sql";

// Pictures taken at a station, sealed like the events of its journal, until they travel with the result.
constexpr std::string_view kFiles = R"sql(
create table journal_files (
    sitting integer not null references sittings (sitting),
    number integer not null,
    hash blob not null check (length(hash) = 32),
    sealed blob not null,
    primary key (sitting, number)
) strict;
create unique index journal_files_by_hash on journal_files (sitting, hash);
)sql";

// Emergency credentials of a session, in the order in which they were issued: what an earlier one signed is still looked up by its key. The
// token that each needs lies in a file of the terminal, and never here.
constexpr std::string_view kCredentials = R"sql(
create table credentials (
    number integer primary key,
    session_id blob not null check (length(session_id) = 16),
    staff text not null,
    certificate blob not null,
    sealed_key blob not null
) strict;
create index credentials_by_session on credentials (session_id);
)sql";

constexpr std::array kMigrations = {kFirst, kSecond, kScorings, kFiles, kCredentials};

} // namespace

Migrations terminal_migrations() {
    return kMigrations;
}

} // namespace kaogong::store
