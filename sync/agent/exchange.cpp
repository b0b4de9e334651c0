#include "sync/agent/exchange.h"

#include "core/base/codes/sync.h"
#include "core/base/text.h"
#include "core/record/cose.h"
#include "core/record/formats.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace kaogong::sync {
namespace {

using nlohmann::json;

constexpr std::size_t kAnswerBytesMax = 16u << 20; // a receipt is about 1 KiB; a parcel holds a few thousand results at the very most
constexpr int kRoundsMax = 3;                      // offers of one parcel in one exchange: 409 sends us back to the offer, but not for ever
constexpr std::int64_t kKeyVersion = 1;
constexpr std::int64_t kKeyParcel = 2;

// What a call gives back when the exchange is over before its end; empty means go on.
using Ended = std::optional<Exchange>;

Exchange ended(Outcome outcome, Error why, std::optional<Code> told = {}) {
    return {.outcome = outcome, .why = std::move(why), .told = told};
}

struct ChunkRange {
    std::size_t first = 0;
    std::size_t count = 0;
};

// The bureau's word on what lacks; hostile until each number is checked against the parcel that we hold.
Result<std::vector<ChunkRange>> read_lacking(ByteView body, std::size_t chunks) {
    const json reply = json::parse(body.begin(), body.end(), nullptr, false);
    if (!reply.is_object() || !reply.contains("lacks") || !reply["lacks"].is_array())
        return error(codes::bureau_nonsense, "offer without lacks");
    std::vector<ChunkRange> ranges;
    for (const json& range : reply["lacks"]) {
        const bool pair = range.is_array() && range.size() == 2 && range[0].is_number_unsigned() && range[1].is_number_unsigned();
        if (!pair) return error(codes::bureau_nonsense, "lacks");
        const auto first = range[0].get<std::uint64_t>();
        const auto count = range[1].get<std::uint64_t>();
        if (first >= chunks || count == 0 || count > chunks - first || ranges.size() == chunks)
            return error(codes::bureau_nonsense, "lacks");
        ranges.push_back({.first = first, .count = count});
    }
    return ranges;
}

std::optional<Code> code_in(ByteView body) {
    const json problem = json::parse(body.begin(), body.end(), nullptr, false);
    if (!problem.is_object() || !problem.contains("code") || !problem["code"].is_string()) return std::nullopt;
    const auto& text = problem["code"].get_ref<const std::string&>();
    if (!text.starts_with("K-")) return std::nullopt;
    const auto number = parse_integer(std::string_view(text).substr(2), {.min = 1, .max = 9'999});
    return number.ok() ? find_code(static_cast<int>(*number)) : std::nullopt;
}

class Carrying {
  public:
    Carrying(const ParcelFile& parcel, Transport& transport, const OnSent& on_sent)
        : parcel_(parcel), transport_(transport), on_sent_(on_sent) {}

    Exchange run() {
        for (int round = 0; round < kRoundsMax; ++round) {
            if (auto end = one_round()) return std::move(*end);
        }
        return ended(Outcome::later, error(codes::bureau_nonsense, "asks for the same parcel again and again"));
    }

  private:
    Ended one_round() {
        std::vector<ChunkRange> lacking;
        if (auto end = offer(lacking)) return end;
        if (auto end = send_chunks(lacking)) return end;
        if (again_) return std::nullopt;
        return commit();
    }

    Ended offer(std::vector<ChunkRange>& lacking) {
        again_ = false;
        auto reply = transport_.send({.method = "POST", .path = "/v1/offer", .body = parcel_.head(), .content_type = "application/cose"});
        if (!reply.ok()) return broken(reply.error());
        if (reply->status != 200) return judge_reply(*reply);
        auto ranges = read_lacking(reply->body, parcel_.chunks());
        if (!ranges.ok()) return ended(Outcome::later, ranges.error());
        lacking = std::move(*ranges);
        return std::nullopt;
    }

    Ended send_chunks(const std::vector<ChunkRange>& lacking) {
        std::uint64_t left = 0;
        for (const ChunkRange& range : lacking)
            for (std::size_t n = range.first; n < range.first + range.count; ++n) left += parcel_.chunk(n).size();
        report(left);
        for (const ChunkRange& range : lacking) {
            for (std::size_t n = range.first; n < range.first + range.count && !again_; ++n) {
                if (auto end = send_chunk(n)) return end;
                left -= std::min<std::uint64_t>(left, parcel_.chunk(n).size());
                report(left);
            }
        }
        return std::nullopt;
    }

    Ended send_chunk(std::size_t number) {
        const ByteView chunk = parcel_.chunk(number);
        const auto reply = transport_.send({.method = "PUT",
                                            .path = "/v1/chunk/" + parcel_.id.hex() + "/" + std::to_string(number),
                                            .body = chunk,
                                            .content_type = "application/octet-stream",
                                            .content_digest = content_digest(chunk)});
        if (!reply.ok()) return broken(reply.error());
        if (reply->status == 409) return start_again();
        if (reply->status != 200 && reply->status != 204) return judge_reply(*reply);
        return std::nullopt;
    }

    Ended commit() {
        auto reply = transport_.send({.method = "POST", .path = "/v1/commit/" + parcel_.id.hex(), .reply_bytes_max = kAnswerBytesMax});
        if (!reply.ok()) return broken(reply.error());
        if (reply->status == 409) return start_again();
        if (reply->status == 202) return ended(Outcome::waiting, error(codes::parcel_waiting, parcel_.name));
        if (reply->status != 200) return judge_reply(*reply);
        const auto shape = check_answer_shape(reply->body, parcel_);
        if (!shape.ok())
            return ended(Outcome::later, error(codes::bureau_nonsense, "answer: " + code_text(shape.code()) + " " + shape.error().context));
        return Exchange{.outcome = Outcome::answered, .answer = std::move(reply->body)};
    }

    Ended start_again() {
        again_ = true;
        return std::nullopt;
    }

    static Exchange broken(const Error& why) { return ended(why.code == codes::transfer_stopped ? Outcome::stopped : Outcome::later, why); }

    void report(std::uint64_t left) const {
        on_sent_({.bytes = parcel_.bytes.size() - std::min<std::uint64_t>(left, parcel_.bytes.size()), .total = parcel_.bytes.size()});
    }

    const ParcelFile& parcel_;
    Transport& transport_;
    const OnSent& on_sent_;
    bool again_ = false;
};

} // namespace

Exchange judge_reply(const TransportReply& reply) {
    const std::string status = "HTTP " + std::to_string(reply.status);
    if (reply.status == 429 || reply.status == 503)
        return {.outcome = Outcome::later, .why = error(codes::bureau_busy, status), .retry_after_s = reply.retry_after_s};
    const auto code = code_in(reply.body);
    const std::string context = code ? status + " " + code_text(*code) + " " + std::string(code_name(*code)) : status;
    if (reply.status >= 500) return ended(Outcome::later, error(codes::bureau_failed, context));
    if (!code || reply.status < 400) return ended(Outcome::later, error(codes::bureau_nonsense, context));
    if (reply.status == 401 || reply.status == 403) return ended(Outcome::denied, error(codes::bureau_denied, context), code);
    if (reply.status == 422) return ended(Outcome::frozen, error(codes::exports_frozen, context), code);
    return ended(Outcome::refused, error(codes::parcel_refused, context), code);
}

Result<void> check_answer_shape(ByteView answer, const ParcelFile& parcel) {
    if (!as_text(answer).starts_with(record::kMagicAnswer)) return error(codes::bureau_nonsense, "no answer");
    record::cbor::Reader sequence(answer.subspan(record::kMagicAnswer.size()));
    const auto message = TRY(record::Sign1::read(sequence));
    if (!message.payload) return error(codes::bureau_nonsense, "answer without payload");
    record::cbor::Reader reader(*message.payload);
    auto fields = TRY(record::cbor::Fields::open(reader));
    TRY(fields.need(kKeyVersion));
    TRY(reader.unsigned_integer());
    TRY(fields.need(kKeyParcel));
    if (TRY(reader.fixed<Hash>()) != parcel.id) return error(codes::bureau_nonsense, "answer to another parcel");
    return success();
}

Exchange carry(const ParcelFile& parcel, Transport& transport, const OnSent& on_sent) {
    return Carrying(parcel, transport, on_sent).run();
}

} // namespace kaogong::sync
