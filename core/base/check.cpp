#include "core/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace kaogong {

void check_failed(const char* condition, const char* file, int line) {
    // Written without our log, which may itself be what failed.
    std::fprintf(stderr, "fatal K-0001 check failed condition=\"%s\" file=%s line=%d\n", condition, file, line);
    std::abort();
}

} // namespace kaogong
