// Views of the end and of the way back: hand-in, handed in, resume, staff PIN, refusal.
#pragma once

#include "core/base/codes/base.h"
#include "kiosk/model/question.h"

namespace kaogong::kiosk::model {

// 07. 交卷 is disabled, and says why, while an answer is being saved or before the minimum time.
enum class HandInGate { open, saving, too_early };

struct ReviewView {
    CandidateBarView bar;
    std::vector<GroupView> groups;
    std::vector<CellView> cells;
    HandInGate gate = HandInGate::open;
    LocalTime earliest_at{};          // with too_early
    bool has_minimum_time = false;    // the spec names one
    bool second_confirmation = false; // the dialog is open
    bool frozen = false;
};

// 08. The receipt code is two groups of three from an alphabet without 0 O 1 I L.
struct QrMatrix {
    int side = 0;              // modules, without the quiet zone
    std::vector<bool> modules; // side * side, row by row; true is dark
};

struct HandedInView {
    PlaceView place;
    std::string exam;
    std::string name;
    int answered = 0;
    int total = 0;
    LocalTime handed_in_at{};
    std::string receipt_code; // "H7K3QX"
    bool collected_at_zero = false;
    std::optional<QrMatrix> receipt_qr; // only where phones are allowed
};

// The sitting ended without a paper: texts refused, or another coded end. What to do stands in the catalogue of codes.
struct EndedView {
    PlaceView place;
    std::string exam;
    std::string name;
    Code code = codes::internal;
    bool staff_called = false;
};

// 09. After a crash or a power loss the clock stands until staff release the candidate.
enum class InterruptionKind { power_loss, program_restart };

struct ResumeView {
    CandidateBarView bar;
    InterruptionKind kind = InterruptionKind::power_loss;
    std::int64_t interrupted_ms = 0;
    LocalTime interrupted_at{};
    LocalTime resumed_at{};
    int saved_answers = 0;
    int return_to = 0; // item number
    ItemKind return_to_kind = ItemKind::single;
    std::optional<std::int64_t> credit_ms; // decided: 已补时
    bool staff_called = false;
};

// The invigilator's PIN over another screen. What it is for stands in its title.
enum class StaffPurpose { release_candidate, release_seat, staff_corner };

struct StaffPinView {
    StaffPurpose purpose = StaffPurpose::release_candidate;
    bool busy = false;          // Argon2id is at work
    bool wrong = false;         // the last try was refused; does not say which of number and PIN was wrong
    int tries_left = 0;         // 0: not said
    std::int64_t locked_ms = 0; // how long the pad stays locked; 0 is open
    // release_candidate: the reasons and the credit that the invigilator decides on.
    std::int64_t interrupted_ms = 0;
};

// 15. A coded refusal over any screen. Sentences come from the catalogue of codes; a wrong place shows both numbers large.
struct SeatMismatch {
    std::string here;
    std::string yours;
    std::string where; // "第 4 排靠窗", may be empty
};

struct RefusalView {
    Code code = codes::internal;
    std::optional<SeatMismatch> seats;
    std::optional<LocalTime> possible_at; // a hand-in that came too early: from when it is possible
    bool can_call_staff = true;
    bool staff_called = false;
};

} // namespace kaogong::kiosk::model
