// What the fuzzers of core/record feed hostile bytes to. Each takes any input, must neither crash nor allocate without limit, and CHECKs
// that what was accepted is what it claims to be.
#pragma once

#include "core/base/bytes.h"

#include <string_view>

namespace kaogong::fuzz {

void fuzz_cbor(ByteView input);
void fuzz_cose(ByteView input);
void fuzz_parcel(ByteView input);
void fuzz_answer(ByteView input);
void fuzz_proof(ByteView input);
void fuzz_bundle(ByteView input);
void fuzz_checkpoint(ByteView input);
void fuzz_explain(ByteView input); // any file, as `kaogong verify` takes it

struct Target {
    std::string_view name;
    void (*run)(ByteView);
};
inline constexpr Target kTargets[] = {
    {"cbor", fuzz_cbor},   {"cose", fuzz_cose},     {"parcel", fuzz_parcel},         {"answer", fuzz_answer},
    {"proof", fuzz_proof}, {"bundle", fuzz_bundle}, {"checkpoint", fuzz_checkpoint}, {"explain", fuzz_explain}};

} // namespace kaogong::fuzz
