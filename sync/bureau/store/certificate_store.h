// Blocks of certificate numbers 证书号段, drafts of certificates with the numbers that they were given, and how drafts ended. A number is
// given once for good, whatever becomes of its draft.
#pragma once

#include "core/base/random.h"

#include <optional>
#include <string>
#include <vector>

namespace kaogong::bureau {

// The first 13 characters of a number, which the bureau assigns to a centre (domain.md: parts 1 to 4), for one kind of certificate.
struct CertificateBlockRow {
    std::uint64_t number = 0; // given by the store: the later one counts
    CentreId centre;
    int profile = 1;          // record::CertificateProfile
    std::string prefix;       // 13 characters
    std::string level_digits; // 8 characters, one a level from 1; `-` where nobody has settled it
    std::string by;
    std::string basis; // the assignment
    std::int64_t noted_ms = 0;
};

// Where serial numbers count: one block, year and level.
struct CertificateSeries {
    std::string prefix; // 13 characters
    int year = 0;       // 0..99
    char level_digit = '0';
};

struct CertificateRow {
    std::string number; // 22 characters
    CentreId centre;
    int profile = 1;
    CertificateSeries series;
    std::int64_t serial = 0;
    Hash outcome; // of the signed statement
    Hash subject; // OutcomeKey, so that a person's drafts are found
    std::string plan;
    Bytes act; // core/record/certificate_act.h
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};
struct CertificateEndRow {
    std::string number;
    int kind = 0; // record::CertificateActKind: withdrawn or replaced
    std::string reason;
    Bytes act;
    std::uint64_t log_index = 0;
    std::int64_t at_ms = 0;
};

struct CertificatePage {
    std::uint64_t after = 0; // place in the log of the last draft of the page before
    std::string plan = {};   // empty: of all plans
    std::size_t limit = 500;
};

class CertificateStore {
  public:
    virtual ~CertificateStore() = default;

    // The log is held when anything is added. certificate_block_taken: the prefix belongs to another centre or kind of certificate.
    virtual Result<std::uint64_t> add_block(const CertificateBlockRow& row) = 0;
    virtual Result<std::vector<CertificateBlockRow>> blocks_of(const CentreId& centre) = 0; // by number
    virtual Result<std::optional<CertificateBlockRow>> block_with(std::string_view prefix) = 0;

    virtual Result<std::int64_t> last_serial(const CertificateSeries& series) = 0; // 0: none was given yet
    virtual Result<void> add_certificate(const CertificateRow& row) = 0;
    virtual Result<std::optional<CertificateRow>> certificate(std::string_view number) = 0;
    virtual Result<std::vector<CertificateRow>> certificates_of(const Hash& subject) = 0;          // by place in the log
    virtual Result<std::vector<CertificateRow>> certificate_page(const CertificatePage& page) = 0; // by place in the log

    virtual Result<void> end_certificate(const CertificateEndRow& row) = 0;
    virtual Result<std::optional<CertificateEndRow>> certificate_end(std::string_view number) = 0;
};

} // namespace kaogong::bureau
