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
    std::vector<ui::OptionRow> options;
    bool enabled = true;
};

struct FlowTouch {
    std::optional<std::size_t> option;
    bool figure = false; // its magnifier
};

// Whether it fits the height on one page.
bool flow_fits(ui::Frame& frame, const Flow& flow, ui::Size room);
FlowTouch draw_flow(ui::Frame& frame, ui::Rect area, const Flow& flow, std::size_t& page);

} // namespace kaogong::kiosk::screens
