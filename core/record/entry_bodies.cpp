#include "core/record/entry_bodies.h"

#include "core/base/codes/record.h"
#include "core/record/wire.h"

#include <memory>

namespace kaogong::record {
namespace {

// Members of a body one after the other, keys counting from 1: the two halves of each format stand side by side below and must agree.
class MapWriter {
  public:
    MapWriter() { writer_.begin_map(); }
    cbor::Writer& key(std::int64_t key) { return writer_.key(key); }
    Bytes take() { return writer_.end_map().take(); }

  private:
    cbor::Writer writer_;
};

class MapReader {
  public:
    static Result<MapReader> open(ByteView encoded) {
        MapReader map(encoded);
        map.fields_ = TRY(cbor::Fields::open(*map.reader_));
        return map;
    }
    template <typename Fixed> Result<Fixed> fixed(std::int64_t key) {
        TRY(fields_->need(key));
        return reader_->fixed<Fixed>();
    }
    Result<std::int64_t> integer(std::int64_t key, std::int64_t min, std::int64_t max) {
        TRY(fields_->need(key));
        return reader_->integer_in(min, max);
    }
    Result<std::int64_t> time_ms(std::int64_t key) { return integer(key, 0, kTimeMaxMs); }
    Result<std::string> text(std::int64_t key) {
        TRY(fields_->need(key));
        return wire::read_text(*reader_);
    }
    Result<Bytes> bytes(std::int64_t key) {
        TRY(fields_->need(key));
        return to_bytes(TRY(reader_->bytes()));
    }
    Result<bool> has(std::int64_t key) { return fields_->has(key); }
    cbor::Reader& reader() { return *reader_; }
    Result<void> close() {
        TRY(fields_->close());
        return reader_->finish();
    }

  private:
    // The fields point to the reader, which therefore must not move with this object.
    explicit MapReader(ByteView encoded) : reader_(std::make_unique<cbor::Reader>(encoded)) {}
    std::unique_ptr<cbor::Reader> reader_;
    std::optional<cbor::Fields> fields_;
};

constexpr std::int64_t kCountMax = INT32_MAX;

Result<ProfileMark> read_profile(cbor::Reader& reader) {
    ProfileMark profile;
    TRY(reader.array_of(2));
    profile.id = TRY(wire::read_text(reader));
    profile.digest = TRY(reader.fixed<Hash>());
    return profile;
}

} // namespace

Bytes encode_body(const EnrolledBody& body) {
    MapWriter map;
    map.key(1).bytes(body.root_set.view());
    map.key(2).integer(body.bundle_version);
    map.key(3).integer(wire::number(body.suite));
    map.key(4).integer(wire::number(body.environment));
    map.key(5).bytes(body.certificate);
    map.key(6).text(body.software);
    return map.take();
}

template <> Result<EnrolledBody> decode_body(ByteView encoded) {
    EnrolledBody body;
    auto map = TRY(MapReader::open(encoded));
    body.root_set = TRY(map.fixed<Hash>(1));
    body.bundle_version = TRY(map.integer(2, 1, kCountMax));
    body.suite = static_cast<SuiteNumber>(TRY(map.integer(3, 1, UINT8_MAX)));
    body.environment = static_cast<Environment>(TRY(map.integer(4, 0, 2)));
    body.certificate = TRY(map.bytes(5));
    body.software = TRY(map.text(6));
    TRY(map.close());
    return body;
}

Bytes encode_body(const BootBody& body) {
    MapWriter map;
    map.key(1).bytes(body.boot_id.view());
    map.key(2).bytes(body.hardware.view());
    if (body.tpm_counter) map.key(3).integer(*body.tpm_counter);
    map.key(4).text(body.software);
    return map.take();
}

template <> Result<BootBody> decode_body(ByteView encoded) {
    BootBody body;
    auto map = TRY(MapReader::open(encoded));
    body.boot_id = TRY(map.fixed<BootId>(1));
    body.hardware = TRY(map.fixed<Hash>(2));
    if (TRY(map.has(3))) body.tpm_counter = TRY(map.reader().integer());
    body.software = TRY(map.text(4));
    TRY(map.close());
    return body;
}

Bytes encode_body(const ClockStepBody& body) {
    MapWriter map;
    map.key(1).integer(body.expected_ms);
    map.key(2).integer(body.found_ms);
    return map.take();
}

template <> Result<ClockStepBody> decode_body(ByteView encoded) {
    ClockStepBody body;
    auto map = TRY(MapReader::open(encoded));
    body.expected_ms = TRY(map.time_ms(1));
    body.found_ms = TRY(map.time_ms(2));
    TRY(map.close());
    return body;
}

Bytes encode_body(const VersionBody& body) {
    MapWriter map;
    map.key(1).integer(body.version);
    map.key(2).bytes(body.content.view());
    return map.take();
}

template <> Result<VersionBody> decode_body(ByteView encoded) {
    VersionBody body;
    auto map = TRY(MapReader::open(encoded));
    body.version = TRY(map.integer(1, 0, kCountMax));
    body.content = TRY(map.fixed<Hash>(2));
    TRY(map.close());
    return body;
}

Bytes encode_body(const SessionBody& body) {
    MapWriter map;
    map.key(1).bytes(body.session.view());
    map.key(2).bytes(body.package.view());
    map.key(3).text(body.plan);
    map.key(4).integer(body.candidates);
    if (body.profile) map.key(5).array(2).text(body.profile->id).bytes(body.profile->digest.view());
    return map.take();
}

template <> Result<SessionBody> decode_body(ByteView encoded) {
    SessionBody body;
    auto map = TRY(MapReader::open(encoded));
    body.session = TRY(map.fixed<SessionId>(1));
    body.package = TRY(map.fixed<Hash>(2));
    body.plan = TRY(map.text(3));
    body.candidates = TRY(map.integer(4, 0, kCountMax));
    if (TRY(map.has(5))) body.profile = TRY(read_profile(map.reader()));
    TRY(map.close());
    return body;
}

Bytes encode_body(const SittingBody& body) {
    MapWriter map;
    map.key(1).bytes(body.sitting.view());
    map.key(2).bytes(body.session.view());
    map.key(3).bytes(body.candidate.view());
    if (body.ended) map.key(4).integer(wire::number(*body.ended));
    return map.take();
}

template <> Result<SittingBody> decode_body(ByteView encoded) {
    SittingBody body;
    auto map = TRY(MapReader::open(encoded));
    body.sitting = TRY(map.fixed<SittingId>(1));
    body.session = TRY(map.fixed<SessionId>(2));
    body.candidate = TRY(map.fixed<CandidateRef>(3));
    if (TRY(map.has(4))) {
        body.ended = assessment::outcome_code(TRY(map.reader().integer()));
        if (!body.ended) return error(codes::record_value_invalid, "key 4: outcome code");
    }
    TRY(map.close());
    return body;
}

Bytes encode_body(const AnswerBody& body) {
    MapWriter map;
    map.key(1).bytes(body.sitting.view());
    map.key(2).bytes(body.sealed.view());
    return map.take();
}

template <> Result<AnswerBody> decode_body(ByteView encoded) {
    AnswerBody body;
    auto map = TRY(MapReader::open(encoded));
    body.sitting = TRY(map.fixed<SittingId>(1));
    body.sealed = TRY(map.fixed<Hash>(2));
    TRY(map.close());
    return body;
}

Bytes encode_body(const ResultBody& body) {
    MapWriter map;
    map.key(1).bytes(body.hash.view());
    map.key(2).bytes(body.signed_result);
    return map.take();
}

template <> Result<ResultBody> decode_body(ByteView encoded) {
    ResultBody body;
    auto map = TRY(MapReader::open(encoded));
    body.hash = TRY(map.fixed<Hash>(1));
    body.signed_result = TRY(map.bytes(2));
    TRY(map.close());
    return body;
}

Bytes encode_body(const StaffActBody& body) {
    MapWriter map;
    map.key(1).text(body.staff);
    map.key(2).text(body.act);
    if (body.sitting) map.key(3).bytes(body.sitting->view());
    if (!body.reason.empty()) map.key(4).text(body.reason);
    if (body.credit_ms) map.key(5).integer(*body.credit_ms);
    return map.take();
}

template <> Result<StaffActBody> decode_body(ByteView encoded) {
    StaffActBody body;
    auto map = TRY(MapReader::open(encoded));
    body.staff = TRY(map.text(1));
    body.act = TRY(map.text(2));
    if (TRY(map.has(3))) body.sitting = TRY(map.reader().fixed<SittingId>());
    if (TRY(map.has(4))) body.reason = TRY(wire::read_text(map.reader()));
    if (TRY(map.has(5))) body.credit_ms = TRY(wire::read_time_ms(map.reader()));
    TRY(map.close());
    return body;
}

Bytes encode_body(const AnswerImportedBody& body) {
    MapWriter map;
    map.key(1).unsigned_integer(body.held);
    map.key(2).bytes(body.root.view());
    map.key(3).unsigned_integer(body.log_size);
    map.key(4).bytes(body.log_root.view());
    return map.take();
}

template <> Result<AnswerImportedBody> decode_body(ByteView encoded) {
    AnswerImportedBody body;
    auto map = TRY(MapReader::open(encoded));
    body.held = static_cast<std::uint64_t>(TRY(map.integer(1, 0, INT64_MAX)));
    body.root = TRY(map.fixed<Hash>(2));
    body.log_size = static_cast<std::uint64_t>(TRY(map.integer(3, 0, INT64_MAX)));
    body.log_root = TRY(map.fixed<Hash>(4));
    TRY(map.close());
    return body;
}

Bytes encode_body(const ExportedBody& body) {
    MapWriter map;
    map.key(1).text(body.purpose);
    map.key(2).text(body.receiver);
    map.key(3).bytes(body.content.view());
    return map.take();
}

template <> Result<ExportedBody> decode_body(ByteView encoded) {
    ExportedBody body;
    auto map = TRY(MapReader::open(encoded));
    body.purpose = TRY(map.text(1));
    body.receiver = TRY(map.text(2));
    body.content = TRY(map.fixed<Hash>(3));
    TRY(map.close());
    return body;
}

Bytes encode_body(const KeyRotatedBody& body) {
    MapWriter map;
    map.key(1).bytes(body.certificate);
    return map.take();
}

template <> Result<KeyRotatedBody> decode_body(ByteView encoded) {
    KeyRotatedBody body;
    auto map = TRY(MapReader::open(encoded));
    body.certificate = TRY(map.bytes(1));
    TRY(map.close());
    return body;
}

ResultBody result_body(ByteView signed_result, const Suite& suite) {
    return {.hash = suite.hash(signed_result), .signed_result = to_bytes(signed_result)};
}

Result<void> check_result_body(const ResultBody& body, const Suite& suite) {
    if (suite.hash(body.signed_result) != body.hash) return error(codes::record_seal_wrong);
    return success();
}

Result<void> check_body_of(const Entry& entry, const Suite& suite) {
    switch (entry.type) {
    case EventType::enrolled: TRY(decode_body<EnrolledBody>(entry.body)); break;
    case EventType::boot: TRY(decode_body<BootBody>(entry.body)); break;
    case EventType::clock_step: TRY(decode_body<ClockStepBody>(entry.body)); break;
    case EventType::bundle_accepted:
    case EventType::package_accepted: TRY(decode_body<VersionBody>(entry.body)); break;
    case EventType::session_opened:
    case EventType::session_closed: TRY(decode_body<SessionBody>(entry.body)); break;
    case EventType::sitting_opened:
    case EventType::sitting_ended:
    case EventType::scoring_opened:
    case EventType::scoring_ended: TRY(decode_body<SittingBody>(entry.body)); break;
    case EventType::answer:
    case EventType::score: TRY(decode_body<AnswerBody>(entry.body)); break;
    case EventType::result: return check_result_body(TRY(decode_body<ResultBody>(entry.body)), suite);
    case EventType::staff_act:
    case EventType::incident: TRY(decode_body<StaffActBody>(entry.body)); break;
    case EventType::answer_imported: TRY(decode_body<AnswerImportedBody>(entry.body)); break;
    case EventType::exported: TRY(decode_body<ExportedBody>(entry.body)); break;
    case EventType::key_rotated: TRY(decode_body<KeyRotatedBody>(entry.body)); break;
    case EventType::heartbeat:
        if (!equal(entry.body, empty_body())) return error(codes::record_value_invalid, "body of a heartbeat");
        break;
    }
    return success();
}

} // namespace kaogong::record
