// Settings, bundles, centres, terminals and candidates.
#include "sync/bureau/store/sqlite_parts.h"

#include "core/base/codes/bureau.h"

namespace kaogong::bureau {

Result<std::optional<Bytes>> SqliteRegistry::setting(std::string_view name) {
    auto row = TRY(db_.query("select value from setting where name = ?", name));
    if (!TRY(row.next())) return std::optional<Bytes>();
    return std::optional<Bytes>(row.bytes(0));
}

Result<void> SqliteRegistry::set_setting(std::string_view name, ByteView value) {
    TRY(db_.run("insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value", name, value));
    return success();
}

Result<std::optional<BundleRow>> SqliteRegistry::newest_bundle() {
    auto row = TRY(db_.query("select version, bytes from bundle order by version desc limit 1"));
    if (!TRY(row.next())) return std::optional<BundleRow>();
    return std::optional<BundleRow>(BundleRow{.version = static_cast<std::uint64_t>(row.integer(0)), .bytes = row.bytes(1)});
}

Result<void> SqliteRegistry::add_bundle(const BundleRow& bundle) {
    TRY(db_.run("insert into bundle (version, bytes) values (?, ?)", bundle.version, bundle.bytes));
    return success();
}

Result<std::optional<Centre>> SqliteRegistry::centre_named(std::string_view name) {
    auto row = TRY(db_.query("select id, name from centre where name = ?", name));
    if (!TRY(row.next())) return std::optional<Centre>();
    const auto id = TRY(row.fixed<CentreId>(0));
    return std::optional<Centre>(Centre{.id = id, .name = row.string(1)});
}

Result<void> SqliteRegistry::add_centre(const Centre& centre) {
    TRY(db_.run("insert into centre (id, name) values (?, ?)", centre.id, centre.name));
    return success();
}

Result<std::optional<Terminal>> SqliteRegistry::terminal(const TerminalId& id) {
    auto row =
        TRY(db_.query("select centre, room, seat, key, age_recipient, certificate, frozen_ms, held, peaks from terminal where id = ?", id));
    if (!TRY(row.next())) return std::optional<Terminal>();
    const auto centre = TRY(row.fixed<CentreId>(0));
    Terminal terminal{.id = id, .centre = centre, .room = row.string(1), .seat = row.integer(2)};
    terminal.key = TRY(optional_fixed<record::PublicKeyBytes>(row, 3));
    terminal.age_recipient = TRY(optional_fixed<record::PublicKeyBytes>(row, 4));
    terminal.certificate = row.bytes(5);
    terminal.frozen_ms = row.optional_integer(6);
    auto peaks = TRY(unpack_hashes(row.blob(8)));
    terminal.ledger = {.size = static_cast<std::uint64_t>(row.integer(7)), .peaks = std::move(peaks)};
    return std::optional<Terminal>(std::move(terminal));
}

Result<void> SqliteRegistry::add_terminal(const Terminal& terminal, const record::EnrolmentSecret& enrolment_secret) {
    TRY(db_.run("insert into terminal (id, centre, room, seat, secret) values (?, ?, ?, ?, ?)", terminal.id, terminal.centre, terminal.room,
                terminal.seat, enrolment_secret));
    return success();
}

Result<std::optional<record::EnrolmentSecret>> SqliteRegistry::enrolment_secret(const TerminalId& id) {
    auto row = TRY(db_.query("select secret from terminal where id = ? and secret is not null", id));
    if (!TRY(row.next())) return std::optional<record::EnrolmentSecret>();
    return std::optional<record::EnrolmentSecret>(TRY(row.fixed<record::EnrolmentSecret>(0)));
}

Result<void> SqliteRegistry::enrol(const Terminal& terminal, std::int64_t at_ms) {
    const auto changed = TRY(db_.run("update terminal set secret = null, enrolled_ms = ?, key = ?, age_recipient = ?, certificate = ? "
                                     "where id = ? and secret is not null",
                                     at_ms, terminal.key, terminal.age_recipient, terminal.certificate, terminal.id));
    if (changed != 1) return error(codes::enrolment_spent, terminal.id.hex());
    return success();
}

Result<void> SqliteRegistry::set_ledger(const TerminalId& id, const HeldLedger& ledger) {
    TRY(db_.run("update terminal set held = ?, peaks = ? where id = ?", ledger.size, pack_hashes(ledger.peaks), id));
    return success();
}

Result<void> SqliteRegistry::freeze(const TerminalId& id, std::int64_t at_ms) {
    TRY(db_.run("update terminal set frozen_ms = coalesce(frozen_ms, ?) where id = ?", at_ms, id));
    return success();
}

Result<std::optional<CandidateRef>> SqliteRegistry::candidate(const SessionId& session, std::string_view ticket) {
    auto row = TRY(db_.query("select reference from candidate where session = ? and ticket = ?", session, ticket));
    if (!TRY(row.next())) return std::optional<CandidateRef>();
    return std::optional<CandidateRef>(TRY(row.fixed<CandidateRef>(0)));
}

Result<void> SqliteRegistry::add_candidate(const CandidateRow& candidate) {
    TRY(db_.run("insert into candidate (centre, session, ticket, reference) values (?, ?, ?, ?)", candidate.centre, candidate.session,
                candidate.ticket, candidate.reference));
    return success();
}

Result<bool> SqliteRegistry::knows_candidate(const CandidateRef& reference) {
    return TRY(db_.integer(0, "select 1 from candidate where reference = ?", reference)) == 1;
}

} // namespace kaogong::bureau
