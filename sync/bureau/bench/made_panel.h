// The people of a centre who sign beside the device, with keys and certificates: a panel of three with its chief, the supervisor and the
// one who answers for the site.
#pragma once

#include "core/record/signed_result.h"
#include "sync/bureau/enrol.h"

namespace kaogong::bureau::bench {

struct MadePerson {
    record::Role role;
    record::KeyPair key;
    Bytes certificate;
};

class MadePanel {
  public:
    // For a centre that the bureau knows already.
    static Result<MadePanel> certify(const Registrar& registrar, const std::string& centre);

    // Chief, two examiners and the supervisor: with the device's own, five signatures on a result of an operation test.
    std::vector<const MadePerson*> of_operation() const;
    // With the device's own, two on a combined result.
    std::vector<const MadePerson*> of_combined() const;

  private:
    std::vector<MadePerson> people_; // the site's chief last
};

} // namespace kaogong::bureau::bench
