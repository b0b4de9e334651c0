// Checking an archive with nothing but its folder.
#include "core/base/codes/outcome.h"
#include "core/record/notice_act.h"
#include "core/record/proof.h"
#include "core/record/register_act.h"
#include "sync/bureau/exports/archive.h"
#include "sync/bureau/exports/archive_content.h"
#include "sync/bureau/exports/sink.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::exports {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kManifestMax = 256u << 20; // a large batch has a hundred thousand files
constexpr std::size_t kActMax = 64u << 10;
constexpr std::size_t kReceiptMax = 16u << 10;

Error damaged(const std::string& name) {
    return error(codes::archive_damaged, name);
}

class ArchiveReader {
  public:
    explicit ArchiveReader(const Path& folder) : folder_(folder) {}

    Result<ArchiveCheck> check() {
        TRY(read_manifest());
        TRY(check_files());
        TRY(open_bundle());
        for (const auto& [name, sha256] : files_) TRY(check_signed(name));
        if (content_.hash().hex() != content_said_) return damaged("manifest.json: content");
        check_.counts.content = content_.hash();
        check_.counts.files = files_.size();
        return check_;
    }

  private:
    Result<void> read_manifest() {
        const Bytes bytes = TRY(read_file(folder_ / "manifest.json", kManifestMax));
        const ordered_json manifest = ordered_json::parse(as_text(bytes), nullptr, false);
        const auto has_text = [&](const char* key) { return manifest.contains(key) && manifest[key].is_string(); };
        if (!manifest.is_object() || !has_text("plan") || !has_text("content") || !manifest.contains("files") ||
            !manifest["files"].is_array())
            return damaged("manifest.json");
        check_.plan = manifest["plan"].get<std::string>();
        content_said_ = manifest["content"].get<std::string>();
        for (const ordered_json& file : manifest["files"]) {
            const bool sound = file.is_object() && file.contains("path") && file["path"].is_string() && file.contains("sha256") &&
                               file["sha256"].is_string();
            if (!sound) return damaged("manifest.json: files");
            files_[file["path"].get<std::string>()] = file["sha256"].get<std::string>();
        }
        return success();
    }

    // Names come from the folder, never from the manifest: nothing outside of it is read.
    Result<void> check_files() {
        std::error_code failed;
        std::set<std::string> found;
        for (std::filesystem::recursive_directory_iterator it(folder_, failed), end; !failed && it != end; it.increment(failed)) {
            if (it->is_directory(failed)) continue;
            const std::string name = std::filesystem::relative(it->path(), folder_, failed).generic_string();
            if (name == "manifest.json") continue;
            const auto said = files_.find(name);
            if (said == files_.end() || it->is_symlink(failed)) return damaged(name);
            if (TRY(hash_file(it->path())).sha256.hex() != said->second) return damaged(name);
            found.insert(name);
        }
        if (failed) return damaged(folder_.filename().string());
        for (const auto& [name, sha256] : files_)
            if (!found.contains(name)) return damaged(name);
        return success();
    }

    Result<void> open_bundle() {
        if (!files_.contains("bundle")) return damaged("bundle");
        bundle_ = TRY(record::verify_bundle_by_itself(TRY(read_file(folder_ / "bundle", record::kBundleSizeMax))));
        check_.roots = record::root_words(bundle_->roots);
        return success();
    }

    Result<void> check_signed(const std::string& name) {
        if (name.starts_with("records/")) return check_record(name);
        if (name.starts_with("rules/")) return check_rules(name);
        for (const ActFolder folder : kActFolders)
            if (name.starts_with(std::string(folder_name(folder)) + "/") && name.ends_with(".cose")) return check_act(folder, name);
        return success();
    }

    Result<void> check_record(const std::string& name) {
        const Bytes file = TRY(read_file(folder_ / name, record::kProofSizeMax));
        const auto proof = record::verify_proof(file, *bundle_);
        if (!proof.ok()) return error(proof.code(), name);
        content_.records[proof->leaf.record] = proof->receipt.place.index;
        ++check_.counts.records;
        return success();
    }

    Result<void> check_rules(const std::string& name) {
        content_.rules.insert(record::sha256(TRY(read_file(folder_ / name, bank::kOutcomeFileMax))));
        return success();
    }

    Result<void> check_act(ActFolder folder, const std::string& name) {
        const Bytes act = TRY(read_file(folder_ / name, kActMax));
        const Hash hash = record::sha256(act);
        const auto fault = check_signature(folder, act);
        if (fault) return error(*fault, name);
        const std::string receipt_name = name.substr(0, name.size() - std::string_view("cose").size()) + "receipt";
        if (!files_.contains(receipt_name)) return damaged(receipt_name);
        content_.acts[{folder, hash}] = TRY(check_receipt(receipt_name, hash));
        count(folder);
        return success();
    }
    std::optional<Code> check_signature(ActFolder folder, ByteView act) {
        const auto code_of = [](const auto& result) { return result.ok() ? std::nullopt : std::optional(result.code()); };
        if (folder == ActFolder::outcomes) return code_of(record::verify_outcome(act, *bundle_));
        if (folder == ActFolder::certificates) return code_of(record::verify_certificate_act(act, *bundle_));
        if (folder == ActFolder::notices) return code_of(record::verify_notice_act(act, *bundle_));
        return code_of(record::verify_register_act(act, *bundle_));
    }
    // Its place in the log.
    Result<std::uint64_t> check_receipt(const std::string& name, const Hash& act) {
        const Bytes bytes = TRY(read_file(folder_ / name, kReceiptMax));
        const auto receipt = TRY(record::decode_receipt(bytes));
        const record::SignerDemand demand{
            .role = record::Role::log, .at_ms = receipt.issued_at_s * 1'000, .environment = bundle_->roots.environment};
        const auto key = TRY(bundle_->key_of(TRY(receipt.message.key_id()), demand));
        TRY(record::verify_receipt(receipt, record::encode_leaf(record::ActLeaf{.record = act}), key));
        return receipt.place.index;
    }
    void count(ActFolder folder) {
        if (folder == ActFolder::outcomes) ++check_.counts.outcomes;
        if (folder == ActFolder::certificates) ++check_.counts.certificates;
        if (folder == ActFolder::notices) ++check_.counts.notices;
        if (folder == ActFolder::appointments) ++check_.counts.appointments;
    }

    const Path& folder_;
    ArchiveCheck check_;
    std::string content_said_;
    std::map<std::string, std::string> files_; // path, SHA-256
    std::optional<record::Bundle> bundle_;
    BatchContent content_;
};

} // namespace

Result<ArchiveCheck> check_archive(const Path& folder) {
    return ArchiveReader(folder).check();
}

} // namespace kaogong::bureau::exports
