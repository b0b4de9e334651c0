#include "core/record/sealed_hand_in.h"

#include "core/base/codes/record.h"
#include "core/record/cbor.h"
#include "core/record/suite.h"

namespace kaogong::record {
namespace {

using assessment::ChosenOptions;
using assessment::ItemResponse;
using assessment::NumberText;
using assessment::Response;
using assessment::ShortText;

constexpr std::int64_t kVersion = 1;
enum Key : std::int64_t { version = 1, sitting, candidate, spec, paper, responses, events };
// A response is [1, [option ids]], [2, number as typed] or [3, text]; an item without one stands alone in its list.
enum class Form : std::int64_t { options = 1, number, text };

Error malformed(std::string what) {
    return error(codes::hand_in_malformed, std::move(what));
}

cbor::Writer& begin(cbor::Writer& writer, Form form) {
    return writer.array(2).integer(static_cast<std::int64_t>(form));
}

void write(cbor::Writer&, const std::monostate&) {}
void write(cbor::Writer& writer, const ChosenOptions& chosen) {
    begin(writer, Form::options).array(chosen.ids.size());
    for (const std::string& id : chosen.ids) writer.text(id);
}
void write(cbor::Writer& writer, const NumberText& number) {
    begin(writer, Form::number).text(number.text);
}
void write(cbor::Writer& writer, const ShortText& text) {
    begin(writer, Form::text).text(text.text);
}

Result<std::string> read_text(cbor::Reader& reader, std::size_t limit) {
    const std::string_view text = TRY(reader.text());
    if (text.size() > limit) return malformed("length of a text");
    return std::string(text);
}

Result<ChosenOptions> read_options(cbor::Reader& reader) {
    ChosenOptions chosen;
    const std::size_t count = TRY(reader.array());
    if (count == 0 || count > kOptionsOfItemMax) return malformed("number of options");
    for (std::size_t i = 0; i < count; ++i) chosen.ids.push_back(TRY(read_text(reader, assessment::kIdLengthMax)));
    return chosen;
}

Result<Response> read_response(cbor::Reader& reader) {
    TRY(reader.array_of(2));
    switch (static_cast<Form>(TRY(reader.integer_in(1, 3)))) {
    case Form::options: return Response(TRY(read_options(reader)));
    case Form::number: return Response(NumberText{TRY(read_text(reader, assessment::kResponseTextBytesMax))});
    case Form::text: return Response(ShortText{TRY(read_text(reader, assessment::kResponseTextBytesMax))});
    }
    return malformed("form of a response");
}

Result<ItemResponse> read_item_response(cbor::Reader& reader) {
    const std::size_t size = TRY(reader.array());
    if (size != 1 && size != 2) return malformed("response");
    ItemResponse response;
    response.item = TRY(read_text(reader, assessment::kIdLengthMax));
    if (size == 2) response.response = TRY(read_response(reader));
    return response;
}

Result<std::size_t> read_count(cbor::Reader& reader, std::size_t limit) {
    const std::size_t count = TRY(reader.array());
    if (count > limit) return malformed("length of a list");
    return count;
}

Result<void> read_lists(cbor::Reader& reader, cbor::Fields& fields, HandIn& hand_in) {
    TRY(fields.need(Key::responses));
    for (std::size_t left = TRY(read_count(reader, kItemsOfPaperMax)); left > 0; --left)
        hand_in.responses.push_back(TRY(read_item_response(reader)));
    TRY(fields.need(Key::events));
    for (std::size_t left = TRY(read_count(reader, kEventsOfSittingMax)); left > 0; --left)
        hand_in.events.push_back(to_bytes(TRY(reader.bytes())));
    return success();
}

} // namespace

Result<Bytes> encode_hand_in(const HandIn& hand_in) {
    if (hand_in.responses.size() > kItemsOfPaperMax || hand_in.events.size() > kEventsOfSittingMax) return malformed("length of a list");
    cbor::Writer writer;
    writer.begin_map();
    writer.key(Key::version).integer(kVersion);
    writer.key(Key::sitting).bytes(hand_in.sitting.view());
    writer.key(Key::candidate).bytes(hand_in.candidate.view());
    writer.key(Key::spec).bytes(hand_in.spec.view());
    writer.key(Key::paper).bytes(hand_in.paper.view());
    writer.key(Key::responses).array(hand_in.responses.size());
    for (const ItemResponse& response : hand_in.responses) {
        writer.array(is_answered(response.response) ? 2 : 1).text(response.item);
        std::visit([&](const auto& given) { write(writer, given); }, response.response);
    }
    writer.key(Key::events).array(hand_in.events.size());
    for (const Bytes& event : hand_in.events) writer.bytes(event);
    writer.end_map();
    return writer.take();
}

Result<HandIn> decode_hand_in(ByteView bytes) {
    HandIn hand_in;
    cbor::Reader reader(bytes);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(Key::version));
    if (const std::int64_t version = TRY(reader.integer()); version != kVersion)
        return error(codes::record_version_unknown, std::to_string(version));
    TRY(fields.need(Key::sitting));
    hand_in.sitting = TRY(reader.fixed<SittingId>());
    TRY(fields.need(Key::candidate));
    hand_in.candidate = TRY(reader.fixed<CandidateRef>());
    TRY(fields.need(Key::spec));
    hand_in.spec = TRY(reader.fixed<Hash>());
    TRY(fields.need(Key::paper));
    hand_in.paper = TRY(reader.fixed<Hash>());
    TRY(read_lists(reader, fields, hand_in));
    TRY(fields.close());
    TRY(reader.finish());
    return hand_in;
}

Result<SealedHandIn> seal_hand_in(const HandIn& hand_in, const age::Recipient& bureau, Random& random) {
    Bytes plain = TRY(encode_hand_in(hand_in));
    Result<Bytes> file = age::seal(plain, {&bureau, 1}, random);
    wipe(plain.data(), plain.size());
    SealedHandIn sealed;
    sealed.file = TRY(std::move(file));
    sealed.hash = sha256(sealed.file);
    return sealed;
}

Result<HandIn> open_hand_in(ByteView file, const age::Identity& bureau) {
    const Secret plain = TRY(age::open(file, bureau));
    return decode_hand_in(plain.view());
}

} // namespace kaogong::record
