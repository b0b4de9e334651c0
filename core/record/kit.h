// The enrolment kit: tells a new terminal whom to believe, where it stands, and by which secret it may ask once for its certificate
// (enrolment.h). A kit proves nothing by itself: what is in it counts once a person has compared the root set's six words with the centre's
// filing letter.
#pragma once

#include "core/record/bundle.h"
#include "core/record/enrolment.h"

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
    std::string centre_name;  // 13
    std::string room;         // 14
    EnrolmentSecret secret;   // 15: good for one request
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

} // namespace kaogong::record
