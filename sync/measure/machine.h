// What this machine can do at best, to stand beside what we do on it: signature checks, hashing, and moving bytes to a disk and back. On
// all cores where the work could be shared out.
#pragma once

#include "core/base/file.h"
#include "core/record/keys.h"

namespace kaogong::measure {

// Signature checks a second over messages of that size, on all cores at once.
double checks_a_second(const record::KeyPair& key, std::size_t message_bytes);
// Bytes a second through SHA-256, likewise.
double hashed_bytes_a_second();

struct DiskSeconds {
    double write = 0; // with one sync at the end
    double read = 0;  // from the medium, as far as the system lets go of what it remembers
};
// So many bytes into a file in that folder and out again; the file is gone afterwards. Errors: those of files.
Result<DiskSeconds> move_bytes(const Path& folder, std::size_t size);

// Resident set of a process in mebibytes; 0 where it cannot be read.
double resident_mib(int process);

} // namespace kaogong::measure
