// The bytes of every format as they were when they were fixed. They change only on purpose: build/<preset>/tests/write_samples
// tests/golden/record writes them anew, and the change is read as a diff together with FORMAT.md.
#include "core/base/limits.h"
#include "core/record/verify.h"

#include "tests/core/record/vectors.h"
#include "tests/support/record_files.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

Bytes read_golden(const std::string& name) {
    return read_file(Path(KAOGONG_SOURCE_DIR) / "tests" / "golden" / "record" / name, kFileSizeMax).value();
}

// The hexadecimal blocks of FORMAT.md, without what stands behind a # in a line.
std::vector<std::string> worked_bytes(std::string_view page) {
    std::vector<std::string> blocks;
    constexpr std::string_view kOpen = "```hex\n";
    for (auto at = page.find(kOpen); at != std::string_view::npos; at = page.find(kOpen, at)) {
        at += kOpen.size();
        std::string block;
        bool in_comment = false;
        for (const char c : page.substr(at, page.find("```", at) - at)) {
            in_comment = c == '#' || (in_comment && c != '\n');
            if (!in_comment && std::isxdigit(static_cast<unsigned char>(c)) != 0) block += c;
        }
        blocks.push_back(block);
    }
    return blocks;
}

} // namespace

TEST_CASE("the same calls give the bytes that were fixed") {
    test::SampleBureau bureau;
    for (const auto& file : test::sample_files(bureau)) {
        CAPTURE(file.name);
        CHECK(file.content == read_golden(file.name));
    }
}

TEST_CASE("the fixed bytes are still good") {
    const Bundle bundle = verify_bundle_by_itself(read_golden("bundle")).value();
    const TrustContext trust{.bundle = &bundle};
    for (const char* name : {"result.kgproof", "operation.kgr", "marking.kgr", "examiner.kgr", "emergency.kgr", "ledger.kgp", "parcel.kgp", "answer.kga",
                             "kit.kge", "device.cwt"}) {
        CAPTURE(name);
        CHECK(explain(read_golden(name), trust).ok());
    }
}

TEST_CASE("the worked bytes of FORMAT.md are taken from the fixed files") {
    const Bytes page = read_file(Path(KAOGONG_SOURCE_DIR) / "core" / "record" / "FORMAT.md", kFileSizeMax).value();
    const auto blocks = worked_bytes(as_text(page));
    CHECK(blocks.size() >= 6);
    test::SampleBureau bureau;
    std::string all;
    for (const auto& file : test::sample_files(bureau)) all += to_hex(file.content) + "|";
    for (const std::string& block : blocks) {
        CAPTURE(block);
        CHECK(all.find(block) != std::string::npos);
    }
}
