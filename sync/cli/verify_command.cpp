// `kaogong verify FILE... [--bundle FILE] [--roots WORDS|FILE]`: any signed thing; says what, by whom, and why not, and what the files given
// say of one another: which result a correction has replaced, which receipt is of which act. When one of the files is itself a trust bundle
// and none is named, that one is used for the others.
//
// Exit status 1 where any file is bad by itself or claims what another one given contradicts. That a result was replaced or is void is no
// fault of its file, so it is told and the status is 0; `standing` in --json tells programs.
#include "sync/cli/commands.h"
#include "sync/cli/files.h"

#include "core/record/together.h"

#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

namespace kaogong::cli {
namespace {

using nlohmann::ordered_json;
using record::ExplainedTogether;
using record::Explanation;
using record::Standing;

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

ordered_json relations_json(const std::vector<std::string>& files, const record::Related& related) {
    auto relations = ordered_json::array();
    for (const record::Relation& relation : related.relations)
        relations.push_back({{"link", record::link_key(relation.link)},
                             {"of", relation.of},
                             {"file", relation.file ? ordered_json(files[*relation.file]) : ordered_json(nullptr)}});
    return relations;
}

ordered_json to_json(const std::vector<std::string>& files, std::size_t number, const ExplainedTogether& explained) {
    const auto& [explanation, related] = explained;
    ordered_json row{{"file", files[number]}, {"kind", record::file_kind_key(explanation.kind)}, {"ok", explanation.ok()}};
    row["reason"] = explanation.ok() ? ordered_json(nullptr) : ordered_json(code_name(explanation.reason->code));
    if (!explanation.ok()) {
        row["code"] = code_text(explanation.reason->code);
        row["context"] = explanation.reason->context;
    }
    if (explanation.given) row["hash"] = explanation.given->hash.hex();
    if (related.standing != Standing::none) row["standing"] = record::standing_key(related.standing);
    if (related.newest) row["newest"] = related.newest->hex();
    row["relations"] = relations_json(files, related);
    row["signers"] = ordered_json::array();
    for (const auto& signer : explanation.signers)
        row["signers"].push_back({{"role", signer.role}, {"name", signer.name}, {"kid", signer.key_id}});
    return row;
}

// Genuine and no longer what counts: whoever reads the first line alone must see both.
std::string verdict_words(const ExplainedTogether& explained, Language language) {
    const bool zh = language == Language::zh_cn;
    if (!explained.explanation.ok()) return zh ? "无效" : "BAD";
    const std::string good = zh ? "有效" : "good";
    switch (explained.related.standing) {
    case Standing::replaced: return good + (zh ? "，但已被取代" : ", but REPLACED");
    case Standing::void_: return good + (zh ? "，但已被宣布无效" : ", but declared VOID");
    case Standing::refused: return good + (zh ? "，但中心未采纳" : ", but REFUSED by the bureau");
    case Standing::ended: return good + (zh ? "，但已终止" : ", but ENDED");
    case Standing::outdated: return good + (zh ? "，但其依据已不成立" : ", but what it rests on stands no longer");
    case Standing::open: return good + (zh ? "，但有文件主张取代它" : ", but its place is CLAIMED by another");
    case Standing::marked: return good + (zh ? "，已阅卷" : ", marked since");
    case Standing::stands:
    case Standing::none: break;
    }
    return good;
}

void print(const std::string& file, const ExplainedTogether& explained, Language language) {
    const bool zh = language == Language::zh_cn;
    const Explanation& explanation = explained.explanation;
    const std::string kind(record::file_kind_name(explanation.kind, language));
    std::printf("%s: %s, %s\n", file.c_str(), kind.c_str(), verdict_words(explained, language).c_str());
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
    record::Together together(trust->context());
    for (const std::string& file : options.files) {
        auto content = read_signed_file(file);
        if (!content) return fail(content.error(), context);
        together.add(std::move(*content));
    }
    auto rows = ordered_json::array();
    int status = kDone;
    const std::vector<ExplainedTogether> all = together.finish();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!all[i].explanation.ok()) status = kBad;
        context.json ? void(rows.push_back(to_json(options.files, i, all[i]))) : print(options.files[i], all[i], context.language);
    }
    if (context.json)
        std::printf("%s\n", rows.dump(2, ' ', false, ordered_json::error_handler_t::replace).c_str());
    else
        print_roots(*trust, context.language);
    return status;
}

} // namespace

void add_verify(CLI::App& app, Context& context) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("verify", "Say of signed files what they are, who signed them, whether they are good, and which of them stand");
    command->add_option("FILE", options->files, "Proof, result, act of the bureau, receipt, ledger, parcel, answer, bundle, kit, package, certificate or checkpoint")->required();
    command->add_option("--bundle", options->trust.bundle, "Trust bundle to judge by");
    command->add_option("--roots", options->trust.roots, "Six words of the root set from the filing letter, or a file that holds them");
    add_output_options(*command, context);
    command->callback([options, &context] { context.action = [options, &context] { return verify(*options, context); }; });
}

} // namespace kaogong::cli
