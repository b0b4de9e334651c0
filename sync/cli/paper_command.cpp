// `kaogong paper assemble|inspect`: drawing a paper from a bank by spec and seed, with the proof that it meets its blueprint.
#include "core/record/content_codec.h"
#include "core/record/suite.h"
#include "sync/bank/paper_text.h"
#include "sync/bank/session_builder.h"
#include "sync/cli/bank_report.h"

#include <cstdio>
#include <memory>

namespace kaogong::cli {
namespace {

struct PaperOptions {
    std::string spec, bank, out, file;
    std::uint64_t seed = 0;
};

constexpr std::size_t kPaperSizeMax = 16u << 20;

record::PaperContent content_of(const bank::DrawnPaper& drawn) {
    return {drawn.paper, drawn.items, drawn.stimuli, drawn.figures};
}

// Questions and answers as text for people, the paper's bytes for machines. Answers are readable by their owner alone.
Result<void> write_paper(const Path& folder, const bank::SpecFile& spec, const bank::DrawnPaper& drawn) {
    TRY(make_folder(folder));
    TRY(write_file_atomic(folder / "spec.cbor", TRY(record::encode_spec(spec.spec))));
    TRY(write_file_atomic(folder / "paper.cbor", TRY(record::encode_paper(content_of(drawn)))));
    TRY(write_file_atomic(folder / "paper.txt", view(bank::paper_text(spec, drawn)), {.mode = 0600}));
    TRY(write_file_atomic(folder / "answers.txt", view(bank::answers_text(drawn)), {.mode = 0600}));
    for (const record::Figure& figure : drawn.figures) {
        const Path path = folder / "figures" / figure.name;
        TRY(make_folder(folder / "figures"));
        TRY(make_folder(path.parent_path()));
        TRY(write_file_atomic(path, figure.png));
    }
    return success();
}

int assemble(const PaperOptions& options, const Context& context) {
    bank::FileFaults faults;
    const auto spec = bank::load_spec(options.spec, faults);
    print_faults(faults, context.language);
    if (!spec) return kBad;
    auto store = bank::BankStore::open(options.bank, bank::BankStore::Access::existing);
    if (!store) return fail(store.error(), context);
    const auto drawn = bank::draw_paper(*store, *spec, options.seed);
    if (!drawn) return fail(drawn.error(), context);
    if (const auto written = write_paper(options.out, *spec, *drawn); !written) return fail(written.error(), context);
    const auto paper_hash = record::paper_hash(content_of(*drawn));
    const auto spec_hash = record::spec_hash(spec->spec);
    if (!paper_hash || !spec_hash) return fail(paper_hash ? spec_hash.error() : paper_hash.error(), context);
    if (context.json) {
        print_json({{"spec", spec->spec.id},
                    {"spec_hash", spec_hash->hex()},
                    {"seed", options.seed},
                    {"paper_hash", paper_hash->hex()},
                    {"items", drawn->items.size()},
                    {"figures", drawn->figures.size()},
                    {"proof", proof_json(drawn->proof)}});
        return kDone;
    }
    std::printf("%s  %zu  %s\n", spec->title.in(context.language).c_str(), drawn->items.size(), paper_hash->hex().c_str());
    print_proof(drawn->proof, context.language);
    return kDone;
}

int inspect(const PaperOptions& options, const Context& context) {
    const auto bytes = read_file(options.file, kPaperSizeMax);
    if (!bytes) return fail(bytes.error(), context);
    const auto paper = record::decode_paper(*bytes);
    if (!paper) return fail(paper.error(), context);
    Json items = Json::array();
    assessment::Points points = 0;
    for (const assessment::PaperItem& item : paper->items) {
        points += item.points;
        items.push_back({{"id", item.item},
                         {"type", assessment::item_type_key(item.type)},
                         {"area", item.area},
                         {"stimulus", item.stimulus},
                         {"points", item.points}});
        if (!context.json)
            std::printf("%-12s %-14s %-16s %6s\n", item.item.c_str(), std::string(assessment::item_type_key(item.type)).c_str(),
                        item.area.c_str(), decimal_text(item.points, 2).c_str());
    }
    const std::string hash = record::sha256(*bytes).hex();
    if (context.json)
        print_json({{"paper_hash", hash}, {"seed", paper->seed}, {"points", points}, {"items", items}});
    else
        std::printf("%zu  %s  %s\n", paper->items.size(), decimal_text(points, 2).c_str(), hash.c_str());
    return kDone;
}

} // namespace

void add_paper(CLI::App& app, Context& context) {
    auto options = std::make_shared<PaperOptions>();
    CLI::App* group = app.add_subcommand("paper", "Papers: draw one, look into one");
    group->require_subcommand(1);
    CLI::App* assembling = group->add_subcommand("assemble", "Draw a paper from a bank by spec and seed");
    assembling->add_option("--spec", options->spec, "*.spec.toml")->required();
    assembling->add_option("--bank", options->bank, "Bank file")->required();
    assembling->add_option("--seed", options->seed, "The same seed gives the same paper on every machine")
        ->required()
        ->check(CLI::PositiveNumber);
    assembling->add_option("--out", options->out, "Folder")->required();
    add_output_options(*assembling, context);
    assembling->callback([options, &context] { context.action = [options, &context] { return assemble(*options, context); }; });
    CLI::App* inspecting = group->add_subcommand("inspect", "What a paper holds");
    inspecting->add_option("FILE", options->file, "paper.cbor")->required();
    add_output_options(*inspecting, context);
    inspecting->callback([options, &context] { context.action = [options, &context] { return inspect(*options, context); }; });
}

} // namespace kaogong::cli
