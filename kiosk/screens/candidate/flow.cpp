#include "kiosk/screens/candidate/flow.h"

#include "kiosk/screens/candidate/pages.h"

#include <algorithm>

namespace kaogong::kiosk::screens {
namespace {

using namespace ui;

constexpr float kOptionGap = 8;
constexpr float kColumnGap = 16;
constexpr float kFigurePadding = 8;
constexpr float kFigureLeast = 200;
constexpr float kFigureRatio = 0.75F; // 464 x 348
constexpr float kFigureFoot = 36;     // the line that says that it can be enlarged

enum class BlockKind { line, figure, option };
struct Block {
    BlockKind kind;
    std::size_t index; // of the line, or of the first option of the row
    float height;      // with the gap below it
};

float text_height(Frame& frame, const Flow& flow, float width) {
    return flow.text.empty() ? 0 : block_height(frame, flow.text, flow.text_style, width) + flow.after_text;
}

// As high as its picture wants at this width, and as the pane has room for.
float figure_height(Frame& frame, const Flow& flow, Size room) {
    const auto w = static_cast<float>(flow.figure.width_px);
    const auto h = static_cast<float>(flow.figure.height_px);
    const float wanted = std::min(room.w * kFigureRatio, (room.w - 2 * kFigurePadding) * h / w + 2 * kFigurePadding) + kFigureFoot;
    const float left = room.h - text_height(frame, flow, room.w);
    return std::min(wanted, std::max(kFigureLeast, left));
}

float option_width(const Flow& flow, float width) {
    const auto columns = static_cast<float>(flow.columns);
    return (width - (columns - 1) * kColumnGap) / columns;
}

std::vector<Block> blocks_of(Frame& frame, const Flow& flow, Size room) {
    std::vector<Block> blocks;
    const int lines = flow.text.empty() ? 0 : line_count(frame, flow.text, flow.text_style, room.w);
    for (int i = 0; i < lines; ++i) {
        blocks.push_back({BlockKind::line, static_cast<std::size_t>(i), flow.text_style.step + (i + 1 == lines ? flow.after_text : 0)});
    }
    if (flow.figure.present()) blocks.push_back({BlockKind::figure, 0, figure_height(frame, flow, room) + flow.after_text});
    const float width = option_width(flow, room.w);
    for (std::size_t i = 0; i < flow.options.size(); i += flow.columns) {
        float height = 0;
        for (std::size_t j = i; j < std::min(i + flow.columns, flow.options.size()); ++j)
            height = std::max(height, option_height(frame, flow.options[j], width));
        blocks.push_back({BlockKind::option, i, height + kOptionGap});
    }
    return blocks;
}

float total_height(const Flow& flow, const std::vector<Block>& blocks) {
    float height = 0;
    for (const Block& block : blocks) height += block.height;
    // The gap below the last block is nobody's.
    return blocks.empty() ? 0 : height - (blocks.back().kind == BlockKind::option ? kOptionGap : flow.after_text);
}

std::optional<std::size_t> draw_option_row(Frame& frame, Rect rect, const Flow& flow, std::size_t first) {
    std::optional<std::size_t> touched;
    const float width = option_width(flow, rect.w);
    for (std::size_t i = first; i < std::min(first + flow.columns, flow.options.size()); ++i) {
        const Rect place{rect.x + static_cast<float>(i - first) * (width + kColumnGap), rect.y, width, rect.h};
        if (option_row(frame, place, flow.options[i])) touched = i;
    }
    return touched;
}

// The blocks of one page, from the top of the area.
FlowTouch draw_blocks(Frame& frame, Rect area, const Flow& flow, std::span<const Block> blocks) {
    FlowTouch touch;
    float y = area.y;
    for (std::size_t i = 0; i < blocks.size();) {
        const Block& block = blocks[i];
        if (block.kind == BlockKind::line) {
            std::size_t end = i;
            while (end < blocks.size() && blocks[end].kind == BlockKind::line) ++end;
            const float height = static_cast<float>(end - i) * flow.text_style.step;
            text_lines(frame, {area.x, y, area.w, height}, flow.text, {.style = flow.text_style}, {block.index, end - i});
            for (; i < end; ++i) y += blocks[i].height;
            continue;
        }
        const float gap = block.kind == BlockKind::option ? kOptionGap : flow.after_text;
        const Rect rect{area.x, y, area.w, block.height - gap};
        if (block.kind == BlockKind::figure)
            touch.figure = draw_figure(frame, rect, flow.figure, flow.figure_id);
        else if (const auto option = draw_option_row(frame, rect, flow, block.index))
            touch.option = option;
        y += block.height;
        ++i;
    }
    return touch;
}

} // namespace

bool draw_figure(Frame& frame, Rect rect, const model::Picture& figure, std::string_view id) {
    // The whole figure is touched to enlarge it. What says so stands below the picture: a key in its corner would hide part of a drawing.
    constexpr float kIcon = 22;
    const Size size{static_cast<float>(figure.width_px), static_cast<float>(figure.height_px)};
    const Touch touch = frame.touch(widget_id(id), rect);
    const std::string_view zoom = frame.say(Key::figure_zoom);
    box(frame, rect, {Role::paper, touch.held ? Role::accent : Role::line, touch.held ? kBorderActive : kBorderHair, kRadiusControl});
    picture(frame, rect.inset(kFigurePadding).cut_top(rect.h - 2 * kFigurePadding - kFigureFoot), figure.texture, size);
    frame.note({.part = Part::image, .label = std::string(frame.say(Key::figure)), .rect = rect});
    frame.note({.id = std::string(id), .part = Part::button, .label = std::string(zoom), .rect = rect, .touchable = true});
    const float middle = rect.bottom() - kFigurePadding - kFigureFoot / 2 + 2;
    const float width = line_width(frame, zoom, kLabel);
    const float x = rect.right() - 16 - width;
    text_line(frame, {x, middle - 14, width + 1, 28}, zoom, {.style = kLabel, .role = Role::paper_ink, .noted = false});
    icon(frame, Icon::zoom, {x - 8 - kIcon / 2, middle}, kIcon, Role::paper_ink);
    if (touch.focused) focus_ring(frame, rect, kRadiusControl);
    return touch.tapped;
}

bool flow_fits(Frame& frame, const Flow& flow, Size room) {
    return total_height(flow, blocks_of(frame, flow, room)) <= room.h + 0.5F;
}

FlowTouch draw_flow(Frame& frame, Rect area, const Flow& flow, std::size_t& page) {
    const std::vector<Block> blocks = blocks_of(frame, flow, {area.w, area.h});
    if (total_height(flow, blocks) <= area.h + 0.5F) {
        page = 0;
        return draw_blocks(frame, area, flow, blocks);
    }
    const Rect paged{area.x, area.y, area.w, area.h - kPageStripHeight - kOptionGap};
    const std::vector<Block> cut = blocks_of(frame, flow, {paged.w, paged.h});
    std::vector<float> heights;
    for (const Block& block : cut) heights.push_back(block.height);
    const std::vector<std::size_t> starts = page_starts(heights, paged.h + kOptionGap);
    page = std::min(page, starts.size() - 1);
    const std::size_t end = page + 1 < starts.size() ? starts[page + 1] : cut.size();
    const FlowTouch touch = draw_blocks(frame, paged, flow, std::span(cut).subspan(starts[page], end - starts[page]));
    page_strip(frame, {area.right() - kPageStripWidth, area.bottom() - kPageStripHeight}, {flow.id, starts.size()}, page);
    return touch;
}

} // namespace kaogong::kiosk::screens
