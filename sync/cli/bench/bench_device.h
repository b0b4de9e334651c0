// A device with a key and a certificate for measurements of signatures; it lives only as long as the measurement.
#pragma once

#include "core/base/clock.h"
#include "core/record/certificate.h"

namespace kaogong::cli::bench {

inline constexpr std::int64_t kHourS = 3'600;

struct BenchDevice {
    SystemClock clock;
    SystemRandom random;
    record::KeyPair device;
    TerminalId terminal;
    Bytes certificate;
};
Result<BenchDevice> make_device();

} // namespace kaogong::cli::bench
