#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/log.h"
#include "sync/bank/file_faults.h"
#include "sync/bank/remark_file.h"
#include "sync/bank/row_remark_file.h"
#include "sync/bureau/marking/remark_operation.h"
#include "sync/bureau/marking/remark_report.h"
#include "sync/bureau/marking/remark_theory.h"
#include "sync/bureau/marking_commands.h"
#include "sync/bureau/marking_options.h"

#include <algorithm>
#include <memory>

namespace kaogong::bureau {
namespace {

struct RemarkCommand {
    MarkingOptions marking;
    Path rule;
    std::string language = "en";
};

// The decision's file as it was written, and what it is: its bytes are evidence of every record that it makes.
struct RuleFile {
    Path path;
    Bytes bytes;
    Hash hash;

    static Result<RuleFile> read(const Path& path) {
        Bytes bytes = TRY(read_file(path, bank::kRemarkFileMax));
        const Hash hash = record::sha256(bytes);
        return RuleFile{.path = path, .bytes = std::move(bytes), .hash = hash};
    }
};

// What `read(toml, faults)` makes of the file; all its mistakes are told.
template <typename Read>
auto read_rule(const RuleFile& file, const std::string& language, Read read)
    -> Result<decltype(read(std::declval<const bank::TomlValue&>(), std::declval<bank::Faults&>()))> {
    bank::Faults faults;
    const auto toml = bank::parse_toml(as_text(file.bytes), faults);
    if (toml && faults.empty()) {
        auto made = read(*toml, faults);
        if (faults.empty()) return made;
    }
    for (const bank::Fault& fault : faults)
        std::fprintf(stderr, "%s: %s\n", file.path.c_str(), bank::fault_text(fault, language_of(language)).c_str());
    return error(faults.empty() ? codes::usage : faults.front().code, file.path.filename().string());
}

Result<std::vector<marking::RemarkedResult>> remark_theory(const RemarkCommand& command, const RuleFile& file,
                                                           const marking::MarkingRoom& room) {
    const auto rule = TRY(read_rule(file, command.language, bank::read_remark_file));
    const std::vector<marking::MarkingPaper> papers = TRY(room.papers());
    const auto paper = std::find_if(papers.begin(), papers.end(), [&](const auto& each) { return each.manifest.paper == rule.paper; });
    if (paper == papers.end()) return error(codes::paper_not_given, rule.paper.hex());
    return marking::remark({.rule = rule, .rule_file = file.hash, .paper = *paper}, room.desk());
}

Result<std::vector<marking::RemarkedResult>> remark_rows(const RemarkCommand& command, const RuleFile& file,
                                                         const marking::MarkingRoom& room) {
    const marking::OperationPapers papers = TRY(room.operation_papers());
    const bank::SheetOf sheet_of = [&](const CandidateRef& candidate) { return papers.sheet_of(candidate); };
    const auto rule = TRY(read_rule(file, command.language, [&](const bank::TomlValue& toml, bank::Faults& faults) {
        return bank::read_row_remark_file(toml, sheet_of, faults);
    }));
    return marking::remark_rows({.rule = rule, .rule_file = file.hash, .papers = papers}, room.desk());
}

Result<void> keep(const Path& out, const RuleFile& file, const std::vector<marking::RemarkedResult>& results) {
    TRY(make_folder(out));
    for (const marking::RemarkedResult& result : results) TRY(keep_made(out, result.made));
    TRY(write_file_atomic(out / (file.hash.hex() + std::string(kRuleEnding)), file.bytes));
    return write_file_atomic(out / "deltas.csv", view(marking::remark_csv(results)));
}

Result<void> run_remark(const RemarkCommand& command) {
    const RuleFile file = TRY(RuleFile::read(command.rule));
    const bool of_rows =
        TRY(read_rule(file, command.language, [](const bank::TomlValue& toml, bank::Faults&) { return bank::is_row_remark(toml); }));
    const marking::MarkingRoom room = TRY(open_marking_room(command.marking));
    const auto results = TRY((of_rows ? remark_rows : remark_theory)(command, file, room));
    if (command.marking.out) TRY(keep(*command.marking.out, file, results));
    if (command.marking.json)
        std::printf("%s\n", marking::remark_json(results).c_str());
    else
        std::fputs(marking::remark_text(results, language_of(command.language)).c_str(), stdout);
    return marking::all_well(results);
}

} // namespace

void add_remark(CLI::App& app, Run& run) {
    auto options = std::make_shared<RemarkCommand>();
    CLI::App* command =
        app.add_subcommand("remark", "mark again by a decision: items or rows void, in full, by a new key or by new readings");
    add_marking_options(*command, options->marking);
    command->add_option("--rule", options->rule, "the decision, *.remark.toml")->required();
    add_language(*command, options->language);
    command->callback([options, &run] { run = [options] { return run_remark(*options); }; });
}

} // namespace kaogong::bureau
