#include "sync/bureau/person_mark.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/text.h"
#include "core/record/age/primitives.h"
#include "sync/bureau/key_files.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kFileBytesMax = 256;

} // namespace

Result<PersonMarks> PersonMarks::open(const Path& data, Random& random) {
    const Path path = data / "keys" / "person.key";
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        Secret drawn(kKeyBytes);
        random.fill(drawn.span());
        TRY(write_secret_file(path, Secret(view(to_hex(drawn.view()) + "\n"))));
    }
    Bytes text = TRY(read_file(path, kFileBytesMax));
    auto bytes = from_hex(trim(as_text(text)));
    wipe(text.data(), text.size());
    if (!bytes || bytes->size() != kKeyBytes) return error(codes::key_invalid, path.string());
    Secret key(*bytes);
    wipe(bytes->data(), bytes->size());
    return PersonMarks(std::move(key));
}

Hash PersonMarks::of(const record::RosterRow& row) const {
    std::string document = std::to_string(static_cast<int>(row.document)) + ":";
    for (const char letter : trim(row.identity_number))
        document.push_back(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter);
    return Hash{.bytes = record::age::hmac_sha256(key_.view(), view(document)).bytes};
}

} // namespace kaogong::bureau
