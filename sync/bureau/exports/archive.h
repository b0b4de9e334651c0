// The archive of a batch 归档: one folder that can be checked years later without the store. It holds every record of the batch with its
// receipt and checkpoint, as proofs that `kaogong verify` reads; outcomes in all versions, certificate drafts and appointments with their
// ends and acts of notices, each as it was signed, with its own receipt; the rules that were applied, the trust bundle, the newest
// checkpoint, and a manifest with the size and SHA-256 of every file.
//
//     records/HASH.kgproof  outcomes/HASH.cose  certificates/HASH.cose  notices/HASH.cose  appointments/HASH.cose  each with HASH.receipt
//     rules/HASH.outcome.toml  outcomes.jsonl  certificates.jsonl  appointments.jsonl (what they say, a line each)  bundle  checkpoint
//     manifest.json
//
// It is written beside its place and gets there whole. A second run onto a finished archive proves it equal or refuses; what was archived
// is never changed.
#pragma once

#include "sync/bureau/exports/passed.h"

namespace kaogong::bureau::exports {

struct ArchiveDesk {
    Store& store;
    const Authority& authority;
    std::int64_t wall_ms = 0;
};
struct ArchiveCounts {
    std::uint64_t records = 0, outcomes = 0, certificates = 0, notices = 0, appointments = 0, files = 0;
    Hash content;        // over what the archive holds, whenever it was made
    bool before = false; // it was there and is equal
};
// Errors: outcome_no_results (no records of that plan), archive_differs, archive_damaged, export_exists (something else lies there),
// no_space, file_unwritable, those of the store.
Result<ArchiveCounts> archive_batch(const ArchiveDesk& desk, const std::string& plan, const Path& folder);

// Needs nothing but the folder: each file against the manifest, nothing beside them, each record with its receipt, each act with its
// signature and receipt, by the bundle that lies in it. Whose bundle that is, its root words tell. archive_damaged, naming the file; those
// of verifying.
struct ArchiveCheck {
    ArchiveCounts counts;
    std::string plan;
    record::RootWords roots;
};
Result<ArchiveCheck> check_archive(const Path& folder);

} // namespace kaogong::bureau::exports
