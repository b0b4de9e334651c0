// The log: one line an event on standard error, where the journal takes it: `level code message key=value`. Types that hold names, identity
// numbers, answers, keys or PINs have no formatter, so they cannot get here.
#pragma once

#include "core/base/result.h"

#include <initializer_list>
#include <string_view>

namespace kaogong {

enum class LogLevel { debug, info, warning, error };

struct LogField {
    LogField(std::string_view key, std::string_view value) : key(key), value(value) {}
    LogField(std::string_view key, const char* value) : key(key), value(value) {}
    LogField(std::string_view key, const std::string& value) : key(key), value(value) {}
    LogField(std::string_view key, std::int64_t value) : key(key), value(std::to_string(value)) {}
    LogField(std::string_view key, int value) : LogField(key, std::int64_t{value}) {}
    LogField(std::string_view key, std::uint64_t value) : key(key), value(std::to_string(value)) {}

    std::string_view key;
    std::string value;
};

void set_log_level(LogLevel level); // called once by main; everything below it is dropped
void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {});
void log(LogLevel level, const Error& error, std::initializer_list<LogField> fields = {});

// The two sentences of an error, as command-line programs print them: "K-0005 The disk is full. Free some space ... (context)".
std::string error_text(const Error& error, Language language = Language::en);

} // namespace kaogong
