#include "core/record/content_archive.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

namespace kaogong::record::archive {
namespace {

constexpr int kZhCn = 1;
constexpr int kEn = 2;

Result<void> check_text(int key, std::string_view text, std::size_t limit) {
    if (text.empty() || text.size() > limit || !is_utf8(text)) return refused(key, "text");
    return success();
}

Result<void> check_version(std::int64_t version, int expected) {
    if (version != expected) return error(codes::record_version_unknown, std::to_string(version));
    return success();
}

} // namespace

Result<void> Encoder::version(int expected) {
    return integer(1, expected, {});
}

Result<void> Encoder::integer(int key, std::int64_t value, Range range) {
    if (value < range.min || value > range.max) return refused(key, "number");
    writer_.key(key).integer(value);
    return success();
}

Result<void> Encoder::flag(int key, bool value) {
    writer_.key(key).boolean(value);
    return success();
}

Result<void> Encoder::text(int key, const std::string& value) {
    TRY(check_text(key, value, kShortTextMax));
    writer_.key(key).text(value);
    return success();
}

Result<void> Encoder::local(int key, const assessment::LocalText& value) {
    if (value.empty()) return refused(key, "text");
    writer_.key(key).begin_map();
    if (!value.zh_cn.empty()) {
        TRY(check_text(key, value.zh_cn, kLocalTextMax));
        writer_.key(kZhCn).text(value.zh_cn);
    }
    if (!value.en.empty()) {
        TRY(check_text(key, value.en, kLocalTextMax));
        writer_.key(kEn).text(value.en);
    }
    writer_.end_map();
    return success();
}

Result<void> Encoder::bytes(int key, const Bytes& value, std::size_t limit) {
    if (value.empty() || value.size() > limit) return refused(key, "length");
    writer_.key(key).bytes(value);
    return success();
}

Result<void> Encoder::texts(int key, const std::vector<std::string>& values, std::size_t limit) {
    TRY(begin_list(key, values.size(), limit));
    for (const std::string& value : values) {
        TRY(check_text(key, value, kShortTextMax));
        writer_.text(value);
    }
    return success();
}

Result<void> Encoder::begin_list(int key, std::size_t size, std::size_t limit) {
    if (size == 0 || size > limit) return refused(key, "length");
    writer_.key(key).array(size);
    return success();
}

Result<void> Encoder::list_integer(int key, std::int64_t value, Range range) {
    if (value < range.min || value > range.max) return refused(key, "number");
    writer_.integer(value);
    return success();
}

Result<void> Decoder::version(int expected) {
    TRY(fields_.need(1));
    return check_version(TRY(reader_.integer()), expected);
}

Result<void> Decoder::flag(int key, bool& value) {
    TRY(fields_.need(key));
    value = TRY(reader_.boolean());
    return success();
}

Result<std::string> Decoder::read_text(int key, std::size_t limit) {
    const std::string_view text = TRY(reader_.text());
    TRY(check_text(key, text, limit));
    return std::string(text);
}

Result<void> Decoder::text(int key, std::string& value) {
    TRY(fields_.need(key));
    value = TRY(read_text(key, kShortTextMax));
    return success();
}

Result<void> Decoder::maybe_text(int key, std::string& value) {
    if (!TRY(fields_.has(key))) return success();
    value = TRY(read_text(key, kShortTextMax));
    return success();
}

Result<assessment::LocalText> Decoder::read_local(int key) {
    cbor::Fields languages = TRY(cbor::Fields::open(reader_));
    assessment::LocalText value;
    if (TRY(languages.has(kZhCn))) value.zh_cn = TRY(read_text(key, kLocalTextMax));
    if (TRY(languages.has(kEn))) value.en = TRY(read_text(key, kLocalTextMax));
    TRY(languages.close());
    if (value.empty()) return refused(key, "text");
    return value;
}

Result<void> Decoder::local(int key, assessment::LocalText& value) {
    TRY(fields_.need(key));
    value = TRY(read_local(key));
    return success();
}

Result<void> Decoder::maybe_local(int key, assessment::LocalText& value) {
    if (!TRY(fields_.has(key))) return success();
    value = TRY(read_local(key));
    return success();
}

Result<void> Decoder::bytes(int key, Bytes& value, std::size_t limit) {
    TRY(fields_.need(key));
    return read_bytes(key, value, limit);
}

Result<void> Decoder::maybe_bytes(int key, Bytes& value, std::size_t limit) {
    if (!TRY(fields_.has(key))) return success();
    return read_bytes(key, value, limit);
}

Result<void> Decoder::read_bytes(int key, Bytes& value, std::size_t limit) {
    const ByteView content = TRY(reader_.bytes());
    if (content.empty() || content.size() > limit) return refused(key, "length");
    value = to_bytes(content);
    return success();
}

Result<std::size_t> Decoder::read_size(int key, std::size_t limit) {
    const std::size_t size = TRY(reader_.array());
    if (size == 0 || size > limit) return refused(key, "length");
    return size;
}

Result<void> Decoder::read_texts(int key, std::vector<std::string>& values, std::size_t limit) {
    const std::size_t size = TRY(read_size(key, limit));
    for (std::size_t i = 0; i < size; ++i) values.push_back(TRY(read_text(key, kShortTextMax)));
    return success();
}

Result<void> Decoder::texts(int key, std::vector<std::string>& values, std::size_t limit) {
    TRY(fields_.need(key));
    return read_texts(key, values, limit);
}

Result<void> Decoder::maybe_texts(int key, std::vector<std::string>& values, std::size_t limit) {
    if (!TRY(fields_.has(key))) return success();
    return read_texts(key, values, limit);
}

} // namespace kaogong::record::archive
