// A flow: text, a figure and options, one below the other in a pane, cut into pages where they do not fit. Everything of an item that can
// be long is shown through a flow, so that nothing is ever clipped.
#pragma once

#include "kiosk/model/question.h"
#include "kiosk/ui/answers.h"

namespace kaogong::kiosk::screens {

struct Flow {
    std::string_view id; // of its page keys
    std::string_view text;
    ui::TextStyle text_style = ui::kStemMedium;
    model::Picture figure;
    std::string_view figure_id = "###zoom";
    std::vector<ui::OptionRow> options;
    float after_text = 16;
    std::size_t columns = 1; // options side by side in a wide, low pane
};

struct FlowTouch {
    std::optional<std::size_t> option;
    bool figure = false; // its magnifier
};

// On white, with the magnifier in its corner; true when that was touched. `id` is the magnifier's.
bool draw_figure(ui::Frame& frame, ui::Rect rect, const model::Picture& figure, std::string_view id);

// Whether it fits the height on one page.
bool flow_fits(ui::Frame& frame, const Flow& flow, ui::Size room);
FlowTouch draw_flow(ui::Frame& frame, ui::Rect area, const Flow& flow, std::size_t& page);

} // namespace kaogong::kiosk::screens
