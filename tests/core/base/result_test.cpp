// Where TRY may stand. It returns out of the middle of an expression, and what was made before it there has to be destroyed.
#include "core/base/result.h"

#include "core/base/codes/base.h"

#include <doctest/doctest.h>

using namespace kaogong;

namespace {

// Counts itself, as a Secret wipes itself: by its destructor.
struct Counted {
    explicit Counted(int& alive_now) : alive(&alive_now) { ++*alive; }
    Counted(const Counted& other) : alive(other.alive) { ++*alive; }
    Counted& operator=(const Counted&) = default;
    ~Counted() { --*alive; }
    int* alive;
};

struct Pair {
    Pair(Counted a, Counted b) : first(std::move(a)), second(std::move(b)) {}
    Counted first, second;
};

Result<Counted> good(int& alive) {
    return Counted(alive);
}
Result<Counted> bad() {
    return error(codes::internal);
}
int take(Counted, Counted) {
    return 1;
}

Result<int> by_value(int& alive) {
    return take(TRY(good(alive)), TRY(bad()));
}
Result<int> by_value_in_the_other_order(int& alive) {
    return take(TRY(bad()), TRY(good(alive)));
}
Result<int> beside_a_temporary(int& alive) {
    return take(Counted(alive), TRY(bad()));
}
Result<Pair> to_a_constructor(int& alive) {
    return Pair(TRY(good(alive)), TRY(bad()));
}
Result<Counted> into_a_variable(int& alive) {
    const Counted before = TRY(good(alive));
    return Counted(TRY(bad()));
}

} // namespace

TEST_CASE("a TRY that returns leaves nothing alive: arguments of calls and constructors, temporaries, variables") {
    int alive = 0;
    CHECK_EQ(by_value(alive).code(), codes::internal);
    CHECK_EQ(alive, 0);
    CHECK_EQ(by_value_in_the_other_order(alive).code(), codes::internal);
    CHECK_EQ(alive, 0);
    CHECK_EQ(beside_a_temporary(alive).code(), codes::internal);
    CHECK_EQ(alive, 0);
    CHECK_EQ(to_a_constructor(alive).code(), codes::internal);
    CHECK_EQ(alive, 0);
    CHECK_EQ(into_a_variable(alive).code(), codes::internal);
    CHECK_EQ(alive, 0);
}
