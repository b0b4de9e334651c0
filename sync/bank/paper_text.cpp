#include "sync/bank/paper_text.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace assessment;

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) text.append(text.empty() ? "" : separator).append(part);
    return text;
}

std::string text_of(const OptionKey& key) {
    return joined(key.correct, " ");
}
std::string text_of(const NumericKey& key) {
    const std::string value = number_text(key.value);
    return key.above.value == 0 ? value : value + " ± " + number_text(key.above);
}
std::string text_of(const TextKey& key) {
    return joined(key.accepted, " / ");
}

std::string figure_line(const std::string& name) {
    return name.empty() ? std::string() : "〔图：" + name + "〕\n";
}

std::string item_text(const Item& item, std::size_t number) {
    std::string text = std::to_string(number) + ". " + item.stem.zh_cn + "\n" + figure_line(item.figure);
    for (const Option& option : item.options) {
        std::string label = option.id;
        for (char& c : label) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
        text += "   " + label + ". " + option.text.zh_cn + "\n" + figure_line(option.figure);
    }
    return text + "\n";
}

std::string stimulus_text(const DrawnPaper& drawn, const std::string& id) {
    const auto found = std::find_if(drawn.stimuli.begin(), drawn.stimuli.end(), [&](const Stimulus& s) { return s.id == id; });
    if (found == drawn.stimuli.end()) return {};
    return "【材料】" + found->text.zh_cn + "\n" + figure_line(found->figure) + "\n";
}

} // namespace

std::string answer_text(const Key& key) {
    return std::visit([](const auto& answer) { return text_of(answer); }, key.answer);
}

std::string paper_text(const SpecFile& spec, const DrawnPaper& drawn) {
    std::string text = spec.title.zh_cn + "\n\n";
    for (std::size_t i = 0; i < drawn.items.size(); ++i) {
        const PaperItem& line = drawn.paper.items[i];
        const PaperItem* before = i == 0 ? nullptr : &drawn.paper.items[i - 1];
        if (before == nullptr || before->type != line.type)
            text +=
                "—— " + std::string(item_type_name(line.type, Language::zh_cn)) + "（每题 " + decimal_text(line.points, 2) + " 分）——\n\n";
        if (!line.stimulus.empty() && (before == nullptr || before->stimulus != line.stimulus)) text += stimulus_text(drawn, line.stimulus);
        text += item_text(drawn.items[i], i + 1);
    }
    return text;
}

std::string answers_text(const DrawnPaper& drawn) {
    std::string text;
    for (std::size_t i = 0; i < drawn.keys.size(); ++i) {
        text += std::to_string(i + 1) + ". " + drawn.keys[i].item + "  " + answer_text(drawn.keys[i]) + "\n";
        if (!drawn.keys[i].rationale.zh_cn.empty()) text += "   " + drawn.keys[i].rationale.zh_cn + "\n";
    }
    return text;
}

} // namespace kaogong::bank
