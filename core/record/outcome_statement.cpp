#include "core/record/outcome_statement.h"

#include "core/record/wire.h"

#include <algorithm>

namespace kaogong::record {
namespace {

using practical::EntryMode;
using practical::Method;
using practical::OutcomeReason;
using practical::Verdict;

constexpr std::int64_t kVersion = 1, kCandidate = 2, kSubject = 3, kBatch = 4, kVerdict = 5, kComponents = 6, kFlags = 7, kRules = 8,
                       kCount = 9, kEarlier = 10, kAt = 11;
constexpr std::int64_t kFlagWeightedBelow = 1, kFlagSecond = 2, kFlagSkipped = 4, kFlagsMax = 7;
constexpr std::int64_t kPointsMax = 1'000'000'000;

Result<void> check_component(const StatedComponent& component) {
    const bool exempt = component.mode == EntryMode::exempt;
    if (exempt) return wire::check_text(component.basis, "key 6: basis");
    if (!component.basis.empty() || component.shown < 0) return error(codes::record_value_invalid, "key 6");
    return component.of.empty() ? success() : wire::check_text(component.of, "key 6: what failed it");
}

Result<void> check(const OutcomeStatement& statement) {
    TRY(wire::check_text(statement.occupation, "key 3"));
    TRY(wire::check_text(statement.organisation, "key 4"));
    TRY(wire::check_text(statement.plan, "key 4"));
    if (statement.level < 1 || statement.level > 8) return error(codes::record_value_invalid, "key 3: level");
    if (statement.components.empty() || statement.components.size() > kStatedComponentsMax)
        return error(codes::record_value_invalid, "key 6");
    for (const StatedComponent& component : statement.components) TRY(check_component(component));
    if ((statement.version == 1) == statement.earlier.has_value()) return error(codes::record_value_invalid, "key 10");
    return success();
}

void write_component(cbor::Writer& writer, const StatedComponent& component) {
    writer.array(9);
    writer.integer(wire::number(component.method)).integer(wire::number(component.mode)).integer(wire::number(component.reason));
    writer.integer(component.shown).text(component.of).text(component.basis);
    writer.bytes(component.record ? component.record->view() : ByteView());
    writer.bytes(component.record ? component.session.view() : ByteView());
    writer.integer(static_cast<std::int64_t>(component.log_index));
}

Result<StatedComponent> read_component(cbor::Reader& reader) {
    StatedComponent component;
    TRY(reader.array_of(9));
    component.method = TRY(wire::read_enum(reader, Method::theory, Method::special_ability));
    component.mode = TRY(wire::read_enum(reader, EntryMode::first, EntryMode::retained));
    component.reason = TRY(wire::read_enum(reader, OutcomeReason::passed, OutcomeReason::weighted_below));
    component.shown = TRY(reader.integer_in(0, kPointsMax));
    component.of = std::string(TRY(reader.text()));
    component.basis = std::string(TRY(reader.text()));
    const ByteView hash = TRY(reader.bytes()), session = TRY(reader.bytes());
    if (hash.empty() != session.empty()) return error(codes::record_value_invalid, "key 6: session");
    const bool whole = hash.size() == Hash::kSize && session.size() == SessionId::kSize;
    if (!hash.empty() && !whole) return error(codes::record_value_invalid, "key 6: record or session");
    if (!hash.empty()) {
        component.record = TRY(Hash::from(hash));
        component.session = TRY(SessionId::from(session));
    }
    component.log_index = static_cast<std::uint64_t>(TRY(reader.integer_in(0, INT64_MAX)));
    return component;
}

std::int64_t flags_of(const OutcomeStatement& statement) {
    return (statement.weighted_below ? kFlagWeightedBelow : 0) | (statement.second_certificate ? kFlagSecond : 0) |
           (statement.level_skipped ? kFlagSkipped : 0);
}

Result<Bytes> encode(const OutcomeStatement& statement) {
    TRY(check(statement));
    cbor::Writer writer;
    writer.begin_map();
    writer.key(kVersion).integer(kFormatVersion);
    writer.key(kCandidate).bytes(statement.candidate.view());
    writer.key(kSubject).array(2).text(statement.occupation).integer(statement.level);
    writer.key(kBatch).array(2).text(statement.organisation).text(statement.plan);
    writer.key(kVerdict).integer(wire::number(statement.verdict));
    writer.key(kComponents).array(statement.components.size());
    for (const StatedComponent& component : statement.components) write_component(writer, component);
    writer.key(kFlags).integer(flags_of(statement));
    writer.key(kRules).bytes(statement.rules.view());
    writer.key(kCount).integer(static_cast<std::int64_t>(statement.version));
    if (statement.earlier) writer.key(kEarlier).bytes(statement.earlier->view());
    writer.key(kAt).integer(statement.at_ms);
    writer.end_map();
    return to_bytes(writer.view());
}

Result<void> read_components(cbor::Reader& reader, OutcomeStatement& statement) {
    const std::size_t count = TRY(wire::read_list(reader, kStatedComponentsMax));
    for (std::size_t i = 0; i < count; ++i) statement.components.push_back(TRY(read_component(reader)));
    return success();
}

Result<void> read_pairs(cbor::Reader& reader, cbor::Fields& fields, OutcomeStatement& statement) {
    TRY(fields.need(kSubject));
    TRY(reader.array_of(2));
    statement.occupation = TRY(wire::read_text(reader));
    statement.level = static_cast<int>(TRY(reader.integer_in(1, 8)));
    TRY(fields.need(kBatch));
    TRY(reader.array_of(2));
    statement.organisation = TRY(wire::read_text(reader));
    statement.plan = TRY(wire::read_text(reader));
    return success();
}

Result<OutcomeStatement> decode(ByteView payload) {
    cbor::Reader reader(payload);
    OutcomeStatement statement;
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    TRY(wire::read_version(reader));
    TRY(fields.need(kCandidate));
    statement.candidate = TRY(reader.fixed<CandidateRef>());
    TRY(read_pairs(reader, fields, statement));
    TRY(fields.need(kVerdict));
    statement.verdict = TRY(wire::read_enum(reader, Verdict::pass, Verdict::void_));
    TRY(fields.need(kComponents));
    TRY(read_components(reader, statement));
    TRY(fields.need(kFlags));
    const std::int64_t flags = TRY(reader.integer_in(0, kFlagsMax));
    statement.weighted_below = (flags & kFlagWeightedBelow) != 0;
    statement.second_certificate = (flags & kFlagSecond) != 0;
    statement.level_skipped = (flags & kFlagSkipped) != 0;
    TRY(fields.need(kRules));
    statement.rules = TRY(reader.fixed<Hash>());
    TRY(fields.need(kCount));
    statement.version = static_cast<std::uint64_t>(TRY(reader.integer_in(1, INT64_MAX)));
    if (TRY(fields.has(kEarlier))) statement.earlier = TRY(reader.fixed<Hash>());
    TRY(fields.need(kAt));
    statement.at_ms = TRY(wire::read_time_ms(reader));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(statement));
    return statement;
}

} // namespace

Result<Bytes> sign_outcome(const OutcomeStatement& statement, const KeyPair& intake) {
    const Bytes payload = TRY(encode(statement));
    return sign_attached(payload, {.protected_headers = {.type = kTypeOutcome}}, intake);
}

Result<OutcomeStatement> verify_outcome(ByteView encoded, const Bundle& bundle, const Suite& suite) {
    const Sign1 message = TRY(Sign1::decode(encoded));
    TRY(expect_shape(message, {.type = kTypeOutcome}));
    OutcomeStatement statement = TRY(decode(*message.payload));
    const SignerDemand demand{.role = Role::intake, .at_ms = statement.at_ms, .environment = bundle.roots.environment};
    TRY(verify_attached(message, TRY(bundle.key_of(TRY(message.key_id()), demand, suite))));
    return statement;
}

Result<Hash> outcome_facts_hash(const OutcomeStatement& statement) {
    OutcomeStatement facts = statement;
    facts.version = 1;
    facts.earlier.reset();
    facts.at_ms = 0;
    return sha256(TRY(encode(facts)));
}

practical::Outcome outcome_of(const OutcomeStatement& statement) {
    practical::Outcome outcome{.verdict = statement.verdict, .components = {}, .weighted = {}};
    for (const StatedComponent& each : statement.components)
        outcome.components.push_back({.method = each.method,
                                      .reason = each.reason,
                                      .shown = each.shown,
                                      .of = each.of,
                                      .retained = each.mode == EntryMode::retained,
                                      .cites = each.record.value_or(Hash{})});
    outcome.weighted_below = statement.weighted_below;
    outcome.second_certificate = statement.second_certificate;
    outcome.level_skipped = statement.level_skipped;
    return outcome;
}

} // namespace kaogong::record
