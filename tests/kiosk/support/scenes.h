// Every screen in every state worth looking at, by name: the gallery paints them, tests read their transcripts.
#pragma once

#include "tests/kiosk/support/samples.h"
#include "tests/kiosk/support/stage.h"

namespace kaogong::test {

struct Scene {
    std::string name;
    DrawScene draw;
};
std::vector<Scene> scenes(const SampleOptions& options);
void add_examiner_scenes(std::vector<Scene>& all, const SampleOptions& options);
void add_examiner_dialog_scenes(std::vector<Scene>& all, const SampleOptions& options);
void add_hand_entry_scenes(std::vector<Scene>& all, const SampleOptions& options);

} // namespace kaogong::test
