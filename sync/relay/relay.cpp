#include "sync/relay/relay.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "sync/desk/parcel_size.h"

namespace kaogong::relay {
namespace {

constexpr std::int64_t kMsOfSecond = 1'000;
constexpr int kFileMode = 0640;

Path bundle_path(const Path& data) {
    return data / "bundle";
}
Path room_path(const Path& data) {
    return data / "room.json";
}

// A file that is not what its head promises: dropped, so that the right bytes can still come.
Result<void> check_file(ByteView file, const Hash& parcel) {
    const auto opened = record::open_parcel(file);
    if (!opened) return error(codes::parcel_content_mismatch, code_text(opened.code()) + " " + opened.error().context);
    return opened->head.id == parcel ? success() : Result<void>(error(codes::parcel_content_mismatch, "head"));
}

} // namespace

Result<record::Bundle> open_trust(const Path& data, const std::optional<Path>& bundle) {
    std::optional<record::Bundle> known;
    const auto stored = read_file(bundle_path(data), record::kBundleSizeMax);
    if (stored) known = TRY(record::verify_bundle_by_itself(*stored));
    if (!bundle) return known ? Result<record::Bundle>(std::move(*known)) : Result<record::Bundle>(error(codes::bundle_missing));
    const Bytes brought = TRY(read_file(*bundle, record::kBundleSizeMax));
    auto content = TRY(known ? record::verify_bundle(brought, known->roots) : record::verify_bundle_by_itself(brought));
    if (known) TRY(record::may_replace(content, known->version, known->roots.environment));
    TRY(make_folder(data));
    TRY(write_file_atomic(bundle_path(data), brought, {.mode = kFileMode}));
    return content;
}

Relay::Relay(Parts parts, Shelf shelf) : parts_(std::move(parts)), shelf_(std::move(shelf)), room_(Room::read(room_path(parts_.data))) {}

Result<std::unique_ptr<Relay>> Relay::open(Parts parts) {
    auto shelf = TRY(Shelf::open(parts.data, parts.limits));
    return std::unique_ptr<Relay>(new Relay(std::move(parts), std::move(shelf)));
}

// Only what a certified terminal signed is kept: whoever else is on the network must not fill the disk.
Result<std::string> Relay::check_sender(const record::OpenedHead& head) {
    const auto certificate = head.message.unprotected_headers.certificate;
    if (!certificate) return error(codes::head_unauthentic, "no certificate");
    const std::lock_guard lock(mutex_);
    const record::Bundle& bundle = parts_.bundle;
    const auto judged = bundle.judge(*certificate, {.role = record::Role::device,
                                                    .at_ms = head.issued_at_s * kMsOfSecond,
                                                    .environment = bundle.roots.environment});
    if (!judged) return error(codes::terminal_unknown, code_text(judged.code()));
    if (judged->content.terminal != head.content.terminal) return error(codes::head_unauthentic, head.content.terminal.hex());
    const auto key = TRY(record::PublicKey::from(judged->content.key));
    if (!record::verify_attached(head.message, key)) return error(codes::head_unauthentic, head.content.terminal.hex());
    return judged->content.label;
}

Result<desk::Offered> Relay::offer(ByteView head_bytes) {
    if (head_bytes.size() > desk::kHeadBytesMax) return error(codes::request_too_large, "head");
    const auto head = TRY(record::decode_parcel_head(head_bytes));
    TRY(check_sender(head));
    const std::uint64_t size = TRY(desk::parcel_size(head.content, head_bytes.size()));
    desk::Offered offered{.parcel = head.id, .size = size};
    {
        const std::lock_guard lock(mutex_);
        const auto place = room_.places().find(head.content.terminal.hex());
        if (place != room_.places().end()) offered.held = place->second.held;
    }
    offered.answered = TRY(shelf_.answer(head.id)).has_value();
    if (offered.answered || shelf_.is_complete(head.id)) return offered;
    const auto begun = TRY(shelf_.head(head.id));
    if (!begun || !equal(*begun, head_bytes)) TRY(shelf_.begin(head.id, head_bytes)); // a stored one may have been spoilt on this disk
    offered.lacks = desk::lacking(TRY(shelf_.chunks(head.id)), desk::chunk_count(offered.size));
    return offered;
}

Result<void> Relay::chunk(const Hash& parcel, std::uint64_t number, ByteView bytes) {
    if (shelf_.is_complete(parcel) || TRY(shelf_.answer(parcel))) return success(); // a late repetition
    const auto head_bytes = TRY(shelf_.head(parcel));
    if (!head_bytes) return error(codes::parcel_unknown, parcel.hex());
    const auto head = TRY(record::decode_parcel_head(*head_bytes));
    const std::uint64_t size = TRY(desk::parcel_size(head.content, head_bytes->size()));
    if (number >= desk::chunk_count(size) || bytes.size() != desk::chunk_bytes(size, number))
        return error(codes::chunk_out_of_range, std::to_string(number));
    return shelf_.add_chunk(parcel, number, bytes);
}

// The bureau's answer, its refusal, or that the parcel lies here and waits for either.
Result<std::optional<desk::Committed>> Relay::known(const Hash& parcel) {
    if (auto answer = TRY(shelf_.answer(parcel))) {
        const std::lock_guard lock(mutex_);
        if (verify(*answer)) return std::optional(desk::Committed{.answer = std::move(*answer)});
        TRY(shelf_.drop_answer(parcel)); // this disk spoilt it, and the terminal would ask for the same bytes for ever
    }
    if (!shelf_.is_complete(parcel)) return std::optional<desk::Committed>();
    const std::lock_guard lock(mutex_);
    const auto refused = refused_.find(parcel.hex());
    if (refused != refused_.end()) return error(refused->second, "the bureau's word, told by the hub");
    return std::optional(desk::Committed{.waiting = true});
}

Result<desk::Committed> Relay::commit(const Hash& parcel) {
    if (auto here = TRY(known(parcel))) return std::move(*here);
    return take(parcel);
}

Result<desk::Committed> Relay::take(const Hash& parcel) {
    const auto head_bytes = TRY(shelf_.head(parcel));
    if (!head_bytes) return error(codes::parcel_unknown, parcel.hex());
    const auto head = TRY(record::decode_parcel_head(*head_bytes));
    const std::uint64_t size = TRY(desk::parcel_size(head.content, head_bytes->size()));
    if (!desk::lacking(TRY(shelf_.chunks(parcel)), desk::chunk_count(size)).empty()) return error(codes::parcel_lacking, parcel.hex());
    const Bytes file = TRY(shelf_.joined(parcel));
    const auto good = check_file(file, parcel);
    if (!good) {
        TRY(shelf_.drop_coming(parcel));
        return good.error();
    }
    const std::string seat = TRY(check_sender(head)); // revoked meanwhile: not carried on
    TRY(shelf_.complete(head.content.terminal, parcel, file));
    {
        const std::lock_guard lock(mutex_);
        room_.hear(record::open_parcel(file).value(), seat, parts_.clock.wall_ms());
        if (const auto written = room_.write(room_path(parts_.data)); !written) log(LogLevel::warning, written.error());
    }
    on_complete_();
    return desk::Committed{.waiting = true};
}

void Relay::carried(const std::string& name, const sync::Exchange& exchange) {
    const std::string stem = Path(name).stem().string();
    const std::string parcel = stem.substr(stem.find('-') + 1);
    const std::lock_guard lock(mutex_);
    if (exchange.outcome == sync::Outcome::answered) hear_answer(exchange.answer);
    if (exchange.outcome == sync::Outcome::refused && !shelf_.is_whole(name)) {
        // Not the terminal's fault but this disk's: it is asked to bring the parcel again.
        const auto dropped = shelf_.drop_parcel(name);
        if (!dropped) log(LogLevel::warning, dropped.error());
        return;
    }
    if (exchange.told)
        refused_[parcel] = *exchange.told;
    else
        refused_.erase(parcel);
}

// With the bundle that is known, or else with the newer one that the answer itself brings.
Result<record::OpenedAnswer> Relay::verify(ByteView answer) {
    auto known = record::verify_answer(answer, parts_.bundle);
    if (known) return known;
    const auto opened = record::open_answer(answer);
    if (!opened || opened->bundle.empty()) return known;
    const auto newer = record::verify_bundle(opened->bundle, parts_.bundle.roots);
    return newer ? record::verify_answer(answer, *newer) : std::move(known);
}

// It feeds the board and renews the bundle. Whether an answer is good for a terminal only that terminal judges.
void Relay::hear_answer(ByteView file) {
    const auto answer = verify(file);
    if (!answer) return log(LogLevel::warning, answer.error(), {{"what", "an answer of the bureau"}});
    room_.hear(answer->content);
    if (const auto written = room_.write(room_path(parts_.data)); !written) log(LogLevel::warning, written.error());
    if (!answer->bundle.empty()) take_bundle(answer->bundle);
}

void Relay::take_bundle(ByteView encoded) {
    auto bundle = record::verify_bundle(encoded, parts_.bundle.roots);
    if (!bundle || bundle->version <= parts_.bundle.version) return;
    const auto written = write_file_atomic(bundle_path(parts_.data), encoded, {.mode = kFileMode});
    if (!written) return log(LogLevel::warning, written.error());
    parts_.bundle = std::move(*bundle);
}

Result<void> Relay::tidy() {
    return shelf_.tidy();
}

std::string Relay::room_json() {
    const std::lock_guard lock(mutex_);
    return room_.to_json(parts_.clock.wall_ms());
}

} // namespace kaogong::relay
