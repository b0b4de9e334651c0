#include "sync/bureau/exports/archive.h"

#include "core/base/clock.h"
#include "core/base/codes/base.h"
#include "core/base/codes/outcome.h"
#include "sync/bureau/appointments/appointments.h"
#include "sync/bureau/certificates/drafts.h"
#include "sync/bureau/days.h"
#include "sync/bureau/exports/archive_content.h"
#include "sync/bureau/exports/sink.h"
#include "sync/bureau/log_writer.h"
#include "sync/bureau/outcome/report.h"

#include <nlohmann/json.hpp>

namespace kaogong::bureau::exports {
namespace {

using nlohmann::ordered_json;

constexpr const char* kManifest = "manifest.json";
constexpr const char* kMark = "unfinished"; // stands in a folder that is being written, so that what a killed program left is known again

ordered_json counts_json(const BatchContent& content) {
    std::map<ActFolder, std::uint64_t> acts;
    for (const auto& [act, place] : content.acts) ++acts[act.first];
    return {{"records", content.records.size()},
            {"outcomes", acts[ActFolder::outcomes]},
            {"certificates", acts[ActFolder::certificates]},
            {"notices", acts[ActFolder::notices]},
            {"appointments", acts[ActFolder::appointments]}};
}

// What lies at `folder` may be made anew: nothing, or what a run that was killed has left.
Result<void> clear_unfinished(const Path& folder) {
    std::error_code failed;
    if (!std::filesystem::exists(folder, failed)) return success();
    if (!std::filesystem::exists(folder / kMark, failed) && !std::filesystem::is_empty(folder, failed))
        return error(codes::export_exists, folder.filename().string());
    std::filesystem::remove_all(folder, failed);
    if (failed) return errno_error(failed.value(), folder);
    return success();
}

class ArchiveWriter {
  public:
    ArchiveWriter(const ArchiveDesk& desk, const std::string& plan, const BatchContent& content, Path folder)
        : desk_(desk), plan_(plan), content_(content), folder_(std::move(folder)) {}

    Result<std::uint64_t> write() {
        for (const char* name : {"records", "rules"}) TRY(make_folder(folder_ / name));
        for (const ActFolder folder : kActFolders) TRY(make_folder(folder_ / folder_name(folder)));
        for (const SessionId& session : content_.sessions) TRY(write_records(session));
        TRY(write_acts());
        TRY(write_rules());
        TRY(write_lists());
        TRY(put("bundle", desk_.authority.bundle_bytes));
        const auto head = TRY(desk_.store.log().newest_head());
        if (head) TRY(put("checkpoint", view(head->checkpoint)));
        TRY(write_manifest(head));
        return files_.size();
    }

  private:
    Result<void> put(const std::string& name, ByteView bytes) {
        TRY(write_unsynced(folder_ / name, bytes));
        files_.push_back({{"path", name}, {"bytes", bytes.size()}, {"sha256", record::sha256(bytes).hex()}});
        return success();
    }

    // Receipts are of the log as it stands, so it is held while those of a session are made; nothing is added to it.
    Result<LogWriter> hold_log() {
        LogWriter log = TRY(LogWriter::open(desk_.store.log(), desk_.authority));
        TRY(log.sign(desk_.wall_ms));
        return log;
    }

    Result<void> write_records(const SessionId& session) {
        const auto tx = TRY(desk_.store.begin_log());
        LogWriter log = TRY(hold_log());
        return each_record(desk_.store, session, [&](const Hash& record, ByteView signed_result, std::uint64_t place) -> Result<void> {
            if (!content_.records.contains(record)) return success(); // it came in a moment ago
            return put("records/" + record.hex() + ".kgproof", TRY(log.proof(signed_result, place)));
        });
    }

    Result<void> write_acts() {
        const auto tx = TRY(desk_.store.begin_log());
        LogWriter log = TRY(hold_log());
        return each_act(desk_.store, plan_, content_.sessions, [&](ActFolder folder, ByteView act, std::uint64_t place) -> Result<void> {
            const Hash hash = record::sha256(act);
            if (!content_.acts.contains({folder, hash})) return success();
            const std::string name = std::string(folder_name(folder)) + "/" + hash.hex();
            TRY(put(name + ".cose", act));
            return put(name + ".receipt", TRY(log.receipt(place)));
        });
    }

    Result<void> write_rules() {
        for (const Hash& hash : content_.rules) {
            const auto rules = TRY(desk_.store.outcomes().rules_with(hash));
            if (rules) TRY(put("rules/" + hash.hex() + ".outcome.toml", rules->file));
        }
        return success();
    }

    Result<void> write_lists() {
        std::string outcomes, drafts;
        TRY(each_outcome(desk_.store, desk_.authority.bundle, {.plan = plan_, .passed_only = false}, [&](const OutcomeDetail& detail) {
            outcomes += outcome::outcome_json({detail.row, detail.statement, detail.state}) + "\n";
            return success();
        }));
        auto reader = TRY(certificates::CertificateReader::open(desk_.store, desk_.authority.bundle));
        CertificatePage page{.after = 0, .plan = plan_};
        for (auto rows = TRY(desk_.store.certificates().certificate_page(page)); !rows.empty();
             rows = TRY(desk_.store.certificates().certificate_page(page))) {
            page.after = rows.back().log_index;
            for (CertificateRow& row : rows) drafts += certificates::certificate_json(TRY(reader.view(std::move(row)))) + "\n";
        }
        TRY(put("outcomes.jsonl", view(outcomes)));
        std::string appointed;
        auto appointments = TRY(appointments::AppointmentReader::open(desk_.store, desk_.authority.bundle));
        TRY(appointments.each(plan_, [&](const appointments::AppointmentView& each) {
            appointed += appointments::appointment_json(each, desk_.wall_ms) + "\n";
            return success();
        }));
        TRY(put("certificates.jsonl", view(drafts)));
        return put("appointments.jsonl", view(appointed));
    }

    Result<void> write_manifest(const std::optional<LogHead>& head) {
        ordered_json manifest{{"format", 1},
                              {"plan", plan_},
                              {"bureau", desk_.authority.name},
                              {"environment", record::environment_name(desk_.authority.environment(), Language::en)},
                              {"made_at", iso_text(desk_.wall_ms, kBureauOffsetMinutes)},
                              {"content", content_.hash().hex()},
                              {"counts", counts_json(content_)}};
        if (head) manifest["log"] = {{"size", head->size}, {"root", head->root.hex()}};
        manifest["sessions"] = ordered_json::array();
        for (const SessionId& session : content_.sessions) manifest["sessions"].push_back(session.hex());
        manifest["files"] = files_;
        return write_file_atomic(folder_ / kManifest, view(manifest.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n"));
    }

    const ArchiveDesk& desk_;
    const std::string& plan_;
    const BatchContent& content_;
    Path folder_;
    std::vector<ordered_json> files_;
};

ArchiveCounts counts_of(const BatchContent& content) {
    const ordered_json counts = counts_json(content);
    return {.records = counts["records"].get<std::uint64_t>(),
            .outcomes = counts["outcomes"].get<std::uint64_t>(),
            .certificates = counts["certificates"].get<std::uint64_t>(),
            .notices = counts["notices"].get<std::uint64_t>(),
            .appointments = counts["appointments"].get<std::uint64_t>(),
            .files = 0,
            .content = content.hash(),
            .before = false};
}

Result<ArchiveCounts> compare(const Path& folder, const std::string& plan, ArchiveCounts counts) {
    const ArchiveCheck check = TRY(check_archive(folder));
    if (check.plan != plan || check.counts.content != counts.content) return error(codes::archive_differs, folder.filename().string());
    counts.files = check.counts.files;
    counts.before = true;
    return counts;
}

Result<std::uint64_t> write_beside(const ArchiveDesk& desk, const std::string& plan, const BatchContent& content, const Path& folder) {
    Path part = folder;
    part += ".part";
    TRY(clear_unfinished(part));
    TRY(make_folder(part));
    const auto written = [&]() -> Result<std::uint64_t> {
        TRY(write_file_atomic(part / kMark, {}));
        const std::uint64_t files = TRY(ArchiveWriter(desk, plan, content, part).write());
        TRY(remove_file(part / kMark));
        TRY(sync_all_of(part));
        return files;
    }();
    std::error_code failed;
    if (!written.ok()) {
        std::filesystem::remove_all(part, failed);
        return written.error();
    }
    std::filesystem::rename(part, folder, failed);
    if (failed) return error(codes::export_exists, folder.filename().string());
    TRY(sync_folder(folder.parent_path()));
    return written;
}

} // namespace

Result<ArchiveCounts> archive_batch(const ArchiveDesk& desk, const std::string& plan, const Path& folder) {
    const BatchContent content = TRY(batch_content(desk.store, desk.authority.bundle, plan));
    ArchiveCounts counts = counts_of(content);
    std::error_code ignored;
    if (std::filesystem::exists(folder / kManifest, ignored)) return compare(folder, plan, counts);
    if (std::filesystem::exists(folder, ignored)) return error(codes::export_exists, folder.filename().string());
    counts.files = TRY(write_beside(desk, plan, content, folder));
    return counts;
}

} // namespace kaogong::bureau::exports
