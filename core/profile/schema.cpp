// The table itself, the check of one value against it, and the page that is made from it.
#include "core/profile/schema.h"

#include "core/base/codes/base.h"
#include "core/base/codes/profile.h"
#include "core/base/text.h"
#include "core/profile/match.h"

#include <algorithm>
#include <array>

namespace kaogong::profile {
namespace {

using enum ValueKind;
using enum Presence;

constexpr std::array kSchema = {
    KeyRule{.section = "Profile",
            .key = "Format",
            .kind = integer,
            .presence = required,
            .min = 1,
            .max = 1'000,
            .meaning = "Version of this format; 1 today. A file of another format is refused and the fallback is used."},
    KeyRule{.section = "Profile",
            .key = "Id",
            .kind = id,
            .presence = required,
            .meaning = "Name of the profile: that of the file without its number and ending."},
    KeyRule{.section = "Profile",
            .key = "Kind",
            .kind = choice,
            .presence = required,
            .choices = "machine",
            .meaning = "What is described. Peripherals come with a later format."},
    KeyRule{.section = "Profile",
            .key = "Name",
            .kind = text,
            .presence = required,
            .localized = true,
            .meaning = "What people call it, in English (en) and Chinese (zh_CN)."},
    KeyRule{.section = "Profile",
            .key = "Status",
            .kind = choice,
            .presence = required,
            .choices = "tested reported datasheet generic",
            .meaning = "How the values are known: tried by us, reported by a centre, read in a data sheet, or meant for any machine."},
    KeyRule{.section = "Profile",
            .key = "Evidence",
            .kind = text,
            .meaning = "Where the capture, report or data sheet lies. Needed unless the status is generic."},
    KeyRule{.section = "Profile",
            .key = "Inherits",
            .kind = id,
            .meaning = "Id of one parent, whose values hold where this file says nothing."},
    KeyRule{.section = "Match",
            .key = "Line",
            .kind = terms,
            .presence = repeated,
            .meaning = "Facts that must all hold, as name=glob or name!=glob; any one line is enough. A profile without lines is never "
                       "chosen by itself."},
    KeyRule{.section = "Display",
            .key = "Mode",
            .kind = size_px,
            .min = 320,
            .max = 16'384,
            .unit = "px",
            .meaning = "Picture of the panel as it is wired, before rotation. Left out: what the panel prefers."},
    KeyRule{
        .section = "Display",
        .key = "ActiveArea",
        .kind = size_mm,
        .min = 40,
        .max = 3'000,
        .unit = "mm",
        .meaning =
            "Width and height of the picture in millimetres, measured on the glass, before rotation. Left out: what the panel reports."},
    KeyRule{.section = "Display",
            .key = "Rotation",
            .kind = choice,
            .choices = "0 90 180 270",
            .unit = "degrees clockwise",
            .meaning = "How the panel is mounted."},
    KeyRule{.section = "Display",
            .key = "ScaleMin",
            .kind = integer,
            .min = 50,
            .max = 400,
            .unit = "percent",
            .meaning = "Smallest size of text and controls that is offered."},
    KeyRule{.section = "Display",
            .key = "ScaleMax",
            .kind = integer,
            .min = 50,
            .max = 400,
            .unit = "percent",
            .meaning = "Largest size of text and controls that is offered."},
    KeyRule{.section = "Display",
            .key = "Renderer",
            .kind = choice,
            .choices = "software gpu",
            .meaning = "Who draws. Software is the same on every machine and needs no graphics chip."},
    KeyRule{.section = "Display",
            .key = "FrameCap",
            .kind = integer,
            .min = 5,
            .max = 240,
            .unit = "frames a second",
            .meaning = "Never drawn more often than this; a slow processor stays cool and quick to the touch."},
    KeyRule{.section = "Touch",
            .key = "LeastTarget",
            .kind = integer,
            .min = 5,
            .max = 30,
            .unit = "mm",
            .meaning = "Shortest side of anything that is to be hit with a finger."},
    KeyRule{.section = "Touch",
            .key = "Debounce",
            .kind = integer,
            .min = 0,
            .max = 500,
            .unit = "ms",
            .meaning = "A second touch of the same spot within this time is the first one bouncing."},
};

Error not_allowed(const KeyRule& rule, std::string_view value, std::string_view expected) {
    return error(codes::profile_value_invalid, std::string(rule.section) + "." + std::string(rule.key) + " = " +
                                                   std::string(value.substr(0, 60)) + ": " + std::string(expected));
}

std::string range_text(const KeyRule& rule) {
    return std::to_string(rule.min) + " to " + std::to_string(rule.max);
}

bool is_id(std::string_view value) {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    return !value.empty() && value.size() <= 64 && std::all_of(value.begin(), value.end(), allowed);
}

bool in_range(const KeyRule& rule, std::int64_t value) {
    return value >= rule.min && value <= rule.max;
}

Result<void> check_size_px(const KeyRule& rule, std::string_view value) {
    const auto size = parse_size_px(value);
    if (size && in_range(rule, size->width_px) && in_range(rule, size->height_px)) return success();
    return not_allowed(rule, value, "a size like 1024x600, sides " + range_text(rule));
}

Result<void> check_size_mm(const KeyRule& rule, std::string_view value) {
    const auto size = parse_size_mm(value);
    if (size && in_range(rule, size->width_um / 1'000) && in_range(rule, size->height_um / 1'000)) return success();
    return not_allowed(rule, value, "a size like 222.7x125.3, sides " + range_text(rule));
}

std::string kind_text(const KeyRule& rule) {
    switch (rule.kind) {
    case text: return "text";
    case id: return "id";
    case integer: return range_text(rule);
    case choice: return std::string(rule.choices);
    case size_px: return "WIDTHxHEIGHT, sides " + range_text(rule);
    case size_mm: return "WIDTHxHEIGHT with decimals, sides " + range_text(rule);
    case terms: return "name=glob ...";
    }
    return {};
}

std::string_view presence_text(Presence presence) {
    switch (presence) {
    case optional: return "";
    case required: return "yes";
    case repeated: return "any number";
    }
    return {};
}

} // namespace

std::span<const KeyRule> schema() {
    return kSchema;
}

const KeyRule* find_rule(std::string_view section, std::string_view key) {
    const auto at = std::find_if(kSchema.begin(), kSchema.end(), [&](const KeyRule& r) { return r.section == section && r.key == key; });
    return at != kSchema.end() ? &*at : nullptr;
}

bool is_section(std::string_view section) {
    return std::any_of(kSchema.begin(), kSchema.end(), [&](const KeyRule& rule) { return rule.section == section; });
}

Result<void> check_value(const KeyRule& rule, std::string_view value) {
    switch (rule.kind) {
    case text: return value.empty() ? Result<void>(not_allowed(rule, value, "some text")) : success();
    case id: return is_id(value) ? success() : Result<void>(not_allowed(rule, value, "lower-case letters, digits, '.' and '-'"));
    case integer:
        if (parse_integer(value, {.min = rule.min, .max = rule.max})) return success();
        return not_allowed(rule, value, "a whole number, " + range_text(rule));
    case choice: {
        const auto allowed = split(rule.choices, ' ');
        if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return success();
        return not_allowed(rule, value, "one of: " + std::string(rule.choices));
    }
    case size_px: return check_size_px(rule, value);
    case size_mm: return check_size_mm(rule, value);
    case terms: TRY(parse_match_line(value)); return success();
    }
    return success();
}

Result<SizePx> parse_size_px(std::string_view text) {
    const auto sides = split(text, 'x');
    if (sides.size() != 2) return error(codes::number_malformed, "a size");
    constexpr IntegerRange kRange{.min = 1, .max = 100'000};
    const auto width = TRY(parse_integer(sides[0], kRange));
    const auto height = TRY(parse_integer(sides[1], kRange));
    return SizePx{.width_px = static_cast<int>(width), .height_px = static_cast<int>(height)};
}

Result<SizeMm> parse_size_mm(std::string_view text) {
    constexpr int kMicrometres = 3; // decimals of a millimetre
    const auto sides = split(text, 'x');
    if (sides.size() != 2) return error(codes::number_malformed, "a size");
    const auto width_um = TRY(parse_decimal(sides[0], kMicrometres));
    const auto height_um = TRY(parse_decimal(sides[1], kMicrometres));
    const SizeMm size{.width_um = width_um, .height_um = height_um};
    if (size.width_um <= 0 || size.height_um <= 0) return error(codes::number_malformed, "a size");
    return size;
}

std::string schema_markdown() {
    std::string page = "# Keys of a hardware profile\n"
                       "Made from the table in core/profile/schema.cpp by `kaogong profile schema`; do not edit by hand.\n";
    std::string_view section;
    for (const KeyRule& rule : kSchema) {
        if (rule.section != section) {
            section = rule.section;
            page += "\n## [" + std::string(section) + "]\n| Key | Value | Unit | Needed | Meaning |\n|---|---|---|---|---|\n";
        }
        page += "| " + std::string(rule.key) + (rule.localized ? "[en], [zh_CN]" : "") + " | " + kind_text(rule) + " | " +
                std::string(rule.unit) + " | " + std::string(presence_text(rule.presence)) + " | " + std::string(rule.meaning) + " |\n";
    }
    return page + "\n## Facts that [Match] may name\n| Fact | Meaning |\n|---|---|\n" + fact_names_markdown();
}

} // namespace kaogong::profile
