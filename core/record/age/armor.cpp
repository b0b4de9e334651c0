#include "core/record/age/armor.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

namespace kaogong::record::age {
namespace {

constexpr std::string_view kBegin = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view kEnd = "-----END AGE ENCRYPTED FILE-----";
constexpr std::size_t kColumns = 64;

Error malformed(std::string reason) {
    return error(codes::age_armor_malformed, std::move(reason));
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines = split(text, '\n');
    for (std::string_view& line : lines)
        if (line.ends_with('\r')) line.remove_suffix(1);
    return lines;
}

} // namespace

bool looks_armored(ByteView file) {
    return trim(as_text(file).substr(0, 4096)).starts_with(kBegin);
}

Result<Bytes> remove_armor(ByteView file) {
    const std::vector<std::string_view> lines = lines_of(trim(as_text(file)));
    if (lines.size() < 2 || lines.front() != kBegin || lines.back() != kEnd) return malformed("first or last line");
    std::string encoded;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
        const bool last = i + 2 == lines.size();
        // All lines are full but the last, and that one is not empty: one file has one armor.
        if (lines[i].empty() || lines[i].size() > kColumns || (!last && lines[i].size() != kColumns)) return malformed("length of a line");
        encoded.append(lines[i]);
    }
    auto bytes = from_base64(encoded, Base64::standard_padded);
    if (!bytes) return malformed("base64");
    return bytes;
}

} // namespace kaogong::record::age
