// The commands of `kaogong`. One file a command: it adds itself to the command line and, when chosen, puts what is to be done into the
// context. To add a command, write its file and name it here and in main.cpp.
#pragma once

#include "core/base/log.h"

#include <functional>

#include <CLI/CLI.hpp>

namespace kaogong::cli {

// Exit status (architecture.md, Command line).
inline constexpr int kDone = 0;        // done
inline constexpr int kBad = 1;         // the thing examined is bad
inline constexpr int kUsage = 2;       // wrong use
inline constexpr int kEnvironment = 3; // missing file, no permission, no space

struct Context {
    Language language = Language::en;
    bool json = false;
    std::function<int()> action; // set by the command that was chosen; returns the exit status
};

// `--lang` alone, for commands that print nothing to be read by programs.
void add_language_option(CLI::App& command, Context& context);
// `--json` and `--lang`, which every reading command has.
void add_output_options(CLI::App& command, Context& context);
// Prints the two sentences of an error to standard error and returns the exit status that belongs to it.
int fail(const Error& error, const Context& context);

void add_verify(CLI::App& app, Context& context);
void add_ledger(CLI::App& app, Context& context);
void add_parcel(CLI::App& app, Context& context);
void add_profile(CLI::App& app, Context& context);
void add_bank(CLI::App& app, Context& context);
void add_paper(CLI::App& app, Context& context);
void add_sheet(CLI::App& app, Context& context);
void add_sheet_print(CLI::App& group, Context& context); // below `sheet`
void add_component(CLI::App& app, Context& context);
void add_roster(CLI::App& app, Context& context);
void add_key(CLI::App& app, Context& context);
void add_demo(CLI::App& app, Context& context);
void add_bench(CLI::App& app, Context& context);
void add_witness(CLI::App& app, Context& context);

} // namespace kaogong::cli
