#include "core/record/key_file.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

namespace kaogong::record {
namespace {

constexpr std::string_view kFirstWords = "kaogong-ed25519-secret-1 ";
constexpr std::size_t kKeyFileBytesMax = 256;

} // namespace

Secret encode_key_file(const KeyPair& key) {
    std::string line(kFirstWords);
    line.append(to_base64url(key.seed().view())).append("\n");
    Secret content(view(line));
    wipe(line.data(), line.size());
    return content;
}

Result<KeyPair> read_key_file(const Path& path) {
    Bytes bytes = TRY(read_file(path, kKeyFileBytesMax));
    const Secret content{ByteView(bytes)};
    wipe(bytes.data(), bytes.size());
    const std::string_view text = trim(as_text(content.view()));
    if (!text.starts_with(kFirstWords)) return error(codes::key_invalid, path.filename().string());
    auto seed = from_base64url(text.substr(kFirstWords.size()));
    if (!seed.ok() || seed->size() != kSeedSize) return error(codes::key_invalid, path.filename().string());
    Secret secret_seed{ByteView(*seed)};
    wipe(seed->data(), seed->size());
    return KeyPair::from_seed(std::move(secret_seed));
}

} // namespace kaogong::record
