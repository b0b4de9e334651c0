// Signed notes against the examples that C2SP and Go's sumdb publish, and what a reader must refuse or leave aside.
#include "core/record/note.h"

#include "core/base/codes/record.h"
#include "core/record/checkpoint.h"
#include "core/record/formats.h"
#include "core/record/verify.h"
#include "tests/support/record_files.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;

namespace {

// From the documentation of golang.org/x/mod/sumdb/note: a key and a note that it signed.
constexpr std::string_view kPeterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kPeterNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\xE2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

struct World {
    test::SampleBureau bureau;
    World() { bureau.append_leaf(encode_leaf(GenesisLeaf{.origin = "o"})); }
    std::string note = (bureau.append_leaf(encode_leaf(ActLeaf{})), bureau.signed_checkpoint());
    NoteKey log{.name = test::SampleBureau::kOrigin, .type = NoteKeyType::signature, .key = bureau.checkpoint.public_key()};
    NoteKey witness{.name = "witness.test", .type = NoteKeyType::cosignature, .key = bureau.witness.public_key()};

    auto published(const std::string& text) const { return verify_published_checkpoint(text, bureau.bundle); }
    std::string with_line_by(std::string name, const KeyPair& key, std::int64_t at_s = test::kSampleWallMs / 1'000) const {
        return cosign_checkpoint(note, {.name = std::move(name), .key = &key, .at_s = at_s}).value();
    }
};

} // namespace

TEST_CASE("a key and a note of Go's own documentation are read as Go reads them") {
    const NoteKey key = parse_note_key(kPeterKey).value();
    CHECK_EQ(key.name, "PeterNeumann");
    CHECK_EQ(key.id().hex(), "c74f20a3");
    CHECK_EQ(note_key_text(key), kPeterKey);
    const Note note = read_note(kPeterNote).value();
    REQUIRE_EQ(note.lines.size(), 1u);
    CHECK_EQ(verified_lines(note.body, note.lines, key)->size(), 1u);
    std::string changed(kPeterNote);
    changed[0] = 'i';
    const Note other = read_note(changed).value();
    CHECK_EQ(verified_lines(other.body, other.lines, key).code(), codes::signature_bad);
}

TEST_CASE_FIXTURE(World, "keys of both kinds come back from their text, and nothing else does") {
    for (const NoteKey& key : {log, witness}) CHECK(parse_note_key(note_key_text(key)).value() == key);
    CHECK_NE(log.id(), (NoteKey{.name = log.name, .type = NoteKeyType::cosignature, .key = log.key}.id()));
    const std::string good = note_key_text(witness);
    std::string other_id = good, other_type = good;
    other_id[good.find('+') + 1] = good[good.find('+') + 1] == '0' ? '1' : '0';
    other_type[good.rfind('+') + 1] = 'C'; // type 8 and up
    for (const std::string& bad : {std::string(), std::string("a+b"), good.substr(1) + "=", good + "A", other_id, other_type, "+" + good,
                                   "two words" + good.substr(good.find('+')), good.substr(0, good.rfind('+') + 1)}) {
        CAPTURE(bad);
        CHECK_EQ(parse_note_key(bad).code(), codes::key_invalid);
    }
}

TEST_CASE("names hold no space of any alphabet, no plus and no control character") {
    for (const char* name : {"witness.example/w1", "日志.example/2026", "a"}) CHECK(is_note_name(name));
    for (const char* name : {"", "a b", "a+b", "a\nb", "a\tb",
                             "a\xC2\xA0"
                             "b",
                             "a\xE3\x80\x80"
                             "b",
                             "a\xE2\x80\x83"
                             "b",
                             "a\xFF"})
        CHECK_FALSE(is_note_name(name));
}

TEST_CASE_FIXTURE(World, "a note that is not in the form of the standard is refused") {
    const std::string body = note.substr(0, note.find("\n\n") + 1);
    const std::string line = note.substr(note.find("\n\n") + 2, note.find('\n', note.find("\n\n") + 2) + 1 - note.find("\n\n") - 2);
    CHECK(read_note(body + "\n" + line).ok());
    std::string many = body + "\n";
    for (int i = 0; i < 16; ++i) many += line;
    CHECK(read_note(many).ok());
    for (const std::string& bad : {body, body + "\n", body + line, many + line, note.substr(0, note.size() - 1), note + "\n",
                                   "a\r\n" + note, note + "\xE2\x80\x94 name !!!!\n", note + "\xE2\x80\x94 name AAAAAA\n",
                                   note + "- name AAAAAAAA\n", std::string(kCheckpointMax, 'a') + "\n\n" + line}) {
        CAPTURE(bad);
        CHECK_EQ(read_note(bad).code(), codes::checkpoint_bad);
    }
}

TEST_CASE_FIXTURE(World, "a published checkpoint says who saw it, and whom nobody knows says nothing") {
    const auto seen = published(note).value();
    CHECK_EQ(seen.size, 2u);
    CHECK_EQ(seen.log_key, bureau.checkpoint.id());
    REQUIRE_EQ(seen.cosignatures.size(), 1u);
    CHECK_EQ(seen.cosignatures[0].name, "witness.test");
    CHECK_EQ(seen.cosignatures[0].key_id, bureau.witness.id());

    const KeyPair stranger = KeyPair::generate(bureau.random);
    CHECK_EQ(published(with_line_by("stranger.test", stranger))->cosignatures.size(), 1u);
    // The name of a known witness with another key: another key, so nobody known.
    CHECK_EQ(published(with_line_by("witness.test", stranger))->cosignatures.size(), 1u);
    // In our own files no line stands that nobody answers for.
    CHECK_EQ(verify_checkpoint(with_line_by("stranger.test", stranger), bureau.bundle, test::kSampleWallMs).code(),
             codes::certificate_issuer_unknown);
}

TEST_CASE_FIXTURE(World, "a line that claims a witness of the bundle and does not hold spoils the note") {
    std::string spoilt = note;
    spoilt[spoilt.size() - 8] = spoilt[spoilt.size() - 8] == 'A' ? 'B' : 'A';
    CHECK_EQ(published(spoilt).code(), codes::signature_bad);
    // A witness whose certificate was not good when it signed.
    CHECK_EQ(published(with_line_by("witness.test", bureau.witness, 1'000'000)).code(), codes::certificate_not_valid_then);
    Bundle revoked = bureau.bundle;
    revoked.revocations = {{.id = revoked.all_of(Role::witness).front()->content.id, .when_ms = 0}};
    CHECK_EQ(verify_published_checkpoint(note, revoked).code(), codes::certificate_revoked);
}

TEST_CASE_FIXTURE(World, "a published checkpoint without the log's own signature is nobody's") {
    const std::string body = note.substr(0, note.find("\n\n") + 2);
    const std::string by_witness = note.substr(note.rfind("\xE2\x80\x94"));
    CHECK_EQ(published(body + by_witness).code(), codes::signature_missing);
    CHECK_EQ(open_checkpoint(body + by_witness, log).code(), codes::signature_missing);
    CHECK_EQ(open_checkpoint(note, log)->size, 2u);
    NoteKey renamed = log;
    renamed.name = "other.test/log";
    CHECK_EQ(open_checkpoint(note, renamed).code(), codes::checkpoint_bad);
}

TEST_CASE_FIXTURE(World, "a witness takes extension lines of other people's logs; ours have none") {
    const std::string body = log.name + "\n5\n" + to_base64(sha256({}).view()) + "\nextension\n";
    const NoteSigner signer{.name = log.name, .type = NoteKeyType::signature, .key = &bureau.checkpoint};
    const std::string extended = body + "\n" + sign_note_line(body, signer).value();
    CHECK_EQ(open_checkpoint(extended, log)->size, 5u);
    CHECK_EQ(decode_checkpoint(extended).code(), codes::checkpoint_bad);
    CHECK_EQ(published(extended).code(), codes::checkpoint_bad);
}

TEST_CASE_FIXTURE(World, "a checkpoint explained names log and witness among its signers") {
    const TrustContext trust{.bundle = &bureau.bundle};
    const Explanation explanation = explain(view(note), trust);
    CHECK(explanation.kind == FileKind::checkpoint);
    REQUIRE(explanation.ok());
    REQUIRE_EQ(explanation.signers.size(), 2u);
    CHECK_EQ(explanation.signers[0].role, "checkpoint");
    CHECK_EQ(explanation.signers[1].role, "witness");
    const auto& last = explanation.lines.back();
    CHECK(last.en.starts_with("Also seen by the witness witness.test at 2026-11-21T"));
    CHECK(last.zh_cn.find("witness.test") != std::string::npos);
    CHECK_EQ(explain(view(note), {}).reason->code, codes::bundle_missing);
}

TEST_CASE("a proof explained says who else saw its head of the log") {
    test::SampleBureau bureau;
    const auto files = test::sample_files(bureau);
    const Explanation explanation = explain(test::find_sample(files, "result.kgproof").content, {.bundle = &bureau.bundle});
    REQUIRE(explanation.ok());
    CHECK(explanation.lines.back().en.starts_with("Also seen by the witness witness.test at "));
    CHECK_EQ(explanation.signers.back().role, "witness");
}
