// `once` and `run`: the carrier on one data folder, by hand or as a service that systemd starts and watches. And `status`.
#pragma once

#include "core/base/clock.h"
#include "sync/carrier/options.h"

namespace kaogong::sync {

int once(const Options& options);
int run(const Options& options);
int status(const Options& options);

} // namespace kaogong::sync
