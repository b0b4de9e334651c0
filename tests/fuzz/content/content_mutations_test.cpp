#include "core/base/file.h"
#include "core/record/age/file.h"
#include "core/record/content_codec.h"
#include "core/record/submission.h"
#include "tests/fuzz/content/content_targets.h"
#include "tests/fuzz/spoil.h"
#include "tests/support/record_samples.h"
#include "tests/support/sample_session.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

Bytes sample_file(const char* name, const char* sample = "electrician-l4") {
    return read_file(Path(KAOGONG_SOURCE_DIR) / "assets/samples" / sample / name, 1u << 20).value();
}

std::vector<Bytes> seeds() {
    test::FakeRandom random(5);
    const test::SampleBureau bureau;
    const CandidatePart part = test::sample_candidate_part(random);
    Submission submission;
    submission.responses = {
        {"s-01", assessment::ChosenOptions{{"b"}}}, {"n-01", assessment::NumberText{"1.1"}}, {"x-01", assessment::ShortText{"兆欧表"}}};
    submission.events = {random.bytes(20)};
    return {encode_spec(part.spec).value(),
            encode_item(part.items[0]).value(),
            encode_stimulus(part.stimuli[0]).value(),
            encode_key(test::sample_keys()[5]).value(),
            encode_key_part({.paper = {}, .keys = test::sample_keys()}).value(),
            encode_candidate_part(part).value(),
            encode_submission(submission).value(),
            age::seal(view("secret"), {&bureau.response.recipient(), 1}, random).value(),
            sample_file("session.toml"),
            sample_file("staff.toml"),
            sample_file("theory.spec.toml"),
            sample_file("bank/01-ethics.bank.toml"),
            sample_file("roster.csv"),
            sample_file("session.toml", "lathe-l4"),
            sample_file("panel.toml", "lathe-l4"),
            sample_file("operation.spec.toml", "lathe-l4"),
            sample_file("operation.csv", "lathe-l4")};
}

} // namespace

TEST_CASE("no reader of sealed files, contents or authors' files crashes, whatever is done to a good one") {
    constexpr int kRounds = 150;
    const std::vector<Bytes> files = seeds();
    for (const fuzz::ContentTarget& target : fuzz::kContentTargets) {
        test::FakeRandom random(7);
        for (const Bytes& file : files) {
            target.run(file);
            for (int round = 0; round < kRounds; ++round) {
                Bytes bytes = file;
                fuzz::spoil(bytes, random);
                target.run(bytes);
            }
        }
        CHECK_MESSAGE(true, target.name); // arriving here is the test
    }
}
