// Enrolment at the bureau: registering a terminal and giving out its kit, then certifying the key that came back with the kit's secret.
// Works beside a bureau that is serving: it touches the registry alone, never the log.
#pragma once

#include "core/record/enrolment.h"
#include "sync/bureau/authority.h"
#include "sync/bureau/person_mark.h"
#include "sync/bureau/store/store.h"

#include <functional>

namespace kaogong::bureau {

struct EnrolOptions {
    std::string centre;
    std::string room;
    std::int64_t seat = 0;
    std::string bureau_url;
    std::string bureau_ca; // PEM, or empty
};

// What needs the issuer's key, which serving does not.
struct Registrar {
    Store& store;
    const record::Bundle& bundle;
    Bytes bundle_bytes;
    const record::KeyPair& issuer;
    Clock& clock;
    Random& random;
    const PersonMarks& persons; // of candidates in packages
};

struct Enrolled {
    TerminalId terminal;
    Bytes kit;
};
// The centre is made when no centre has that name. A kit is good for one certificate.
Result<Enrolled> enrol_terminal(const EnrolOptions& options, const Registrar& registrar);

// The device's certificate, registered and with the kit's secret burnt when `keep` has put it where it belongs. Errors: terminal_unknown,
// enrolment_spent, enrolment_refused (another secret), those of reading a request.
using KeepGrant = std::function<Result<void>(ByteView certificate)>;
Result<TerminalId> issue_certificate(ByteView request, const Registrar& registrar, const KeepGrant& keep);

} // namespace kaogong::bureau
