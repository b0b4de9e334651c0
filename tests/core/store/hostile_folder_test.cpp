#include "core/store/hostile_folder.h"

#include "core/base/codes/base.h"
#include "core/base/codes/store.h"
#include "tests/support/temp_folder.h"

#include <fstream>

#include <sys/stat.h>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::store;

namespace {

void put(const Path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
}
std::vector<std::string> names(const FolderScan& scan) {
    std::vector<std::string> names;
    for (const FolderFile& file : scan.files) names.push_back(file.name);
    return names;
}

} // namespace

TEST_CASE("complete files of plain names are listed in order, parts are left alone") {
    const test::TempFolder folder;
    HostileFolder in = HostileFolder::open(folder / "in").value();
    put(in.path() / "b.kga", "bb");
    put(in.path() / "a.kga", "a");
    put(in.path() / "c.kga.part", "half");
    const FolderScan scan = in.scan().value();
    CHECK_EQ(names(scan), std::vector<std::string>{"a.kga", "b.kga"});
    CHECK_EQ(scan.refused, 0);
    CHECK_EQ(as_text(in.take("b.kga", 2).value()), "bb");
    REQUIRE(in.remove("b.kga").ok());
    CHECK(std::filesystem::exists(in.path() / "c.kga.part"));
    CHECK_EQ(in.take("b.kga", 2).code(), codes::file_missing);
}

TEST_CASE("links, pipes, folders and odd names are moved aside and never opened") {
    const test::TempFolder folder;
    put(folder / "secret", "not yours");
    HostileFolder in = HostileFolder::open(folder / "in").value();
    std::filesystem::create_symlink(folder / "secret", in.path() / "link.kga");
    std::filesystem::create_directory(in.path() / "folder.kga");
    REQUIRE_EQ(::mkfifo((in.path() / "pipe.kga").c_str(), 0600), 0);
    put(in.path() / "new\nline", "x");
    put(in.path() / ".hidden", "x");
    put(in.path() / std::string(200, 'n'), "x");
    CHECK_EQ(in.take("link.kga", 100).code(), codes::spool_unsafe);
    CHECK_EQ(in.take("pipe.kga", 100).code(), codes::spool_unsafe);
    CHECK_EQ(in.take("../secret", 100).code(), codes::spool_unsafe);
    const FolderScan scan = in.scan().value();
    CHECK(scan.files.empty());
    CHECK_EQ(scan.refused, 6);
    CHECK(in.scan().value().files.empty());
    CHECK_EQ(in.scan().value().refused, 0);
    CHECK(std::filesystem::exists(folder / "secret"));
    CHECK(std::filesystem::is_symlink(in.path() / "refused" / "link.kga.K-0111"));
}

TEST_CASE("a file over its limit is moved aside, a folder over its limit waits") {
    const test::TempFolder folder;
    HostileFolder in = HostileFolder::open(folder / "in", {.files_max = 3, .bytes_max = 100, .file_bytes_max = 60}).value();
    put(in.path() / "big", std::string(61, 'x'));
    for (const char* name : {"a", "b", "c", "d"}) put(in.path() / name, "x");
    const FolderScan scan = in.scan().value();
    CHECK_EQ(names(scan), std::vector<std::string>{"a", "b", "c"});
    CHECK(scan.overfull);
    for (const std::string& name : names(scan)) REQUIRE(in.remove(name).ok());
    CHECK_EQ(names(in.scan().value()), std::vector<std::string>{"d"});
    CHECK_EQ(in.take("d", 0).code(), codes::file_too_large);
}

TEST_CASE("what was refused does not fill the disk") {
    const test::TempFolder folder;
    HostileFolder in = HostileFolder::open(folder / "in", {.refused_max = 5}).value();
    for (int i = 0; i < 20; ++i) {
        put(in.path() / ("bad" + std::to_string(i)), "x");
        REQUIRE(in.refuse("bad" + std::to_string(i), codes::spool_unsafe).ok());
    }
    int left = 0;
    for (const auto& entry : std::filesystem::directory_iterator(in.path() / "refused")) left += entry.is_regular_file() ? 1 : 0;
    CHECK_EQ(left, 5);
    CHECK(std::filesystem::exists(in.path() / "refused" / "bad19.K-0111"));
}

TEST_CASE("a link in the folder's own place is refused") {
    const test::TempFolder folder;
    std::filesystem::create_directory(folder / "elsewhere");
    std::filesystem::create_symlink(folder / "elsewhere", folder / "in");
    CHECK_EQ(HostileFolder::open(folder / "in").code(), codes::spool_unsafe);
}
