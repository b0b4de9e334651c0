// Settings, bundles, centres, terminals and candidates.
#include "sync/bureau/store/sqlite_parts.h"

#include "core/base/codes/bureau.h"

namespace kaogong::bureau {
namespace {

constexpr std::string_view kTerminalColumns = "select id, centre, room, seat, key, age_recipient, certificate, frozen_ms, held, peaks from terminal ";

Result<Terminal> terminal_of(const store::Stmt& row) {
    const auto id = TRY(row.fixed<TerminalId>(0));
    const auto centre = TRY(row.fixed<CentreId>(1));
    Terminal terminal{.id = id, .centre = centre, .room = row.string(2), .seat = row.integer(3)};
    terminal.key = TRY(optional_fixed<record::PublicKeyBytes>(row, 4));
    terminal.age_recipient = TRY(optional_fixed<record::PublicKeyBytes>(row, 5));
    terminal.certificate = row.bytes(6);
    terminal.frozen_ms = row.optional_integer(7);
    auto peaks = TRY(unpack_hashes(row.blob(9)));
    terminal.ledger = {.size = static_cast<std::uint64_t>(row.integer(8)), .peaks = std::move(peaks)};
    return terminal;
}

Result<FilingRow> filing_of(const store::Stmt& row) {
    const auto centre = TRY(row.fixed<CentreId>(1));
    return FilingRow{.number = static_cast<std::uint64_t>(row.integer(0)),
                     .centre = centre,
                     .kind = static_cast<OrgKind>(row.integer(2)),
                     .attributes = static_cast<std::uint8_t>(row.integer(3)),
                     .from_ms = row.integer(4),
                     .until_ms = row.integer(5),
                     .by = row.string(6),
                     .basis = row.string(7),
                     .noted_ms = row.integer(8)};
}

} // namespace

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

Result<std::vector<Centre>> SqliteRegistry::centres() {
    auto row = TRY(db_.query("select id, name from centre order by name"));
    std::vector<Centre> centres;
    while (TRY(row.next())) {
        const auto id = TRY(row.fixed<CentreId>(0));
        centres.push_back({.id = id, .name = row.string(1)});
    }
    return centres;
}

Result<std::uint64_t> SqliteRegistry::add_filing(const FilingRow& filing) {
    TRY(db_.run("insert into filing (centre, kind, attributes, from_ms, until_ms, by, basis, noted_ms) values (?, ?, ?, ?, ?, ?, ?, ?)",
                filing.centre, static_cast<int>(filing.kind), static_cast<int>(filing.attributes), filing.from_ms, filing.until_ms, filing.by,
                filing.basis, filing.noted_ms));
    const std::int64_t number = db_.last_insert_id();
    for (const FiledOccupation& filed : filing.scope)
        TRY(db_.run("insert into filed_occupation (filing, occupation, levels) values (?, ?, ?)", number, filed.occupation,
                    static_cast<int>(filed.levels)));
    return static_cast<std::uint64_t>(number);
}

Result<std::vector<FilingRow>> SqliteRegistry::filings(const CentreId& centre) {
    auto row = TRY(db_.query("select number, centre, kind, attributes, from_ms, until_ms, by, basis, noted_ms from filing where centre = ? "
                             "order by number limit ?",
                             centre, kFilingsMax));
    std::vector<FilingRow> filings;
    while (TRY(row.next())) filings.push_back(TRY(filing_of(row)));
    for (FilingRow& filing : filings) {
        auto filed = TRY(db_.query("select occupation, levels from filed_occupation where filing = ? order by occupation", filing.number));
        while (TRY(filed.next()))
            filing.scope.push_back({.occupation = filed.string(0), .levels = static_cast<std::uint16_t>(filed.integer(1))});
    }
    return filings;
}

Result<std::optional<Terminal>> SqliteRegistry::terminal(const TerminalId& id) {
    auto row = TRY(db_.query(std::string(kTerminalColumns) + "where id = ?", id));
    if (!TRY(row.next())) return std::optional<Terminal>();
    return std::optional<Terminal>(TRY(terminal_of(row)));
}

Result<std::vector<Terminal>> SqliteRegistry::terminals_of(const CentreId& centre) {
    auto row = TRY(db_.query(std::string(kTerminalColumns) + "where centre = ? order by room, seat, id", centre));
    std::vector<Terminal> terminals;
    while (TRY(row.next())) terminals.push_back(TRY(terminal_of(row)));
    return terminals;
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
    TRY(db_.run("insert into candidate (centre, session, ticket, reference, person) values (?, ?, ?, ?, ?)", candidate.centre,
                candidate.session, candidate.ticket, candidate.reference, candidate.person));
    return success();
}

Result<bool> SqliteRegistry::knows_candidate(const CandidateRef& reference) {
    return TRY(db_.integer(0, "select 1 from candidate where reference = ?", reference)) == 1;
}

} // namespace kaogong::bureau
