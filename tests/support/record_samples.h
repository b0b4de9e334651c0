// A bureau and a terminal in memory, for tests that need signed things: all keys come from one seed, so the same calls give the same bytes
// on every machine. Every method CHECKs what it makes; a test that wants something broken breaks the bytes afterwards.
#pragma once

#include "core/record/age/keys.h"
#include "core/record/answer.h"
#include "core/record/entry_bodies.h"
#include "core/record/kit.h"
#include "core/record/parcel.h"
#include "core/record/proof.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"

namespace kaogong::test {

// 2026-11-21 01:00 UTC, where FakeClock begins.
inline constexpr std::int64_t kSampleWallMs = 1'795'222'800'000;
inline constexpr std::int64_t kDayS = 86'400;

class SampleTerminal;

struct SampleStaff {
    record::KeyPair key;
    Bytes certificate;
    record::Role role;
};

// Three roots of which two sign, one key of each bureau role, a log with its genesis.
class SampleBureau {
  public:
    explicit SampleBureau(std::uint64_t seed = 1, record::Environment environment = record::Environment::demo,
                          const record::Suite& suite = record::standard_suite());

    const record::Suite& suite;
    FakeRandom random;
    record::Environment environment;
    std::vector<record::KeyPair> roots; // three
    record::KeyPair issuer, intake, log, checkpoint, witness;
    record::age::Identity response; // answers are sealed to it
    CentreId centre;
    record::RootSet root_set;
    record::Bundle bundle;
    Bytes bundle_bytes;

    static constexpr const char* kName = "bureau.test";
    static constexpr const char* kOrigin = "bureau.test/log/2026";

    // A certificate by the issuer, good from a month before the sample day to six months after.
    Bytes certify(const record::PublicKey& key, record::Role role, std::optional<TerminalId> terminal = {}, std::string label = {});
    SampleStaff staff(record::Role role, std::string label = "K-2041");
    SampleTerminal enrol(std::string seat = "A-07");
    // The bundle with another version or with more in it, signed by the first two roots.
    Bytes sign_bundle(const record::Bundle& changed) const;
    Bytes kit(TerminalId terminal, std::string seat = "A-07") const;

    // ---- the log
    std::uint64_t append_leaf(ByteView leaf_data); // its index
    Bytes receipt(std::uint64_t leaf_index);
    std::string signed_checkpoint(); // of the log as it stands, with the witness's cosignature
    Hash log_root_at(std::uint64_t size);
    std::uint64_t log_size() const { return nodes_.tree().size(); }

    // Logs every result of the parcel and answers it, as the real intake does for a parcel that continues what it holds.
    Bytes answer(ByteView parcel, ByteView newer_bundle = {});
    // Logs one result's entry and hands out its proof.
    Bytes proof(ByteView entry);

  private:
    record::IssuedCertificate certify_own(record::Role role, const record::CoseKey& key, std::string label);
    record::NodesInMemory nodes_;
};

// A terminal with device key, certificate and a growing ledger whose entry 0 is `enrolled`.
class SampleTerminal {
  public:
    SampleTerminal(SampleBureau& bureau, std::string seat);

    TerminalId id;
    record::KeyPair device;
    Bytes certificate;
    FakeClock clock;
    std::vector<Bytes> entries;

    const record::LedgerTip& tip() const { return tip_; }
    record::ResultSigner signer() const { return {&device, certificate}; }

    // A theory result of that many items for a made-up candidate, to be signed by the device and those given.
    record::ResultRecord result_record(int items, const std::vector<const SampleStaff*>& cosigners = {});
    Bytes signed_result(const record::ResultRecord& record, const std::vector<const SampleStaff*>& cosigners = {});

    ByteView append(record::EventType type, Bytes body); // the new entry
    ByteView append_result(int items = 5);
    // A short exam day: boot, session, sitting, answers, result of `items` items, closing.
    void play_day(int items = 5);

    Bytes ledger_file() { return parcel(0); }
    Bytes parcel(std::uint64_t first, const std::vector<Bytes>& blobs = {}, std::uint64_t log_size = 0);

  private:
    SampleBureau& bureau_;
    record::LedgerTip tip_;
};

} // namespace kaogong::test
