// Items, keys, stimuli and pictures of one `*.bank.toml`, and the names of knowledge points of `elements.toml`.
#include "core/base/codes/bank.h"
#include "sync/bank/author_files.h"
#include "sync/bank/png.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using assessment::Importance;
using assessment::ItemType;
using assessment::Key;

constexpr Word<ItemType> kTypeWords[] = {
    {"single", ItemType::single},     {"true_false", ItemType::true_false},
    {"multiple", ItemType::multiple}, {"open_multiple", ItemType::open_multiple},
    {"numeric", ItemType::numeric},   {"short_text", ItemType::short_text},
};
constexpr Word<Importance> kImportanceWords[] = {{"X", Importance::x}, {"Y", Importance::y}, {"Z", Importance::z}};

constexpr std::size_t kElementLevelsMax = 6;

class BankFileReader {
  public:
    BankFileReader(const TomlValue& file, const Path& folder, Faults& faults) : folder_(folder), faults_(faults), top_(file, {}, faults) {}

    BankFile read() {
        if (!check_format(top_, "bank")) return {};
        out_.bank = top_.id("bank");
        out_.area = top_.id("area");
        std::size_t index = 0;
        for (const TomlValue& table : top_.tables("stimulus")) read_stimulus(table, index++);
        index = 0;
        for (const TomlValue& table : top_.tables("item")) read_item(table, index++);
        top_.finish();
        return std::move(out_);
    }

  private:
    void read_stimulus(const TomlValue& table, std::size_t index) {
        const std::size_t before = faults_.size();
        TableReader reader(table, "stimulus[" + std::to_string(index) + "]", faults_);
        AuthoredStimulus stimulus;
        stimulus.at = table.at;
        stimulus.stimulus.id = reader.id("id");
        stimulus.title = reader.maybe_sentence("title");
        stimulus.stimulus.text = reader.sentence("text");
        stimulus.stimulus.figure = read_figure(reader);
        reader.finish();
        const auto same_id = [&](const AuthoredStimulus& earlier) { return earlier.stimulus.id == stimulus.stimulus.id; };
        if (std::any_of(out_.stimuli.begin(), out_.stimuli.end(), same_id)) reader.fault("id", codes::id_repeated, stimulus.stimulus.id);
        if (faults_.size() == before) out_.stimuli.push_back(std::move(stimulus));
    }

    void read_item(const TomlValue& table, std::size_t index) {
        const std::size_t before = faults_.size();
        TableReader reader(table, "item[" + std::to_string(index) + "]", faults_);
        AuthoredItem item;
        item.at = table.at;
        item.item.id = item.key.item = reader.id("id");
        item.item.type = reader.word("type", kTypeWords);
        item.item.area = out_.area;
        item.item.stem = reader.sentence("stem");
        item.item.figure = read_figure(reader);
        item.item.knowledge_path = reader.text("knowledge");
        item.item.importance = reader.word("importance", kImportanceWords);
        item.item.difficulty = static_cast<int>(reader.integer("difficulty", {assessment::kDifficultyMin, assessment::kDifficultyMax}));
        read_place(reader, item.item);
        read_answer(reader, item);
        item.key.rationale = reader.sentence("rationale");
        read_notes(reader, item.notes);
        reader.finish();
        check_whole(reader, item, before);
        if (faults_.size() == before) out_.items.push_back(std::move(item));
    }

    // The rules of core/assessment, once the form is right; their reason stands in the context.
    void check_whole(TableReader& reader, const AuthoredItem& item, std::size_t before) {
        const auto same_id = [&](const AuthoredItem& earlier) { return earlier.item.id == item.item.id; };
        if (std::any_of(out_.items.begin(), out_.items.end(), same_id)) reader.fault("id", codes::id_repeated, item.item.id);
        if (faults_.size() > before) return;
        if (const auto checked = assessment::check_item(item.item); !checked) {
            reader.fault({}, checked.error().code, checked.error().context);
        } else if (const auto fits = assessment::check_key(item.item, item.key); !fits) {
            reader.fault("key", fits.error().code, fits.error().context);
        }
    }

    void read_place(TableReader& reader, assessment::Item& item) {
        item.stimulus = reader.maybe_id("stimulus");
        if (item.stimulus.empty()) return;
        const auto is_it = [&](const AuthoredStimulus& s) { return s.stimulus.id == item.stimulus; };
        if (std::none_of(out_.stimuli.begin(), out_.stimuli.end(), is_it)) reader.invalid("stimulus", item.stimulus);
        item.stimulus_order = ++stimulus_items_[item.stimulus];
    }

    static void read_notes(TableReader& reader, AuthorNotes& notes) {
        notes.consistency = static_cast<int>(reader.integer("consistency", {1, 5}));
        notes.source = reader.text("source");
    }

    void read_answer(TableReader& reader, AuthoredItem& item) {
        switch (item.item.type) {
        case ItemType::numeric: return read_number(reader, item);
        case ItemType::short_text: item.key.answer = assessment::TextKey{reader.texts("accepted")}; return;
        case ItemType::true_false: return read_true_false(reader, item);
        case ItemType::single:
            read_options(reader, item.item);
            item.key.answer = assessment::OptionKey{{reader.text("key")}};
            return;
        case ItemType::multiple:
        case ItemType::open_multiple:
            read_options(reader, item.item);
            item.key.answer = assessment::OptionKey{reader.texts("key")};
            return;
        }
    }

    void read_number(TableReader& reader, AuthoredItem& item) {
        item.item.unit = reader.maybe_text("unit");
        if (!reader.has("unit")) reader.fault("unit", codes::field_missing);
        const assessment::Decimal tolerance = reader.number("tolerance");
        item.key.answer = assessment::NumericKey{reader.number("value"), tolerance, tolerance};
    }

    void read_true_false(TableReader& reader, AuthoredItem& item) {
        item.item.options = {{"t", {"正确", "True"}, {}, false}, {"f", {"错误", "False"}, {}, false}};
        item.key.answer = assessment::OptionKey{{reader.flag("key") ? "t" : "f"}};
    }

    void read_options(TableReader& reader, assessment::Item& item) {
        const TomlValue* options = reader.value("options");
        const std::string pinned = reader.maybe_id("pinned_last");
        if (options == nullptr) return;
        if (options->kind != TomlKind::array) return reader.fault("options", codes::field_kind);
        for (const TomlValue& option : options->items) {
            if (option.kind != TomlKind::table) return reader.fault("options", codes::field_kind);
            item.options.push_back(read_option(option, reader.path() + ".options[" + std::to_string(item.options.size()) + "]"));
            item.options.back().pinned_last = item.options.back().id == pinned;
            if (item.options.back().id != expected_option_id(item.options.size() - 1))
                reader.invalid("options", "ids are a, b, c in order");
        }
        const auto is_pinned = [](const assessment::Option& o) { return o.pinned_last; };
        if (!pinned.empty() && std::none_of(item.options.begin(), item.options.end(), is_pinned)) reader.invalid("pinned_last", pinned);
    }

    static std::string expected_option_id(std::size_t index) {
        return std::string(1, static_cast<char>('a' + static_cast<char>(index % 26)));
    }

    assessment::Option read_option(const TomlValue& table, std::string path) {
        TableReader reader(table, std::move(path), faults_);
        assessment::Option option;
        option.id = reader.id("id");
        option.text = reader.has("figure") ? reader.maybe_sentence("text") : reader.sentence("text");
        option.figure = read_figure(reader);
        reader.finish();
        return option;
    }

    // `figure` and `figure_text` come together. The picture is read once, however many items show it.
    std::string read_figure(TableReader& reader) {
        if (!reader.has("figure") && !reader.has("figure_text")) return {};
        const Path path = path_below(reader, "figure", folder_);
        const assessment::LocalText text = reader.sentence("figure_text");
        if (path.empty()) return {};
        const std::string name = out_.bank + "/" + path.filename().string();
        const auto known = std::find_if(out_.figures.begin(), out_.figures.end(), [&](const record::Figure& f) { return f.name == name; });
        if (known != out_.figures.end()) {
            if (known->text != text) reader.invalid("figure_text", "another item describes this picture otherwise");
            return name;
        }
        auto png = read_png(path);
        if (!png) {
            reader.fault("figure", codes::figure_bad, path.filename().string() + ": " + png.error().context);
            return {};
        }
        out_.figures.push_back({name, std::move(*png), text});
        return name;
    }

    const Path& folder_;
    Faults& faults_;
    TableReader top_;
    BankFile out_;
    std::map<std::string, int> stimulus_items_;
};

// A capital letter, then up to five numbers: `B.2.1`.
bool is_element_code(std::string_view code) {
    const auto parts = split(code, '.');
    const auto is_number = [](std::string_view part) { return parse_integer(part, {1, 999}).ok(); };
    const bool letter = parts[0].size() == 1 && parts[0][0] >= 'A' && parts[0][0] <= 'Z';
    return letter && parts.size() <= kElementLevelsMax && std::all_of(parts.begin() + 1, parts.end(), is_number);
}

std::string parent_of(const std::string& code) {
    const std::size_t dot = code.rfind('.');
    return dot == std::string::npos ? std::string() : code.substr(0, dot);
}

void read_element(TableReader& reader, std::vector<Element>& elements) {
    Element element{reader.text("code"), reader.sentence("name")};
    reader.finish();
    const auto known = [&](const std::string& code) {
        return std::any_of(elements.begin(), elements.end(), [&](const Element& earlier) { return earlier.code == code; });
    };
    if (!is_element_code(element.code)) return reader.invalid("code", element.code.substr(0, 32));
    if (known(element.code)) return reader.fault("code", codes::id_repeated, element.code);
    const std::string parent = parent_of(element.code);
    if (!parent.empty() && !known(parent)) return reader.invalid("code", "its parent does not stand before it");
    elements.push_back(std::move(element));
}

} // namespace

ElementsFile read_elements_file(const TomlValue& file, Faults& faults) {
    TableReader top(file, {}, faults);
    ElementsFile out;
    if (!check_format(top, "elements")) return out;
    out.bank = top.id("bank");
    std::size_t index = 0;
    for (const TomlValue& table : top.tables("element")) {
        TableReader reader(table, "element[" + std::to_string(index++) + "]", faults);
        read_element(reader, out.elements);
    }
    top.finish();
    return out;
}

BankFile read_bank_file(const TomlValue& file, const Path& folder, Faults& faults) {
    return BankFileReader(file, folder, faults).read();
}

namespace {

Path below(TableReader& reader, std::string_view key, const std::string& text, const Path& folder) {
    const Path relative(text);
    const bool climbs = std::any_of(relative.begin(), relative.end(), [](const Path& step) { return step == ".."; });
    if (!relative.is_absolute() && !climbs) return folder / relative;
    reader.fault(key, codes::path_outside, text.substr(0, 64));
    return {};
}

} // namespace

Path path_below(TableReader& reader, std::string_view key, const Path& folder) {
    const std::string text = reader.text(key);
    return text.empty() ? Path() : below(reader, key, text, folder);
}

std::vector<Path> paths_below(TableReader& reader, std::string_view key, const Path& folder) {
    std::vector<Path> paths;
    for (const std::string& text : reader.texts(key))
        if (Path path = below(reader, key, text, folder); !path.empty()) paths.push_back(std::move(path));
    return paths;
}

} // namespace kaogong::bank
