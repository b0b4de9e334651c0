// write_page_samples DIR: writes into DIR what people could bring to the public verification page, good and bad, the same bytes every time;
// into DIR/acts and DIR/acts_real what the bureau says of one result, each with the bundle beside it.
// Prints nothing; exit 3 when DIR cannot be written.
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/record/certificate.h"
#include "tests/support/act_samples.h"

using namespace kaogong;
using namespace kaogong::record;

namespace {

constexpr std::int64_t kNowS = test::kSampleWallMs / 1'000;

// A bureau with a terminal, and the proofs that come out of them.
struct Site {
    explicit Site(std::uint64_t seed, Environment environment) : bureau(seed, environment), terminal(bureau.enrol()) {}

    test::SampleBureau bureau;
    test::SampleTerminal terminal;

    Bytes proof(const Bytes& signed_result) {
        return bureau.proof(terminal.append(EventType::result, encode_body(result_body(signed_result, bureau.suite))));
    }
    Bytes theory() { return terminal.signed_result(terminal.result_record(5)); }
    Bytes sealed_at(const ResultRecord& record, std::int64_t at_s) { return seal_result(record, {terminal.signer()}, at_s).value(); }
    CertificateId device_certificate() const { return decode_certificate(terminal.certificate).value().content.id; }

    ResultRecord of_kind(RecordKind kind) {
        ResultRecord record = terminal.result_record(3);
        record.kind = kind;
        record.items.clear();
        record.score.reset();
        return record;
    }
    // Declares void what was signed before.
    Bytes void_of(const Bytes& signed_result) {
        ResultRecord record = of_kind(RecordKind::void_);
        record.earlier = record_hash(open_result(signed_result).value().payload);
        record.amendment = Amendment{.basis = AmendmentBasis::misconduct, .reason = "CHEATED"};
        return terminal.signed_result(record);
    }
    Bytes stopped() {
        ResultRecord record = terminal.result_record(3);
        record.score->outcome = OutcomeCode::stopped;
        record.score->points = 0;
        return terminal.signed_result(record);
    }
    Bytes bundle_with(std::int64_t version, const std::vector<Revocation>& revocations, std::int64_t not_after_ms) const {
        Bundle changed = bureau.bundle;
        changed.version = version;
        changed.revocations = revocations;
        changed.not_after_ms = not_after_ms;
        return bureau.sign_bundle(changed);
    }
};

// Without its last signature, which the list of signers inside still demands.
Bytes stripped(const Bytes& signed_result) {
    cbor::Reader reader(signed_result);
    const std::size_t parts = reader.array().value();
    const ByteView payload = reader.bytes().value();
    const std::size_t signatures = reader.array().value();
    cbor::Writer writer;
    writer.array(parts).bytes(payload).array(signatures - 1);
    for (std::size_t i = 0; i + 1 < signatures; ++i) writer.raw(Sign1::read(reader).value().encoded);
    return writer.take();
}

Bytes with_result(const Bytes& proof, const Bytes& signed_result) {
    ProofParts parts = decode_proof(proof).value();
    parts.signed_result = signed_result;
    return encode_proof(parts);
}

// The first one's result and leaf with what `take` moves over from the second.
template <typename Take> Bytes mixed(const Bytes& first, const Bytes& second, Take take) {
    ProofParts parts = decode_proof(first).value();
    take(parts, decode_proof(second).value());
    return encode_proof(parts);
}

std::vector<test::SampleFile> page_samples() {
    Site demo(1, Environment::demo);
    const auto files = test::sample_files(demo.bureau);
    const auto sample = [&](std::string_view name) { return test::find_sample(files, name).content; };
    const Bytes result = demo.theory(), theory = demo.proof(result), operation = demo.proof(sample("marking.kgr"));
    const Bytes another = demo.proof(demo.theory());
    const Bytes late = demo.sealed_at(demo.terminal.result_record(3), kNowS + 200 * test::kDayS);
    const std::vector<Revocation> lost = {{.id = demo.device_certificate(), .when_ms = test::kSampleWallMs, .why = RevocationReason::lost}};
    const std::int64_t long_ago_ms = test::kSampleWallMs - 29 * test::kDayS * 1'000, far_ms = test::kSampleWallMs + 900 * test::kDayS * 1'000;
    Site real(7, Environment::real);
    const Bytes real_theory = real.proof(real.theory());
    const Site stranger(2, Environment::demo);
    return {
        {"bundle", demo.bundle_with(1, {}, far_ms)},
        {"revoking.bundle", demo.bundle_with(2, lost, far_ms)},
        {"stale.bundle", demo.bundle_with(3, {}, long_ago_ms)},
        {"stranger.bundle", stranger.bureau.bundle_bytes},
        {"real.bundle", real.bundle_with(1, {}, far_ms)},
        {"theory.kgproof", theory},
        {"operation.kgproof", operation},
        {"real.kgproof", real_theory},
        {"emergency.kgproof", demo.proof(sample("emergency.kgr"))},
        {"stopped.kgproof", demo.proof(demo.stopped())},
        {"void.kgproof", demo.proof(demo.void_of(result))},
        {"submission.kgr", demo.terminal.signed_result(demo.of_kind(RecordKind::submission))},
        {"examiner.kgr", sample("examiner.kgr")},
        {"theory.kgr", result},
        {"device.cwt", sample("device.cwt")},
        {"parcel.kgp", sample("parcel.kgp")},
        {"plain.kgproof", mixed(theory, theory, [](ProofParts& parts, const ProofParts&) { parts.checkpoint = {}; })},
        {"late.kgproof", demo.proof(late)},
        {"stripped.kgproof", with_result(operation, stripped(sample("marking.kgr")))},
        {"swapped_result.kgproof", with_result(another, result)},
        {"swapped_receipt.kgproof", mixed(theory, another, [](ProofParts& parts, const ProofParts& of) { parts.receipt = of.receipt; })},
        {"swapped_checkpoint.kgproof",
         mixed(theory, another, [](ProofParts& parts, const ProofParts& of) { parts.checkpoint = of.checkpoint; })},
    };
}

Result<void> write_all(const Path& folder, const std::vector<test::SampleFile>& files) {
    for (const auto& file : files) TRY(write_file_atomic(folder / file.name, file.content));
    return success();
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2 || !SystemRandom::open()) return 2;
    const Path folder(argv[1]);
    auto written = write_all(folder, page_samples());
    // A bureau of their own, so that its log and bundle are those of its acts.
    for (const Environment environment : {Environment::demo, Environment::real}) {
        test::SampleBureau bureau(11, environment);
        const Path acts = folder / (environment == Environment::demo ? "acts" : "acts_real");
        if (written) written = make_folder(acts);
        if (written) written = write_all(acts, test::act_samples(bureau));
        if (written) written = write_file_atomic(acts / "bundle", bureau.bundle_bytes);
    }
    if (written) return 0;
    log(LogLevel::error, written.error());
    return 3;
}
