// Views of what an examiner is asked over a sheet: why, how much, with whose proof. Each is one matter with its own commands; a dialog asks
// for exactly what its view says must be recorded, and the signature of the second person is asked afterwards (SignView). Reasons stand in
// the record as the words that were chosen or typed.
#pragma once

#include "kiosk/model/sheet.h"

namespace kaogong::kiosk::model {

struct ReasonChoice {
    std::string code; // stable, in small letters: the choice keeps its place when the language changes
    std::string text;
};
using ReasonChoices = std::vector<ReasonChoice>;
inline constexpr std::size_t kReasonChoicesMax = 8; // more are not shown; "other" is always there
inline constexpr std::size_t kReasonLengthMax = 60; // characters of a typed one

struct AskNotApplicableView { // 不适用
    std::string row;
    std::string name;
    std::string when;        // the sheet's own words
    bool full_points = true; // else the module is re-scaled
    int points_max = 0;
    std::string module;
    ReasonChoices reasons;
};

struct AskNoteView { // 备注
    std::string row;
    std::string name;
    std::string score; // what it came to: "扣 1 / 4 分", or empty
    std::string note;  // as it stands; empty: none
    ReasonChoices usual;
};

struct JudgedLevel {
    std::string examiner;
    int level = 0;
};
struct AskArbitrationView { // 仲裁, by the chief
    std::string row;
    std::string name;
    std::string words; // of the row, with the limit of the spread
    std::vector<JudgedLevel> levels;
    std::array<std::string, 4> descriptors;
    ReasonChoices reasons;
};

struct AskWithdrawalView { // 否决撤回, by the chief
    std::string veto;
    std::string trigger;
    std::string effect;       // what it had led to
    std::string confirmed_by; // both names
    LocalTime confirmed_at{};
    ReasonChoices reasons;
};

struct AskHandInView {  // 交件
    std::string whom;   // "06 韩立新"
    int pieces_due = 1; // as the sheet says
    int pieces_most = 9;
    bool coded = true;      // else the sheet asks for no piece code
    std::string drawn_code; // once it has been drawn
    LocalTime at{};         // 交件时间: when the hand-in was begun, which is where the clock ends
};
struct AskSealView { // 启封核对, before the first reading
    std::string code; // of the piece
    std::string seal; // its number as it was written down at the hand-in
    bool camera = false;
    int pictures = 0; // taken of the test so far
};
struct AskWorkOverView { // nothing is handed in: all pieces stay at their station
    std::string whom;
    std::string pieces; // "接线板留在 06 工位检测"
};

// 结束代码 and exceptions of the day. Codes are the keys of the table ("ABSENT"); every word comes from the table too.
enum class EndChoice { no_result, points_so_far }; // 无成绩 按已得分计
struct CodedEndView {
    std::string code;
    std::string name;
    std::string time;   // what becomes of the time, in words
    std::string result; // and of the result
    bool asks_reason = true;
    bool asks_second = false; // another member of staff signs afterwards
    bool asks_statement = false;
    bool asks_evidence = false;
    bool asks_choice = false;
    ReasonChoices reasons;
};
enum class EndList { ends, notes }; // "ends the test", "is noted, the test goes on"
struct AskEndView {
    std::string whom;
    std::vector<CodedEndView> ends; // that are possible now
    std::vector<CodedEndView> notes;
    EndList list = EndList::ends;      // the one to show first
    std::string code;                  // chosen beforehand (缺考); empty: the list is shown
    std::vector<std::string> evidence; // references of pictures already taken
    bool camera = false;
};

struct AskCreditView { // 补时, for what no pause has kept from counting
    std::string whom;
    int minutes_most = 60;
    std::int64_t left_ms = 0;
    ReasonChoices reasons;
};

struct AskRestartView { // 重做
    std::string whom;
    int rows_scored = 0;           // which are kept and no longer count
    std::int64_t duration_min = 0; // of the new clock
    ReasonChoices reasons;
};

// 扫码找人: by admission number or piece code. A scanner types like a keyboard.
struct AskFindView {};

struct EvidencePicture {
    Picture picture;
    std::string reference;
    std::string by;
    LocalTime at{};
};
struct EvidenceView {
    std::string row;
    std::string name;
    std::vector<EvidencePicture> pictures; // oldest first
    std::size_t pictures_max = 8;
    bool camera = false;
    bool files = false; // a folder to take them from
    bool frozen = false;
};

// A coded refusal over a page or a dialog of an examiner; a touch closes it.
struct RefusedView {
    Code code{};
};

} // namespace kaogong::kiosk::model
