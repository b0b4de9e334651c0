#include "tests/support/record_samples.h"

#include "core/base/codes/record.h"

#include <algorithm>
#include <functional>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

struct World {
    test::SampleBureau bureau;
    test::SampleTerminal terminal = bureau.enrol();
    Bytes file;   // the parcel
    Bytes answer; // for it

    World() {
        terminal.play_day();
        file = terminal.ledger_file();
        answer = bureau.answer(file);
    }
    AnswerExpectation expectation() const { return {.parcel = open_parcel(file)->head.id, .terminal = terminal.id}; }
    ByteView result_entry() const { return terminal.entries[7]; }
    // The answer with something else in it, rightly signed by the intake key.
    Bytes forge(const std::function<void(Answer&)>& change, ByteView bundle = {}) {
        Answer content = open_answer(answer)->content;
        change(content);
        return encode_answer(content, bureau.intake, test::kSampleWallMs / 1000, bundle).value();
    }
};

} // namespace

TEST_CASE_FIXTURE(World, "an answer is for one parcel of one terminal, and the log in it only grew") {
    const auto opened = verify_answer(answer, bureau.bundle).value();
    CHECK(check_answer_for(opened, expectation()).ok());
    auto other = expectation();
    other.parcel = {};
    CHECK_EQ(check_answer_for(opened, other).code(), codes::answer_for_other);
    other = expectation();
    other.terminal = {};
    CHECK_EQ(check_answer_for(opened, other).code(), codes::answer_for_other);

    const std::uint64_t known = bureau.log_size();
    terminal.play_day();
    const Bytes next_file = terminal.parcel(10, {}, known);
    const Bytes next_answer = bureau.answer(next_file);
    const auto next = verify_answer(next_answer, bureau.bundle).value();
    AnswerExpectation expected{
        .parcel = open_parcel(next_file)->head.id, .terminal = terminal.id, .log_size = known, .log_root = bureau.log_root_at(known)};
    CHECK(check_answer_for(next, expected).ok());
    expected.log_root.bytes[0] ^= 1;
    CHECK_EQ(check_answer_for(next, expected).code(), codes::tree_consistency_bad);
}

TEST_CASE_FIXTURE(World, "an answer by another key, with a foreign receipt or an unfit checkpoint is refused") {
    test::SampleBureau other(2);
    CHECK_EQ(verify_answer(answer, other.bundle).code(), codes::certificate_issuer_unknown);
    const Bytes wrong_leaf = forge([](Answer& a) { a.receipts[0].leaf_data = encode_leaf(ParcelLeaf{}); });
    CHECK_EQ(verify_answer(wrong_leaf, bureau.bundle).code(), codes::signature_bad);
    const Bytes foreign_note = forge([&](Answer& a) { a.checkpoint = other.signed_checkpoint(); });
    CHECK_EQ(verify_answer(foreign_note, bureau.bundle).code(), codes::checkpoint_bad);
}

TEST_CASE_FIXTURE(World, "the bundle behind an answer is the announced one, signed by the roots") {
    Bundle newer = bureau.bundle;
    newer.version = 2;
    const Bytes second = bureau.sign_bundle(newer);
    CHECK(verify_answer(forge([](Answer& a) { a.bundle_version = 2; }, second), bureau.bundle).ok());
    CHECK_EQ(verify_answer(forge([](Answer& a) { a.bundle_version = 3; }, second), bureau.bundle).code(), codes::bundle_older);
    const test::SampleBureau other(2);
    CHECK_FALSE(verify_answer(forge([](Answer&) {}, other.bundle_bytes), bureau.bundle).ok());
}

TEST_CASE_FIXTURE(World, "a receipt counts for the entry it was given for, and no other") {
    const auto receipts = open_answer(answer)->content.receipts;
    REQUIRE_EQ(receipts.size(), 1);
    CHECK(check_receipt_for(receipts[0], result_entry()).ok());
    const Bytes other = to_bytes(terminal.append_result());
    CHECK_EQ(check_receipt_for(receipts[0], other).code(), codes::receipt_leaf_wrong);
    CHECK_EQ(check_receipt_for(receipts[0], terminal.entries[6]).code(), codes::receipt_leaf_wrong);
}

TEST_CASE_FIXTURE(World, "a receipt whose unsigned tree size is not the signed one is refused even where the path still fits") {
    const auto entry = open_answer(answer)->content.receipts[0];
    const auto receipt = decode_receipt(entry.receipt).value();
    // In a tree of 3 and one of 4 the path of leaf 1 has other lengths; from 4 to 3 leaf 0 has the same one: the very case that RFC 9942
    // allows.
    const auto forged = make_receipt(
        {.size = receipt.place.tree_size + 1,
         .signed_headers = {.protected_bytes = to_bytes(receipt.message.protected_bytes), .signature = receipt.message.signature}},
        receipt.place.index, receipt.path);
    CHECK_EQ(decode_receipt(forged).code(), codes::receipt_size_unsigned);
}

TEST_CASE_FIXTURE(World, "a proof is of its own result, and holds without a checkpoint too") {
    const Bytes proof = bureau.proof(result_entry());
    const auto parts = decode_proof(proof).value();
    CHECK(verify_proof(proof, bureau.bundle).ok());
    CHECK(verify_proof(encode_proof({parts.signed_result, parts.leaf_data, parts.receipt, {}}), bureau.bundle).ok());

    const Bytes other = terminal.signed_result(terminal.result_record(3));
    CHECK_EQ(verify_proof(encode_proof({other, parts.leaf_data, parts.receipt, {}}), bureau.bundle).code(), codes::receipt_leaf_wrong);
    bureau.append_leaf(encode_leaf(ActLeaf{}));
    const std::string later = bureau.signed_checkpoint();
    CHECK_EQ(verify_proof(encode_proof({parts.signed_result, parts.leaf_data, parts.receipt, later}), bureau.bundle).code(),
             codes::checkpoint_bad);
}

TEST_CASE_FIXTURE(World, "a checkpoint carries no line that nobody answers for") {
    const std::string note = bureau.signed_checkpoint();
    const auto verdict = [&](const std::string& changed) { return verify_checkpoint(changed, bureau.bundle, test::kSampleWallMs); };
    CHECK(verdict(note).ok());
    CHECK_EQ(verdict(note)->size, bureau.log_size());
    CHECK_EQ(verdict(note + "\xE2\x80\x94 stranger.test AAAAAAAA\n").code(), codes::certificate_issuer_unknown);
    CHECK_EQ(verdict(note + "more\n").code(), codes::checkpoint_bad);
    CHECK_EQ(verdict(note.substr(0, note.find("\n\n") + 1)).code(), codes::checkpoint_bad);
    CHECK_EQ(verdict(note.substr(0, note.size() - 1)).code(), codes::checkpoint_bad);
    std::string other_size = note;
    other_size[other_size.find('\n') + 1] += 1;
    CHECK_EQ(verdict(other_size).code(), codes::signature_bad);
}

TEST_CASE("leaves of the log of every kind come back") {
    const Hash hash = sha256({});
    for (const Leaf& leaf : {Leaf(GenesisLeaf{.origin = "o"}), Leaf(GenesisLeaf{.origin = "o", .last_checkpoint = "c"}),
                             Leaf(ResultLeaf{.record = hash, .entry = {}}), Leaf(ParcelLeaf{hash}), Leaf(ActLeaf{hash})}) {
        const Bytes encoded = std::visit([](const auto& l) { return encode_leaf(l); }, leaf);
        CHECK(decode_leaf(encoded).value() == leaf);
    }
    CHECK_FALSE(decode_leaf(Bytes{0x82, 0x04, 0x00}).ok());
}
