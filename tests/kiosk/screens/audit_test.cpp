// Audits over every scene: nothing is clipped, everything to touch is large enough, and ids are unique among what can be touched.
#include "tests/kiosk/support/scenes.h"

#include <set>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::test;
using kiosk::ui::Entry;
using kiosk::ui::Size;

namespace {

constexpr Language kLanguages[] = {Language::zh_cn, Language::en};
constexpr kiosk::ui::ThemeName kThemes[] = {kiosk::ui::ThemeName::light, kiosk::ui::ThemeName::dark, kiosk::ui::ThemeName::high_contrast};
constexpr kiosk::model::TextSize kSizes[] = {kiosk::model::TextSize::small, kiosk::model::TextSize::medium, kiosk::model::TextSize::large};

void check_fits(const Entry& entry) {
    if (entry.fit.fits()) return;
    CAPTURE(entry.label);
    CAPTURE(entry.fit.natural.w);
    CAPTURE(entry.fit.box.w);
    CAPTURE(entry.fit.natural.h);
    CAPTURE(entry.fit.box.h);
    CHECK(entry.fit.fits());
}

void check_scenes(Stage& stage, const SampleOptions& options) {
    for (const Scene& scene : scenes(options)) {
        CAPTURE(scene.name);
        stage.play(scene.draw);
        for (const Entry& entry : stage.transcript().entries()) check_fits(entry);
    }
}

} // namespace

TEST_CASE("no text is clipped in any screen, language, theme and text size, with usual and with long words") {
    Stage stage;
    const kiosk::model::Picture figure = stage.figure();
    for (const Language language : kLanguages) {
        for (const kiosk::ui::ThemeName theme : kThemes) {
            for (const kiosk::model::TextSize size : kSizes) {
                for (const bool long_words : {false, true}) {
                    CAPTURE(static_cast<int>(language));
                    CAPTURE(static_cast<int>(size));
                    CAPTURE(long_words);
                    stage.options = {language, theme};
                    check_scenes(stage, {language, long_words, figure, {}, size});
                }
            }
        }
    }
}

TEST_CASE("everything that can be touched is at least 64 units wide and high, and lies on the canvas") {
    Stage stage;
    for (const Language language : kLanguages) {
        stage.options = {language, kiosk::ui::ThemeName::light};
        for (const Scene& scene : scenes({language, false, stage.figure(), {}, kiosk::model::TextSize::medium})) {
            CAPTURE(scene.name);
            stage.play(scene.draw);
            for (const Entry& entry : stage.transcript().entries()) {
                if (!entry.touchable) continue;
                CAPTURE(entry.id);
                CHECK(entry.rect.w >= kiosk::ui::kTarget);
                CHECK(entry.rect.h >= kiosk::ui::kTarget - 0.01F);
                CHECK(entry.rect.x >= 0);
                CHECK(entry.rect.y >= 0);
                CHECK(entry.rect.right() <= 1280);
                CHECK(entry.rect.bottom() <= 720);
            }
        }
    }
}

TEST_CASE("no two things that can be touched share an id or lie on each other") {
    Stage stage;
    for (const Scene& scene : scenes({})) {
        CAPTURE(scene.name);
        stage.play(scene.draw);
        std::set<std::string> ids;
        std::vector<Entry> live;
        for (const Entry& entry : stage.transcript().entries()) {
            if (!entry.touchable || !entry.enabled) continue;
            CAPTURE(entry.id);
            CHECK(ids.insert(entry.id).second);
            for (const Entry& other : live) {
                CAPTURE(other.id);
                // Heads of folded groups are drawn 56 high and share a few units of their targets.
                const float overlap_w = std::min(entry.rect.right(), other.rect.right()) - std::max(entry.rect.x, other.rect.x);
                const float overlap_h = std::min(entry.rect.bottom(), other.rect.bottom()) - std::max(entry.rect.y, other.rect.y);
                CHECK((overlap_w <= 8.5F || overlap_h <= 8.5F));
            }
            live.push_back(entry);
        }
    }
}

namespace {

// What lies on top: everything after the last dialog was opened.
std::vector<Entry> top_layer(const std::vector<Entry>& entries) {
    std::size_t first = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].part == kiosk::ui::Part::dialog) first = i + 1;
    }
    return {entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end()};
}

bool apart(const kiosk::ui::Rect& a, const kiosk::ui::Rect& b) {
    constexpr float kTouching = 1.5F;
    return a.right() <= b.x + kTouching || b.right() <= a.x + kTouching || a.bottom() <= b.y + kTouching || b.bottom() <= a.y + kTouching;
}

bool within(const kiosk::ui::Rect& inner, const kiosk::ui::Rect& outer) {
    constexpr float kSlack = 1.5F;
    return inner.x >= outer.x - kSlack && inner.y >= outer.y - kSlack && inner.right() <= outer.right() + kSlack &&
           inner.bottom() <= outer.bottom() + kSlack;
}

void check_apart(const std::vector<Entry>& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& text = entries[i];
        if (text.part != kiosk::ui::Part::text || text.echo) continue;
        for (std::size_t j = 0; j < entries.size(); ++j) {
            const Entry& other = entries[j];
            const bool widget = other.touchable && other.part != kiosk::ui::Part::splitter; // its target reaches over the panes
            const bool later_text = other.part == kiosk::ui::Part::text && !other.echo && j > i;
            if ((!widget && !later_text) || apart(text.rect, other.rect)) continue;
            if (widget && within(text.rect, other.rect)) continue;
            CAPTURE(text.label);
            CAPTURE(other.label);
            CAPTURE(other.id);
            CHECK(apart(text.rect, other.rect));
        }
    }
}

} // namespace

TEST_CASE("no words lie on other words or stick out under a button, in both languages, with usual and with long words") {
    Stage stage;
    const kiosk::model::Picture figure = stage.figure();
    for (const Language language : kLanguages) {
        for (const kiosk::model::TextSize size : kSizes) {
            for (const bool long_words : {false, true}) {
                stage.options = {language, kiosk::ui::ThemeName::light};
                for (const Scene& scene : scenes({language, long_words, figure, {}, size})) {
                    CAPTURE(scene.name);
                    stage.play(scene.draw);
                    check_apart(top_layer(stage.transcript().entries()));
                }
            }
        }
    }
}

namespace {

// Dialogs of staff are wider than the upright canvas and lie in the landscape one; examiners' pages, 19 to 25, have that layout alone.
Size canvas_of(kiosk::platform::Extent panel, const std::string& scene) {
    const bool dialog = scene.starts_with("10-") || (scene.starts_with("17-staff-") && !scene.starts_with("17-staff-menu"));
    const bool lies = dialog || scene.starts_with("19-") || scene.starts_with("2");
    return panel.height > panel.width && !lies ? kiosk::ui::kPortrait : kiosk::ui::kLandscape;
}

} // namespace

TEST_CASE(
    "on an upright panel and on smaller ones nothing is clipped, and every target lies on the canvas, with usual and with long words") {
    using kiosk::platform::Extent;
    for (const Extent panel : {Extent{800, 1280}, Extent{1024, 600}, Extent{1366, 768}}) {
        Stage stage(panel);
        const kiosk::model::Picture figure = stage.figure();
        for (const Language language : kLanguages) {
            for (const bool long_words : {false, true}) {
                stage.options = {language, kiosk::ui::ThemeName::light};
                for (const Scene& scene : scenes({language, long_words, figure, {}, kiosk::model::TextSize::medium})) {
                    CAPTURE(scene.name);
                    CAPTURE(panel.width);
                    CAPTURE(long_words);
                    stage.play(scene.draw);
                    const std::vector<Entry> top = top_layer(stage.transcript().entries());
                    const Size canvas = canvas_of(panel, scene.name);
                    for (const Entry& entry : top) check_fits(entry);
                    check_apart(top);
                    for (const Entry& entry : top) {
                        if (!entry.touchable) continue;
                        CAPTURE(entry.id);
                        CHECK(entry.rect.right() <= canvas.w);
                        CHECK(entry.rect.bottom() <= canvas.h);
                    }
                }
            }
        }
    }
}
