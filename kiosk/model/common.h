// What every candidate screen may see: plain values, already decided by the record, that a screen only draws. A view never holds a full
// identity number, a marking key or anything that it does not show, so that a screenshot can give away no more than the screen does.
#pragma once

#include "core/base/clock.h"
#include "core/base/codes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaogong::kiosk::model {

enum class Theme { light, dark, high_contrast };
enum class TextSize { small, medium, large };

// A wall-clock moment at the site's fixed offset (kaogong::civil_time), never in the machine's zone.
using LocalTime = CivilTime;

// A picture that the platform has made a texture of; `texture` is what Dear ImGui calls a texture id, 0 when there is no picture.
struct Picture {
    std::uint64_t texture = 0;
    int width_px = 0;
    int height_px = 0;

    bool present() const { return texture != 0; }
};

struct PlaceView {
    std::string centre; // 青禾职业技能评价中心
    std::string room;   // 理论第二考场
    std::string seat;   // 机位号, "17"
};

// Remaining time as the record decides it; the widget only writes it down.
enum class TimeState {
    running,
    low,    // below the last notice of the spec: red, with a bell
    paused, // the clock stands
    hidden, // the candidate chose not to see it, where the paper allows that
};
struct TimeView {
    std::int64_t left_ms = 0;
    TimeState state = TimeState::running;
    int low_minutes = 0; // with `low`: which notice was passed, "不足 15 分钟"
};

// The bar above answering, handing in and resuming.
struct CandidateBarView {
    std::string name;
    std::string ticket; // 12 digits
    Picture photo;
    std::string exam; // 电工 四级/中级工 · 理论知识考试
    std::string seat;
    int answered = 0;
    int total = 0;
    TimeView time;
};

// The five steps before the clock. input_test is left out of the bar where the terminal does not offer it.
enum class PreExamStep { sign_in, input_test, confirm, rules, waiting };

struct PreExamBarView {
    PlaceView place;
    PreExamStep step = PreExamStep::sign_in;
    bool has_input_test = false;
};

} // namespace kaogong::kiosk::model
