#include "sync/bureau/key_files.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/text.h"

namespace kaogong::bureau {
namespace {

constexpr std::string_view kFirstWords = "kaogong-ed25519-secret-1 ";
constexpr std::size_t kKeyFileBytesMax = 256;
constexpr int kOwnerOnly = 0600;

} // namespace

Result<void> write_secret_file(const Path& path, const Secret& content) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return error(codes::bureau_initialised, path.string());
    return write_file_atomic(path, content.view(), {.mode = kOwnerOnly});
}

Result<void> write_key_file(const Path& path, const record::KeyPair& key) {
    std::string line(kFirstWords);
    line.append(to_base64url(key.seed().view())).append("\n");
    const Secret content(view(line));
    wipe(line.data(), line.size());
    return write_secret_file(path, content);
}

Result<record::KeyPair> read_key_file(const Path& path) {
    auto bytes = read_file(path, kKeyFileBytesMax);
    if (!bytes.ok() && bytes.code() == codes::file_missing) return error(codes::bureau_missing, path.string());
    if (!bytes.ok()) return bytes.error();
    const Secret content{ByteView(*bytes)};
    wipe(bytes->data(), bytes->size());
    const std::string_view text = trim(as_text(content.view()));
    if (!text.starts_with(kFirstWords)) return error(codes::key_invalid, path.filename().string());
    auto seed = from_base64url(text.substr(kFirstWords.size()));
    if (!seed.ok() || seed->size() != record::kSeedSize) return error(codes::key_invalid, path.filename().string());
    Secret secret_seed{ByteView(*seed)};
    wipe(seed->data(), seed->size());
    return record::KeyPair::from_seed(std::move(secret_seed));
}

} // namespace kaogong::bureau
