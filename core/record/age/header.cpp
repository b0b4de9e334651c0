#include "core/record/age/header.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

#include <algorithm>

namespace kaogong::record::age {
namespace {

constexpr std::string_view kVersionLine = "age-encryption.org/v1";
constexpr std::string_view kStanzaStart = "-> ";
constexpr std::string_view kMacStart = "--- ";
constexpr std::size_t kColumns = 64;

Error malformed(std::string reason) {
    return error(codes::age_header_malformed, std::move(reason));
}

// Hands out lines that end with LF; the limit keeps a hostile file from being searched to its end.
class Lines {
  public:
    explicit Lines(std::string_view text) : text_(text.substr(0, kHeaderSizeMax)) {}

    Result<std::string_view> next() {
        const std::size_t end = text_.find('\n', at_);
        if (end == std::string_view::npos) return malformed("header has no end");
        const std::string_view line = text_.substr(at_, end - at_);
        at_ = end + 1;
        return line;
    }
    std::size_t at() const { return at_; }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

bool is_argument(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x21 && c <= 0x7e; });
}

Result<Bytes> parse_body(Lines& lines) {
    std::string text;
    for (;;) {
        const std::string_view line = TRY(lines.next());
        if (line.size() > kColumns) return malformed("long line in a stanza");
        text.append(line);
        if (line.size() < kColumns) return decode_base64(text);
    }
}

Result<Stanza> parse_stanza(std::string_view first_line, Lines& lines) {
    const std::vector<std::string_view> words = split(first_line.substr(kStanzaStart.size()), ' ');
    if (!std::all_of(words.begin(), words.end(), is_argument)) return malformed("argument of a stanza");
    Bytes body = TRY(parse_body(lines));
    return Stanza{std::string(words.front()), {words.begin() + 1, words.end()}, std::move(body)};
}

Result<Mac> parse_mac(std::string_view line) {
    const Bytes bytes = TRY(decode_base64(line.substr(kMacStart.size())));
    if (bytes.size() != Mac::kSize) return malformed("length of the MAC");
    return Mac::from(bytes);
}

void append_body(std::string& text, ByteView body) {
    const std::string encoded = to_base64(body, Base64::standard);
    for (std::size_t at = 0; at < encoded.size(); at += kColumns) text.append(encoded, at, kColumns).push_back('\n');
    // A body ends with a short line, even where that line is empty.
    if (encoded.size() % kColumns == 0) text.push_back('\n');
}

} // namespace

Result<Bytes> decode_base64(std::string_view text) {
    auto bytes = from_base64(text, Base64::standard);
    if (!bytes) return malformed("base64");
    return bytes;
}

Result<Header> parse_header(ByteView file) {
    Lines lines(as_text(file));
    if (TRY(lines.next()) != kVersionLine) return malformed("version line");
    Header header;
    for (;;) {
        const std::size_t start = lines.at();
        const std::string_view line = TRY(lines.next());
        if (line.starts_with(kMacStart)) {
            header.mac = TRY(parse_mac(line));
            header.authenticated_size = start + kMacStart.size() - 1;
            header.size = lines.at();
            break;
        }
        if (!line.starts_with(kStanzaStart)) return malformed("start of a stanza");
        if (header.stanzas.size() == kStanzasMax) return malformed("too many stanzas");
        header.stanzas.push_back(TRY(parse_stanza(line, lines)));
    }
    if (header.stanzas.empty()) return malformed("no stanza");
    return header;
}

std::string encode_stanzas(std::span<const Stanza> stanzas) {
    std::string text(kVersionLine);
    text.push_back('\n');
    for (const Stanza& stanza : stanzas) {
        text.append(kStanzaStart).append(stanza.type);
        for (const std::string& argument : stanza.arguments) text.append(" ").append(argument);
        text.push_back('\n');
        append_body(text, stanza.body);
    }
    return text.append(kMacStart.substr(0, kMacStart.size() - 1));
}

std::string encode_mac(const Mac& mac) {
    return " " + to_base64(mac.view(), Base64::standard) + "\n";
}

} // namespace kaogong::record::age
