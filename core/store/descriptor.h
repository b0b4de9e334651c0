// An open file that closes itself, and reading one to its end. Private to core/store.
#pragma once

#include "core/base/file.h"

#include <cerrno>
#include <utility>

#include <unistd.h>

namespace kaogong::store {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int get() const { return number_; }
    bool is_open() const { return number_ >= 0; }

  private:
    int number_;
};

struct SizedFile {
    Path path;
    std::size_t size = 0; // as fstat gave it; what grows beyond is not read
};
inline Result<Bytes> read_to_end(int descriptor, const SizedFile& file) {
    Bytes content(file.size);
    std::size_t filled = 0;
    while (filled < content.size()) {
        const ssize_t got = ::read(descriptor, content.data() + filled, content.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno_error(errno, file.path);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    content.resize(filled);
    return content;
}

} // namespace kaogong::store
