// The register of packages.
#include "core/store/packages.h"

#include "core/base/codes/store.h"
#include "core/record/entry_bodies.h"

namespace kaogong::store {
namespace {

constexpr std::string_view kSelect =
    "select package_id, session_id, content_hash, file_name, not_before_ms, not_after_ms, state from packages ";

Result<PackageFacts> read(const Stmt& row) {
    const auto id = TRY(row.fixed<PackageId>(0));
    const auto session = TRY(row.fixed<SessionId>(1));
    const auto content = TRY(row.fixed<Hash>(2));
    return PackageFacts{.id = id,
                        .session = session,
                        .content = content,
                        .file_name = row.string(3),
                        .not_before_ms = row.integer(4),
                        .not_after_ms = row.integer(5),
                        .state = static_cast<PackageState>(row.integer(6))};
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

Result<void> Packages::change(const PackageId& id, const SessionFacts& facts, Change change) {
    const auto package = TRY(find(id));
    if (!package) return error(codes::package_unknown, id.hex());
    if (package->state >= change.state) return success();
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::SessionBody body{
        .session = package->session, .package = package->content, .plan = facts.plan, .candidates = facts.candidates};
    TRY(tx.append(change.type, record::encode_body(body)));
    TRY(db_.run("update packages set state = ? where package_id = ?", static_cast<int>(change.state), id));
    return tx.commit();
}

} // namespace kaogong::store
