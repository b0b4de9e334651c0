// Certificate numbers, drafts and their ends, for both databases.
#include "sync/bureau/store/sql_parts.h"

#include "core/base/codes/outcome.h"

namespace kaogong::bureau {
namespace {

template <class Row> Result<CertificateBlockRow> block_row(const Row& row) {
    const auto centre = TRY(row.template fixed<CentreId>(1));
    return CertificateBlockRow{.number = static_cast<std::uint64_t>(row.integer(0)),
                               .centre = centre,
                               .profile = static_cast<int>(row.integer(2)),
                               .prefix = row.string(3),
                               .level_digits = row.string(4),
                               .by = row.string(5),
                               .basis = row.string(6),
                               .noted_ms = row.integer(7)};
}

template <class Row> Result<std::vector<CertificateBlockRow>> all_blocks(Row row) {
    std::vector<CertificateBlockRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(block_row(row)));
    return rows;
}

template <class Row> Result<CertificateRow> certificate_row(const Row& row) {
    CertificateRow certificate;
    certificate.number = row.string(0);
    certificate.centre = TRY(row.template fixed<CentreId>(1));
    certificate.profile = static_cast<int>(row.integer(2));
    certificate.series = {
        .prefix = row.string(3), .year = static_cast<int>(row.integer(4)), .level_digit = static_cast<char>(row.integer(5))};
    certificate.serial = row.integer(6);
    certificate.outcome = TRY(row.template fixed<Hash>(7));
    certificate.subject = TRY(row.template fixed<Hash>(8));
    certificate.plan = row.string(9);
    certificate.act = row.bytes(10);
    certificate.log_index = static_cast<std::uint64_t>(row.integer(11));
    certificate.at_ms = row.integer(12);
    return certificate;
}

template <class Row> Result<std::vector<CertificateRow>> all_certificates(Row row) {
    std::vector<CertificateRow> rows;
    while (TRY(row.next())) rows.push_back(TRY(certificate_row(row)));
    return rows;
}

} // namespace

template <class Db> Result<std::uint64_t> SqlCertificate<Db>::add_block(const CertificateBlockRow& row) {
    const auto other = TRY(db_.integer(0, "select count(*) from certificate_block where prefix = $1 and (centre <> $2 or profile <> $3)",
                                       row.prefix, row.centre, row.profile));
    if (other > 0) return error(codes::certificate_block_taken, row.prefix);
    const auto number = static_cast<std::uint64_t>(TRY(db_.integer(0, "select max(number) from certificate_block")) + 1);
    TRY(write(db_,
              "insert into certificate_block (number, centre, profile, prefix, level_digits, by, basis, noted_ms) "
              "values ($1, $2, $3, $4, $5, $6, $7, $8)",
              number, row.centre, row.profile, row.prefix, row.level_digits, row.by, row.basis, row.noted_ms));
    return number;
}

template <class Db> Result<std::vector<CertificateBlockRow>> SqlCertificate<Db>::blocks_of(const CentreId& centre) {
    return all_blocks(TRY(db_.query("select number, centre, profile, prefix, level_digits, by, basis, noted_ms from certificate_block "
                                    "where centre = $1 order by number",
                                    centre)));
}

template <class Db> Result<std::optional<CertificateBlockRow>> SqlCertificate<Db>::block_with(std::string_view prefix) {
    auto rows = TRY(all_blocks(TRY(db_.query("select number, centre, profile, prefix, level_digits, by, basis, noted_ms from "
                                             "certificate_block where prefix = $1 order by number desc limit 1",
                                             prefix))));
    if (rows.empty()) return std::optional<CertificateBlockRow>();
    return std::optional<CertificateBlockRow>(std::move(rows.front()));
}

template <class Db> Result<std::int64_t> SqlCertificate<Db>::last_serial(const CertificateSeries& series) {
    return db_.integer(0, "select max(serial) from certificate where prefix = $1 and year = $2 and level_digit = $3", series.prefix,
                       series.year, static_cast<int>(series.level_digit));
}

template <class Db> Result<void> SqlCertificate<Db>::add_certificate(const CertificateRow& row) {
    TRY(write(db_,
              "insert into certificate (number, centre, profile, prefix, year, level_digit, serial, outcome, subject, plan, act, "
              "log_index, at_ms) "
              "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
              row.number, row.centre, row.profile, row.series.prefix, row.series.year, static_cast<int>(row.series.level_digit), row.serial,
              row.outcome, row.subject, row.plan, row.act, row.log_index, row.at_ms));
    return success();
}

template <class Db> Result<std::optional<CertificateRow>> SqlCertificate<Db>::certificate(std::string_view number) {
    auto rows = TRY(all_certificates(
        TRY(db_.query("select number, centre, profile, prefix, year, level_digit, serial, outcome, subject, plan, act, log_index, at_ms "
                      "from certificate where number = $1",
                      number))));
    if (rows.empty()) return std::optional<CertificateRow>();
    return std::optional<CertificateRow>(std::move(rows.front()));
}

template <class Db> Result<std::vector<CertificateRow>> SqlCertificate<Db>::certificates_of(const Hash& subject) {
    return all_certificates(
        TRY(db_.query("select number, centre, profile, prefix, year, level_digit, serial, outcome, subject, plan, act, log_index, at_ms "
                      "from certificate where subject = $1 order by log_index",
                      subject)));
}

template <class Db> Result<std::vector<CertificateRow>> SqlCertificate<Db>::certificate_page(const CertificatePage& page) {
    if (page.plan.empty())
        return all_certificates(TRY(
            db_.query("select number, centre, profile, prefix, year, level_digit, serial, outcome, subject, plan, act, log_index, at_ms "
                      "from certificate where log_index > $1 order by log_index limit $2",
                      page.after, std::uint64_t{page.limit})));
    return all_certificates(
        TRY(db_.query("select number, centre, profile, prefix, year, level_digit, serial, outcome, subject, plan, act, log_index, at_ms "
                      "from certificate where log_index > $1 and plan = $2 order by log_index limit $3",
                      page.after, page.plan, std::uint64_t{page.limit})));
}

template <class Db> Result<void> SqlCertificate<Db>::end_certificate(const CertificateEndRow& row) {
    TRY(write(db_, "insert into certificate_end (number, kind, reason, act, log_index, at_ms) values ($1, $2, $3, $4, $5, $6)", row.number,
              row.kind, row.reason, row.act, row.log_index, row.at_ms));
    return success();
}

template <class Db> Result<std::optional<CertificateEndRow>> SqlCertificate<Db>::certificate_end(std::string_view number) {
    auto row = TRY(db_.query("select kind, reason, act, log_index, at_ms from certificate_end where number = $1", number));
    if (!TRY(row.next())) return std::optional<CertificateEndRow>();
    return std::optional<CertificateEndRow>(CertificateEndRow{.number = std::string(number),
                                                              .kind = static_cast<int>(row.integer(0)),
                                                              .reason = row.string(1),
                                                              .act = row.bytes(2),
                                                              .log_index = static_cast<std::uint64_t>(row.integer(3)),
                                                              .at_ms = row.integer(4)});
}

template class SqlCertificate<store::Db>;
template class SqlCertificate<PostgresDb>;

} // namespace kaogong::bureau
