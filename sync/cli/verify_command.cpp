// `kaogong verify FILE... [--bundle FILE] [--roots WORDS|FILE]`: any signed thing; says what, by whom, and why not. When one of the files
// is itself a trust bundle and none is named, that one is used for the others.
#include "sync/cli/commands.h"
#include "sync/cli/files.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::cli {
namespace {

using record::Explanation;

struct Options {
    std::vector<std::string> files;
    TrustOptions trust;
};

std::string find_bundle(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
        const auto content = read_signed_file(file);
        if (content && record::recognise(*content) == record::FileKind::bundle) return file;
    }
    return {};
}

nlohmann::ordered_json to_json(const std::string& file, const Explanation& explanation) {
    nlohmann::ordered_json row{{"file", file}, {"kind", record::file_kind_key(explanation.kind)}, {"ok", explanation.ok()}};
    row["reason"] = explanation.ok() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(code_name(explanation.reason->code));
    if (!explanation.ok()) {
        row["code"] = code_text(explanation.reason->code);
        row["context"] = explanation.reason->context;
    }
    row["signers"] = nlohmann::ordered_json::array();
    for (const auto& signer : explanation.signers)
        row["signers"].push_back({{"role", signer.role}, {"name", signer.name}, {"kid", signer.key_id}});
    return row;
}

void print(const std::string& file, const Explanation& explanation, Language language) {
    const bool zh = language == Language::zh_cn;
    const std::string kind(record::file_kind_name(explanation.kind, language));
    std::printf("%s: %s, %s\n", file.c_str(), kind.c_str(), explanation.ok() ? (zh ? "有效" : "good") : (zh ? "无效" : "BAD"));
    for (const auto& line : explanation.lines) std::printf("  %s\n", line.in(language).c_str());
    for (const auto& signer : explanation.signers)
        std::printf(zh ? "  签名：%s %s，密钥 %s\n" : "  Signed by %s %s, key %s\n", (zh ? signer.role_zh : signer.role).c_str(),
                    signer.name.c_str(), signer.key_id.c_str());
    if (!explanation.ok()) std::printf("  %s\n", error_text(*explanation.reason, language).c_str());
}

void print_roots(const Trust& trust, Language language) {
    if (!trust.words) return;
    std::printf("%s%s\n", language == Language::zh_cn ? "根密钥集：" : "Root set: ", record::words_text(*trust.words, language).c_str());
}

int verify(Options options, const Context& context) {
    if (options.trust.bundle.empty()) options.trust.bundle = find_bundle(options.files);
    const auto trust = load_trust(options.trust);
    if (!trust) return fail(trust.error(), context);
    auto rows = nlohmann::ordered_json::array();
    int status = kDone;
    for (const std::string& file : options.files) {
        const auto content = read_signed_file(file);
        if (!content) return fail(content.error(), context);
        const Explanation explanation = record::explain(*content, trust->context());
        if (!explanation.ok()) status = kBad;
        context.json ? void(rows.push_back(to_json(file, explanation))) : print(file, explanation, context.language);
    }
    if (context.json)
        std::printf("%s\n", rows.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace).c_str());
    else
        print_roots(*trust, context.language);
    return status;
}

} // namespace

void add_verify(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("verify", "Say of any signed file what it is, who signed it, and whether it is good");
    command->add_option("FILE", options->files, "Proof, result, ledger, parcel, answer, bundle, kit, package, certificate or checkpoint")->required();
    command->add_option("--bundle", options->trust.bundle, "Trust bundle to judge by");
    command->add_option("--roots", options->trust.roots, "Six words of the root set from the filing letter, or a file that holds them");
    add_output_options(*command, context);
    command->callback([options, &context] { context.action = [options, &context] { return verify(*options, context); }; });
}

} // namespace kaogong::cli
