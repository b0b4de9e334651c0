// The printer of score record sheets: a program beside this one makes a PDF of a print job, which lies in a folder, where the centre's
// printer or a stick takes it from. The terminal itself carries no typesetting.
#pragma once

#include "core/base/file.h"

namespace kaogong::kiosk::devices {

class SheetPrinter {
  public:
    virtual ~SheetPrinter() = default;
    // The file that was made. print_failed with what the program said.
    virtual Result<Path> print(ByteView job, const std::string& name, Language language) = 0;
};

inline constexpr std::int64_t kPrintWaitMs = 30'000;

class ProgramPrinter final : public SheetPrinter {
  public:
    ProgramPrinter(Path program, Path folder) : program_(std::move(program)), folder_(std::move(folder)) {}
    Result<Path> print(ByteView job, const std::string& name, Language language) override;

  private:
    Path program_, folder_;
};

} // namespace kaogong::kiosk::devices
