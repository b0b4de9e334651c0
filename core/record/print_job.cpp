#include "core/record/print_job.h"

#include "core/base/codes/record.h"
#include "core/record/cbor.h"
#include "core/record/scoring_codec.h"

namespace kaogong::record {
namespace {

constexpr int kVersion = 2;
constexpr std::size_t kFields = 16;
constexpr std::size_t kListMax = 64, kRowsMax = 256, kReadersMax = 8;
constexpr int kOffsetMax = 24 * 60;
constexpr std::int64_t kCreditMax = 24 * 60 * 60'000;

Result<std::size_t> list(cbor::Reader& reader, std::size_t most = kListMax) {
    const std::size_t count = TRY(reader.array());
    if (count > most) return error(codes::record_too_large, "print job");
    return count;
}

} // namespace

Bytes encode_print_job(const PrintJob& job) {
    cbor::Writer writer;
    writer.array(kFields).integer(kVersion).bytes(job.signed_result).bytes(job.readings).bytes(job.sheet);
    writer.array(job.chosen.size());
    for (const std::string& module : job.chosen) writer.text(module);
    writer.array(job.vetoes.size());
    for (const auto& [veto, times] : job.vetoes) writer.array(2).text(veto).integer(times);
    writer.text(job.ticket).text(job.station).text(job.date).text(job.person).text(job.piece_code).text(job.seal);
    writer.integer(job.credited_ms).integer(job.utc_offset_minutes);
    writer.array(job.staff.size());
    for (const auto& [number, name] : job.staff) writer.array(2).text(number).text(name);
    writer.array(job.readers.size());
    for (const auto& [row, numbers] : job.readers) {
        writer.array(2).text(row).array(numbers.size());
        for (const std::string& number : numbers) writer.text(number);
    }
    return writer.take();
}

Result<PrintJob> decode_print_job(ByteView bytes) {
    cbor::Reader reader(bytes);
    TRY(reader.array_of(kFields));
    const std::int64_t version = TRY(reader.integer());
    if (version != kVersion) return error(codes::record_version_unknown, "print job " + std::to_string(version));
    PrintJob job;
    job.signed_result = to_bytes(TRY(reader.bytes()));
    job.readings = to_bytes(TRY(reader.bytes()));
    job.sheet = to_bytes(TRY(reader.bytes()));
    const std::size_t chosen = TRY(list(reader));
    for (std::size_t i = 0; i < chosen; ++i) job.chosen.emplace_back(TRY(reader.text()));
    const std::size_t vetoes = TRY(list(reader));
    for (std::size_t i = 0; i < vetoes; ++i) {
        TRY(reader.array_of(2));
        std::string veto(TRY(reader.text()));
        job.vetoes[std::move(veto)] = static_cast<int>(TRY(reader.integer_in(0, 1'000)));
    }
    for (std::string* text : {&job.ticket, &job.station, &job.date, &job.person, &job.piece_code, &job.seal}) *text = TRY(reader.text());
    job.credited_ms = TRY(reader.integer_in(0, kCreditMax));
    job.utc_offset_minutes = static_cast<int>(TRY(reader.integer_in(-kOffsetMax, kOffsetMax)));
    const std::size_t staff = TRY(list(reader));
    for (std::size_t i = 0; i < staff; ++i) {
        TRY(reader.array_of(2));
        std::string number(TRY(reader.text()));
        job.staff[std::move(number)] = TRY(reader.text());
    }
    const std::size_t rows = TRY(list(reader, kRowsMax));
    for (std::size_t i = 0; i < rows; ++i) {
        TRY(reader.array_of(2));
        std::vector<std::string>& numbers = job.readers[std::string(TRY(reader.text()))];
        const std::size_t count = TRY(list(reader, kReadersMax));
        for (std::size_t n = 0; n < count; ++n) numbers.emplace_back(TRY(reader.text()));
    }
    TRY(reader.finish());
    return job;
}

Result<PrintableResult> open_print_job(const PrintJob& job) {
    PrintableResult made;
    made.sheet = TRY(decode_sheet(job.sheet));
    made.result = TRY(open_result(job.signed_result));
    if (made.result.record.kind != RecordKind::operation || !made.result.record.score) return error(codes::record_value_invalid, "no scores");
    TRY(check_readings(made.result.record, job.readings, made.sheet));
    for (const RowReadings& row : TRY(decode_readings(job.readings)).rows) {
        made.entries.rows[row.row] = row.entry;
        if (!row.notes.empty()) made.notes[row.row] = row.notes;
    }
    made.entries.chosen = job.chosen;
    made.entries.vetoes = job.vetoes;
    made.score = TRY(practical::score_sheet(made.sheet, made.entries));
    // What exceptions of the day cost is no row of the sheet; nothing but that can make the signed total the smaller one.
    if (made.result.record.score->points > made.score.points) return error(codes::package_content_mismatch, "total");
    return made;
}

} // namespace kaogong::record
