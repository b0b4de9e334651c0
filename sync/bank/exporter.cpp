#include "sync/bank/exporter.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kaogong::bank {
namespace {

using namespace assessment;

// A basic string of TOML; whatever is not plain is escaped, so that no content can break out of its quotes.
std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                out += "\\u00" + to_hex(ByteView(reinterpret_cast<const std::uint8_t*>(&c), 1));
            else
                out.push_back(c);
        }
    }
    return out + "\"";
}

std::string sentence_text(const LocalText& text) {
    if (text.en.empty()) return toml_string(text.zh_cn);
    return "{ zh-CN = " + toml_string(text.zh_cn) + ", en = " + toml_string(text.en) + " }";
}

std::string toml_list(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + toml_string(text);
    return out + "]";
}

class AreaFile {
  public:
    AreaFile(const std::string& bank, const std::string& area, const std::map<std::string, record::Figure>& figures) : figures_(figures) {
        line("format", "1");
        line("kind", toml_string("bank"));
        line("bank", toml_string(bank));
        line("area", toml_string(area));
    }

    void add(const BankStimulus& stimulus) {
        text_ += "\n[[stimulus]]\n";
        line("id", toml_string(stimulus.stimulus.id));
        if (!stimulus.title.empty()) line("title", sentence_text(stimulus.title));
        line("text", sentence_text(stimulus.stimulus.text));
        text_ += figure_lines(stimulus.stimulus.figure, "\n");
    }

    void add(const BankItem& stored) {
        const Item& item = stored.item;
        text_ += "\n[[item]]\n";
        line("id", toml_string(item.id));
        line("type", toml_string(item_type_key(item.type)));
        line("knowledge", toml_string(item.knowledge_path));
        line("stem", sentence_text(item.stem));
        text_ += figure_lines(item.figure, "\n");
        std::visit([&](const auto& answer) { add_answer(item, answer); }, stored.key.answer);
        line("importance", toml_string(std::string(1, "XYZ"[static_cast<std::size_t>(item.importance) - 1])));
        line("difficulty", std::to_string(item.difficulty));
        line("consistency", std::to_string(stored.notes.consistency));
        line("rationale", sentence_text(stored.key.rationale));
        line("source", toml_string(stored.notes.source));
        if (!item.stimulus.empty()) line("stimulus", toml_string(item.stimulus));
    }

    const std::string& text() const { return text_; }

  private:
    void line(std::string_view key, std::string_view value) { text_.append(key).append(" = ").append(value).append("\n"); }

    std::string figure_lines(const std::string& name, std::string_view separator) const {
        if (name.empty()) return {};
        const auto figure = figures_.find(name);
        const LocalText text = figure == figures_.end() ? LocalText{} : figure->second.text;
        const std::string file = "figures/" + Path(name).filename().string();
        return "figure = " + toml_string(file) + (separator == "\n" ? "\n" : ", ") + "figure_text = " + sentence_text(text) +
               std::string(separator);
    }

    void add_answer(const Item& item, const OptionKey& key) {
        if (item.type == ItemType::true_false) return line("key", key.correct.front() == "t" ? "true" : "false");
        text_ += "options = [\n";
        for (const Option& option : item.options) add_option(option);
        text_ += "]\n";
        for (const Option& option : item.options)
            if (option.pinned_last) line("pinned_last", toml_string(option.id));
        line("key", item.type == ItemType::single ? toml_string(key.correct.front()) : toml_list(key.correct));
    }
    void add_option(const Option& option) {
        text_ += "    { id = " + toml_string(option.id);
        if (!option.text.empty()) text_ += ", text = " + sentence_text(option.text);
        const std::string figure = figure_lines(option.figure, "");
        text_ += (figure.empty() ? "" : ", " + figure) + " },\n";
    }
    void add_answer(const Item& item, const NumericKey& key) {
        line("unit", toml_string(item.unit));
        line("value", toml_string(number_text(key.value)));
        line("tolerance", toml_string(number_text(key.above)));
    }
    void add_answer(const Item&, const TextKey& key) { line("accepted", toml_list(key.accepted)); }

    const std::map<std::string, record::Figure>& figures_;
    std::string text_;
};

std::string elements_text(const std::string& bank, const std::vector<Element>& elements) {
    std::string text = "format = 1\nkind = \"elements\"\nbank = " + toml_string(bank) + "\n";
    for (const Element& element : elements)
        text += "\n[[element]]\ncode = " + toml_string(element.code) + "\nname = " + sentence_text(element.name) + "\n";
    return text;
}

} // namespace

Result<std::vector<Path>> export_bank(BankStore& store, const Path& folder) {
    std::map<std::string, record::Figure> figures;
    for (record::Figure& figure : TRY(store.figures())) figures.emplace(figure.name, std::move(figure));
    std::map<std::pair<std::string, std::string>, AreaFile> files; // by bank and area
    const auto file_of = [&](const std::string& bank, const std::string& area) -> AreaFile& {
        return files.try_emplace({bank, area}, bank, area, figures).first->second;
    };
    for (const BankStimulus& stimulus : TRY(store.stimuli())) file_of(stimulus.bank, stimulus.area).add(stimulus);
    auto items = TRY(store.items());
    // The place of an item in its stimulus is its place in the file.
    std::stable_sort(items.begin(), items.end(), [](const BankItem& a, const BankItem& b) {
        return std::tie(a.item.stimulus, a.item.stimulus_order) < std::tie(b.item.stimulus, b.item.stimulus_order);
    });
    for (const BankItem& item : items) file_of(item.bank, item.item.area).add(item);

    std::vector<Path> written;
    TRY(make_folder(folder));
    std::set<std::string> banks;
    for (const auto& [place, file] : files) banks.insert(place.first);
    for (const std::string& bank : banks) {
        const auto elements = TRY(store.elements(bank));
        TRY(make_folder(folder / bank));
        if (elements.empty()) continue;
        written.push_back(folder / bank / "elements.toml");
        TRY(write_file_atomic(written.back(), view(elements_text(bank, elements))));
    }
    for (const auto& [place, file] : files) {
        written.push_back(folder / place.first / (place.second + ".bank.toml"));
        TRY(write_file_atomic(written.back(), view(file.text()), {.mode = 0600}));
    }
    for (const auto& [name, figure] : figures) {
        const Path path = folder / Path(name).parent_path() / "figures" / Path(name).filename();
        TRY(make_folder(path.parent_path().parent_path()));
        TRY(make_folder(path.parent_path()));
        TRY(write_file_atomic(path, figure.png));
        written.push_back(path);
    }
    return written;
}

} // namespace kaogong::bank
