// Spec, items, keys, papers and a session's data as canonical CBOR (the profile of cbor.h), and the hashes by which records name them: a
// hash is always over these bytes, never over TOML or CSV. Decoding is strict in form and limits; whether a spec or an item makes sense is
// core/assessment's check, which open_package runs on top. Each structure is a map that begins with its version.
#pragma once

#include "core/record/content.h"
#include "core/record/operation_content.h"

namespace kaogong::record {

// Errors of encoding: record_value_invalid (a limit). Of decoding: the codes of cbor.h, record_version_unknown, record_value_invalid.
Result<Bytes> encode_spec(const assessment::AssessmentSpec& spec);
Result<assessment::AssessmentSpec> decode_spec(ByteView bytes);

Result<Bytes> encode_item(const assessment::Item& item);
Result<assessment::Item> decode_item(ByteView bytes);
Result<Bytes> encode_stimulus(const assessment::Stimulus& stimulus);
Result<assessment::Stimulus> decode_stimulus(ByteView bytes);
Result<Bytes> encode_key(const assessment::Key& key);
Result<assessment::Key> decode_key(ByteView bytes);

// A paper's bytes name its items by id *and* by the hash of what the candidate sees, pictures included, so that the paper hash in a result
// stands for the very words that were on the screen.
struct PaperContent {
    const assessment::Paper& paper;
    const std::vector<assessment::Item>& items; // of the paper, in its order
    const std::vector<assessment::Stimulus>& stimuli;
    const std::vector<Figure>& figures;
};
Result<Bytes> encode_paper(const PaperContent& content);
Result<assessment::Paper> decode_paper(ByteView bytes);

Result<Bytes> encode_candidate_part(const CandidatePart& part);
// Also checks that the paper's hashes are those of the items and pictures beside it: package_content_mismatch.
Result<CandidatePart> decode_candidate_part(ByteView bytes);
Result<Bytes> encode_key_part(const KeyPart& part);
Result<KeyPart> decode_key_part(ByteView bytes);

Result<Bytes> encode_operation_part(const OperationPart& part);
Result<OperationPart> decode_operation_part(ByteView bytes);

Result<Hash> spec_hash(const assessment::AssessmentSpec& spec);
Result<Hash> paper_hash(const PaperContent& content);
Result<Hash> text_hash(const SessionText& text);
PaperContent paper_content(const CandidatePart& part);

} // namespace kaogong::record
