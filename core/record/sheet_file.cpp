#include "core/record/sheet_file.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/cbor.h"
#include "core/record/formats.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr int kVersion = 1;
constexpr std::size_t kSigners = 2; // device, then the examiner or chief

Error malformed(std::string what) {
    return error(codes::sheet_file_malformed, std::move(what));
}

bool scores(Role role) {
    return role == Role::examiner || role == Role::chief;
}

Result<void> check_kind(const ResultRecord& record) {
    if (record.kind != RecordKind::examiner_sheet) return malformed(std::string(record_kind_name(record.kind, Language::en)));
    const bool signers = record.signers.size() == kSigners && record.signers[0].role == Role::device && scores(record.signers[1].role);
    return signers ? success() : Result<void>(malformed("signers"));
}

Result<void> check_sizes(std::size_t signed_result, std::size_t readings) {
    if (signed_result > kResultMax) return error(codes::record_too_large, "signed sheet");
    return readings <= kReadingsMax ? success() : Result<void>(error(codes::record_too_large, "readings"));
}

// On an own sheet nobody else has written.
Result<std::string> own_note(const RowReadings& row, const std::string& examiner) {
    if (row.notes.empty()) return std::string();
    if (row.notes.size() != 1 || row.notes[0].by != examiner) return malformed("note of " + row.row);
    return row.notes[0].note;
}

Result<void> check_expected(const SignedResult& result, const ExpectedSheet& expected) {
    const ResultRecord& record = result.record;
    if (record.environment != expected.environment) return error(codes::environment_mismatch, "sheet");
    if (record.session != expected.session) return error(codes::sheet_for_other, "session");
    if (expected.candidate && record.candidate != *expected.candidate) return error(codes::sheet_for_other, "candidate");
    const bool early = result.signatures[1].issued_at_s < expected.signed_from_s;
    return early ? Result<void>(error(codes::sheet_for_other, "signed before the restart")) : success();
}

} // namespace

Result<Bytes> seal_sheet_file(ByteView signed_result, ByteView readings, const age::Recipient& desk, Random& random) {
    TRY(check_sizes(signed_result.size(), readings.size()));
    const SignedResult result = TRY(open_result(signed_result));
    TRY(check_kind(result.record));
    TRY(decode_readings(readings));
    const auto& evidence = result.record.evidence;
    if (std::find(evidence.begin(), evidence.end(), sha256(readings)) == evidence.end()) return malformed("readings");
    cbor::Writer writer;
    writer.array(3).integer(kVersion).bytes(signed_result).bytes(readings);
    Bytes plain = writer.take();
    const auto outcome = age::seal(plain, {&desk, 1}, random);
    wipe(plain.data(), plain.size());
    const Bytes sealed = TRY(outcome);
    Bytes file = to_bytes(view(kMagicSheet));
    file.insert(file.end(), sealed.begin(), sealed.end());
    return file;
}

Result<OpenedSheet> open_sheet_file(ByteView file, const age::Identity& desk) {
    if (file.size() > kSheetFileMax) return error(codes::file_too_large, "sheet");
    const ByteView magic = view(kMagicSheet);
    if (file.size() < magic.size() || !equal(file.first(magic.size()), magic)) return malformed("first bytes");
    const Secret plain = TRY(age::open(file.subspan(magic.size()), desk));
    cbor::Reader reader(plain.view());
    TRY(reader.array_of(3));
    const std::int64_t version = TRY(reader.integer());
    if (version != kVersion) return error(codes::record_version_unknown, "sheet file " + std::to_string(version));
    const ByteView signed_result = TRY(reader.bytes());
    const ByteView readings = TRY(reader.bytes());
    TRY(reader.finish());
    TRY(check_sizes(signed_result.size(), readings.size()));
    return OpenedSheet{.signed_result = Secret(signed_result), .readings = Secret(readings)};
}

Result<ReceivedSheet> check_sheet_file(const OpenedSheet& opened, const Bundle& bundle, const practical::ScoreSheet& sheet,
                                       const ExpectedSheet& expected) {
    const SignedResult result = TRY(verify_result(opened.signed_result.view(), bundle));
    TRY(check_kind(result.record));
    TRY(check_expected(result, expected));
    TRY(check_readings(result.record, opened.readings.view(), sheet));
    Readings readings = TRY(decode_readings(opened.readings.view()));
    const ResultSignature& signature = result.signatures[1];
    const std::string& signer = signature.certificate.content.label;
    if (signer.empty() || signer != readings.examiner) return error(codes::sheet_signer_other, readings.examiner + ": " + signer);
    ReceivedSheet received{.candidate = result.record.candidate,
                           .examiner = std::move(readings.examiner),
                           .signer = result.record.signers[1].key,
                           .record = record_hash(result.payload),
                           .signed_at_s = signature.issued_at_s,
                           .entries = {}};
    for (RowReadings& row : readings.rows) {
        std::string note = TRY(own_note(row, received.examiner));
        received.entries.push_back({.row = std::move(row.row), .entry = std::move(row.entry), .note = std::move(note)});
    }
    return received;
}

} // namespace kaogong::record
