// What all commands print alike.
#include "sync/cli/commands.h"

#include "core/base/codes/base.h"

#include <cstdio>

namespace kaogong::cli {
namespace {

bool is_environment(Code code) {
    return code == codes::file_missing || code == codes::file_unreadable || code == codes::file_unwritable || code == codes::no_space ||
           code == codes::library_unusable;
}

} // namespace

void add_language_option(CLI::App& command, Context& context) {
    const std::map<std::string, Language> languages{{"zh-CN", Language::zh_cn}, {"en", Language::en}};
    command.add_option("--lang", context.language, "Language of sentences: zh-CN or en")->transform(CLI::CheckedTransformer(languages));
}

void add_output_options(CLI::App& command, Context& context) {
    command.add_flag("--json", context.json, "Print JSON");
    add_language_option(command, context);
}

int fail(const Error& error, const Context& context) {
    std::fprintf(stderr, "%s\n", error_text(error, context.language).c_str());
    if (error.code == codes::usage) return kUsage;
    return is_environment(error.code) ? kEnvironment : kBad;
}

} // namespace kaogong::cli
