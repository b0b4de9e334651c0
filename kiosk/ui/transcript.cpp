#include "kiosk/ui/transcript.h"

#include <algorithm>
#include <cmath>

namespace kaogong::kiosk::ui {
namespace {

std::string rect_text(Rect rect) {
    const auto whole = [](float v) { return std::to_string(std::lround(v)); };
    return whole(rect.x) + "," + whole(rect.y) + "," + whole(rect.w) + "," + whole(rect.h);
}

// Line ends would break the one-line form.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

std::string entry_text(const Entry& entry) {
    std::string line(part_name(entry.part));
    if (!entry.id.empty()) line += " " + entry.id;
    line += " \"" + one_line(entry.label) + "\"";
    if (!entry.value.empty()) line += " = \"" + one_line(entry.value) + "\"";
    if (!entry.enabled) line += " disabled";
    return line + " @" + rect_text(entry.rect);
}

} // namespace

std::string_view part_name(Part part) {
    static constexpr std::string_view kNames[] = {"button", "tool",     "option", "cell",  "segment", "chip",     "input", "key", "text",
                                                  "image",  "progress", "notice", "toast", "dialog",  "splitter", "step",  "code"};
    return kNames[static_cast<std::size_t>(part)];
}

const Entry* Transcript::find(std::string_view id) const {
    const auto found = std::find_if(entries_.rbegin(), entries_.rend(), [&](const Entry& e) { return e.id == id; });
    return found == entries_.rend() ? nullptr : &*found;
}

std::string Transcript::text() const {
    std::string all;
    for (const Entry& entry : entries_) all += entry.echo ? std::string{} : (entry_text(entry) + "\n");
    return all;
}

} // namespace kaogong::kiosk::ui
