// The main of every test program.
#define DOCTEST_CONFIG_IMPLEMENT
#include "core/base/random.h"

#include <doctest/doctest.h>

int main(int argc, char** argv) {
    if (!kaogong::SystemRandom::open()) return 3;
    doctest::Context context(argc, argv);
    return context.run();
}
