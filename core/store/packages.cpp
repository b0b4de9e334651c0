// The register of packages.
#include "core/store/packages.h"

#include "core/base/codes/store.h"
#include "core/record/entry_bodies.h"

namespace kaogong::store {
namespace {

constexpr std::string_view kSelect =
    "select package_id, session_id, content_hash, file_name, not_before_ms, not_after_ms, state, started_at_ms, plan, profile_id, "
    "profile_digest from packages ";

Result<PackageFacts> read(const Stmt& row) {
    std::optional<record::ProfileMark> profile;
    if (!row.is_null(10)) {
        const auto digest = TRY(row.fixed<Hash>(10));
        profile = record::ProfileMark{.id = row.string(9), .digest = digest};
    }
    const auto id = TRY(row.fixed<PackageId>(0));
    const auto session = TRY(row.fixed<SessionId>(1));
    const auto content = TRY(row.fixed<Hash>(2));
    return PackageFacts{.id = id,
                        .session = session,
                        .content = content,
                        .file_name = row.string(3),
                        .not_before_ms = row.integer(4),
                        .not_after_ms = row.integer(5),
                        .state = static_cast<PackageState>(row.integer(6)),
                        .started_at_ms = row.is_null(7) ? std::nullopt : std::optional(row.integer(7)),
                        .plan = row.is_null(8) ? std::string() : row.string(8),
                        .profile = std::move(profile)};
}

const std::string& plan_of(const PackageFacts& package, const Packages::SessionFacts& facts) {
    return facts.plan.empty() ? package.plan : facts.plan;
}

} // namespace

Result<void> Packages::accept(const PackageFacts& facts) {
    if (const auto known = TRY(find(facts.id))) {
        if (known->content == facts.content) return success();
        return error(codes::package_differs, facts.id.hex());
    }
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    TRY(tx.append(record::EventType::package_accepted, record::encode_body(record::VersionBody{.version = 0, .content = facts.content})));
    TRY(db_.run("insert into packages (package_id, session_id, content_hash, file_name, not_before_ms, not_after_ms, state) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                facts.id, facts.session, facts.content, facts.file_name, facts.not_before_ms, facts.not_after_ms,
                static_cast<int>(PackageState::accepted)));
    return tx.commit();
}

Result<std::vector<PackageFacts>> Packages::all() {
    std::vector<PackageFacts> packages;
    Stmt rows = TRY(db_.prepare(std::string(kSelect) + "order by not_before_ms, package_id"));
    while (TRY(rows.next())) packages.push_back(TRY(read(rows)));
    return packages;
}

Result<std::optional<PackageFacts>> Packages::find(const PackageId& id) {
    Stmt row = TRY(db_.query(std::string(kSelect) + "where package_id = ?", id));
    if (!TRY(row.next())) return std::optional<PackageFacts>();
    return std::optional(TRY(read(row)));
}

Result<void> Packages::open_session(const PackageId& id, const SessionFacts& facts) {
    return change(id, facts, {.type = record::EventType::session_opened, .state = PackageState::session_open});
}

Result<void> Packages::close_session(const PackageId& id, const SessionFacts& facts) {
    return change(id, facts, {.type = record::EventType::session_closed, .state = PackageState::session_closed});
}

Result<PackageFacts> Packages::known(const PackageId& id) {
    auto package = TRY(find(id));
    if (!package) return error(codes::package_unknown, id.hex());
    return std::move(*package);
}

Result<std::int64_t> Packages::start_session(const PackageId& id, const Start& start) {
    const PackageFacts package = TRY(known(id));
    if (package.started_at_ms) return *package.started_at_ms;
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::StaffActBody body{
        .staff = start.staff, .act = "SESSION_STARTED", .reason = start.from == StartedFrom::plan ? "AS_PLANNED" : "AT_THE_WORD"};
    TRY(tx.append(record::EventType::staff_act, record::encode_body(body)));
    TRY(db_.run("update packages set started_at_ms = ? where package_id = ?", start.at_ms, id));
    TRY(tx.commit());
    return start.at_ms;
}

Result<void> Packages::change(const PackageId& id, const SessionFacts& facts, Change change) {
    const PackageFacts package = TRY(known(id));
    if (package.state >= change.state) return success();
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    TRY(note_change(tx, package, facts, change));
    TRY(db_.run("update packages set state = ?, plan = ? where package_id = ?", static_cast<int>(change.state), plan_of(package, facts),
                id));
    if (facts.profile)
        TRY(db_.run("update packages set profile_id = ?, profile_digest = ? where package_id = ?", facts.profile->id, facts.profile->digest,
                    id));
    return tx.commit();
}

Result<void> Packages::note_change(LedgerTx& tx, const PackageFacts& package, const SessionFacts& facts, const Change& change) {
    const record::SessionBody body{.session = package.session,
                                   .package = package.content,
                                   .plan = plan_of(package, facts),
                                   .candidates = facts.candidates,
                                   .profile = facts.profile};
    TRY(tx.append(change.type, record::encode_body(body)));
    if (facts.staff.empty()) return success();
    const record::StaffActBody act{.staff = facts.staff, .act = "SESSION_CLOSED"};
    TRY(tx.append(record::EventType::staff_act, record::encode_body(act)));
    return success();
}

} // namespace kaogong::store
