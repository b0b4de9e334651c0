// What is on the screen, in words: every widget writes one entry a frame. Tests, scripts, the audits of target size and clipped text, and
// later reading aloud all use it. It says no more than the screen shows: a hidden PIN stands here as dots too.
#pragma once

#include "kiosk/ui/units.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaogong::kiosk::ui {

enum class Part {
    button,
    tool,
    option,
    cell,
    segment,
    chip,
    input,
    key,
    text,
    image,
    progress,
    notice,
    toast,
    dialog,
    splitter,
    step,
    code
};
std::string_view part_name(Part part);

// What a text needs beside what it was given, in virtual units; `shortened` where an ellipsis is allowed (long names of centres).
struct TextFit {
    Size natural;
    Size box;
    bool shortened = false;
    bool fits() const { return shortened || (natural.w <= box.w + 0.75F && natural.h <= box.h + 0.75F); }
};

struct Entry {
    std::string id; // "###submit"; empty where nothing can be done with it
    Part part = Part::text;
    std::string label;
    std::string value; // state in words: "selected, saved", "on", the digits of an input
    bool enabled = true;
    Rect rect;   // what can be touched, or where it stands, in units of the canvas in use
    Point at_px; // its middle in pixels of the panel: where a script lays its finger
    TextFit fit;
    bool touchable = false;
    bool echo = false; // the words of a widget that has an entry of its own; here for the audit of clipped text alone
};

class Transcript {
  public:
    void clear() { entries_.clear(); }
    void add(Entry entry) { entries_.push_back(std::move(entry)); }
    const std::vector<Entry>& entries() const { return entries_; }
    const Entry* find(std::string_view id) const; // the last entry of that id: dialogs lie above what they cover
    std::string text() const;                     // one line an entry, for goldens

  private:
    std::vector<Entry> entries_;
};

} // namespace kaogong::kiosk::ui
