// Files whose bytes are mapped: pages given back are there again when they are touched.
#include "kiosk/platform/mapped_file.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <string>

using namespace kaogong;
using namespace kaogong::kiosk::platform;
using namespace kaogong::test;

namespace {

// Of the mapping of this file in this process, as the system counts it.
int resident_kb(const Path& path) {
    std::ifstream maps("/proc/self/smaps");
    bool inside = false;
    for (std::string line; std::getline(maps, line);) {
        if (line.find(path.string()) != std::string::npos) inside = true;
        if (inside && line.starts_with("Rss:")) return std::stoi(line.substr(4));
    }
    return -1;
}

} // namespace

TEST_CASE("pages given back no longer count as the process's memory and hold the same bytes when touched again") {
    const TempFolder folder;
    Bytes content(1 << 20);
    for (std::size_t i = 0; i < content.size(); ++i) content[i] = static_cast<std::uint8_t>(i * 31 >> 4);
    REQUIRE(write_file_atomic(folder / "content", content));
    const Result<MappedFile> file = MappedFile::open(folder / "content", content.size());
    REQUIRE(file.ok());
    CHECK(std::ranges::equal(file->bytes(), content));
    CHECK(resident_kb(folder / "content") == 1024);
    file->release_pages();
    CHECK(resident_kb(folder / "content") == 0);
    CHECK(std::ranges::equal(file->bytes(), content));
}
