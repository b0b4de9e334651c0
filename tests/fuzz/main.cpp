// The main of one libFuzzer program; which target it feeds is set by the build (KAOGONG_FUZZ_TARGET of KAOGONG_FUZZ_HEADER).
#include "core/base/random.h"
#include KAOGONG_FUZZ_HEADER

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    return kaogong::SystemRandom::open().ok() ? 0 : 1;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    kaogong::fuzz::KAOGONG_FUZZ_TARGET({data, size});
    return 0;
}
