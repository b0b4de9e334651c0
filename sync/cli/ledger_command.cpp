// `kaogong ledger show|check|tail FILE`: the entries of a ledger file or parcel, all of them, whether they hold together, or the last few.
#include "core/base/codes/record.h"
#include "core/record/entry_bodies.h"
#include "core/record/explain_text.h"
#include "sync/cli/commands.h"
#include "sync/cli/files.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::cli {
namespace {

using namespace kaogong::record;

struct Options {
    std::string file;
    TrustOptions trust;
    std::size_t lines = 10; // of tail
};

nlohmann::ordered_json to_json(const Entry& entry) {
    return {{"index", entry.index},
            {"type", find_event(static_cast<std::int64_t>(entry.type))->name},
            {"wall_ms", entry.wall_ms},
            {"boot_ms", entry.boot_ms},
            {"terminal", entry.terminal.hex()},
            {"incarnation", entry.incarnation.hex()},
            {"root_before", entry.root_before.hex()},
            {"body", to_hex(entry.body)}};
}

Result<void> print_entries(ByteView file, std::size_t last, const Context& context) {
    const Parcel parcel = TRY(open_parcel(file));
    const std::size_t start = parcel.entries.size() - std::min(last, parcel.entries.size());
    auto rows = nlohmann::ordered_json::array();
    for (std::size_t i = start; i < parcel.entries.size(); ++i) {
        const Entry entry = TRY(decode_entry(parcel.entries[i])).content;
        context.json ? void(rows.push_back(to_json(entry))) : void(std::printf("%s\n", text::describe(entry).in(context.language).c_str()));
    }
    if (context.json) std::printf("%s\n", rows.dump(2).c_str());
    return success();
}

// Showing says nothing about whether the signatures hold; `check` does.
int show(const Options& options, std::size_t last, const Context& context) {
    const auto file = read_signed_file(options.file);
    if (!file) return fail(file.error(), context);
    const auto printed = print_entries(*file, last, context);
    return printed ? kDone : fail(printed.error(), context);
}

int check(const Options& options, const Context& context) {
    const auto file = read_signed_file(options.file);
    if (!file) return fail(file.error(), context);
    const auto trust = load_trust(options.trust);
    if (!trust) return fail(trust.error(), context);
    const Explanation explanation = explain(*file, trust->context());
    const bool is_ledger = explanation.kind == FileKind::ledger || explanation.kind == FileKind::parcel;
    if (context.json) {
        nlohmann::ordered_json row{
            {"file", options.file}, {"kind", file_kind_key(explanation.kind)}, {"ok", is_ledger && explanation.ok()}};
        row["reason"] = explanation.ok() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(code_name(explanation.reason->code));
        std::printf("%s\n", row.dump(2).c_str());
        return is_ledger && explanation.ok() ? kDone : kBad;
    }
    for (const auto& line : explanation.lines) std::printf("%s\n", line.in(context.language).c_str());
    if (!explanation.ok()) return fail(*explanation.reason, context);
    if (!is_ledger) return fail(error(codes::file_kind_unknown, "no ledger"), context);
    std::printf("%s\n", context.language == Language::zh_cn ? "台账完好" : "The ledger is whole and in order");
    return kDone;
}

CLI::App* add_action(CLI::App& group, const char* name, const char* help, Options& options, Context& context) {
    CLI::App* command = group.add_subcommand(name, help);
    command->add_option("FILE", options.file, "Ledger file or parcel")->required();
    add_output_options(*command, context);
    return command;
}

} // namespace

void add_ledger(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* group = app.add_subcommand("ledger", "Look into the ledger of a terminal");
    group->require_subcommand(1);
    add_action(*group, "show", "All entries", *options, context)->callback([options, &context] {
        context.action = [options, &context] { return show(*options, SIZE_MAX, context); };
    });
    CLI::App* tail = add_action(*group, "tail", "The last entries", *options, context);
    tail->add_option("-n,--lines", options->lines, "How many")->capture_default_str();
    tail->callback([options, &context] { context.action = [options, &context] { return show(*options, options->lines, context); }; });
    CLI::App* checking = add_action(*group, "check", "Whether signatures, order and roots hold", *options, context);
    checking->add_option("--bundle", options->trust.bundle, "Trust bundle to judge by")->required();
    checking->add_option("--roots", options->trust.roots, "Six words of the root set, or a file that holds them");
    checking->callback([options, &context] { context.action = [options, &context] { return check(*options, context); }; });
}

} // namespace kaogong::cli
