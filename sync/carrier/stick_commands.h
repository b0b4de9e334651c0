// `export`, `import` and `carry`: parcels and answers on a memory stick.
#pragma once

#include "core/base/clock.h"
#include "sync/carrier/options.h"

namespace kaogong::sync {

int export_stick(const Options& options, Clock& clock);
int import_stick(const Options& options, Clock& clock);
int carry_stick(const Options& options, Clock& clock);

} // namespace kaogong::sync
