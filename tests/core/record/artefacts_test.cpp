#include "tests/support/record_samples.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using test::SampleBureau;
using test::SampleTerminal;

namespace {

template <typename T> std::string verdict(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(code_name(result.code())) + ": " + result.error().context;
}

struct World {
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol();
};

} // namespace

TEST_CASE_FIXTURE(World, "a bundle, a ledger, a parcel, an answer and a proof of one day all verify") {
    terminal.play_day();
    CHECK_EQ(verdict(verify_bundle(bureau.bundle_bytes, bureau.root_set)), "ok");

    MerkleTree ledger;
    const Bytes file = terminal.ledger_file();
    CHECK_EQ(verdict(verify_parcel(open_parcel(file).value(), terminal.device.public_key(), ledger)), "ok");
    CHECK_EQ(ledger.root(), terminal.tip().tree().root());

    const Bytes answer = bureau.answer(file);
    const auto opened = verify_answer(answer, bureau.bundle);
    CHECK_EQ(verdict(opened), "ok");
    const AnswerExpectation expected{.parcel = open_parcel(file)->head.id, .terminal = terminal.id};
    CHECK_EQ(verdict(check_answer_for(*opened, expected)), "ok");
    REQUIRE_EQ(opened->content.receipts.size(), 1);
    const EntryReceipt& receipt = opened->content.receipts[0];
    CHECK_EQ(verdict(check_receipt_for(receipt, terminal.entries[receipt.index])), "ok");

    const Bytes proof = bureau.proof(terminal.entries[receipt.index]);
    CHECK_EQ(verdict(verify_proof(proof, bureau.bundle)), "ok");
    CHECK_EQ(verdict(verify_kit(bureau.kit(terminal.id))), "ok");
}
