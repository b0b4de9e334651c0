#include "tests/fuzz/record_targets.h"

#include "core/base/codes/base.h"
#include "core/record/together.h"
#include "tests/support/record_samples.h"

namespace kaogong::fuzz {

using namespace kaogong::record;

namespace {

const test::SampleBureau& bureau() {
    static const test::SampleBureau bureau;
    return bureau;
}

// Reads an item by its parts, as decoders do, until something is wrong.
Result<void> walk(cbor::Reader& reader) {
    while (!reader.at_end()) {
        switch (TRY(reader.peek())) {
        case cbor::Kind::unsigned_integer: TRY(reader.unsigned_integer()); break;
        case cbor::Kind::negative_integer: TRY(reader.integer()); break;
        case cbor::Kind::bytes: TRY(reader.bytes()); break;
        case cbor::Kind::text: TRY(reader.text()); break;
        case cbor::Kind::array: TRY(reader.array()); break;
        case cbor::Kind::map: TRY(reader.map()); break;
        case cbor::Kind::tag: TRY(reader.sign1_tag()); break;
        case cbor::Kind::boolean: TRY(reader.boolean()); break;
        case cbor::Kind::null: TRY(reader.null()); break;
        }
    }
    return reader.finish();
}

template <typename T> void ignore(const Result<T>&) {}

} // namespace

// Whole items and items by their parts are accepted alike, but for null, which only a reader that expects it may take.
void fuzz_cbor(ByteView input) {
    cbor::Reader whole(input), parts(input);
    const auto item = whole.item();
    if (!item.ok() || !whole.finish().ok()) {
        ignore(walk(parts));
        return;
    }
    CHECK(item->size() == input.size());
    CHECK(walk(parts).ok() || parts.peek().ok()); // a number beyond 63 bits is the one thing that item() passes over
}

void fuzz_cose(ByteView input) {
    const auto message = Sign1::decode(input);
    if (!message) return;
    CHECK(equal(message->encoded, input));
    ignore(message->key_id());
    CHECK(!message->payload || !verify_attached(*message, bureau().roots[0].public_key()).ok());
}

void fuzz_parcel(ByteView input) {
    const auto parcel = open_parcel(input);
    if (!parcel) return;
    CHECK(parcel->entries.size() == parcel->head.content.count);
    MerkleTree tree;
    ignore(verify_parcel(*parcel, bureau().roots[0].public_key(), tree));
    CHECK(tree.size() == 0);
}

void fuzz_answer(ByteView input) {
    const auto answer = open_answer(input);
    if (!answer) return;
    ignore(verify_answer(input, bureau().bundle));
    ignore(check_answer_for(*answer, {}));
}

void fuzz_proof(ByteView input) {
    const auto parts = decode_proof(input);
    if (!parts) return;
    CHECK(equal(encode_proof(*parts), input));
    ignore(verify_proof(input, bureau().bundle));
}

void fuzz_bundle(ByteView input) {
    const auto bundle = verify_bundle(input, bureau().root_set);
    CHECK(!bundle.ok() || equal(input, bureau().bundle_bytes) || bundle->version >= 1);
    ignore(verify_bundle_by_itself(input));
}

void fuzz_checkpoint(ByteView input) {
    ignore(decode_checkpoint(as_text(input)));
    ignore(verify_checkpoint(as_text(input), bureau().bundle, test::kSampleWallMs));
    ignore(verify_published_checkpoint(as_text(input), bureau().bundle));
    ignore(read_note_lines(as_text(input)));
    ignore(parse_note_key(as_text(input)));
    ignore(parse_words(as_text(input)));
}

void fuzz_explain(ByteView input) {
    Together together({.bundle = &bureau().bundle});
    for (int copies = 0; copies < 2; ++copies) together.add(to_bytes(input));
    for (const ExplainedTogether& row : together.finish())
        CHECK(row.explanation.ok() || row.explanation.reason->code != codes::internal);
}

} // namespace kaogong::fuzz
