// Signing acts of certificates and putting them into the log, within one transaction that holds it. Private to certificates/.
#pragma once

#include "sync/bureau/certificates/drafts.h"
#include "sync/bureau/log_writer.h"

namespace kaogong::bureau::certificates {

using record::CertificateAct;
using record::CertificateActKind;

struct SignedAct {
    Bytes bytes;
    std::uint64_t log_index = 0;
};

// Signing and logging within one transaction.
class ActKeeper {
  public:
    explicit ActKeeper(const DraftingDesk& desk) : desk_(desk) {}

    Result<SignedAct> keep(CertificateAct act) {
        act.by = desk_.by;
        act.at_ms = desk_.wall_ms;
        SignedAct made;
        made.bytes = TRY(record::sign_certificate_act(act, desk_.authority.intake));
        if (!log_) log_.emplace(TRY(LogWriter::open(desk_.store.log(), desk_.authority)));
        made.log_index = TRY(log_->append(record::encode_leaf(record::ActLeaf{.record = record::sha256(made.bytes)})));
        return made;
    }
    Result<void> end(const std::string& number, CertificateActKind kind, const std::string& reason) {
        const SignedAct made = TRY(keep({.kind = kind, .number = number, .reason = reason.substr(0, record::kCertificateReasonMax)}));
        return desk_.store.certificates().end_certificate({.number = number,
                                                           .kind = static_cast<int>(kind),
                                                           .reason = reason,
                                                           .act = made.bytes,
                                                           .log_index = made.log_index,
                                                           .at_ms = desk_.wall_ms});
    }
    Result<void> finish() { return log_ ? log_->sign(desk_.wall_ms) : success(); }

  private:
    const DraftingDesk& desk_;
    std::optional<LogWriter> log_;
};

} // namespace kaogong::bureau::certificates
