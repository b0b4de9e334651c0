#include "core/record/parcel.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kTerminal = 2, kIncarnation = 3, kFirst = 4, kCount = 5, kRootFirst = 6, kRootEnd = 7, kLogSize = 8,
                       kBundleVersion = 9, kBlobs = 10, kEntries = 11, kSuite = 12;
constexpr Shape kHeadShape{.type = kTypeParcel, .unprotected = Unprotected::certificate};

Bytes encode_head(const ParcelHead& head) {
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kTerminal).bytes(head.terminal.view());
    writer.key(kIncarnation).bytes(head.incarnation.view());
    writer.key(kFirst).unsigned_integer(head.first);
    writer.key(kCount).unsigned_integer(head.count);
    writer.key(kRootFirst).bytes(head.root_first.view());
    writer.key(kRootEnd).bytes(head.root_end.view());
    writer.key(kLogSize).unsigned_integer(head.log_size);
    writer.key(kBundleVersion).integer(head.bundle_version);
    if (!head.blobs.empty()) {
        writer.key(kBlobs).array(head.blobs.size());
        for (const BlobFact& blob : head.blobs) writer.array(2).bytes(blob.hash.view()).unsigned_integer(blob.size);
    }
    writer.key(kEntries).array(2).unsigned_integer(head.entries_size).bytes(head.entries_hash.view());
    writer.key(kSuite).integer(wire::number(head.suite));
    writer.end_map();
    return writer.take();
}

Result<BlobFact> read_blob_fact(cbor::Reader& reader) {
    BlobFact blob;
    TRY(reader.array_of(2));
    blob.hash = TRY(reader.fixed<Hash>());
    blob.size = static_cast<std::uint64_t>(TRY(reader.integer_in(1, INT64_MAX)));
    return blob;
}

Result<void> read_entries_fact(cbor::Reader& reader, ParcelHead& head) {
    TRY(reader.array_of(2));
    head.entries_size = TRY(reader.unsigned_integer());
    head.entries_hash = TRY(reader.fixed<Hash>());
    return success();
}

Result<ParcelHead> read_head(ByteView payload, const Suite& suite) {
    ParcelHead head;
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kTerminal));
    head.terminal = TRY(reader.fixed<TerminalId>());
    TRY(fields.need(kIncarnation));
    head.incarnation = TRY(reader.fixed<Incarnation>());
    TRY(fields.need(kFirst));
    head.first = static_cast<std::uint64_t>(TRY(reader.integer_in(0, INT64_MAX / 2)));
    TRY(fields.need(kCount));
    head.count = static_cast<std::uint64_t>(TRY(reader.integer_in(1, static_cast<std::int64_t>(kParcelEntriesMax))));
    TRY(fields.need(kRootFirst));
    head.root_first = TRY(reader.fixed<Hash>());
    TRY(fields.need(kRootEnd));
    head.root_end = TRY(reader.fixed<Hash>());
    TRY(fields.need(kLogSize));
    head.log_size = static_cast<std::uint64_t>(TRY(reader.integer_in(0, INT64_MAX)));
    TRY(fields.need(kBundleVersion));
    head.bundle_version = TRY(reader.integer_in(0, INT32_MAX));
    if (TRY(fields.has(kBlobs))) {
        head.blobs.resize(TRY(wire::read_list(reader, kParcelBlobsMax)));
        for (BlobFact& blob : head.blobs) blob = TRY(read_blob_fact(reader));
    }
    TRY(fields.need(kEntries));
    TRY(read_entries_fact(reader, head));
    TRY(fields.need(kSuite));
    const std::uint64_t number = TRY(reader.unsigned_integer());
    if (number != static_cast<std::uint64_t>(suite.number())) return error(codes::suite_unknown, "suite " + std::to_string(number));
    head.suite = suite.number();
    TRY(fields.close());
    TRY(reader.finish());
    return head;
}

Result<OpenedHead> open_head(Sign1 message, const Suite& suite) {
    TRY(expect_shape(message, kHeadShape));
    const auto& claims = message.protected_headers.claims;
    if (!claims || !claims->issued_at_s || !claims->issuer.empty() || !claims->subject.empty() || claims->tree_size)
        return error(codes::cose_header, "claims of a parcel's head");
    auto content = TRY(read_head(*message.payload, suite));
    return OpenedHead{
        .message = message, .content = std::move(content), .issued_at_s = *claims->issued_at_s, .id = suite.hash(message.encoded)};
}

// Entries are a CBOR sequence of byte strings; how many, how long and with which hash, the head says.
Result<std::vector<ByteView>> read_entries(ByteView part, const ParcelHead& head, const Suite& suite) {
    if (suite.hash(part) != head.entries_hash) return error(codes::parcel_hash_wrong);
    std::vector<ByteView> entries;
    entries.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(head.count, part.size())));
    cbor::Reader reader(part);
    for (std::uint64_t i = 0; i < head.count; ++i) entries.push_back(TRY(reader.bytes()));
    TRY(reader.finish());
    return entries;
}

// Pieces are full but the last, and stand in order: one blob has one form.
Result<ParcelBlob> read_blob(cbor::Reader& reader, const BlobFact& fact, const Suite& suite) {
    ParcelBlob blob{.fact = fact};
    for (std::uint64_t offset = 0; offset < fact.size;) {
        TRY(reader.array_of(3));
        const Hash hash = TRY(reader.fixed<Hash>());
        const std::uint64_t at = TRY(reader.unsigned_integer());
        const ByteView piece = TRY(reader.bytes());
        if (hash != fact.hash || at != offset || piece.size() != std::min<std::uint64_t>(kBlobChunkMax, fact.size - offset))
            return error(codes::blob_wrong, "piece at " + std::to_string(offset));
        blob.pieces.push_back(piece);
        offset += piece.size();
    }
    if (suite.hash(blob.content()) != fact.hash) return error(codes::blob_wrong, fact.hash.hex());
    return blob;
}

void write_blob(cbor::Writer& writer, ByteView content, const Hash& hash) {
    for (std::size_t offset = 0; offset < content.size(); offset += kBlobChunkMax)
        writer.array(3)
            .bytes(hash.view())
            .unsigned_integer(offset)
            .bytes(content.subspan(offset, std::min(kBlobChunkMax, content.size() - offset)));
}

Result<void> describe_blobs(const ParcelPlan& plan, const Suite& suite, ParcelHead& head) {
    if (plan.blobs.size() > kParcelBlobsMax) return error(codes::record_too_large, "attached files");
    for (const ByteView blob : plan.blobs) {
        if (blob.empty()) return error(codes::record_value_invalid, "an empty attached file");
        head.blobs.push_back({.hash = suite.hash(blob), .size = blob.size()});
    }
    return success();
}

Result<ParcelHead> describe(const ParcelPlan& plan, ByteView entries_part, const Suite& suite) {
    if (plan.entries.empty() || plan.entries.size() > kParcelEntriesMax)
        return error(codes::record_value_invalid, "number of entries of a parcel");
    const Entry last = TRY(decode_entry(plan.entries.back())).content;
    MerkleTree tree = *plan.before;
    for (const ByteView entry : plan.entries) tree.append(entry);
    ParcelHead head{.terminal = last.terminal,
                    .incarnation = last.incarnation,
                    .first = plan.before->size(),
                    .count = plan.entries.size(),
                    .root_first = plan.before->root(),
                    .root_end = tree.root(),
                    .log_size = plan.log_size,
                    .bundle_version = plan.bundle_version,
                    .entries_size = entries_part.size(),
                    .entries_hash = suite.hash(entries_part),
                    .suite = suite.number()};
    TRY(describe_blobs(plan, suite, head));
    return head;
}

} // namespace

Result<OpenedHead> decode_parcel_head(ByteView head, const Suite& suite) {
    return open_head(TRY(Sign1::decode(head)), suite);
}

Bytes ParcelBlob::content() const {
    Bytes content;
    content.reserve(static_cast<std::size_t>(fact.size));
    for (const ByteView piece : pieces) content.insert(content.end(), piece.begin(), piece.end());
    return content;
}

Result<Parcel> open_parcel(ByteView file, const Suite& suite) {
    if (!as_text(file).starts_with(kMagicParcel)) return error(codes::file_kind_unknown, "no parcel");
    const ByteView content = file.subspan(kMagicParcel.size());
    cbor::Reader head_reader(content);
    Parcel parcel;
    parcel.head = TRY(open_head(TRY(Sign1::read(head_reader)), suite));
    const ByteView rest = content.subspan(head_reader.offset());
    const ParcelHead& head = parcel.head.content;
    if (rest.size() < head.entries_size)
        return error(codes::parcel_size_wrong, std::to_string(rest.size()) + " of " + std::to_string(head.entries_size) + " bytes");
    const auto entries_size = static_cast<std::size_t>(head.entries_size);
    parcel.entries = TRY(read_entries(rest.first(entries_size), head, suite));
    cbor::Reader blob_reader(rest.subspan(entries_size));
    for (const BlobFact& fact : head.blobs) parcel.blobs.push_back(TRY(read_blob(blob_reader, fact, suite)));
    TRY(blob_reader.finish());
    return parcel;
}

Result<Bytes> build_parcel(const ParcelPlan& plan, const KeyPair& device) {
    CHECK(plan.before != nullptr);
    cbor::Writer entries;
    for (const ByteView entry : plan.entries) entries.bytes(entry);
    const ParcelHead head = TRY(describe(plan, entries.view(), device.suite()));
    const SignOptions options{.protected_headers = {.claims = HeaderClaims{.issued_at_s = plan.issued_at_s}, .type = kTypeParcel},
                              .unprotected_headers = {.certificate = plan.certificate}};
    cbor::Writer writer;
    writer.raw(view(kMagicParcel)).raw(sign_attached(encode_head(head), options, device)).raw(entries.view());
    for (std::size_t i = 0; i < plan.blobs.size(); ++i) write_blob(writer, plan.blobs[i], head.blobs[i].hash);
    return writer.take();
}

} // namespace kaogong::record
