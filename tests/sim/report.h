// What a schedule finds out about itself: the first thing that did not hold ends it, and each step can be told, so that a failure is a story.
#pragma once

#include <cstdio>
#include <string>

namespace kaogong::sim {

class Report {
  public:
    explicit Report(bool told) : told_(told) {}

    void note(const std::string& what) {
        ++steps_;
        if (told_) std::printf("  %3d %s\n", steps_, what.c_str()), std::fflush(stdout);
    }
    void fail(const std::string& what) {
        if (failure_.empty()) failure_ = what;
    }
    bool failed() const { return !failure_.empty(); }
    const std::string& failure() const { return failure_; }

  private:
    bool told_;
    int steps_ = 0;
    std::string failure_;
};

} // namespace kaogong::sim
