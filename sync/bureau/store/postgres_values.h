// The values of one statement in PostgreSQL's binary form, as libpq takes them: whole numbers as eight bytes, text and bytes as they are.
// Text and bytes are not copied: they must live until the statement has run. Private to store/.
#pragma once

#include "core/base/bytes.h"

#include <deque>
#include <optional>

namespace kaogong::bureau {

class PostgresValues {
  public:
    template <typename... Values> explicit PostgresValues(const Values&... values) { (add(values), ...); }
    PostgresValues(const PostgresValues&) = delete; // it points into itself
    PostgresValues& operator=(const PostgresValues&) = delete;

    int count() const { return static_cast<int>(data_.size()); }
    const char* const* data() const { return data_.data(); }
    const int* sizes() const { return sizes_.data(); }
    const int* formats() const { return formats_.data(); } // all binary
    bool too_large() const { return too_large_; }          // one of them fits no column

  private:
    void add(std::int64_t value);
    void add(int value) { add(std::int64_t{value}); }
    void add(std::uint64_t value);
    void add(ByteView bytes);
    void add(const Bytes& bytes) { add(ByteView(bytes)); }
    void add(std::string_view text) { add(view(text)); }
    void add(const std::string& text) { add(view(text)); }
    void add(std::nullopt_t);
    template <typename Tag, std::size_t Size> void add(const FixedBytes<Tag, Size>& value) { add(value.view()); }
    template <typename T> void add(const std::optional<T>& value) {
        if (value)
            add(*value);
        else
            add(std::nullopt);
    }

    std::deque<std::array<char, 8>> numbers_; // a deque: what lies in it does not move
    std::vector<const char*> data_;
    std::vector<int> sizes_;
    std::vector<int> formats_;
    bool too_large_ = false;
};

} // namespace kaogong::bureau
