// Views of the score sheet: the strip of stations, the sheet of one phase for one candidate or piece, vetoes, pauses and the list before a
// phase is finished. In the workpiece phase the view has a piece code and no person: names, photos, stations and on-site points are not in
// it at all.
#pragma once

#include "kiosk/model/score_row.h"

namespace kaogong::kiosk::model {

struct StaffBarView {
    std::string title;
    std::string line;
    int unsynced = 0;
    std::string person; // "考评组长 许明哲"
    LocalTime clock{};
    bool practice = false; // 练习: nothing is stored
};

enum class SheetPhase { prep, on_site, workpiece, review }; // 考前检查 现场操作 工件检测 评审

enum class StationState { waiting, working, paused, handed_in, measuring, scored };
enum class Attention { none, fault, veto, seal, overtime, help }; // 故障 否定项已预备 封样 超时 求助
struct StationView {
    std::string number;
    StationState state = StationState::waiting;
    Attention attention = Attention::none;
    std::int64_t left_ms = 0;
    std::int64_t over_ms = 0; // overtime, where the sheet allows it
    int rows_unseen = 0;
    int rows_total = 0;
};
inline constexpr std::size_t kStationsMax = 6;
struct StripView {
    std::vector<StationView> stations; // at most kStationsMax, left to right as they stand
    std::size_t current = 0;
    bool all_paused = false;
};

// Whose sheet it is: a person at a station, or a piece.
struct CandidateOnSheet {
    std::string station;
    std::string name;
    std::string module;
    Picture photo;
};
enum class SealState { unchecked, intact, broken, none, elsewhere }; // elsewhere: looked at where the candidate is led
struct PieceOnSheet {
    std::string code; // 工件密号 "K-07"
    SealState seal = SealState::unchecked;
};

struct SheetGroupView {
    std::string name;
    std::size_t first = 0; // rows of the sheet
    std::size_t count = 0;
    std::int64_t left_ms = -1; // the module's own timer; below 0: it has none
    std::vector<GateView> gates;
    std::string id;         // of the module
    bool running = false;   // its timer is the one that runs
    bool low = false;       // the time of the running one is short: said in red
    bool can_begin = false; // its time has not begun, and may begin now
};

struct ArmedVetoView {
    std::string id;
    std::string trigger;
    std::string effect;    // "两人确认后（第 1 次）：警告；第 2 次：终止操作"
    int disarms_in_s = 30; // by itself
};
struct VetoView {
    std::string id;
    std::string trigger;
    std::string effect; // of each occurrence
    int confirmed = 0;
};

// What may be asked for at the station beside scoring, from the sheet's list of further actions.
enum class StationAction { hand_in, work_over, coded_end, credit, restart };

// 独立评分: this terminal takes only own blind rows and own readings; the candidate is led at another one.
struct OwnSheetView {
    std::string lead_station; // number of the other terminal; empty under a piece code, which it would open
    bool signed_ = false;     // the token goes there next
};

// Why this station stands still, since when and for how long.
struct PauseView {
    std::string cause; // in the words of the table of exceptions
    LocalTime since{};
    std::int64_t lasted_ms = 0;
};

// The points so far, only when the spec lets them be seen.
struct TotalView {
    int points = 0;
    int points_max = 0;
    bool vetoed = false;
};

struct SheetView {
    StaffBarView bar;
    SheetPhase phase = SheetPhase::on_site;
    std::optional<StripView> strip; // prep and on site
    std::variant<CandidateOnSheet, PieceOnSheet> subject;
    std::vector<SheetGroupView> groups;
    std::vector<ScoreRowView> rows;
    std::size_t active_row = 0; // the station's own: it is the same when the examiner comes back
    std::size_t active_field = 0;
    std::optional<TotalView> total;
    std::vector<VetoView> vetoes;
    std::optional<ArmedVetoView> armed;
    std::int64_t left_ms = 0;
    bool has_clock = true; // the workpiece phase has none
    bool paused = false;
    std::optional<PauseView> pause; // while it is paused
    bool can_undo = false;
    int evidence_count = 0;             // pictures of the active row
    bool frozen = false;                // finished, or the chief reviews: looked at, not touched
    std::vector<StationAction> actions; // that are possible now; the list is offered where there is one
    std::optional<OwnSheetView> own;
    std::optional<Code> refused; // what was asked for last and is not possible
};

// Why work stands still. The codes are those of the table of exceptions.
enum class PauseCause { machine_fault, material_fault, power_cut, environment, staff_fault, other };
enum class PauseScope { station, all };

// 完成: what is unseen, row by row, before a phase can be finished.
struct OpenRowView {
    std::string id;
    std::string name;
    std::size_t row = 0;
    RowWaits waits = RowWaits::nothing;
    bool draft = false;
};
struct FinishView {
    StaffBarView bar;
    SheetPhase phase = SheetPhase::on_site;
    std::string whom; // "06 韩立新", or the piece code
    std::vector<OpenRowView> open;
    std::vector<GateView> gates;
    std::vector<std::string> vetoes;        // confirmed: "V2 ×1"
    std::vector<std::string> changed_after; // rows touched after the total was seen
    int rows_scored = 0;
    int rows_total = 0;
    int not_done = 0;
    int not_applicable = 0;
    std::optional<TotalView> total;
    std::optional<Code> refused;
};

} // namespace kaogong::kiosk::model
