// `kaogong sheet print|print-sealed`: a finished sheet as a PDF, with its signers where a file names them; or what a terminal has sealed.
#include "core/assessment/practical/exact.h"
#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/codes/practical.h"
#include "core/record/print_job.h"
#include "core/record/suite.h"
#include "sync/bank/sheet_file.h"
#include "sync/bank/sheet_reader.h"
#include "sync/cli/bank_report.h"
#include "sync/print/score_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace kaogong::cli {
namespace {

using print::SignerRole;

constexpr bank::Word<SignerRole> kRoleWords[] = {{"scorer", SignerRole::scorer},
                                                 {"tally_checker", SignerRole::tally_checker},
                                                 {"chief", SignerRole::chief},
                                                 {"supervisor", SignerRole::supervisor},
                                                 {"candidate", SignerRole::candidate}};

struct PrintOptions {
    std::string file, readings, signers, out;
};

// What stands around the table: `*.signed.toml`, kind = "score_record".
struct Surroundings {
    std::string ticket, station, date;
    std::vector<print::PrintedSignature> signatures;
};

Surroundings read_surroundings(const bank::TomlValue& file, bank::Faults& faults) {
    Surroundings made;
    bank::TableReader top(file, {}, faults);
    if (!bank::check_format(top, "score_record")) return made;
    made.ticket = top.maybe_text("ticket");
    made.station = top.maybe_text("station");
    made.date = top.maybe_text("date");
    std::size_t index = 0;
    for (const bank::TomlValue& value : top.tables("signature")) {
        bank::TableReader reader(value, "signature[" + std::to_string(index++) + "]", faults);
        print::PrintedSignature signature{.role = reader.word("role", kRoleWords), .number = reader.text("number")};
        if (reader.has("key")) signature.fingerprint = reader.fixed<Hash>("key").hex();
        reader.finish();
        made.signatures.push_back(std::move(signature));
    }
    top.finish();
    return made;
}

// Who holds paper and files can compare: sheet, total, and the hashes of the very files that were printed.
Result<std::string> code_of(const PrintOptions& options, const practical::ScoreSheet& sheet, const practical::SheetScore& score) {
    const Bytes rules = TRY(read_file(options.file, bank::kTomlSizeMax));
    const Bytes readings = TRY(read_file(options.readings, bank::kTomlSizeMax));
    return "KGS1/" + sheet.id + "/" + sheet.version + "/" + practical::points_text(score.points) + "/" + record::sha256(rules).hex() + "/" +
           record::sha256(readings).hex();
}

Result<void> write_pdf(const PrintOptions& options, const practical::ScoreSheet& sheet, const practical::SheetEntries& entries,
                       const Surroundings& around, Language language) {
    const practical::SheetScore score = TRY(practical::score_sheet(sheet, entries));
    if (score.unseen > 0) return error(codes::rows_unseen, std::to_string(score.unseen));
    const std::string code = TRY(code_of(options, sheet, score));
    const print::ScoreRecord record{.sheet = sheet,
                                    .entries = entries,
                                    .score = score,
                                    .ticket = around.ticket,
                                    .station = around.station,
                                    .date = around.date,
                                    .signatures = around.signatures,
                                    .code = code};
    const Bytes pdf = TRY(print::print_score_record(record, language));
    return write_file_atomic(options.out, pdf);
}

int print_sheet(const PrintOptions& options, const Context& context) {
    bank::Faults faults;
    const auto sheet = bank::load_sheet(options.file, faults);
    print_faults(options.file, faults, context.language);
    if (!sheet) return kBad;
    const auto entries = bank::load_readings(options.readings, *sheet, faults);
    print_faults(options.readings, faults, context.language);
    if (!entries) return kBad;
    Surroundings around;
    if (!options.signers.empty()) {
        if (const auto toml = bank::load_toml(options.signers, faults)) around = read_surroundings(*toml, faults);
        print_faults(options.signers, faults, context.language);
        if (!faults.empty()) return kBad;
    }
    const auto written = write_pdf(options, *sheet, *entries, around, context.language);
    return written ? kDone : fail(written.error(), context);
}

// ---- a sealed result, as a terminal gives it

SignerRole printed_role(record::Role role) {
    switch (role) {
    case record::Role::chief: return SignerRole::chief;
    case record::Role::supervisor: return SignerRole::supervisor;
    case record::Role::examiner: return SignerRole::scorer;
    default: return SignerRole::tally_checker;
    }
}

print::EntryMode entry_mode(record::ResultSource source) {
    switch (source) {
    case record::ResultSource::keyed_from_paper: return print::EntryMode::keyed_from_paper;
    case record::ResultSource::mixed: return print::EntryMode::mixed;
    case record::ResultSource::live: break;
    }
    return print::EntryMode::at_terminal;
}

// "3:48:12"
std::string hours_text(std::int64_t ms) {
    constexpr std::int64_t kSecondMs = 1'000, kMinute = 60;
    const std::int64_t seconds = ms / kSecondMs;
    return fmt::format("{}:{:02}:{:02}", seconds / (kMinute * kMinute), seconds / kMinute % kMinute, seconds % kMinute);
}

// "08:05–11:58，用时 3:48:12，补时 4 分钟"
std::string worked_text(const record::ResultTimes& times, const record::PrintJob& job, Language language) {
    constexpr std::size_t kHour = 11, kLength = 5;
    constexpr std::int64_t kMinuteMs = 60'000;
    const auto clock = [&](std::int64_t wall_ms) { return iso_text(wall_ms, job.utc_offset_minutes).substr(kHour, kLength); };
    const bool english = language == Language::en;
    std::string text = clock(times.started_ms) + "–" + clock(times.ended_ms) + (english ? ", " : "，用时 ") + hours_text(times.active_ms);
    const std::int64_t stood_ms = times.ended_ms - times.started_ms - times.active_ms;
    if (stood_ms > 0) text += (english ? ", paused " : "，暂停 ") + hours_text(stood_ms);
    if (job.credited_ms > 0)
        text += (english ? ", credited " : "，补时 ") + std::to_string(job.credited_ms / kMinuteMs) + (english ? " min" : " 分钟");
    return text;
}

// "扳手放在导轨上"; of a row that several score apart with whose note it is: "李敏：手不稳".
std::vector<std::string> note_lines(const std::vector<record::RowNote>& notes, const record::PrintJob& job, Language language) {
    std::vector<std::string> lines;
    for (const record::RowNote& note : notes) {
        const auto name = job.staff.find(note.by);
        std::string who = name == job.staff.end() ? note.by : name->second;
        if (!who.empty()) who += language == Language::en ? ": " : "：";
        lines.push_back(who + note.note);
    }
    return lines;
}

Result<void> write_sealed(const PrintOptions& options, Language language) {
    const record::PrintJob job = TRY(record::decode_print_job(TRY(read_file(options.file, record::kPrintJobMax))));
    const record::PrintableResult sealed = TRY(record::open_print_job(job));
    const Hash hash = record::record_hash(sealed.result.payload);
    print::ScoreRecord record{.sheet = sealed.sheet,
                              .entries = sealed.entries,
                              .score = sealed.score,
                              .ticket = job.ticket,
                              .station = job.station,
                              .date = job.date,
                              .signatures = {},
                              .code = "KGR1/" + hash.hex() + "/" + practical::points_text(sealed.result.record.score->points),
                              .person = job.person,
                              .plan = sealed.result.record.plan.plan,
                              .piece_code = job.piece_code,
                              .seal = job.seal,
                              .worked = worked_text(sealed.result.record.times, job, language),
                              .entry = entry_mode(sealed.result.record.source),
                              .readers = job.readers};
    for (const auto& [row, notes] : sealed.notes) record.notes[row] = note_lines(notes, job, language);
    for (const record::ResultSignature& signature : sealed.result.signatures) {
        const record::Certificate& signer = signature.certificate.content;
        if (signer.role == record::Role::device) continue;
        const record::PublicKey key = TRY(record::PublicKey::from(signer.key));
        const auto name = job.staff.find(signer.label);
        record.signatures.push_back({.role = printed_role(signer.role),
                                     .number = signer.label,
                                     .name = name == job.staff.end() ? std::string() : name->second,
                                     .fingerprint = key.id().hex(),
                                     .emergency = !signer.warrant.empty()});
    }
    // As the paper has them: who scored, who checked the tally, the chief, the supervisor.
    std::stable_sort(record.signatures.begin(), record.signatures.end(), [](const auto& a, const auto& b) { return a.role < b.role; });
    const Bytes pdf = TRY(print::print_score_record(record, language));
    return write_file_atomic(options.out, pdf);
}

int print_sealed(const PrintOptions& options, const Context& context) {
    const auto written = write_sealed(options, context.language);
    return written ? kDone : fail(written.error(), context);
}

} // namespace

void add_sheet_print(CLI::App& group, Context& context) {
    auto options = std::make_shared<PrintOptions>();
    CLI::App* printing = group.add_subcommand("print", "The score record sheet of a finished test as a PDF");
    printing->add_option("FILE", options->file, "*.sheet.toml")->required();
    printing->add_option("READINGS", options->readings, "*.readings.toml")->required();
    printing->add_option("--signers", options->signers,
                         "Who signed, ticket, station and date; without it lines are left to fill in by hand");
    printing->add_option("--out", options->out, "PDF to write")->required();
    add_output_options(*printing, context);
    printing->callback([options, &context] { context.action = [options, &context] { return print_sheet(*options, context); }; });
    CLI::App* sealed = group.add_subcommand("print-sealed", "The score record sheet of a sealed result that a terminal gave out, as a PDF");
    sealed->add_option("JOB", options->file, "What the terminal gave out")->required();
    sealed->add_option("--out", options->out, "PDF to write")->required();
    add_output_options(*sealed, context);
    sealed->callback([options, &context] { context.action = [options, &context] { return print_sealed(*options, context); }; });
}

} // namespace kaogong::cli
