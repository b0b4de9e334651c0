// A folder of a test's own, gone with it.
#pragma once

#include "core/base/file.h"

#include <cstdlib>
#include <string>

namespace kaogong::test {

class TempFolder {
  public:
    TempFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "kaogong test XXXXXX").string();
        CHECK(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const Path& path() const { return path_; }
    Path operator/(std::string_view name) const { return path_ / name; }

  private:
    Path path_;
};

} // namespace kaogong::test
