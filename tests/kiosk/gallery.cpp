// kiosk_gallery: paints every scene of every screen to PNG files, to be looked at beside the mockups. `kiosk_gallery DIR [--size WxH]
// [--theme light|dark|high] [--text small|medium|large] [--long] [NAME...]`; files lie in DIR/<language>/NAME.png. With --transcripts it
// writes the words instead (NAME.txt, at 1280x720): that is how tests/golden/screens is made anew.
#include "tests/kiosk/support/scenes.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

using namespace kaogong;

namespace {

struct Wish {
    std::filesystem::path folder = "gallery";
    kiosk::platform::Extent size{1920, 1080};
    kiosk::ui::ThemeName theme = kiosk::ui::ThemeName::light;
    test::SampleOptions samples;
    bool transcripts = false;
    std::vector<std::string> names;
};

kiosk::ui::ThemeName theme_of(const std::string& word) {
    if (word == "dark") return kiosk::ui::ThemeName::dark;
    return word == "high" ? kiosk::ui::ThemeName::high_contrast : kiosk::ui::ThemeName::light;
}

kiosk::model::TextSize text_size_of(const std::string& word) {
    if (word == "small") return kiosk::model::TextSize::small;
    return word == "large" ? kiosk::model::TextSize::large : kiosk::model::TextSize::medium;
}

// Nothing when a word looks like an option and is none: a folder of that name would end up among the sources.
std::optional<Wish> read_wish(const std::vector<std::string>& words) {
    Wish wish;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool has_value = i + 1 < words.size();
        if (words[i] == "--size" && has_value)
            std::sscanf(words[++i].c_str(), "%dx%d", &wish.size.width, &wish.size.height);
        else if (words[i] == "--theme" && has_value)
            wish.theme = theme_of(words[++i]);
        else if (words[i] == "--text" && has_value)
            wish.samples.text_size = text_size_of(words[++i]);
        else if (words[i] == "--long")
            wish.samples.long_words = true;
        else if (words[i] == "--transcripts")
            wish.transcripts = true;
        else if (words[i].starts_with("-"))
            return std::nullopt;
        else if (i == 0)
            wish.folder = words[i];
        else
            wish.names.push_back(words[i]);
    }
    if (wish.transcripts) wish.size = {1280, 720};
    return wish;
}

bool wanted(const Wish& wish, const std::string& name) {
    for (const std::string& prefix : wish.names) {
        if (name.starts_with(prefix)) return true;
    }
    return wish.names.empty();
}

void paint_all(test::Stage& stage, const Wish& wish, Language language) {
    test::SampleOptions options = wish.samples;
    options.language = language;
    options.figure = stage.figure();
    if (!wish.transcripts) options.photo = stage.photo();
    stage.options = {language, wish.theme};
    const std::filesystem::path folder = wish.folder / (language == Language::en ? "en" : "zh-CN");
    std::filesystem::create_directories(folder);
    for (const test::Scene& scene : test::scenes(options)) {
        if (!wanted(wish, scene.name)) continue;
        stage.play(scene.draw);
        stage.play(scene.draw);
        if (wish.transcripts)
            std::ofstream(folder / (scene.name + ".txt"), std::ios::binary) << stage.transcript().text();
        else
            stage.save(folder / (scene.name + ".png"));
        for (const kiosk::ui::Entry& entry : stage.transcript().entries()) {
            if (!entry.fit.fits()) std::printf("%s: does not fit: %s\n", scene.name.c_str(), entry.label.c_str());
        }
    }
}

} // namespace

int main(int count, char** arguments) {
    const auto wish = read_wish({arguments + 1, arguments + count});
    if (!wish) {
        std::fputs("kiosk_gallery DIR [--size WxH] [--theme light|dark|high] [--text small|medium|large] [--long] [--transcripts] [NAME...]\n", stderr);
        return 2;
    }
    test::Stage stage(wish->size);
    paint_all(stage, *wish, Language::zh_cn);
    paint_all(stage, *wish, Language::en);
    return 0;
}
