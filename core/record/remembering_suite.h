// A suite that does no sum twice. The same certificates come with every result of a centre, and each costs as much as the result itself: one
// look at the curve for its key, one check of its issuer's signature. Whether a signature holds depends on key, message and signature alone,
// so what held once holds; whether its certificate is to be believed is asked of the bundle anew each time and never remembered. What did
// not hold is not remembered either. Several threads may use it.
#pragma once

#include "core/record/suite.h"

#include <mutex>
#include <unordered_set>

namespace kaogong::record {

class RememberingSuite final : public Suite {
  public:
    // Messages longer than that come once (results, parcels), so keeping them would only push certificates out.
    static constexpr std::size_t kMessageBytesMax = 1'024;
    static constexpr std::size_t kRememberedMax = 32'768; // sums of each of two generations, 32 bytes each and their places

    explicit RememberingSuite(const Suite& suite = standard_suite()) : suite_(suite) {}

    SuiteNumber number() const override { return suite_.number(); }
    KeyLabels key_labels() const override { return suite_.key_labels(); }
    std::int64_t algorithm() const override { return suite_.algorithm(); }
    bool accepts(std::int64_t algorithm) const override { return suite_.accepts(algorithm); }
    Hash hash(Parts parts) const override { return suite_.hash(parts); }
    PublicKeyBytes public_key(ByteView seed) const override { return suite_.public_key(seed); }
    Signature sign(ByteView seed, const PublicKeyBytes& key, ByteView message) const override { return suite_.sign(seed, key, message); }

    bool usable(const PublicKeyBytes& key) const override;
    bool verify(const PublicKeyBytes& key, ByteView message, const Signature& signature) const override;

    std::size_t remembered() const;

  private:
    struct FirstBytes { // of a hash: as good as any other function of it
        std::size_t operator()(const Hash& hash) const;
    };
    using Held = std::unordered_set<Hash, FirstBytes>;
    template <typename Sum> bool held_or(const Hash& name, const Sum& sum) const;

    const Suite& suite_;
    mutable std::mutex mutex_;
    mutable Held young_, old_; // what is used moves to the young ones; when those are full the old are forgotten
};

} // namespace kaogong::record
