// An invented paper sheet that is keyed: a row of every meaning, some keyed, one refused; and what two keyings left to settle.
#pragma once

#include "tests/kiosk/support/examiner_samples.h"

namespace kaogong::test {

struct HandEntrySamples {
    ExaminerSamples base;

    kiosk::model::HandEntryView hand_entry() const;
    kiosk::model::HandDifferencesView differences() const;
};

} // namespace kaogong::test
