// A large province's year: 790,475 certificates, each with a theory result, a result of the operation test and both together, taken in one
// parcel after the other. A share of it is really played; the whole is projected from it.
#pragma once

#include "sync/bureau/bench/scratch_bureau.h"
#include "sync/measure/figure.h"

namespace kaogong::bureau::bench {

inline constexpr std::int64_t kCertificatesOfYear = 790'475; // new ones of one province in one year 新增取得职业技能等级证书

struct YearOptions {
    ScratchPlace place;
    std::int64_t share = 200; // one in so many certificates is played; 1: the whole year
};
// year (seconds that the whole year takes: projected, unless it was played), year-share (measured seconds of the share), both beside the
// bare signature checks, and year-kept (results in the log).
Result<measure::Figures> measure_year(const YearOptions& options);

} // namespace kaogong::bureau::bench
