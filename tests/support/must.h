// The value of a result that a test needs: without it the test case is over, and says which code it was.
#pragma once

#include "core/base/result.h"

#include <doctest/doctest.h>

namespace kaogong::test {

template <typename T> T must(Result<T> result) {
    if (!result.ok()) FAIL(code_text(result.code()), " ", code_name(result.code()), " ", result.error().context);
    return std::move(result).value();
}
inline void must(Result<void> result) {
    if (!result.ok()) FAIL(code_text(result.code()), " ", code_name(result.code()), " ", result.error().context);
}

} // namespace kaogong::test
