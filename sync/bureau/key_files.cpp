#include "sync/bureau/key_files.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/record/key_file.h"

namespace kaogong::bureau {

Result<void> write_secret_file(const Path& path, const Secret& content) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return error(codes::bureau_initialised, path.string());
    return write_file_atomic(path, content.view(), {.mode = record::kKeyFileMode});
}

Result<void> write_key_file(const Path& path, const record::KeyPair& key) {
    return write_secret_file(path, record::encode_key_file(key));
}

Result<record::KeyPair> read_key_file(const Path& path) {
    auto key = record::read_key_file(path);
    if (!key.ok() && key.code() == codes::file_missing) return error(codes::bureau_missing, path.string());
    return key;
}

} // namespace kaogong::bureau
