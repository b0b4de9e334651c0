// A terminal with all that it needs to open its store, made from a fixed seed, for tests of the store: keys, certificates, a trust bundle,
// a bureau that answers. Nothing here is a secret.
#pragma once

#include "core/record/answer.h"
#include "core/record/checkpoint.h"
#include "core/store/terminal_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_random.h"
#include "tests/support/temp_folder.h"

namespace kaogong::test {

inline constexpr std::int64_t kCertifiedS = 1'795'000'000;
inline constexpr std::int64_t kCertifiedUntilS = kCertifiedS + 400 * 86'400;

struct TerminalWorld {
    TempFolder folder;
    FakeClock clock;
    FakeRandom random{7};
    record::KeyPair root_a = record::KeyPair::generate(random);
    record::KeyPair root_b = record::KeyPair::generate(random);
    record::KeyPair root_c = record::KeyPair::generate(random);
    record::KeyPair issuer = record::KeyPair::generate(random);
    record::KeyPair intake = record::KeyPair::generate(random);
    record::KeyPair log = record::KeyPair::generate(random);
    record::KeyPair note = record::KeyPair::generate(random);
    record::KeyPair device = record::KeyPair::generate(random);
    record::age::Identity sealing = record::age::Identity::generate(random);
    record::age::Identity bureau = record::age::Identity::generate(random);
    TerminalId terminal = random.fixed<TerminalId>();
    CentreId centre = random.fixed<CentreId>();
    SessionId session = random.fixed<SessionId>();
    PackageId package = random.fixed<PackageId>();
    CandidateRef candidate = random.fixed<CandidateRef>();
    record::RootSet roots;
    Bytes certificate;
    Bytes bundle;

    TerminalWorld() {
        roots.keys = {root_a.public_key().bytes(), root_b.public_key().bytes(), root_c.public_key().bytes()};
        std::sort(roots.keys.begin(), roots.keys.end());
        roots.environment = record::Environment::demo;
        certificate = certify(device, record::Role::device, issuer, "bureau.test");
        bundle = make_bundle(1);
    }

    Bytes certify(const record::KeyPair& key, record::Role role, const record::KeyPair& by, std::string issuer_name,
                  std::string label = {}) {
        record::Certificate content{.issuer = std::move(issuer_name),
                                    .id = random.fixed<record::CertificateId>(),
                                    .expires_s = kCertifiedUntilS,
                                    .not_before_s = kCertifiedS,
                                    .issued_s = kCertifiedS,
                                    .key = key.public_key().cose_key(),
                                    .role = role,
                                    .environment = record::Environment::demo,
                                    .label = std::move(label)};
        if (role == record::Role::examiner || role == record::Role::chief) content.competences = {{.occupation = "6-18-01-01", .level = 8}};
        if (role == record::Role::device) {
            content.centre = centre;
            content.terminal = terminal;
        }
        return record::issue_certificate(content, by).value();
    }

    record::IssuedCertificate issued(const record::KeyPair& key, record::Role role, std::string label = {}) {
        record::IssuedCertificate certificate;
        certificate.encoded = certify(key, role, root_a, "root", std::move(label));
        certificate.content = record::decode_certificate(certificate.encoded).value().content;
        certificate.key_id = key.id();
        return certificate;
    }

    Bytes make_bundle(std::int64_t version) {
        const record::Bundle content{.version = version,
                                     .issued_ms = kCertifiedS * 1'000,
                                     .not_after_ms = kCertifiedUntilS * 1'000,
                                     .bureau = "bureau.test",
                                     .roots = roots,
                                     .certificates = {issued(issuer, record::Role::issuer), issued(intake, record::Role::intake),
                                                      issued(log, record::Role::log),
                                                      issued(note, record::Role::checkpoint, "bureau.test/log")}};
        return record::encode_bundle(content, {&root_a, &root_b}).value();
    }

    store::TerminalStoreOptions options() {
        return {.data = folder / "data",
                .terminal = terminal,
                .device = device,
                .sealing = sealing,
                .certificate = certificate,
                .roots = roots,
                .clock = clock,
                .random = random,
                .boot = {.boot_id = clock.now().boot_id, .hardware = {}, .tpm_counter = {}, .software = "test"},
                .enrolment = record::EnrolledBody{.root_set = record::sha256(roots.encode()),
                                                  .bundle_version = 1,
                                                  .environment = record::Environment::demo,
                                                  .certificate = certificate,
                                                  .software = "test"},
                .space = {.reserve_bytes = 1u << 20, .floor_bytes = 1u << 20}};
    }
    std::unique_ptr<store::TerminalStore> open() { return store::TerminalStore::open(options()).value(); }

    store::SittingOpening opening() {
        return {.session = session, .candidate = candidate, .package = package, .bureau = bureau.recipient()};
    }

    Bytes sealed_submission(const store::SittingFacts& facts) {
        const record::ResultRecord content{
            .id = facts.record,
            .kind = record::RecordKind::submission,
            .session = facts.session,
            .candidate = facts.candidate,
            .subject = {.occupation = "6-31-01-03", .level = 4},
            .times = {.started_ms = clock.now().wall_ms - 60'000, .ended_ms = clock.now().wall_ms, .active_ms = 60'000},
            .signers = {{.role = record::Role::device, .key = device.id()}},
            .salt = facts.salt,
            .evidence = {record::sha256(answers_file())},
            .terminal = terminal,
            .plan = {.organisation = "org", .plan = "plan-1", .attempt = 1},
            .environment = record::Environment::demo};
        return record::seal_result(content, {{.key = &device, .certificate = certificate}}, clock.now().wall_ms / 1'000).value();
    }
    Bytes answers_file() const { return to_bytes(view("age file of the answers")); }
};

// A bureau of a few lines: holds one terminal's entries, logs results, answers parcels.
class SmallBureau {
  public:
    explicit SmallBureau(TerminalWorld& world) : world_(world) {
        log_.append(record::encode_leaf(record::GenesisLeaf{.origin = "bureau.test/log"}));
    }

    Bytes answer(ByteView parcel_bytes, std::int64_t bundle_version = 1) {
        const auto parcel = record::open_parcel(parcel_bytes).value();
        const auto& head = parcel.head.content;
        record::Answer answer{.parcel = parcel.head.id, .terminal = head.terminal, .bundle_version = bundle_version};
        std::vector<std::pair<std::uint64_t, Bytes>> leaves;
        for (std::size_t i = 0; i < parcel.entries.size(); ++i) take(head.first + i, parcel.entries[i], answer, leaves);
        const record::TreeHead tree_head = record::sign_tree_head(
            {.size = log_.tree().size(), .root = log_.tree().root(), .issuer = "bureau.test", .issued_at_s = now_s()}, world_.log);
        for (const auto& [index, leaf] : leaves) {
            const std::uint64_t leaf_index = leaf_index_of_.at(index);
            const auto path = record::inclusion_path(log_, {.index = leaf_index, .tree_size = log_.tree().size()}).value();
            answer.receipts.push_back({.index = index, .leaf_data = leaf, .receipt = record::make_receipt(tree_head, leaf_index, path)});
        }
        answer.held = ledger_.size();
        answer.root = ledger_.root();
        answer.checkpoint =
            record::sign_checkpoint({.origin = "bureau.test/log", .size = log_.tree().size(), .root = log_.tree().root()}, world_.note)
                .value();
        answer.consistency = record::consistency_path(log_, {.from = head.log_size, .to = log_.tree().size()}).value();
        return record::encode_answer(answer, world_.intake, now_s()).value();
    }
    std::int64_t now_s() { return world_.clock.now().wall_ms / 1'000; }

  private:
    void take(std::uint64_t index, ByteView entry, record::Answer& answer, std::vector<std::pair<std::uint64_t, Bytes>>& leaves) {
        if (index == ledger_.size()) ledger_.append(entry);
        const auto content = record::decode_entry(entry).value().content;
        if (content.type != record::EventType::result) return;
        const auto body = record::decode_body<record::ResultBody>(content.body).value();
        const auto result = record::open_result(body.signed_result).value();
        const Bytes leaf =
            record::encode_leaf(record::ResultLeaf{.record = record::record_hash(result.payload), .entry = record::sha256(entry)});
        const bool is_new = leaf_index_of_.emplace(index, log_.tree().size()).second;
        if (is_new) log_.append(leaf);
        answer.verdicts.push_back({.index = index, .verdict = is_new ? record::Verdict::accepted : record::Verdict::duplicate});
        leaves.emplace_back(index, leaf);
    }

    TerminalWorld& world_;
    record::MerkleTree ledger_;
    record::NodesInMemory log_;
    std::map<std::uint64_t, std::uint64_t> leaf_index_of_;
};

} // namespace kaogong::test
