// Both directions against Debian's `age` program: what we seal it opens, what it seals we open.
#include "core/base/file.h"
#include "core/record/age/file.h"
#include "tests/support/fake_random.h"
#include "tests/support/temp_folder.h"

#include <cstdio>
#include <cstdlib>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using kaogong::test::FakeRandom;
using kaogong::test::TempFolder;

namespace {

int run(const std::string& command) {
    return std::system((command + " 2>/dev/null").c_str());
}

std::string quoted(const Path& path) {
    return "'" + path.string() + "'";
}

bool skipped_for_want_of_age() {
    if (run("age --version >/dev/null") == 0 && run("age-keygen --version >/dev/null") == 0) return false;
    std::printf("SKIPPED: the programs age and age-keygen are not installed\n");
    return true;
}

// Sizes on both sides of the chunk boundary, and nothing at all.
const std::size_t kSizes[] = {0, 1, 65'535, 65'536, 65'537, 200'000};

Bytes content_of(std::size_t size) {
    return FakeRandom(size).bytes(size);
}

} // namespace

TEST_CASE("the age program opens what we seal") {
    if (skipped_for_want_of_age()) return;
    const TempFolder folder;
    FakeRandom random(41);
    const age::Identity identity = age::Identity::generate(random);
    const age::Recipient recipients[] = {age::Identity::generate(random).recipient(), identity.recipient()};
    REQUIRE(write_file_atomic(folder / "key", identity.text().view(), {.mode = 0600}).ok());
    for (const std::size_t size : kSizes) {
        CAPTURE(size);
        const Bytes plain = content_of(size);
        REQUIRE(write_file_atomic(folder / "sealed.age", age::seal(plain, recipients, random).value()).ok());
        REQUIRE_EQ(run("age -d -i " + quoted(folder / "key") + " <" + quoted(folder / "sealed.age") + " >" + quoted(folder / "plain")), 0);
        CHECK(equal(read_file(folder / "plain", kFileSizeMax).value(), plain));
    }
}

TEST_CASE("we open what the age program seals, plain or armored") {
    if (skipped_for_want_of_age()) return;
    const TempFolder folder;
    REQUIRE_EQ(run("age-keygen -o " + quoted(folder / "key")), 0);
    const Bytes key_file = read_file(folder / "key", 4096).value();
    const std::string_view text = as_text(key_file);
    const std::size_t start = text.find("AGE-SECRET-KEY-1");
    const age::Identity identity = age::Identity::parse(text.substr(start, text.find('\n', start) - start)).value();
    for (const std::size_t size : kSizes) {
        for (const std::string armor : {"", "-a "}) {
            CAPTURE(size);
            CAPTURE(armor);
            const Bytes plain = content_of(size);
            REQUIRE(write_file_atomic(folder / "plain", plain).ok());
            REQUIRE_EQ(run("age " + armor + "-r " + identity.recipient().text() + " <" + quoted(folder / "plain") + " >" +
                           quoted(folder / "sealed.age")),
                       0);
            const Bytes sealed = read_file(folder / "sealed.age", kFileSizeMax).value();
            const Result<Secret> opened = age::open(sealed, identity);
            REQUIRE(opened.ok());
            CHECK(equal(opened->view(), plain));
        }
    }
}
