#include "core/record/content_codec.h"

#include "core/base/codes/record.h"
#include "core/record/content_describe_session.h"
#include "core/record/suite.h"

namespace kaogong::record {
namespace {

using archive::Decoder;
using archive::Encoder;

Error mismatch(std::string what) {
    return error(codes::package_content_mismatch, std::move(what));
}

template <typename T> Result<Hash> hash_of(const T& value) {
    return sha256(TRY(Encoder::encode(value)));
}

Result<std::vector<archive::PaperLine>> paper_lines(const PaperContent& content) {
    if (content.items.size() != content.paper.items.size()) return mismatch("number of items");
    std::vector<archive::PaperLine> lines;
    for (std::size_t i = 0; i < content.items.size(); ++i) {
        if (content.items[i].id != content.paper.items[i].item) return mismatch("item " + content.paper.items[i].item);
        const Hash hash = TRY(hash_of(content.items[i]));
        lines.push_back({content.paper.items[i], hash});
    }
    return lines;
}

Result<archive::PaperBytes> paper_bytes(const PaperContent& content) {
    if (content.paper.seed > INT64_MAX) return error(codes::record_value_invalid, "seed");
    archive::PaperBytes bytes;
    bytes.seed = static_cast<std::int64_t>(content.paper.seed);
    bytes.lines = TRY(paper_lines(content));
    for (const assessment::Stimulus& stimulus : content.stimuli) {
        const Hash hash = TRY(hash_of(stimulus));
        bytes.stimuli.push_back({stimulus.id, hash});
    }
    for (const Figure& figure : content.figures) bytes.figures.push_back({figure.name, sha256(figure.png)});
    return bytes;
}

assessment::Paper paper_of(const archive::PaperBytes& bytes) {
    assessment::Paper paper;
    paper.seed = static_cast<std::uint64_t>(bytes.seed);
    for (const archive::PaperLine& line : bytes.lines) paper.items.push_back(line.item);
    return paper;
}

} // namespace

Result<Bytes> encode_spec(const assessment::AssessmentSpec& spec) {
    return Encoder::encode(spec);
}
Result<assessment::AssessmentSpec> decode_spec(ByteView bytes) {
    return Decoder::decode<assessment::AssessmentSpec>(bytes);
}
Result<Bytes> encode_item(const assessment::Item& item) {
    return Encoder::encode(item);
}
Result<assessment::Item> decode_item(ByteView bytes) {
    return Decoder::decode<assessment::Item>(bytes);
}
Result<Bytes> encode_stimulus(const assessment::Stimulus& stimulus) {
    return Encoder::encode(stimulus);
}
Result<assessment::Stimulus> decode_stimulus(ByteView bytes) {
    return Decoder::decode<assessment::Stimulus>(bytes);
}
Result<Bytes> encode_key(const assessment::Key& key) {
    return Encoder::encode(key);
}
Result<assessment::Key> decode_key(ByteView bytes) {
    return Decoder::decode<assessment::Key>(bytes);
}
Result<Bytes> encode_key_part(const KeyPart& part) {
    return Encoder::encode(part);
}
Result<KeyPart> decode_key_part(ByteView bytes) {
    return Decoder::decode<KeyPart>(bytes);
}

Result<Bytes> encode_paper(const PaperContent& content) {
    return Encoder::encode(TRY(paper_bytes(content)));
}
Result<assessment::Paper> decode_paper(ByteView bytes) {
    return paper_of(TRY(Decoder::decode<archive::PaperBytes>(bytes)));
}

Result<Bytes> encode_candidate_part(const CandidatePart& part) {
    archive::PaperBytes paper = TRY(paper_bytes(paper_content(part)));
    return Encoder::encode(archive::CandidatePartBytes{part, std::move(paper)});
}

Result<CandidatePart> decode_candidate_part(ByteView bytes) {
    auto decoded = TRY(Decoder::decode<archive::CandidatePartBytes>(bytes));
    decoded.part.paper = paper_of(decoded.paper);
    // One encoding has one value, so equal bytes are equal hashes of every item, stimulus and picture.
    if (TRY(encode_paper(paper_content(decoded.part))) != TRY(Encoder::encode(decoded.paper))) return mismatch("hash in the paper");
    return std::move(decoded.part);
}

PaperContent paper_content(const CandidatePart& part) {
    return {part.paper, part.items, part.stimuli, part.figures};
}

Result<Hash> spec_hash(const assessment::AssessmentSpec& spec) {
    return hash_of(spec);
}
Result<Hash> paper_hash(const PaperContent& content) {
    return sha256(TRY(encode_paper(content)));
}
Result<Hash> text_hash(const SessionText& text) {
    return hash_of(text);
}

} // namespace kaogong::record
