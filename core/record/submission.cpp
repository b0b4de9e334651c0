#include "core/record/submission.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/record/age/file.h"
#include "core/record/cbor.h"

namespace kaogong::record {
namespace {

constexpr int kVersion = 1;
enum class Form { options = 1, number, text };

struct FormWriter {
    cbor::Writer& writer;

    void operator()(std::monostate) const { CHECK(false); } // unanswered items are left out before
    void operator()(const assessment::ChosenOptions& chosen) const {
        form(Form::options).array(chosen.ids.size());
        for (const std::string& id : chosen.ids) writer.text(id);
    }
    void operator()(const assessment::NumberText& number) const { form(Form::number).text(number.text); }
    void operator()(const assessment::ShortText& text) const { form(Form::text).text(text.text); }
    cbor::Writer& form(Form form) const { return writer.integer(static_cast<int>(form)); }
};

Result<assessment::Response> read_response(cbor::Reader& reader) {
    const auto form = static_cast<Form>(TRY(reader.integer_in(1, 3)));
    if (form != Form::options) {
        std::string text(TRY(reader.text()));
        if (form == Form::number) return assessment::Response(assessment::NumberText{std::move(text)});
        return assessment::Response(assessment::ShortText{std::move(text)});
    }
    assessment::ChosenOptions chosen;
    const std::size_t count = TRY(reader.array());
    if (count == 0 || count > kOptionsOfItemMax) return error(codes::record_value_invalid, "options of a response");
    for (std::size_t i = 0; i < count; ++i) chosen.ids.emplace_back(TRY(reader.text()));
    return assessment::Response(std::move(chosen));
}

Result<std::vector<assessment::ItemResponse>> read_responses(cbor::Reader& reader) {
    std::vector<assessment::ItemResponse> responses;
    const std::size_t count = TRY(reader.array());
    if (count > kItemsOfPaperMax) return error(codes::record_value_invalid, "number of responses");
    for (std::size_t i = 0; i < count; ++i) {
        TRY(reader.array_of(3));
        std::string item(TRY(reader.text()));
        auto response = TRY(read_response(reader));
        responses.push_back({std::move(item), std::move(response)});
    }
    return responses;
}

Result<std::vector<Bytes>> read_events(cbor::Reader& reader) {
    std::vector<Bytes> events;
    const std::size_t count = TRY(reader.array());
    if (count > kEventsOfSittingMax) return error(codes::record_value_invalid, "number of events");
    for (std::size_t i = 0; i < count; ++i) events.push_back(to_bytes(TRY(reader.bytes())));
    return events;
}

} // namespace

Result<Bytes> encode_submission(const Submission& submission) {
    if (submission.responses.size() > kItemsOfPaperMax || submission.events.size() > kEventsOfSittingMax)
        return error(codes::record_value_invalid, "size of a submission");
    cbor::Writer writer;
    writer.begin_map().key(1).integer(kVersion).key(2).bytes(submission.sitting.view()).key(3).bytes(submission.candidate.view());
    writer.key(4).array(submission.responses.size());
    for (const assessment::ItemResponse& each : submission.responses) {
        if (!assessment::is_answered(each.response)) return error(codes::record_value_invalid, "an unanswered item in a submission");
        writer.array(3).text(each.item);
        std::visit(FormWriter{writer}, each.response);
    }
    writer.key(5).array(submission.events.size());
    for (const Bytes& event : submission.events) writer.bytes(event);
    writer.end_map();
    return writer.take();
}

Result<Submission> decode_submission(ByteView bytes) {
    cbor::Reader reader(bytes);
    cbor::Fields fields = TRY(cbor::Fields::open(reader));
    Submission submission;
    TRY(fields.need(1));
    if (TRY(reader.integer()) != kVersion) return error(codes::record_version_unknown, "submission");
    TRY(fields.need(2));
    submission.sitting = TRY(reader.fixed<SittingId>());
    TRY(fields.need(3));
    submission.candidate = TRY(reader.fixed<CandidateRef>());
    TRY(fields.need(4));
    submission.responses = TRY(read_responses(reader));
    TRY(fields.need(5));
    submission.events = TRY(read_events(reader));
    TRY(fields.close());
    TRY(reader.finish());
    return submission;
}

Result<Bytes> seal_submission(const Submission& submission, const age::Recipient& bureau, Random& random) {
    Bytes plain = TRY(encode_submission(submission));
    const std::array recipients{bureau};
    auto sealed = age::seal(plain, recipients, random);
    wipe(plain.data(), plain.size());
    return sealed;
}

Result<Submission> open_submission(ByteView file, const age::Identity& bureau) {
    if (file.size() > kSubmissionSizeMax) return error(codes::file_too_large, "submission");
    const Secret plain = TRY(age::open(file, bureau));
    return decode_submission(plain.view());
}

} // namespace kaogong::record
