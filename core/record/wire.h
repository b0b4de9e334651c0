// Small pieces that several formats read and write alike: versions, times, short texts, lists of hashes. For core/record's own sources.
#pragma once

#include "core/base/codes/record.h"
#include "core/record/cbor.h"
#include "core/record/formats.h"

#include <string>
#include <vector>

namespace kaogong::record::wire {

inline Result<void> read_version(cbor::Reader& reader) {
    const std::int64_t version = TRY(reader.integer());
    if (version != kFormatVersion) return error(codes::record_version_unknown, "version " + std::to_string(version));
    return success();
}

inline Result<std::int64_t> read_time_ms(cbor::Reader& reader) {
    return reader.integer_in(0, kTimeMaxMs);
}

template <typename Enum> Result<Enum> read_enum(cbor::Reader& reader, Enum first, Enum last) {
    return static_cast<Enum>(TRY(reader.integer_in(static_cast<std::int64_t>(first), static_cast<std::int64_t>(last))));
}
template <typename Enum> std::int64_t number(Enum value) {
    return static_cast<std::int64_t>(value);
}

// A text of 1..limit bytes. Empty texts are never written: what is empty is absent.
inline Result<std::string> read_text(cbor::Reader& reader, std::size_t limit = kTextMax) {
    const std::string_view text = TRY(reader.text());
    if (text.empty() || text.size() > limit)
        return error(codes::record_value_invalid,
                     "text of " + std::to_string(text.size()) + " bytes before byte " + std::to_string(reader.offset()));
    return std::string(text);
}
// A list of 1..limit items.
inline Result<std::size_t> read_list(cbor::Reader& reader, std::size_t limit) {
    const std::size_t count = TRY(reader.array());
    if (count == 0 || count > limit)
        return error(codes::record_value_invalid, "list of " + std::to_string(count) + " before byte " + std::to_string(reader.offset()));
    return count;
}

template <typename Fixed> void write_fixed_list(cbor::Writer& writer, const std::vector<Fixed>& list) {
    writer.array(list.size());
    for (const Fixed& fixed : list) writer.bytes(fixed.view());
}
template <typename Fixed> Result<std::vector<Fixed>> read_fixed_list(cbor::Reader& reader, std::size_t limit) {
    std::vector<Fixed> list(TRY(read_list(reader, limit)));
    for (Fixed& fixed : list) fixed = TRY(reader.fixed<Fixed>());
    return list;
}

Result<void> check_text(std::string_view text, std::string_view what, std::size_t limit = kTextMax); // 1..limit bytes of UTF-8

} // namespace kaogong::record::wire
