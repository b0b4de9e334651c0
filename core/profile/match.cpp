// Reading and judging of match lines, and the names of facts.
#include "core/profile/match.h"

#include "core/base/codes/profile.h"

#include <algorithm>
#include <array>

namespace kaogong::profile {
namespace {

constexpr std::array kFactNames = {
    FactName{"dmi.sys_vendor", "Maker of the machine, from its firmware"},
    FactName{"dmi.product_name", "Model, from its firmware"},
    FactName{"dmi.product_version", "Version of the model, from its firmware"},
    FactName{"dmi.board_vendor", "Maker of the main board"},
    FactName{"dmi.board_name", "Model of the main board"},
    FactName{"dmi.chassis_type", "SMBIOS number of the case: 3 desktop, 13 all in one, 30 tablet, 35 mini PC, 36 stick"},
    FactName{"devicetree.model", "Model of a board without such firmware"},
    FactName{"devicetree.compatible", "Each name of the board's compatible list"},
    FactName{"display.mode", "Preferred picture of a connected panel, as 1024x600"},
    FactName{"display.orientation", "landscape or portrait, of that picture"},
    FactName{"display.size", "Size of a connected panel in whole millimetres, as 223x125"},
    FactName{"display.maker", "Three letters of the panel's maker"},
    FactName{"display.product", "Number of the panel's model, four hexadecimal digits"},
    FactName{"gpu.render", "yes when the kernel offers a device that can draw, else no"},
    FactName{"usb.id", "Each USB device, as 1a2b:0042"},
};

Error malformed(std::string_view text, std::string_view why) {
    return error(codes::profile_match_malformed, std::string(why) + ": " + std::string(text.substr(0, 60)));
}

bool is_fact(std::string_view name) {
    return std::any_of(kFactNames.begin(), kFactNames.end(), [&](const FactName& fact) { return fact.name == name; });
}

// Takes the next glob off the text: up to a blank, or between quotes.
Result<std::string> take_glob(std::string_view& text) {
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    const std::size_t end = text.find(quoted ? '"' : ' ');
    if (quoted && end == std::string_view::npos) return malformed(text, "a quote that does not end");
    std::string glob(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end == std::string_view::npos ? end : end + 1));
    if (glob.empty()) return malformed(text, "nothing after the sign");
    return glob;
}

Result<MatchTerm> take_term(std::string_view& text) {
    const std::string_view whole = text;
    const std::size_t sign = text.find('=');
    if (sign == std::string_view::npos || sign == 0) return malformed(whole, "no name=glob");
    MatchTerm term;
    term.negated = text[sign - 1] == '!';
    term.fact = std::string(text.substr(0, sign - (term.negated ? 1 : 0)));
    if (!is_fact(term.fact)) return malformed(whole, "an unknown fact");
    text.remove_prefix(sign + 1);
    term.glob = TRY(take_glob(text));
    return term;
}

void skip_blanks(std::string_view& text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
}

bool holds(const MatchTerm& term, const Facts& facts) {
    const auto [first, last] = facts.of(term.fact);
    const bool found = std::any_of(first, last, [&](const auto& fact) { return glob_matches(term.glob, fact.second); });
    return found != term.negated;
}

} // namespace

std::span<const FactName> fact_names() {
    return kFactNames;
}

Result<MatchLine> parse_match_line(std::string_view text) {
    MatchLine line;
    for (skip_blanks(text); !text.empty(); skip_blanks(text)) line.push_back(TRY(take_term(text)));
    if (line.empty()) return malformed(text, "no term");
    return line;
}

bool matches(const MatchLine& line, const Facts& facts) {
    return std::all_of(line.begin(), line.end(), [&](const MatchTerm& term) { return holds(term, facts); });
}

// Goes back to the last star only, so a hostile glob costs at most length times length.
bool glob_matches(std::string_view glob, std::string_view text) {
    std::size_t g = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t after_star = 0;
    while (t < text.size()) {
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            after_star = t;
        } else if (g < glob.size() && (glob[g] == '?' || glob[g] == text[t])) {
            ++g;
            ++t;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            t = ++after_star;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*') ++g;
    return g == glob.size();
}

std::string fact_names_markdown() {
    std::string table;
    for (const FactName& fact : kFactNames) table += "| " + std::string(fact.name) + " | " + std::string(fact.meaning) + " |\n";
    return table;
}

} // namespace kaogong::profile
