#include "tests/support/record_samples.h"

#include <algorithm>

namespace kaogong::test {
namespace {

using namespace kaogong::record;

constexpr std::int64_t kSampleS = kSampleWallMs / 1000;

template <typename T> T sure(Result<T> result) {
    if (!result.ok()) check_failed((code_text(result.code()) + " " + result.error().context).c_str(), __FILE__, __LINE__);
    return std::move(result).value();
}

std::vector<KeyPair> three_keys(Random& random, const Suite& suite) {
    std::vector<KeyPair> keys;
    for (int i = 0; i < 3; ++i) keys.push_back(KeyPair::generate(random, suite));
    return keys;
}

RootSet root_set_of(const std::vector<KeyPair>& roots, Environment environment, const Suite& suite) {
    RootSet set{.threshold = 2, .environment = environment, .suite = suite.number()};
    for (const KeyPair& root : roots) set.keys.push_back(root.public_key().bytes());
    std::sort(set.keys.begin(), set.keys.end());
    return set;
}

// Whoever scores has a scope: the two occupations of the samples.
std::vector<Competence> competences_of(Role role) {
    if (role != Role::examiner && role != Role::chief && role != Role::reviewer) return {};
    return {{.occupation = "6-18-01-01", .level = 4}, {.occupation = "6-31-01-03", .level = 4}};
}

CoseKey x25519_key(const age::Identity& identity) {
    return {.labels = kX25519Labels, .x = sure(PublicKeyBytes::from(identity.recipient().point))};
}

} // namespace

SampleBureau::SampleBureau(std::uint64_t seed, Environment environment, const Suite& suite)
    : suite(suite), random(seed), environment(environment), roots(three_keys(random, suite)), issuer(KeyPair::generate(random, suite)),
      intake(KeyPair::generate(random, suite)), log(KeyPair::generate(random, suite)), checkpoint(KeyPair::generate(random, suite)),
      witness(KeyPair::generate(random, suite)), response(age::Identity::generate(random)), centre(random.fixed<CentreId>()),
      root_set(root_set_of(roots, environment, suite)), nodes_(suite) {
    bundle = {.version = 1,
              .issued_ms = kSampleWallMs - 30 * kDayS * 1000,
              .not_after_ms = kSampleWallMs + 60 * kDayS * 1000,
              .bureau = kName,
              .roots = root_set};
    bundle.certificates = {certify_own(Role::issuer, issuer.public_key().cose_key(), {}),
                           certify_own(Role::intake, intake.public_key().cose_key(), {}),
                           certify_own(Role::log, log.public_key().cose_key(), {}),
                           certify_own(Role::witness, witness.public_key().cose_key(), "witness.test"),
                           certify_own(Role::response, x25519_key(response), {}),
                           certify_own(Role::checkpoint, checkpoint.public_key().cose_key(), kOrigin)};
    bundle_bytes = sign_bundle(bundle);
    append_leaf(encode_leaf(GenesisLeaf{.origin = kOrigin}));
}

IssuedCertificate SampleBureau::certify_own(Role role, const CoseKey& key, std::string label) {
    IssuedCertificate issued;
    issued.content = {.issuer = "root",
                      .id = random.fixed<CertificateId>(),
                      .expires_s = kSampleS + 1'000 * kDayS,
                      .not_before_s = kSampleS - 365 * kDayS,
                      .issued_s = kSampleS - 365 * kDayS,
                      .key = key,
                      .role = role,
                      .environment = environment,
                      .label = std::move(label)};
    issued.encoded = sure(issue_certificate(issued.content, roots[0]));
    issued.key_id = key.id(suite);
    return issued;
}

Bytes SampleBureau::certify(const PublicKey& key, Role role, std::optional<TerminalId> terminal, std::string label) {
    const Certificate certificate{.issuer = kName,
                                  .id = random.fixed<CertificateId>(),
                                  .expires_s = kSampleS + 180 * kDayS,
                                  .not_before_s = kSampleS - 30 * kDayS,
                                  .issued_s = kSampleS - 30 * kDayS,
                                  .key = key.cose_key(),
                                  .role = role,
                                  .centre = role == Role::bureau_marker ? std::nullopt : std::optional(centre),
                                  .competences = competences_of(role),
                                  .environment = environment,
                                  .label = std::move(label),
                                  .terminal = terminal};
    return sure(issue_certificate(certificate, issuer));
}

SampleStaff SampleBureau::staff(Role role, std::string label) {
    KeyPair key = KeyPair::generate(random, suite);
    Bytes certificate = certify(key.public_key(), role, {}, std::move(label));
    return {std::move(key), std::move(certificate), role};
}

SampleTerminal SampleBureau::enrol(std::string seat) {
    return SampleTerminal(*this, std::move(seat));
}

Bytes SampleBureau::sign_bundle(const Bundle& changed) const {
    return sure(encode_bundle(changed, {&roots[0], &roots[1]}));
}

Bytes SampleBureau::kit(TerminalId terminal, std::string seat) const {
    const Kit kit{.roots = root_set,
                  .bureau_url = "https://bureau.test:8470",
                  .centre = centre,
                  .terminal = terminal,
                  .seat = std::move(seat),
                  .bundle = bundle_bytes,
                  .made_ms = kSampleWallMs,
                  .centre_name = "Sample centre",
                  .room = "A",
                  .secret = {}};
    return sure(encode_kit(kit, issuer));
}

std::uint64_t SampleBureau::append_leaf(ByteView leaf_data) {
    nodes_.append(leaf_data);
    return nodes_.tree().size() - 1;
}

Hash SampleBureau::log_root_at(std::uint64_t size) {
    return sure(root_at(nodes_, size, suite));
}

Bytes SampleBureau::receipt(std::uint64_t leaf_index) {
    const TreeHead head =
        sign_tree_head({.size = log_size(), .root = nodes_.tree().root(), .issuer = kName, .issued_at_s = kSampleS + 3'600}, log);
    return make_receipt(head, leaf_index, sure(inclusion_path(nodes_, {leaf_index, log_size()}, suite)));
}

std::string SampleBureau::signed_checkpoint() {
    const auto note = sure(sign_checkpoint({.origin = kOrigin, .size = log_size(), .root = nodes_.tree().root()}, checkpoint));
    return sure(cosign_checkpoint(note, {.name = "witness.test", .key = &witness, .at_s = kSampleS + 3'700}));
}

namespace {

ResultLeaf leaf_of(ByteView entry, const Suite& suite) {
    const auto body = sure(decode_body<ResultBody>(sure(decode_entry(entry)).content.body));
    const auto result = sure(open_result(body.signed_result, suite));
    return {.record = record_hash(result.payload, suite), .entry = suite.hash(entry)};
}

} // namespace

Bytes SampleBureau::answer(ByteView file, ByteView newer_bundle) {
    const auto parcel = sure(open_parcel(file, suite));
    const ParcelHead& head = parcel.head.content;
    Answer answer{
        .parcel = parcel.head.id, .terminal = head.terminal, .held = head.end(), .root = head.root_end, .bundle_version = bundle.version};
    if (!newer_bundle.empty()) answer.bundle_version = sure(verify_bundle(newer_bundle, root_set, suite)).version;
    std::vector<std::pair<std::uint64_t, Bytes>> leaves;
    for (std::size_t i = 0; i < parcel.entries.size(); ++i) {
        if (sure(decode_entry(parcel.entries[i])).content.type != EventType::result) continue;
        answer.verdicts.push_back({.index = head.first + i});
        answer.receipts.push_back({.index = head.first + i, .leaf_data = encode_leaf(leaf_of(parcel.entries[i], suite))});
        leaves.emplace_back(append_leaf(answer.receipts.back().leaf_data), Bytes{});
    }
    append_leaf(encode_leaf(ParcelLeaf{parcel.head.id}));
    for (std::size_t i = 0; i < leaves.size(); ++i) answer.receipts[i].receipt = receipt(leaves[i].first);
    answer.checkpoint = signed_checkpoint();
    answer.consistency = sure(consistency_path(nodes_, {head.log_size, log_size()}, suite));
    return sure(encode_answer(answer, intake, kSampleS + 3'600, newer_bundle));
}

Bytes SampleBureau::proof(ByteView entry) {
    const auto body = sure(decode_body<ResultBody>(sure(decode_entry(entry)).content.body));
    const Bytes leaf_data = encode_leaf(leaf_of(entry, suite));
    const Bytes of_leaf = receipt(append_leaf(leaf_data));
    const std::string note = signed_checkpoint();
    return encode_proof({.signed_result = body.signed_result, .leaf_data = leaf_data, .receipt = of_leaf, .checkpoint = note});
}

SampleTerminal::SampleTerminal(SampleBureau& bureau, std::string seat)
    : id{uuid_v7(kSampleWallMs, bureau.random)}, device(KeyPair::generate(bureau.random, bureau.suite)),
      certificate(bureau.certify(device.public_key(), Role::device, id, std::move(seat))), bureau_(bureau),
      tip_(id, bureau.random.fixed<Incarnation>(), MerkleTree(bureau.suite)) {
    append(EventType::enrolled, encode_body(EnrolledBody{.root_set = bureau.suite.hash(bureau.root_set.encode()),
                                                         .bundle_version = bureau.bundle.version,
                                                         .suite = bureau.suite.number(),
                                                         .environment = bureau.environment,
                                                         .certificate = certificate,
                                                         .software = "0.1.0"}));
}

ByteView SampleTerminal::append(EventType type, Bytes body) {
    clock.advance(1'250);
    entries.push_back(sure(tip_.next({.type = type, .body = std::move(body), .at = clock.now()}, device)));
    tip_.stored(entries.back());
    return entries.back();
}

ResultRecord SampleTerminal::result_record(int items, const std::vector<const SampleStaff*>& cosigners) {
    FakeRandom& random = bureau_.random;
    const std::int64_t now = clock.wall_ms();
    ResultRecord record{.id = new_id<RecordId>(clock, random),
                        .session = new_id<SessionId>(clock, random),
                        .candidate = random.fixed<CandidateRef>(),
                        .subject = {.occupation = "6-31-01-03", .level = 3, .spec = random.fixed<Hash>(), .paper = random.fixed<Hash>()},
                        .times = {.started_ms = now, .ended_ms = now + 5'000'000, .active_ms = 4'990'000},
                        .signers = {{Role::device, device.id()}},
                        .salt = random.fixed<Salt>(),
                        .evidence = {random.fixed<Hash>()},
                        .terminal = id,
                        .score = ResultScore{},
                        .plan = {.organisation = "S-0001", .plan = "2026-11-0042", .attempt = 1},
                        .environment = bureau_.environment};
    for (int i = 0; i < items; ++i) {
        const bool right = random.below(4) > 0;
        record.items.push_back(
            {.item = "dg4-" + std::to_string(1'000 + i), .state = ItemState::scored, .points = right ? 100 : 0, .points_max = 100});
        record.score->points += record.items.back().points;
        record.score->points_max += 100;
    }
    record.score->outcome = record.score->points * 100 >= record.score->points_max * 60 ? OutcomeCode::pass : OutcomeCode::fail;
    for (const SampleStaff* cosigner : cosigners) record.signers.push_back({cosigner->role, cosigner->key.id()});
    std::sort(record.signers.begin(), record.signers.end(),
              [](const RequiredSigner& a, const RequiredSigner& b) { return std::tie(a.role, a.key) < std::tie(b.role, b.key); });
    return record;
}

Bytes SampleTerminal::signed_result(const ResultRecord& record, const std::vector<const SampleStaff*>& cosigners) {
    std::vector<ResultSigner> signers = {signer()};
    for (const SampleStaff* cosigner : cosigners) signers.push_back({&cosigner->key, cosigner->certificate});
    return sure(seal_result(record, signers, clock.wall_ms() / 1000 + 5'000));
}

ByteView SampleTerminal::append_result(int items) {
    const Bytes result = signed_result(result_record(items));
    return append(EventType::result, encode_body(result_body(result, bureau_.suite)));
}

void SampleTerminal::play_day(int items) {
    FakeRandom& random = bureau_.random;
    const auto session = new_id<SessionId>(clock, random);
    const auto sitting = random.fixed<SittingId>();
    const auto candidate = random.fixed<CandidateRef>();
    const Hash package = random.fixed<Hash>();
    append(EventType::boot, encode_body(BootBody{.boot_id = clock.now().boot_id, .hardware = random.fixed<Hash>(), .software = "0.1.0"}));
    append(EventType::session_opened,
           encode_body(SessionBody{.session = session,
                                   .package = package,
                                   .plan = "2026-11-0042",
                                   .candidates = 1,
                                   .profile = ProfileMark{.id = "fallback", .digest = sha256(view("the fallback's settings"))}}));
    append(EventType::sitting_opened, encode_body(SittingBody{.sitting = sitting, .session = session, .candidate = candidate}));
    for (int i = 0; i < 3; ++i) append(EventType::answer, encode_body(AnswerBody{.sitting = sitting, .sealed = random.fixed<Hash>()}));
    append_result(items);
    append(EventType::sitting_ended,
           encode_body(SittingBody{.sitting = sitting, .session = session, .candidate = candidate, .ended = OutcomeCode::pass}));
    append(EventType::session_closed,
           encode_body(SessionBody{.session = session, .package = package, .plan = "2026-11-0042", .candidates = 1}));
}

Bytes SampleTerminal::parcel(std::uint64_t first, const std::vector<Bytes>& blobs, std::uint64_t log_size) {
    MerkleTree before(bureau_.suite);
    for (std::size_t i = 0; i < first; ++i) before.append(entries[i]);
    const ParcelPlan plan{.before = &before,
                          .entries = {entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end()},
                          .blobs = {blobs.begin(), blobs.end()},
                          .certificate = certificate,
                          .log_size = log_size,
                          .bundle_version = bureau_.bundle.version,
                          .issued_at_s = clock.wall_ms() / 1000};
    return sure(build_parcel(plan, device));
}

} // namespace kaogong::test
