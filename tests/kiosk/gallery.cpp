// kiosk_gallery: paints every scene of every screen to PNG files, to be looked at beside the mockups. `kiosk_gallery DIR [--size WxH]
// [--theme light|dark|high] [--text small|medium|large] [--long] [NAME...]`; files lie in DIR/<language>/NAME.png.
#include "tests/kiosk/support/scenes.h"

#include <cstdio>
#include <filesystem>
#include <string>

using namespace kaogong;

namespace {

struct Wish {
    std::filesystem::path folder = "gallery";
    kiosk::platform::Extent size{1920, 1080};
    kiosk::ui::ThemeName theme = kiosk::ui::ThemeName::light;
    test::SampleOptions samples;
    std::vector<std::string> names;
};

Wish read_wish(int count, char** arguments) {
    Wish wish;
    for (int i = 1; i < count; ++i) {
        const std::string word = arguments[i];
        const std::string next = i + 1 < count ? arguments[i + 1] : "";
        if (word == "--size")
            std::sscanf(next.c_str(), "%dx%d", &wish.size.width, &wish.size.height), ++i;
        else if (word == "--theme")
            wish.theme = next == "dark"   ? kiosk::ui::ThemeName::dark
                         : next == "high" ? kiosk::ui::ThemeName::high_contrast
                                          : wish.theme,
            ++i;
        else if (word == "--text")
            wish.samples.text_size = next == "large"   ? kiosk::model::TextSize::large
                                     : next == "small" ? kiosk::model::TextSize::small
                                                       : wish.samples.text_size,
            ++i;
        else if (word == "--long")
            wish.samples.long_words = true;
        else if (i == 1)
            wish.folder = word;
        else
            wish.names.push_back(word);
    }
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
    stage.options = {language, wish.theme};
    const std::filesystem::path folder = wish.folder / (language == Language::en ? "en" : "zh-CN");
    std::filesystem::create_directories(folder);
    for (const test::Scene& scene : test::scenes(options)) {
        if (!wanted(wish, scene.name)) continue;
        stage.play(scene.draw);
        stage.play(scene.draw);
        stage.save(folder / (scene.name + ".png"));
        for (const kiosk::ui::Entry& entry : stage.transcript().entries()) {
            if (!entry.fit.fits()) std::printf("%s: does not fit: %s\n", scene.name.c_str(), entry.label.c_str());
        }
    }
}

} // namespace

int main(int count, char** arguments) {
    const Wish wish = read_wish(count, arguments);
    test::Stage stage(wish.size);
    paint_all(stage, wish, Language::zh_cn);
    paint_all(stage, wish, Language::en);
    return 0;
}
