#include "core/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace kaogong {
namespace {

spdlog::logger& logger() {
    // The one object with the life of the process: a log line may be written by any thread until the very end.
    static const auto instance = [] {
        auto made = std::make_shared<spdlog::logger>("kaogong", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        made->set_level(spdlog::level::info);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum to_spdlog(LogLevel level) {
    switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::string_view level_name(LogLevel level) {
    switch (level) {
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
    }
    return "error";
}

// A value with a blank, a quote or a control character is quoted and escaped, so that a hostile file name cannot forge a line of the log.
std::string quoted(std::string_view value) {
    const auto plain = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != '"' && c != '=' && c != 0x7f; };
    if (!value.empty() && std::all_of(value.begin(), value.end(), plain)) return std::string(value);
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') text.push_back('\\');
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        text.push_back(control ? '?' : c);
    }
    return text + "\"";
}

void write_line(LogLevel level, std::string_view code, std::string_view message, std::initializer_list<LogField> fields) {
    std::string line(level_name(level));
    line.append(" ").append(code).append(" ").append(message);
    for (const LogField& field : fields) line.append(" ").append(field.key).append("=").append(quoted(field.value));
    logger().log(to_spdlog(level), line);
}

} // namespace

void set_log_level(LogLevel level) {
    logger().set_level(to_spdlog(level));
}

void log(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
    write_line(level, "-", message, fields);
}

void log(LogLevel level, const Error& error, std::initializer_list<LogField> fields) {
    std::string message(sentence(error.code, Language::en).what);
    if (!error.context.empty()) message.append(" context=").append(quoted(error.context));
    write_line(level, code_text(error.code), message, fields);
}

std::string error_text(const Error& error, Language language) {
    const Sentence text = sentence(error.code, language);
    std::string line = code_text(error.code);
    line.append(" ").append(text.what).append(language == Language::en ? " " : "").append(text.do_);
    if (!error.context.empty()) line.append(" (").append(error.context).append(")");
    return line;
}

} // namespace kaogong
