// What the bureau decides about each result and staff act of a ledger: accepted, duplicate, quarantined or held, with a code that centre
// staff can act on. One bad record never touches the verdict of another.
#pragma once

#include "core/record/answer.h"
#include "core/record/entry.h"
#include "core/record/signed_result.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/precedents.h"
#include "sync/bureau/rules.h"
#include "sync/bureau/store/intake_store.h"
#include "sync/bureau/store/made_store.h"

#include <map>
#include <set>

namespace kaogong::bureau {

// What a parcel is examined by, before any store is asked.
struct ExamineFacts {
    const record::Bundle& bundle;
    const record::Suite& suite;
    const Terminal& terminal; // enrolled
    Hash parcel;
};

// The files that came with a parcel.
struct Attached {
    std::set<Hash> blobs;
    struct Sheet { // an examiner's own sheet among them, verified
        SessionId session;
        CandidateRef candidate;
    };
    std::map<Hash, Sheet> sheets; // by record hash
};

struct JudgeFacts {
    const Authority& authority;
    IntakeStore& intake;
    RegistryStore& registry;
    MadeStore& made;
    const Terminal& terminal;
    const Attached& attached;
    Precedents& precedents;
    BureauRules rules = {};
    std::vector<FilingRow> filings = {}; // of the terminal's centre
};
// What the registry says of rules and filings, looked up once for all records of a parcel.
Result<void> add_rules(JudgeFacts& facts);

struct EntryAt {
    std::uint64_t index = 0;
    ByteView encoded;
    const Result<record::SignedEntry>& decoded;
};
// Takes a blob in: its hash, and what it is where it is an own sheet that came from another terminal on an examiner's token.
void add_blob(Attached& attached, const ExamineFacts& facts, const Hash& hash, ByteView content);

// Why a person cannot release this result either: what the bureau does not know or does not have. Nothing where only a person's word is wanted.
Result<std::optional<Code>> what_hinders(const JudgedRow& row, const record::SignedResult& result, const JudgeFacts& facts);

// Nothing for entries that nobody waits for a verdict on (answers of candidates, heartbeats). Errors are those of the store alone: whatever
// is wrong with the entry becomes its verdict. This is its first half: all that needs no store, which are form, hashes, signatures and
// certificates. A result speaks by its own signatures; a staff act has none but its entry's, which is checked here.
struct ExaminedEntry {
    JudgedRow row; // with its verdict, unless `result` is there
    std::optional<record::SignedResult> result; // points into row.record: a result that is sound, to be judged by what is held
};
std::optional<ExaminedEntry> examine_entry(const EntryAt& at, const ExamineFacts& facts);
// Second half, when the log is held (log_store.h): what is accepted depends on what was accepted before.
Result<JudgedRow> judge_examined(ExaminedEntry entry, const JudgeFacts& facts); // it becomes a precedent

} // namespace kaogong::bureau
