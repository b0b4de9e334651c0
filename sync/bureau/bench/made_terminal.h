// A terminal for measurements: enrolled at the scratch bureau like any other, with a ledger that lives only in memory.
#pragma once

#include "core/record/entry.h"
#include "core/record/result_record.h"
#include "sync/bureau/enrol.h"

namespace kaogong::bureau::bench {

class MadeTerminal {
  public:
    static Result<MadeTerminal> enrol(const Registrar& registrar, std::int64_t seat);

    // A theory result of `items` items for a candidate of its own, signed by the device.
    Result<void> append_result(int items);
    // What an answer leaves in a ledger: a hash.
    Result<void> append_answer();
    // Everything since the last one.
    Result<Bytes> parcel();

  private:
    MadeTerminal(const Registrar& registrar, record::KeyPair device, Bytes certificate, record::LedgerTip tip);
    Result<void> append(record::EventType type, Bytes body);

    Clock& clock_;
    Random& random_;
    record::Environment environment_;
    std::int64_t bundle_version_;
    record::KeyPair device_;
    Bytes certificate_;
    record::LedgerTip tip_;
    record::MerkleTree before_; // at the last parcel
    std::vector<Bytes> entries_;
    SittingId sitting_;
};

} // namespace kaogong::bureau::bench
