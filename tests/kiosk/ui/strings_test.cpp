#include "kiosk/ui/strings.h"
#include "kiosk/ui/transcript.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::ui;

TEST_CASE("named places are filled wherever the language puts them") {
    CHECK(sentence_of(Language::zh_cn, Key::welcome_opens_at, {place("time", "08:30")}) == "08:30 开始签到");
    CHECK(sentence_of(Language::en, Key::welcome_opens_at, {place("time", "08:30")}) == "Sign-in opens at 08:30");
}

TEST_CASE("every key says something in both languages") {
    for (int key = 0; key < kKeyCount; ++key) {
        CHECK_FALSE(sentence_of(Language::zh_cn, static_cast<Key>(key)).empty());
        CHECK_FALSE(sentence_of(Language::en, static_cast<Key>(key)).empty());
    }
}

TEST_CASE("the transcript finds the entry that lies on top") {
    Transcript transcript;
    transcript.add({.id = "###ok", .part = Part::button, .label = "below"});
    transcript.add({.id = "###ok", .part = Part::button, .label = "above"});
    REQUIRE(transcript.find("###ok") != nullptr);
    CHECK(transcript.find("###ok")->label == "above");
    CHECK(transcript.find("###missing") == nullptr);
}

TEST_CASE("an entry is one line, whatever its words hold") {
    Transcript transcript;
    transcript.add({.id = "###a", .part = Part::option, .label = "A\nB", .value = "selected", .enabled = false, .rect = {1, 2, 3, 4}});
    CHECK(transcript.text() == "option ###a \"A B\" = \"selected\" disabled @1,2,3,4\n");
}
