// The view of 核分: every row with what it earned, and no total. What the second person keys is compared with the program's own sum.
#pragma once

#include "kiosk/model/sheet.h"

namespace kaogong::kiosk::model {

struct TallyRow {
    std::string id;
    std::string name;
    int points = 0; // hundredths; below 0 where a rule took them from the total
    int points_max = 0;
};
struct TallyModule {
    std::string name;
    std::string weight; // "30 %"; empty where a module counts with its own points
    std::vector<TallyRow> rows;
};
struct TallyView {
    std::string whom;
    std::vector<TallyModule> modules; // last, without a name, what the total gains or loses besides
};
struct SubmitTally { // TallyChecked; asks for the checker's token next
    int points = 0;  // hundredths
};

} // namespace kaogong::kiosk::model
