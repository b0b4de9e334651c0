// The words, states and places of every scene against the files of tests/golden/screens. They change only by
// `kiosk_gallery tests/golden/screens --transcripts`, and are reviewed as a diff.
#include "tests/kiosk/support/scenes.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;

namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace

TEST_CASE("every screen says in both languages what its golden says") {
    const std::filesystem::path folder = std::filesystem::path(KAOGONG_SOURCE_DIR) / "tests/golden/screens";
    Stage stage;
    for (const Language language : {Language::zh_cn, Language::en}) {
        stage.options = {language, kiosk::ui::ThemeName::light};
        SampleOptions options;
        options.language = language;
        options.figure = stage.figure();
        for (const Scene& scene : scenes(options)) {
            CAPTURE(scene.name);
            stage.play(scene.draw);
            stage.play(scene.draw);
            const std::filesystem::path golden = folder / (language == Language::en ? "en" : "zh-CN") / (scene.name + ".txt");
            REQUIRE(std::filesystem::exists(golden));
            CHECK(stage.transcript().text() == file_text(golden));
        }
    }
}
