// Result<T>: what an operation that can fail in normal use gives back. An Error carries a stable code that a person can look up and a
// context that says which thing was wrong; it is passed upwards with TRY and never thrown. What cannot happen is CHECK's business
// (check.h).
#pragma once

#include "core/base/check.h"
#include "core/base/codes.h"

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace kaogong {

struct [[nodiscard]] Error {
    Code code;
    // Which file, field or number was wrong, for the log and for `--json`. Never holds names, identity numbers, answers, keys or PINs.
    std::string context;
};

inline Error error(Code code, std::string context = {}) {
    return Error{code, std::move(context)};
}

template <typename T> class [[nodiscard]] Result {
  public:
    using Value = T;

    Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : outcome_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return outcome_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        CHECK(ok());
        return *std::get_if<0>(&outcome_);
    }
    const T& value() const& {
        CHECK(ok());
        return *std::get_if<0>(&outcome_);
    }
    T value() && {
        CHECK(ok());
        return std::move(*std::get_if<0>(&outcome_));
    }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }

    const Error& error() const {
        CHECK(!ok());
        return *std::get_if<1>(&outcome_);
    }
    Code code() const { return error().code; }

  private:
    std::variant<T, Error> outcome_;
};

template <> class [[nodiscard]] Result<void> {
  public:
    using Value = void;

    Result() = default;
    Result(Error error) : error_(std::move(error)), ok_(false) {}

    bool ok() const { return ok_; }
    explicit operator bool() const { return ok_; }
    void value() const { CHECK(ok_); }

    const Error& error() const {
        CHECK(!ok_);
        return error_;
    }
    Code code() const { return error().code; }

  private:
    Error error_{Code{}, {}};
    bool ok_ = true;
};

inline Result<void> success() {
    return {};
}

} // namespace kaogong

// `auto x = TRY(open(path));` takes the value or returns the error from the enclosing function. A statement expression, which both
// compilers that we build with know, keeps it usable as an initialiser. Not inside the braces of an aggregate: both compilers forget to
// destroy what was already made there (a Secret stays unwiped). The arguments of a call are safe. `tidy` looks for such braces.
#define TRY(expression)                                                                                                                    \
    __extension__({                                                                                                                        \
        auto try_result_ = (expression);                                                                                                   \
        if (!try_result_.ok()) return ::kaogong::Error(try_result_.error());                                                               \
        std::move(try_result_).value();                                                                                                    \
    })
