// Settings, bundles, centres, terminals and candidates, for both databases.
#include "sync/bureau/store/sql_parts.h"

#include "core/base/codes/bureau.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<Terminal> terminal_of(const Row& row) {
    const auto id = TRY(row.template fixed<TerminalId>(0));
    const auto centre = TRY(row.template fixed<CentreId>(1));
    Terminal terminal{.id = id, .centre = centre, .room = row.string(2), .seat = row.integer(3)};
    terminal.key = TRY(optional_fixed<record::PublicKeyBytes>(row, 4));
    terminal.age_recipient = TRY(optional_fixed<record::PublicKeyBytes>(row, 5));
    terminal.certificate = row.bytes(6);
    terminal.frozen_ms = row.optional_integer(7);
    auto peaks = TRY(unpack_hashes(row.blob(9)));
    terminal.ledger = {.size = static_cast<std::uint64_t>(row.integer(8)), .peaks = std::move(peaks)};
    terminal.proved = static_cast<std::uint64_t>(row.integer(10));
    if (const auto forged = row.optional_integer(11)) terminal.forged = static_cast<std::uint64_t>(*forged);
    return terminal;
}

} // namespace

template <class Db> Result<std::optional<Bytes>> SqlRegistry<Db>::setting(std::string_view name) {
    auto row = TRY(db_.query("select value from setting where name = $1", name));
    if (!TRY(row.next())) return std::optional<Bytes>();
    return std::optional<Bytes>(row.bytes(0));
}

template <class Db> Result<std::map<std::string, Bytes>> SqlRegistry<Db>::settings(std::string_view prefix) {
    const std::string length = std::to_string(prefix.size());
    auto row = TRY(db_.query("select name, value from setting where substr(name, 1, " + length + ") = $1", prefix));
    std::map<std::string, Bytes> settings;
    while (TRY(row.next())) settings.emplace(row.string(0), row.bytes(1));
    return settings;
}

template <class Db> Result<void> SqlRegistry<Db>::set_setting(std::string_view name, ByteView value) {
    TRY(write(db_, "insert into setting (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value", name,
              value));
    return success();
}

template <class Db> Result<std::optional<BundleRow>> SqlRegistry<Db>::newest_bundle() {
    auto row = TRY(db_.query("select version, bytes from bundle order by version desc limit 1"));
    if (!TRY(row.next())) return std::optional<BundleRow>();
    return std::optional<BundleRow>(BundleRow{.version = static_cast<std::uint64_t>(row.integer(0)), .bytes = row.bytes(1)});
}

template <class Db> Result<std::optional<std::uint64_t>> SqlRegistry<Db>::newest_bundle_version() {
    const std::int64_t newest = TRY(db_.integer(-1, "select max(version) from bundle"));
    return newest < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(newest));
}

template <class Db> Result<void> SqlRegistry<Db>::add_bundle(const BundleRow& bundle) {
    TRY(write(db_, "insert into bundle (version, bytes) values ($1, $2)", bundle.version, bundle.bytes));
    return success();
}

template <class Db> Result<std::optional<Centre>> SqlRegistry<Db>::centre_named(std::string_view name) {
    auto row = TRY(db_.query("select id, name from centre where name = $1", name));
    if (!TRY(row.next())) return std::optional<Centre>();
    const auto id = TRY(row.template fixed<CentreId>(0));
    return std::optional<Centre>(Centre{.id = id, .name = row.string(1)});
}

template <class Db> Result<void> SqlRegistry<Db>::add_centre(const Centre& centre) {
    TRY(write(db_, "insert into centre (id, name) values ($1, $2)", centre.id, centre.name));
    return success();
}

template <class Db> Result<std::vector<Centre>> SqlRegistry<Db>::centres() {
    auto row = TRY(db_.query("select id, name from centre order by name"));
    std::vector<Centre> centres;
    while (TRY(row.next())) {
        const auto id = TRY(row.template fixed<CentreId>(0));
        centres.push_back({.id = id, .name = row.string(1)});
    }
    return centres;
}

// The registry is held, so nobody else gives this number.
template <class Db> Result<std::uint64_t> SqlRegistry<Db>::add_filing(const FilingRow& filing) {
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from filing")) + 1);
    TRY(write(db_, "insert into filing (number, centre, kind, attributes, from_ms, until_ms, by, basis, noted_ms) values "
                   "($1, $2, $3, $4, $5, $6, $7, $8, $9)",
              number, filing.centre, static_cast<int>(filing.kind), static_cast<int>(filing.attributes), filing.from_ms, filing.until_ms,
              filing.by, filing.basis, filing.noted_ms));
    for (const FiledOccupation& filed : filing.scope)
        TRY(write(db_, "insert into filed_occupation (filing, occupation, levels) values ($1, $2, $3)", number, filed.occupation,
                  static_cast<int>(filed.levels)));
    return number;
}

template <class Db> Result<std::vector<FilingRow>> SqlRegistry<Db>::filings(const CentreId& centre) {
    auto row = TRY(db_.query("select number, kind, attributes, from_ms, until_ms, by, basis, noted_ms from filing where centre = $1 "
                             "order by number limit $2",
                             centre, kFilingsMax));
    std::vector<FilingRow> filings;
    while (TRY(row.next()))
        filings.push_back({.number = static_cast<std::uint64_t>(row.integer(0)),
                           .centre = centre,
                           .kind = static_cast<OrgKind>(row.integer(1)),
                           .attributes = static_cast<std::uint8_t>(row.integer(2)),
                           .from_ms = row.integer(3),
                           .until_ms = row.integer(4),
                           .by = row.string(5),
                           .basis = row.string(6),
                           .noted_ms = row.integer(7)});
    for (FilingRow& filing : filings) {
        auto filed = TRY(db_.query("select occupation, levels from filed_occupation where filing = $1 order by occupation", filing.number));
        while (TRY(filed.next()))
            filing.scope.push_back({.occupation = filed.string(0), .levels = static_cast<std::uint16_t>(filed.integer(1))});
    }
    return filings;
}

template <class Db> Result<std::optional<Terminal>> SqlRegistry<Db>::terminal(const TerminalId& id) {
    auto row = TRY(db_.query(
        "select id, centre, room, seat, key, age_recipient, certificate, frozen_ms, held, peaks, proved, forged from terminal where id = $1", id));
    if (!TRY(row.next())) return std::optional<Terminal>();
    return std::optional<Terminal>(TRY(terminal_of(row)));
}

template <class Db> Result<std::vector<Terminal>> SqlRegistry<Db>::terminals_of(const CentreId& centre) {
    auto row = TRY(db_.query("select id, centre, room, seat, key, age_recipient, certificate, frozen_ms, held, peaks, proved, forged from terminal "
                             "where centre = $1 order by room, seat, id",
                             centre));
    std::vector<Terminal> terminals;
    while (TRY(row.next())) terminals.push_back(TRY(terminal_of(row)));
    return terminals;
}

template <class Db> Result<std::vector<TerminalStanding>> SqlRegistry<Db>::standings() {
    auto row = TRY(db_.query("select id, centre, room, seat, held, frozen_ms, forged, (select max(offered_ms) from parcel where "
                             "parcel.centre = terminal.centre and parcel.terminal = terminal.id) from terminal "
                             "where enrolled_ms is not null order by centre, room, seat, id"));
    std::vector<TerminalStanding> standings;
    while (TRY(row.next())) {
        const auto id = TRY(row.template fixed<TerminalId>(0));
        const auto centre = TRY(row.template fixed<CentreId>(1));
        standings.push_back({.id = id,
                             .centre = centre,
                             .room = row.string(2),
                             .seat = row.integer(3),
                             .held = static_cast<std::uint64_t>(row.integer(4)),
                             .frozen_ms = row.optional_integer(5),
                             .heard_ms = row.optional_integer(7)});
        if (const auto forged = row.optional_integer(6)) standings.back().forged = static_cast<std::uint64_t>(*forged);
    }
    return standings;
}

template <class Db> Result<void> SqlRegistry<Db>::add_terminal(const Terminal& terminal, const record::EnrolmentSecret& enrolment_secret) {
    TRY(write(db_, "insert into terminal (id, centre, room, seat, secret) values ($1, $2, $3, $4, $5)", terminal.id, terminal.centre,
              terminal.room, terminal.seat, enrolment_secret));
    return success();
}

template <class Db> Result<std::optional<record::EnrolmentSecret>> SqlRegistry<Db>::enrolment_secret(const TerminalId& id) {
    auto row = TRY(db_.query("select secret from terminal where id = $1 and secret is not null", id));
    if (!TRY(row.next())) return std::optional<record::EnrolmentSecret>();
    return std::optional<record::EnrolmentSecret>(TRY(row.template fixed<record::EnrolmentSecret>(0)));
}

template <class Db> Result<void> SqlRegistry<Db>::enrol(const Terminal& terminal, std::int64_t at_ms) {
    const auto changed = TRY(db_.run("update terminal set secret = null, enrolled_ms = $1, key = $2, age_recipient = $3, certificate = $4 "
                                     "where centre = $5 and id = $6 and secret is not null",
                                     at_ms, terminal.key, terminal.age_recipient, terminal.certificate, terminal.centre, terminal.id));
    if (changed != 1) return error(codes::enrolment_spent, terminal.id.hex());
    return success();
}

template <class Db> Result<void> SqlRegistry<Db>::set_ledger(const LedgerKey& key, const HeldLedger& ledger) {
    TRY(write(db_, "update terminal set held = $1, peaks = $2 where centre = $3 and id = $4", ledger.size, pack_hashes(ledger.peaks),
              key.centre, key.terminal));
    return success();
}

template <class Db> Result<std::optional<Terminal>> SqlRegistry<Db>::next_unproved(const TerminalId& after) {
    auto row = TRY(db_.query("select id, centre, room, seat, key, age_recipient, certificate, frozen_ms, held, peaks, proved, forged from "
                             "terminal where held > proved and forged is null and id > $1 order by id limit 1",
                             after));
    if (!TRY(row.next())) return std::optional<Terminal>();
    return std::optional<Terminal>(TRY(terminal_of(row)));
}

template <class Db>
Result<void> SqlRegistry<Db>::set_proved(const LedgerKey& key, std::uint64_t end, std::optional<std::uint64_t> forged) {
    TRY(write(db_, "update terminal set proved = $1, forged = $2 where centre = $3 and id = $4 and proved < $5", end, forged, key.centre,
              key.terminal, end));
    return success();
}

template <class Db> Result<void> SqlRegistry<Db>::freeze(const LedgerKey& key, std::int64_t at_ms) {
    TRY(write(db_, "update terminal set frozen_ms = coalesce(frozen_ms, $1) where centre = $2 and id = $3", at_ms, key.centre,
              key.terminal));
    return success();
}

template <class Db> Result<std::optional<CandidateRef>> SqlRegistry<Db>::candidate(const SessionId& session, std::string_view ticket) {
    auto row = TRY(db_.query("select reference from candidate where session = $1 and ticket = $2", session, ticket));
    if (!TRY(row.next())) return std::optional<CandidateRef>();
    return std::optional<CandidateRef>(TRY(row.template fixed<CandidateRef>(0)));
}

template <class Db> Result<void> SqlRegistry<Db>::add_candidate(const CandidateRow& candidate) {
    TRY(write(db_, "insert into candidate (centre, session, ticket, reference, person) values ($1, $2, $3, $4, $5)", candidate.centre,
              candidate.session, candidate.ticket, candidate.reference, candidate.person));
    return success();
}

template <class Db> Result<bool> SqlRegistry<Db>::knows_candidate(const CandidateRef& reference) {
    return TRY(db_.integer(0, "select 1 from candidate where reference = $1", reference)) == 1;
}

template <class Db> Result<std::vector<KnownCandidate>> SqlRegistry<Db>::known_among(const std::vector<CandidateRef>& references) {
    std::vector<KnownCandidate> known;
    if (references.empty()) return known;
    auto row = TRY(ask_of(db_, "select reference, person from asked cross join candidate where reference = value", references));
    while (TRY(row.next())) {
        const auto reference = TRY(row.template fixed<CandidateRef>(0));
        auto person = TRY(optional_fixed<Hash>(row, 1));
        known.push_back({.reference = reference, .person = std::move(person)});
    }
    return known;
}

template <class Db> Result<std::optional<CandidateRow>> SqlRegistry<Db>::candidate_with(const CandidateRef& reference) {
    auto row = TRY(db_.query("select centre, session, ticket, person from candidate where reference = $1", reference));
    if (!TRY(row.next())) return std::optional<CandidateRow>();
    CandidateRow candidate{.centre = {}, .session = {}, .ticket = row.string(2), .reference = reference};
    candidate.centre = TRY(row.template fixed<CentreId>(0));
    candidate.session = TRY(row.template fixed<SessionId>(1));
    candidate.person = TRY(optional_fixed<Hash>(row, 3));
    return std::optional<CandidateRow>(std::move(candidate));
}

template class SqlRegistry<store::Db>;
template class SqlRegistry<PostgresDb>;

} // namespace kaogong::bureau
