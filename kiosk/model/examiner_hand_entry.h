// Views of 双人录入: a signed paper sheet keyed twice by two people who do not see each other's keying, then the page of what differs. A
// row is one field or several, each a number that means what the row says (never points); what a number means was decided by the sheet.
#pragma once

#include "kiosk/model/examiner_dialogs.h"

namespace kaogong::kiosk::model {

enum class KeyedMeaning {
    count,   // faults, things achieved, bad places
    minutes, // of time given back
    missed,  // numbers of what was missed, divided by points: "2.5"; 0 is none
    holds,   // numbers of the conditions that hold and take the whole row, likewise
    order,   // numbers of the steps in the order seen, likewise
    choice,  // the number of one of `choices`
    level,   // 0 to 3
    down,    // grades down
    downs,   // of as many surfaces as were looked at, divided by points
    reading, // digits with at most one point
    time,    // of the day, four digits: "0835"
};
struct KeyedField {
    std::string name; // "第 2 处", a judge; empty where the row has one field
    std::string unit;
    std::string value; // as keyed; empty: not yet
    KeyedMeaning meaning = KeyedMeaning::count;
    std::vector<std::string> choices; // numbered from 1: ticks, steps, bands
};
enum class KeyedState { unseen, keyed, not_done, not_applicable };
struct KeyedRow {
    std::string id; // of the row, of the veto, or of the times
    std::string name;
    int points_max = 0;
    bool numbered = true;           // the id is what the paper calls the row
    bool veto = false;              // then the count is of occurrences
    bool may_be_not_done = true;    // vetoes and times are always something
    std::vector<KeyedField> fields; // at least one
    bool negative_possible = false;
    bool may_be_not_applicable = false;
    KeyedState state = KeyedState::unseen;
    std::optional<Code> refused; // why what was keyed last is not taken
};

enum class Keyer { first, second };
struct HandEntryView {
    StaffBarView bar;
    std::string whom;
    Keyer keyer = Keyer::first;
    std::string person;
    std::vector<Picture> papers; // page by page; the paper comes first: nothing is keyed before
    bool may_retake = false;     // nobody has keyed
    bool camera = false;
    bool files = false; // a folder to take the picture from
    std::vector<KeyedRow> rows;
    std::size_t active_row = 0;
    bool finished = false; // this keying is closed
    bool third = false;    // two others key: nothing is asked of the person in front
    std::optional<Code> refused;
};

enum class SettledAs { nothing, first, second, anew };
struct DifferenceRow {
    KeyedRow row; // with what was settled in its fields
    KeyedRow first;
    KeyedRow second;
    SettledAs settled = SettledAs::nothing;
};
struct HandDifferencesView {
    StaffBarView bar;
    std::string whom;
    std::string first_person;
    std::string second_person;
    std::vector<Picture> papers; // page by page
    std::vector<DifferenceRow> rows;
    std::size_t active_row = 0;
    int rows_total = 0; // of the sheet, for "3 of 24 differ"
    int signatures = 0; // of two
    std::optional<Code> refused;
};

// The paper is put away: nothing keyed counts, and the candidate is as before.
struct AskPutAwayView {
    std::string whom;
    ReasonChoices reasons;
};

} // namespace kaogong::kiosk::model
