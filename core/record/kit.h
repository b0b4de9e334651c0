// Enrolment: the kit that tells a new terminal whom to believe, and the request by which it asks for its certificate. A kit proves nothing
// by itself: what is in it counts once a person has compared the root set's six words with the centre's filing letter.
#pragma once

#include "core/record/bundle.h"

namespace kaogong::record {

struct Kit {
    RootSet roots;            // 2, 3, 9, 10: keys, threshold, environment, suite
    std::string bureau_url;   // 4
    std::string bureau_ca;    // 5: PEM of the authority behind the bureau's TLS, or empty for the system's
    CentreId centre;          // 6
    TerminalId terminal;      // 7: the id that this terminal is to bear
    std::string seat;         // 8: label of the place, e.g. `A-07`
    Bytes bundle;             // 11: the trust bundle of the day
    std::int64_t made_ms = 0; // 12
    bool operator==(const Kit&) const = default;
};
// "KGE1\n" and a Sign1 by the bureau's issuer, certified by the bundle inside.
Result<Bytes> encode_kit(const Kit& kit, const KeyPair& issuer);
struct OpenedKit {
    Kit content;
    Bundle bundle;
};
// The bundle against the kit's own root set, the kit's signature against that bundle. Show root_words(content.roots) to a person.
Result<OpenedKit> verify_kit(ByteView file, const Suite& suite = standard_suite());

// What a terminal sends back to be certified, signed by the new device key itself so that nobody asks for another's key.
struct EnrolmentRequest {
    TerminalId terminal;                         // 2
    CentreId centre;                             // 3
    std::string seat;                            // 4
    PublicKeyBytes device_key;                   // 5
    PublicKeyBytes sealing_key;                  // 6: X25519 recipient of sealed papers
    std::int64_t made_ms = 0;                    // 7
    Environment environment = Environment::real; // 8
    bool operator==(const EnrolmentRequest&) const = default;
};
Bytes encode_enrolment(const EnrolmentRequest& request, const KeyPair& device); // device_key is filled in
Result<EnrolmentRequest> verify_enrolment(ByteView encoded, const Suite& suite = standard_suite());

} // namespace kaogong::record
