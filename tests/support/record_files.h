// One sample file of each signed format, the same bytes on every machine: what the bit flips, the golden files, the fuzzers' seeds and the
// checks by other languages are made of.
#pragma once

#include "tests/support/record_samples.h"

namespace kaogong::test {

struct SampleFile {
    std::string name; // with its usual ending
    Bytes content;
};

// Proof, result (with an examiner's and a chief's signature), ledger, parcel with an attached file, answer with a newer bundle, kit, device
// certificate, bundle: a day of five items.
std::vector<SampleFile> sample_files(SampleBureau& bureau);
const SampleFile& find_sample(const std::vector<SampleFile>& files, std::string_view name);

} // namespace kaogong::test
