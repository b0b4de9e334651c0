// The type scale: four sizes, one numeral, and one between for long names, two weights, one face. `size` is the advance of one ideograph in
// virtual units; Dear ImGui wants the line height of the face instead, which for Noto Sans CJK is 1.448 of it (ascent 1160, descent 288 of
// 1000).
#pragma once

namespace kaogong::kiosk::ui {

inline constexpr float kLineHeightOfCharacter = 1.448F;
inline constexpr float kAscentOfCharacter = 1.160F;
// The middle of an ideograph, and within a hundredth that of a digit, above the baseline.
inline constexpr float kMiddleOfCharacter = 0.372F;

enum class Weight { regular, bold };

struct TextStyle {
    float size = 24;
    float step = 36; // from line to line
    Weight weight = Weight::regular;

    constexpr TextStyle bold() const { return {size, step, Weight::bold}; }
    constexpr TextStyle with_size(float value) const { return {value, step, weight}; }
    constexpr TextStyle with_step(float value) const { return {size, value, weight}; }
};

inline constexpr TextStyle kLabel{18, 28, Weight::regular};
inline constexpr TextStyle kLabelDense{18, 24, Weight::regular}; // in rows of two lines
inline constexpr TextStyle kLabelBold{18, 28, Weight::bold};
inline constexpr TextStyle kBody{24, 36, Weight::regular};
inline constexpr TextStyle kBodyBold{24, 36, Weight::bold};
inline constexpr TextStyle kNameBold{20, 28, Weight::bold}; // long names in bars, between body and label
inline constexpr TextStyle kTitle{32, 44, Weight::bold};
inline constexpr TextStyle kTitleRegular{32, 44, Weight::regular}; // keypad keys and typed numbers
inline constexpr TextStyle kDisplay{64, 72, Weight::bold};
inline constexpr TextStyle kNumeral{160, 176, Weight::bold};

// The candidate's own text size changes stem, options and material only.
inline constexpr TextStyle kStemSmall{20, 32, Weight::regular};
inline constexpr TextStyle kStemMedium{24, 40, Weight::regular};
inline constexpr TextStyle kStemLarge{32, 44, Weight::regular};

} // namespace kaogong::kiosk::ui
