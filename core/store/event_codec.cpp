// Fields of every event, told once for both directions. Keys are stable and shared by all events; within one event they rise:
//   0 version, 1 type, 2 boot id, 3 boot ms, 4 wall ms, 5 item, 6 response, 7 touched option, 8 text id, 9 hash, 10 identity check, 11
//   staff, 12 second staff, 13 late ms, 14 sequence restored, 15 threshold ms, 16 last alive [boot id, boot ms, wall ms], 17 credit ms, 18
//   reason, 19 outcome code
// A response is [1, [option ids]], [2, number as typed] or [3, text]; no response at all is the key left out.
#include "core/store/event_codec.h"

#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/record/cbor.h"

#include <type_traits>

namespace kaogong::store {
namespace {

using namespace assessment;
namespace cbor = record::cbor;

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kNameBytesMax = 64; // of an item, option, text or staff id
constexpr int kKeyResponse = 6;
constexpr int kKeyLastAlive = 16;

enum class ResponseKind : std::int64_t { options = 1, number = 2, text = 3 };

class EventWriter {
  public:
    explicit EventWriter(cbor::Writer& out) : out_(out) {}

    Result<void> text(int key, const std::string& value) {
        if (!value.empty()) out_.key(key).text(value);
        return success();
    }
    Result<void> integer(int key, std::int64_t value) {
        out_.key(key).integer(value);
        return success();
    }
    Result<void> integer(int key, std::uint64_t value) {
        out_.key(key).unsigned_integer(value);
        return success();
    }
    template <typename Enum> Result<void> choice(int key, Enum value) {
        out_.key(key).integer(static_cast<std::int64_t>(value));
        return success();
    }
    Result<void> hash(int key, const Hash& value) {
        out_.key(key).bytes(value.view());
        return success();
    }
    Result<void> instant(const Instant& at) {
        out_.key(2).bytes(at.boot_id.view()).key(3).integer(at.boot_ms).key(4).integer(at.wall_ms);
        return success();
    }
    Result<void> last_alive(const Instant& at) {
        out_.key(kKeyLastAlive).array(3).bytes(at.boot_id.view()).integer(at.boot_ms).integer(at.wall_ms);
        return success();
    }
    Result<void> response(const Response& response) {
        if (is_answered(response)) std::visit([this](const auto& given) { put(given); }, response);
        return success();
    }

  private:
    void put(std::monostate) {}
    void put(const ChosenOptions& chosen) {
        head(ResponseKind::options).array(chosen.ids.size());
        for (const std::string& id : chosen.ids) out_.text(id);
    }
    void put(const NumberText& number) { head(ResponseKind::number).text(number.text); }
    void put(const ShortText& text) { head(ResponseKind::text).text(text.text); }
    cbor::Writer& head(ResponseKind kind) { return out_.key(kKeyResponse).array(2).integer(static_cast<std::int64_t>(kind)); }

    cbor::Writer& out_;
};

class EventReader {
  public:
    EventReader(cbor::Reader& in, cbor::Fields& fields) : in_(in), fields_(fields) {}

    Result<void> text(int key, std::string& value, std::size_t size_max = kNameBytesMax) {
        if (!TRY(fields_.has(key))) return success();
        value = TRY(bounded_text(size_max));
        return success();
    }
    Result<void> integer(int key, std::int64_t& value) {
        TRY(fields_.need(key));
        value = TRY(in_.integer());
        return success();
    }
    Result<void> integer(int key, std::uint64_t& value) {
        TRY(fields_.need(key));
        value = TRY(in_.unsigned_integer());
        return success();
    }
    Result<void> choice(int key, IdentityCheck& value) {
        TRY(fields_.need(key));
        value = static_cast<IdentityCheck>(TRY(in_.integer_in(1, static_cast<std::int64_t>(IdentityCheck::mismatch))));
        return success();
    }
    Result<void> choice(int key, OutcomeCode& value) {
        TRY(fields_.need(key));
        const auto code = outcome_code(TRY(in_.integer()));
        if (!code) return kaogong::error(codes::record_value_invalid, "outcome code");
        value = *code;
        return success();
    }
    Result<void> hash(int key, Hash& value) {
        TRY(fields_.need(key));
        value = TRY(in_.fixed<Hash>());
        return success();
    }
    Result<void> instant(Instant& at) {
        TRY(fields_.need(2));
        at.boot_id = TRY(in_.fixed<BootId>());
        TRY(integer(3, at.boot_ms));
        return integer(4, at.wall_ms);
    }
    Result<void> last_alive(Instant& at) {
        TRY(fields_.need(kKeyLastAlive));
        TRY(in_.array_of(3));
        at.boot_id = TRY(in_.fixed<BootId>());
        at.boot_ms = TRY(in_.integer());
        at.wall_ms = TRY(in_.integer());
        return success();
    }
    Result<void> response(Response& response) {
        if (!TRY(fields_.has(kKeyResponse))) return success();
        TRY(in_.array_of(2));
        const auto kind = static_cast<ResponseKind>(TRY(in_.integer_in(1, 3)));
        if (kind == ResponseKind::options) {
            response = TRY(options());
            return success();
        }
        std::string text(TRY(in_.text()));
        if (kind == ResponseKind::number) {
            response = NumberText{std::move(text)};
        } else {
            response = ShortText{std::move(text)};
        }
        return success();
    }

  private:
    Result<std::string> bounded_text(std::size_t size_max) {
        const std::string_view text = TRY(in_.text());
        // An absent field is the only way to write an empty one, so that one event has one form.
        if (text.empty() || text.size() > size_max) return kaogong::error(codes::record_value_invalid, "length of a text");
        return std::string(text);
    }
    Result<ChosenOptions> options() {
        ChosenOptions chosen;
        const std::size_t count = TRY(in_.array());
        if (count > kOptionsOfItemMax) return kaogong::error(codes::record_value_invalid, "number of options");
        for (std::size_t i = 0; i < count; ++i) chosen.ids.push_back(TRY(bounded_text(kNameBytesMax)));
        return chosen;
    }

    cbor::Reader& in_;
    cbor::Fields& fields_;
};

// A reason is a person's sentence and may be long; names are short. Only the reader needs to know.
template <typename Archive, typename Text> Result<void> reason_field(Archive& archive, Text& reason) {
    if constexpr (std::is_same_v<Archive, EventReader>)
        return archive.text(18, reason, 4'096);
    else
        return archive.text(18, reason);
}

// What each event has beyond its instant. `E` is the event, const when writing.
template <typename T, typename E> constexpr bool kIs = std::is_same_v<std::remove_const_t<E>, T>;

template <typename Archive, typename E> Result<void> staff_fields(Archive& archive, E& event) {
    if constexpr (kIs<IdentityChecked, E>) {
        TRY(archive.choice(10, event.check));
        TRY(archive.text(11, event.staff));
        return archive.text(12, event.second_staff);
    } else if constexpr (kIs<EndedByStaff, E>) {
        TRY(archive.text(11, event.staff));
        TRY(archive.text(12, event.second_staff));
        TRY(reason_field(archive, event.reason));
        return archive.choice(19, event.code);
    } else if constexpr (kIs<Paused, E>) {
        TRY(archive.text(11, event.staff));
        TRY(reason_field(archive, event.reason));
        return archive.choice(19, event.cause);
    } else if constexpr (kIs<Resumed, E>) {
        TRY(archive.text(11, event.staff));
        return archive.integer(17, event.credit_ms);
    } else if constexpr (kIs<SeatReleased, E>) {
        return archive.text(11, event.staff);
    } else { // ReleasedByStaff, TimeCredited
        TRY(archive.text(11, event.staff));
        TRY(archive.integer(17, event.credit_ms));
        return reason_field(archive, event.reason);
    }
}

template <typename Archive, typename E> Result<void> item_fields(Archive& archive, E& event) {
    TRY(archive.text(5, event.item));
    if constexpr (kIs<ResponseSet, E>) {
        TRY(archive.response(event.response));
        return archive.text(7, event.touched_option);
    } else if constexpr (kIs<ResponseRestored, E>) {
        return archive.integer(14, event.sequence);
    } else if constexpr (kIs<OptionTouched, E>) {
        return archive.text(7, event.option);
    } else {
        return success();
    }
}

template <typename Archive, typename E> Result<void> fields(Archive& archive, E& event) {
    TRY(archive.instant(event.at));
    if constexpr (requires { event.item; }) {
        return item_fields(archive, event);
    } else if constexpr (requires { event.staff; }) {
        return staff_fields(archive, event);
    } else if constexpr (requires { event.text; }) {
        TRY(archive.text(8, event.text));
        return archive.hash(9, event.hash);
    } else if constexpr (kIs<Started, E>) {
        return archive.integer(13, event.late_ms);
    } else if constexpr (kIs<NoticeShown, E>) {
        return archive.integer(15, event.threshold_ms);
    } else if constexpr (kIs<Interrupted, E>) {
        return archive.last_alive(event.last_alive);
    } else {
        return success();
    }
}

// The alternative of the variant with this number, default-made.
template <std::size_t Index = 0> Result<SittingEvent> event_of_type(std::int64_t type) {
    if constexpr (Index == std::variant_size_v<SittingEvent>) {
        return error(codes::record_value_invalid, "event type " + std::to_string(type));
    } else {
        SittingEvent event(std::in_place_index<Index>);
        if (event_type(event) == type) return event;
        return event_of_type<Index + 1>(type);
    }
}

} // namespace

Bytes encode_event(const SittingEvent& event) {
    cbor::Writer out;
    out.begin_map().key(0).integer(kVersion).key(1).integer(event_type(event));
    EventWriter archive(out);
    const auto written = std::visit([&archive](const auto& one) { return fields(archive, one); }, event);
    CHECK(written.ok());
    out.end_map();
    return out.take();
}

Result<SittingEvent> decode_event(ByteView bytes) {
    cbor::Reader in(bytes);
    cbor::Fields map = TRY(cbor::Fields::open(in));
    TRY(map.need(0));
    if (TRY(in.integer()) != kVersion) return error(codes::record_version_unknown, "event");
    TRY(map.need(1));
    SittingEvent event = TRY(event_of_type(TRY(in.integer())));
    EventReader archive(in, map);
    TRY(std::visit([&archive](auto& one) { return fields(archive, one); }, event));
    TRY(map.close());
    TRY(in.finish());
    return event;
}

} // namespace kaogong::store
