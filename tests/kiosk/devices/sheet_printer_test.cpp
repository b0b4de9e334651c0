// The program that prints is another one: what it makes is named, its job is gone afterwards, and its failure is told.
#include "kiosk/devices/sheet_printer.h"

#include "core/base/codes/kiosk.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::devices;

namespace {

// Stands for the printing program: sheet print-sealed JOB --out PDF --lang L
Path program(const test::TempFolder& folder, std::string_view does) {
    const Path file = folder / "printing";
    REQUIRE(write_file_atomic(file, view("#!/bin/sh\n" + std::string(does) + "\n"), {.mode = 0700}).ok());
    return file;
}

} // namespace

TEST_CASE("the job is handed over and erased, and the paper lies in the folder") {
    test::TempFolder folder;
    ProgramPrinter printer(program(folder, "echo \"$1 $2 $6\" > \"$5\"; cat \"$3\" >> \"$5\""), folder / "print");
    const Path made = printer.print(view("what to print"), "score-1", Language::en).value();
    CHECK_EQ(made, folder / "print" / "score-1.pdf");
    CHECK_EQ(as_text(read_file(made, 1'000).value()), "sheet print-sealed --lang\nwhat to print");
    CHECK_FALSE(std::filesystem::exists(folder / "print" / "score-1.job"));
}

TEST_CASE("a program that fails or is not there prints nothing, and leaves no job behind") {
    test::TempFolder folder;
    for (const Path& path : {program(folder, "exit 1"), folder / "nothing"}) {
        ProgramPrinter printer(path, folder / "print");
        CHECK_EQ(printer.print(view("what to print"), "score-1", Language::zh_cn).code(), codes::print_failed);
        CHECK(std::filesystem::is_empty(folder / "print"));
    }
}
