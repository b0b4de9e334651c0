// `kaogong parcel show FILE`: what a parcel says of itself. Its signatures are the business of `kaogong verify`.
#include "core/record/explain_text.h"
#include "sync/cli/commands.h"
#include "sync/cli/files.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::cli {
namespace {

using namespace kaogong::record;

nlohmann::ordered_json to_json(const Parcel& parcel) {
    const ParcelHead& head = parcel.head.content;
    nlohmann::ordered_json json{{"id", parcel.head.id.hex()},
                                {"terminal", head.terminal.hex()},
                                {"incarnation", head.incarnation.hex()},
                                {"first", head.first},
                                {"count", head.count},
                                {"root_first", head.root_first.hex()},
                                {"root_end", head.root_end.hex()},
                                {"log_size", head.log_size},
                                {"bundle_version", head.bundle_version},
                                {"issued_at_s", parcel.head.issued_at_s}};
    json["blobs"] = nlohmann::ordered_json::array();
    for (const BlobFact& blob : head.blobs) json["blobs"].push_back({{"hash", blob.hash.hex()}, {"size", blob.size}});
    return json;
}

int show(const std::string& path, const Context& context) {
    const auto file = read_signed_file(path);
    if (!file) return fail(file.error(), context);
    const auto parcel = open_parcel(*file);
    if (!parcel) return fail(parcel.error(), context);
    if (context.json) {
        std::printf("%s\n", to_json(*parcel).dump(2).c_str());
        return kDone;
    }
    std::printf("%s %s\n", context.language == Language::zh_cn ? "上报包" : "Parcel", parcel->head.id.hex().c_str());
    for (const auto& line : text::describe(parcel->head.content)) std::printf("  %s\n", line.in(context.language).c_str());
    for (const BlobFact& blob : parcel->head.content.blobs)
        std::printf("  %s  %llu\n", blob.hash.hex().c_str(), static_cast<unsigned long long>(blob.size));
    return kDone;
}

} // namespace

void add_parcel(CLI::App& app, Context& context) {
    auto path = std::make_shared<std::string>();
    CLI::App* group = app.add_subcommand("parcel", "Look into a parcel");
    group->require_subcommand(1);
    CLI::App* command = group->add_subcommand("show", "What its head says and what it carries");
    command->add_option("FILE", *path, "Parcel or ledger file")->required();
    add_output_options(*command, context);
    command->callback([path, &context] { context.action = [path, &context] { return show(*path, context); }; });
}

} // namespace kaogong::cli
