#include "sync/agent/progress.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace kaogong::sync {
namespace {

using nlohmann::json;

constexpr int kFormat = 1;
constexpr std::size_t kReportBytesMax = 4'096;
constexpr std::size_t kReportsMax = 10'000;
constexpr int kGroupReadable = 0640;
constexpr std::string_view kLinkFile = "sync.json";
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
        {"sent", progress.sent.bytes}, {"total", progress.sent.total}, {"at_ms", progress.at_ms}};
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

std::string text_at(const json& value, const char* key) {
    return value.contains(key) && value[key].is_string() ? value[key].get<std::string>() : std::string();
}

std::int64_t number_at(const json& value, const char* key) {
    return value.contains(key) && value[key].is_number_integer() ? value[key].get<std::int64_t>() : 0;
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
                          .state = static_cast<ParcelState>(state - kStateNames.begin()),
                          .sent = {.bytes = static_cast<std::uint64_t>(number_at(value, "sent")),
                                   .total = static_cast<std::uint64_t>(number_at(value, "total"))},
                          .why = error_at(value),
                          .at_ms = number_at(value, "at_ms")};
}

std::vector<Path> reports_in(const Path& folder) {
    std::vector<Path> paths;
    std::error_code failed;
    for (auto at = std::filesystem::directory_iterator(folder, failed); !failed && at != std::filesystem::directory_iterator();
         at.increment(failed)) {
        const std::string name = at->path().filename().string();
        if (name.ends_with(".json") && name != kLinkFile && paths.size() < kReportsMax) paths.push_back(at->path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace

std::string_view state_name(ParcelState state) {
    return kStateNames[static_cast<std::size_t>(state)];
}

Result<void> Progress::write(const ParcelProgress& progress) const {
    return write_file_atomic(folder_ / (progress.file + ".json"), view(text_of(json_of(progress))), {.mode = kGroupReadable});
}

Result<void> Progress::write(const LinkProgress& progress) const {
    return write_file_atomic(folder_ / kLinkFile, view(text_of(json_of(progress))), {.mode = kGroupReadable});
}

Result<void> Progress::forget_all_but(const std::vector<std::string>& files) const {
    for (const Path& path : reports_in(folder_)) {
        if (std::find(files.begin(), files.end(), path.stem().string()) == files.end()) TRY(remove_file(path));
    }
    return success();
}

std::vector<ParcelProgress> Progress::parcels() const {
    std::vector<ParcelProgress> parcels;
    for (const Path& path : reports_in(folder_)) {
        const auto value = read_report(path);
        auto parcel = value ? parcel_of(*value) : std::nullopt;
        if (parcel) parcels.push_back(std::move(*parcel));
    }
    return parcels;
}

std::optional<LinkProgress> Progress::link() const {
    const auto value = read_report(folder_ / kLinkFile);
    if (!value) return std::nullopt;
    return LinkProgress{.bureau = text_at(*value, "bureau"),
                        .last_contact_ms = number_at(*value, "last_contact_ms"),
                        .next_try_ms = number_at(*value, "next_try_ms"),
                        .left = static_cast<std::size_t>(std::max<std::int64_t>(number_at(*value, "left"), 0)),
                        .why = error_at(*value)};
}

std::string to_json(const LinkProgress& link, const std::vector<ParcelProgress>& parcels) {
    json value = json_of(link);
    value["parcels"] = json::array();
    for (const ParcelProgress& parcel : parcels) value["parcels"].push_back(json_of(parcel));
    return text_of(value);
}

} // namespace kaogong::sync
