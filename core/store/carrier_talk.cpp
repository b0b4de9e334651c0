#include "core/store/carrier_talk.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace kaogong::store {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;
constexpr std::size_t kReportBytesMax = 4'096;
constexpr std::size_t kReportsMax = 10'000;
constexpr int kGroupReadable = 0640;
constexpr std::string_view kLinkFile = "sync.json";
constexpr std::string_view kStickFile = "stick.json";
constexpr std::string_view kWishFile = "stick"; // in out/, where parcels end in .kgp
constexpr std::array<std::string_view, 3> kWorkNames{"none", "write_parcels", "read_answers"};
constexpr std::array<std::string_view, 7> kStateNames{"sending", "answered", "waiting", "refused", "later", "denied", "frozen"};

std::string text_of(const json& value) {
    return value.dump(1, ' ', false, json::error_handler_t::replace);
}

json json_of(const std::optional<Error>& why) {
    const Sentence zh = sentence(why->code, Language::zh_cn);
    const Sentence en = sentence(why->code, Language::en);
    return {{"code", code_text(why->code)},
            {"context", why->context},
            {"what", {{"zh-CN", zh.what}, {"en", en.what}}},
            {"do", {{"zh-CN", zh.do_}, {"en", en.do_}}}};
}

json json_of(const ParcelProgress& progress) {
    json value{
        {"format", kFormat},           {"file", progress.file},        {"parcel", progress.parcel}, {"state", state_name(progress.state)},
        {"sent", progress.sent}, {"total", progress.total}, {"at_ms", progress.at_ms}};
    if (progress.why) value["error"] = json_of(progress.why);
    return value;
}

json json_of(const LinkProgress& link) {
    json value{{"format", kFormat},
               {"bureau", link.bureau},
               {"last_contact_ms", link.last_contact_ms},
               {"next_try_ms", link.next_try_ms},
               {"left", link.left}};
    if (link.why) value["error"] = json_of(link.why);
    return value;
}

json json_of(const StickWish& wish) {
    return {{"work", kWorkNames[static_cast<std::size_t>(wish.work)]}, {"number", wish.number}};
}

json json_of(const StickProgress& stick) {
    json value{{"format", kFormat},       {"there", stick.there},     {"name", stick.name},         {"wish", json_of(stick.wish)}, {"running", stick.running},
               {"written", stick.written}, {"known", stick.known},     {"refused", stick.refused},    {"left", stick.left},
               {"bytes", stick.bytes},     {"took_ms", stick.took_ms}, {"slow", stick.slow}};
    if (stick.why) value["error"] = json_of(stick.why);
    return value;
}

std::string text_at(const json& value, const char* key) {
    return value.contains(key) && value[key].is_string() ? value[key].get<std::string>() : std::string();
}

std::int64_t number_at(const json& value, const char* key) {
    return value.contains(key) && value[key].is_number_integer() ? value[key].get<std::int64_t>() : 0;
}

std::uint64_t count_at(const json& value, const char* key) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(number_at(value, key), 0));
}

bool flag_at(const json& value, const char* key) {
    return value.contains(key) && value[key].is_boolean() && value[key].get<bool>();
}

std::optional<Error> error_at(const json& value) {
    if (!value.contains("error") || !value["error"].is_object()) return std::nullopt;
    const std::string text = text_at(value["error"], "code");
    const auto number =
        parse_integer(text.starts_with("K-") ? std::string_view(text).substr(2) : std::string_view(), {.min = 1, .max = 9'999});
    const auto code = number.ok() ? find_code(static_cast<int>(*number)) : std::nullopt;
    if (!code) return std::nullopt;
    return error(*code, text_at(value["error"], "context"));
}

std::optional<json> read_report(const Path& path) {
    const auto bytes = read_file(path, kReportBytesMax);
    if (!bytes.ok()) return std::nullopt;
    json value = json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (!value.is_object() || number_at(value, "format") != kFormat) return std::nullopt;
    return value;
}

std::optional<ParcelProgress> parcel_of(const json& value) {
    const auto state = std::find(kStateNames.begin(), kStateNames.end(), text_at(value, "state"));
    if (state == kStateNames.end()) return std::nullopt;
    return ParcelProgress{.file = text_at(value, "file"),
                          .parcel = text_at(value, "parcel"),
                          .state = static_cast<CarryState>(state - kStateNames.begin()),
                          .sent = count_at(value, "sent"),
                          .total = count_at(value, "total"),
                          .why = error_at(value),
                          .at_ms = number_at(value, "at_ms")};
}

StickWish wish_at(const json& value) {
    const auto work = std::find(kWorkNames.begin(), kWorkNames.end(), text_at(value, "work"));
    if (work == kWorkNames.end()) return {};
    return {.work = static_cast<StickWork>(work - kWorkNames.begin()), .number = number_at(value, "number")};
}

StickProgress stick_of(const json& value) {
    const auto count = [&](const char* key) { return static_cast<std::size_t>(count_at(value, key)); };
    return {.there = flag_at(value, "there"),
            .name = text_at(value, "name"),
            .wish = value.contains("wish") && value["wish"].is_object() ? wish_at(value["wish"]) : StickWish{},
            .running = flag_at(value, "running"),
            .written = count("written"),
            .known = count("known"),
            .refused = count("refused"),
            .left = count("left"),
            .bytes = count_at(value, "bytes"),
            .took_ms = std::max<std::int64_t>(number_at(value, "took_ms"), 0),
            .slow = flag_at(value, "slow"),
            .why = error_at(value)};
}

std::vector<Path> reports_in(const Path& folder) {
    std::vector<Path> paths;
    std::error_code failed;
    for (auto at = std::filesystem::directory_iterator(folder, failed); !failed && at != std::filesystem::directory_iterator();
         at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (name.ends_with(".json") && name != kLinkFile && name != kStickFile && paths.size() < kReportsMax) paths.push_back(at->path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace

std::string_view state_name(CarryState state) {
    return kStateNames[static_cast<std::size_t>(state)];
}

Result<void> CarrierReports::write(const ParcelProgress& progress) const {
    return write_file_atomic(folder_ / (progress.file + ".json"), view(text_of(json_of(progress))), {.mode = kGroupReadable});
}

Result<void> CarrierReports::write(const LinkProgress& progress) const {
    return write_file_atomic(folder_ / kLinkFile, view(text_of(json_of(progress))), {.mode = kGroupReadable});
}

Result<void> CarrierReports::write(const StickProgress& progress) const {
    return write_file_atomic(folder_ / kStickFile, view(text_of(json_of(progress))), {.mode = kGroupReadable});
}

Result<void> CarrierReports::forget_all_but(const std::vector<std::string>& files) const {
    for (const Path& path : reports_in(folder_)) {
        if (std::find(files.begin(), files.end(), path.stem().string()) == files.end()) TRY(remove_file(path));
    }
    return success();
}

std::vector<ParcelProgress> CarrierReports::parcels() const {
    std::vector<ParcelProgress> parcels;
    for (const Path& path : reports_in(folder_)) {
        const auto value = read_report(path);
        auto parcel = value ? parcel_of(*value) : std::nullopt;
        if (parcel) parcels.push_back(std::move(*parcel));
    }
    return parcels;
}

std::optional<LinkProgress> CarrierReports::link() const {
    const auto value = read_report(folder_ / kLinkFile);
    if (!value) return std::nullopt;
    return LinkProgress{.bureau = text_at(*value, "bureau"),
                        .last_contact_ms = number_at(*value, "last_contact_ms"),
                        .next_try_ms = number_at(*value, "next_try_ms"),
                        .left = static_cast<std::size_t>(std::max<std::int64_t>(number_at(*value, "left"), 0)),
                        .why = error_at(*value)};
}

std::optional<StickProgress> CarrierReports::stick() const {
    const auto value = read_report(folder_ / kStickFile);
    return value ? std::optional(stick_of(*value)) : std::nullopt;
}

bool StickProgress::operator==(const StickProgress& other) const {
    const auto code = [](const std::optional<Error>& error) { return error ? std::optional(error->code) : std::nullopt; };
    return there == other.there && name == other.name && wish == other.wish && running == other.running && written == other.written && known == other.known &&
           refused == other.refused && left == other.left && bytes == other.bytes && took_ms == other.took_ms && slow == other.slow &&
           code(why) == code(other.why);
}

Result<void> wish_of_stick(const Path& out, const StickWish& wish) {
    json value = json_of(wish);
    value["format"] = kFormat;
    return write_file_atomic(out / kWishFile, view(text_of(value)), {.mode = kGroupReadable});
}

std::optional<StickWish> wished_of_stick(const Path& out) {
    const auto value = read_report(out / kWishFile);
    if (!value) return std::nullopt;
    const StickWish wish = wish_at(*value);
    return wish.work == StickWork::none ? std::nullopt : std::optional(wish);
}

std::string to_json(const LinkProgress& link, const std::vector<ParcelProgress>& parcels) {
    json value = json_of(link);
    value["parcels"] = json::array();
    for (const ParcelProgress& parcel : parcels) value["parcels"].push_back(json_of(parcel));
    return text_of(value);
}

} // namespace kaogong::store
