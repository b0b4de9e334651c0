// What a week without a network leaves behind, on its way out: a thousand results laid out by a terminal's store and carried to a folder by
// the carrier's own program, which writes, syncs, reads back and compares.
#pragma once

#include "core/base/file.h"
#include "sync/measure/figure.h"

namespace kaogong::cli::bench {

struct StickBench {
    const Path& program; // kaogong-sync
    Path scratch;        // an empty folder; the stick is a folder in it
    int results = 1'000;
};
// usb (seconds on a stick of 10 MB/s in either direction, projected: the moving at that speed, and what the carrier took here beyond the
// bare moving), usb-folder (measured seconds here beside the bare moving of as many bytes), usb-kept (results that lie on the stick).
// child_failed when the carrier refused.
Result<measure::Figures> measure_stick(const StickBench& bench);

} // namespace kaogong::cli::bench
