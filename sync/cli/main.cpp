// `kaogong`: the command line of admins, authors and auditors. This file only brings the commands together.
#include "core/base/random.h"
#include "sync/cli/commands.h"

#include <cstdio>

namespace kaogong::cli {
namespace {

using AddCommand = void (*)(CLI::App&, Context&);
constexpr AddCommand kCommands[] = {add_verify, add_ledger,    add_parcel, add_profile, add_bank, add_paper,
                                    add_sheet,  add_component, add_roster, add_key,     add_demo, add_bench, add_witness};

int run(int argc, char** argv) {
    if (const auto random = SystemRandom::open(); !random) return fail(random.error(), {});
    CLI::App app("Kaogong 考工: signed exam records, item banks and papers from the command line", "kaogong");
    app.require_subcommand(1);
    app.set_version_flag("--version", "0.1.0");
    Context context;
    for (const AddCommand add : kCommands) add(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? kDone : kUsage;
    }
    return context.action ? context.action() : kUsage;
}

} // namespace
} // namespace kaogong::cli

int main(int argc, char** argv) {
    return kaogong::cli::run(argc, argv);
}
