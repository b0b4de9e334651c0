#include "core/store/credentials.h"

#include "core/base/codes/assessment.h"
#include "core/record/entry_bodies.h"

namespace kaogong::store {

Result<void> Credentials::keep(const Credential& credential, const std::string& issuer) {
    const std::int64_t count = TRY(db_.integer(0, "select count(*) from credentials where session_id = ?", credential.session));
    if (count >= kCredentialsMax) return error(codes::sitting_full, "credentials");
    LedgerTx tx = TRY(LedgerTx::begin(db_, ledger_));
    const record::StaffActBody act{.staff = issuer, .act = "EMERGENCY_CREDENTIAL", .sitting = {}, .reason = {}, .credit_ms = {}};
    TRY(tx.append(record::EventType::staff_act, record::encode_body(act)));
    TRY(db_.run("insert into credentials (session_id, staff, certificate, sealed_key) values (?, ?, ?, ?)", credential.session,
                credential.staff, credential.certificate, credential.sealed_key));
    return tx.commit();
}

Result<std::vector<Credential>> Credentials::of_session(const SessionId& session) {
    std::vector<Credential> found;
    Stmt row = TRY(db_.query("select staff, certificate, sealed_key from credentials where session_id = ? order by number", session));
    while (TRY(row.next()))
        found.push_back(
            {.session = session, .staff = row.string(0), .certificate = to_bytes(row.blob(1)), .sealed_key = to_bytes(row.blob(2))});
    return found;
}

} // namespace kaogong::store
