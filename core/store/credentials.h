// Emergency credentials that were issued at this terminal: certificate and sealed key of each, durable together with the act in the ledger.
#pragma once

#include "core/store/ledger.h"

namespace kaogong::store {

struct Credential {
    SessionId session;
    std::string staff; // number of the person
    Bytes certificate; // core/record/emergency.h
    Bytes sealed_key;  // core/record/signing_key.h
};
inline constexpr std::int64_t kCredentialsMax = 64; // of one session

class Credentials {
  public:
    Credentials(Db& db, Ledger& ledger) : db_(db), ledger_(ledger) {}

    // `issuer`: the site chief, who is named in the act. sitting_full where the session has too many.
    Result<void> keep(const Credential& credential, const std::string& issuer);
    Result<std::vector<Credential>> of_session(const SessionId& session); // oldest first

  private:
    Db& db_;
    Ledger& ledger_;
};

} // namespace kaogong::store
