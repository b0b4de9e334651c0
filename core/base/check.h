// CHECK(condition): for what cannot happen unless the program itself is wrong. On in every build. It says where and stops the process; the
// terminal is then restarted and recovers from its store, which is safer than going on with a broken assumption.
#pragma once

namespace kaogong {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

#define CHECK(condition)                                                                                                                   \
    do {                                                                                                                                   \
        if (!(condition)) [[unlikely]]                                                                                                     \
            ::kaogong::check_failed(#condition, __FILE__, __LINE__);                                                                       \
    } while (false)
