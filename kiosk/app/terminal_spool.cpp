// What comes in by the spool and goes out by it: packages, answers, bundles; parcels when they are due. Everything in in/ is hostile until
// verified.
#include "kiosk/app/terminal.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/record/formats.h"
#include "kiosk/app/session_loader.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {} // namespace

Path package_path(const Path& data, const PackageId& id) {
    return data / "packages" / (id.hex() + ".kgpk");
}

record::PackageReader Terminal::reader() {
    const record::Kit& kit = device_->kit.content;
    return {.bundle = store_->trust().bundle(), .centre = kit.centre, .terminal = kit.terminal, .environment = kit.roots.environment};
}

// ---- packages

Result<void> Terminal::accept_package(ByteView file) {
    const record::SealedPackage sealed = TRY(record::read_package(file, reader()));
    const record::PackageManifest& manifest = sealed.manifest;
    TRY(make_folder(options_.data / "packages", 0700));
    const Path path = package_path(options_.data, manifest.id);
    TRY(write_file_atomic(path, file, {.mode = 0600}));
    return store_->packages().accept({.id = manifest.id,
                                      .session = manifest.session,
                                      .content = record::sha256(file),
                                      .file_name = path.filename().string(),
                                      .not_before_ms = manifest.not_before_ms,
                                      .not_after_ms = manifest.not_after_ms});
}

Result<Terminal::OpenPackage> Terminal::open_package(const store::PackageFacts& facts) {
    OpenPackage package;
    package.id = facts.id;
    package.file = TRY(read_file(package_path(options_.data, facts.id), kPackageSizeMax));
    // The file lay on a disk since it was accepted; what is used is what was accepted.
    if (record::sha256(package.file) != facts.content) return error(codes::package_part_changed, facts.file_name);
    package.sealed = TRY(record::read_package(package.file, reader()));
    if (!package.sealed.candidate.empty()) {
        package.part = TRY(record::open_candidate_part(package.sealed, device_->keys.sealing, options_.clock.wall_ms()));
        package.content = TRY(session_content(package.part));
    }
    if (!package.sealed.operation.empty()) TRY(open_operation(package));
    return package;
}

Result<void> Terminal::open_operation(OpenPackage& package) {
    record::OperationPart part = TRY(record::open_operation_part(package.sealed, device_->keys.sealing, options_.clock.wall_ms()));
    if (package.sealed.candidate.empty()) {
        // Without a theory test the session, its people and its staff are known from here alone.
        package.part.spec = part.spec;
        package.part.session = part.session;
        package.part.roster = part.roster;
        package.part.staff = part.staff;
        package.part.texts = part.texts;
    }
    auto content = TRY(operation_content(package.id, std::move(part), device_->kit.content.terminal));
    desk_ = std::make_unique<ScoringDesk>(ScoringDesk::World{.store = *store_,
                                                             .device = *device_,
                                                             .tokens = tokens_,
                                                             .camera = camera_,
                                                             .picture_folder = picture_folder_,
                                                             .printer = printer_,
                                                             .clock = options_.clock,
                                                             .random = options_.random,
                                                             .open_session = [this] { return open_session_once(); },
                                                             .emergency_tokens = emergency_tokens(folder_.data())},
                                          std::move(content), package.sealed.manifest);
    return success();
}

// The session of the day: of the packages that may be open now the one that ends first and is not closed; else the last one that was
// closed, so that staff still find their way in.
Result<void> Terminal::choose_package() {
    const std::int64_t wall_ms = options_.clock.wall_ms();
    const auto is_closed = [](const store::PackageFacts& facts) { return facts.state == store::PackageState::session_closed; };
    const auto comes_before = [&](const store::PackageFacts& one, const store::PackageFacts& other) {
        if (is_closed(one) != is_closed(other)) return is_closed(other);
        return is_closed(one) ? one.not_after_ms > other.not_after_ms : one.not_after_ms < other.not_after_ms;
    };
    std::optional<store::PackageFacts> chosen;
    for (const store::PackageFacts& facts : TRY(store_->packages().all())) {
        std::error_code failed;
        const bool usable = facts.not_before_ms <= wall_ms && wall_ms <= facts.not_after_ms;
        const bool erased = is_closed(facts) && !std::filesystem::exists(package_path(options_.data, facts.id), failed);
        if (usable && !erased && (!chosen || comes_before(facts, *chosen))) chosen = facts;
    }
    if (!chosen) {
        desk_.reset();
        package_.reset();
        return success();
    }
    if (package_ && package_->id == chosen->id) return success();
    desk_.reset();
    package_ = TRY(open_package(*chosen));
    return is_closed(*chosen) ? success() : import_roster(*package_);
}

Result<void> Terminal::import_roster(const OpenPackage& package) {
    if (TRY(store_->roster().size_of(package.part.session.id)) == package.part.roster.size()) return success();
    std::vector<store::RosterEntry> entries;
    for (const record::RosterRow& row : package.part.roster)
        // The row itself is read from the package; the database holds only what finds it.
        entries.push_back({.candidate = row.candidate,
                           .admission_ticket = row.admission_ticket,
                           .identity_number = row.identity_number,
                           .row = to_bytes(row.candidate.view())});
    return store_->roster().import({.package = package.id, .session = package.part.session.id, .entries = entries});
}

Result<void> Terminal::open_session_once() {
    return store_->packages().open_session(package_->id, {.plan = package_->part.session.plan,
                                                          .candidates = static_cast<std::int64_t>(package_->part.roster.size()),
                                                          .profile = profile_mark(),
                                                          .staff = {}});
}

// ---- the spool

SpoolReply Terminal::on(const LookIntoSpool&) {
    SpoolReply reply;
    if (!store_) return reply;
    const auto taken = take_in_spool();
    if (taken)
        reply.content_changed = *taken;
    else
        log(LogLevel::warning, taken.error());
    if (const auto made = store_->export_due(); !made) log(LogLevel::warning, made.error());
    if (const auto told = tell_carrier(); !told) log(LogLevel::warning, told.error());
    if (!sitting_open_ && !tidied_) {
        // Nobody sits here: the moment to move the log into the database and to take the reserve again.
        if (const auto tidied = store_->tidy(); !tidied) log(LogLevel::warning, tidied.error());
        tidied_ = true;
    }
    if (const auto left = store_->results().undelivered()) reply.undelivered = *left;
    if (desk_) {
        if (const auto delivered = desk_->delivered()) reply.delivered = *delivered;
        if (const auto aside = desk_->put_aside()) reply.put_aside = *aside;
    }
    if (const auto kept = keep_house(reply); !kept) log(LogLevel::warning, kept.error());
    return reply;
}

// True when a package came.
Result<bool> Terminal::take_in_spool() {
    bool package_came = false;
    for (const store::FolderFile& file : TRY(store_->spool_in().scan()).files) {
        const auto taken = take_file(file.name);
        if (taken) {
            package_came |= *taken;
            TRY(store_->spool_in().remove(file.name));
            continue;
        }
        log(LogLevel::warning, taken.error(), {{"file", file.name}});
        // Without space nothing can be taken in now, and that is no fault of the file.
        if (taken.code() == codes::no_space) return taken.error();
        TRY(store_->spool_in().refuse(file.name, taken.code()));
    }
    return package_came;
}

Result<bool> Terminal::take_file(const std::string& name) {
    const Bytes file = TRY(store_->spool_in().take(name, kPackageSizeMax));
    if (as_text(file).starts_with(record::kMagicPackage)) {
        TRY(accept_package(file));
        return true;
    }
    if (as_text(file).starts_with(record::kMagicAnswer)) {
        const store::ImportedAnswer answer = TRY(store_->parcels().import_answer(file));
        TRY(make_folder(options_.data / "answers", 0700));
        TRY(write_file_atomic(options_.data / "answers" / (record::sha256(file).hex().substr(0, 16) + ".kga"), file, {.mode = 0600}));
        if (answer.bundle_refused) log(LogLevel::warning, *answer.bundle_refused);
        return false;
    }
    if (name.ends_with(".kgb")) {
        TRY(store_->trust().accept(file));
        return false;
    }
    return error(codes::file_kind_unknown, name);
}

} // namespace kaogong::kiosk::app
