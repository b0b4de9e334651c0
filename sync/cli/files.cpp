#include "sync/cli/files.h"

#include "core/base/codes/record.h"

#include <thread>

namespace kaogong::cli {
namespace {

Result<record::RootWords> read_words(const std::string& words_or_path) {
    if (const auto content = read_file(words_or_path, 4'096)) return record::parse_words(as_text(*content));
    return record::parse_words(words_or_path);
}

} // namespace

Result<Bytes> read_signed_file(const std::string& path) {
    return read_file(path, std::size_t{1} << 30); // a ledger file of many years
}

record::TrustContext Trust::context() const {
    return {.bundle = bundle ? &*bundle : nullptr, .roots = expected, .threads = std::max(1u, std::thread::hardware_concurrency())};
}

Result<Trust> load_trust(const TrustOptions& options) {
    Trust trust;
    if (!options.roots.empty()) trust.expected = TRY(read_words(options.roots));
    if (options.bundle.empty()) return trust;
    trust.bundle = TRY(record::verify_bundle_by_itself(TRY(read_file(options.bundle, record::kBundleSizeMax))));
    trust.words = record::root_words(trust.bundle->roots);
    if (trust.expected && *trust.expected != *trust.words)
        return error(codes::roots_mismatch, "found " + record::words_text(*trust.words, Language::en));
    return trust;
}

} // namespace kaogong::cli
