#include "core/record/result_record.h"

#include "core/base/codes/record.h"
#include "core/base/limits.h"
#include "core/record/wire.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace kaogong::record {
namespace {

constexpr std::int64_t kVersion = 1, kId = 2, kKind = 3, kSession = 4, kCandidate = 5, kSubject = 6, kItems = 7, kTimes = 8, kSigners = 9,
                       kSalt = 10, kEvidence = 11, kEarlier = 12, kExempt = 13, kTerminal = 14, kScore = 15, kPlan = 16, kAmendment = 17,
                       kEnvironment = 18, kEffects = 19, kComponents = 20, kSource = 21, kModules = 22, kVetoes = 23;
constexpr std::int64_t kVersionOfModules = 2; // a record with keys 22 or 23; all others are still version 1
constexpr std::int64_t kVersionOfRemarked = 3; // a correction with them: of an operation result that was marked again
constexpr std::size_t kListMax = 64;          // exempt areas, effects, components
constexpr Points kPointsMax = 100'000'000;
constexpr std::int64_t kWeightMax = 10'000;
constexpr std::int64_t kTimesMax = 1'000;
constexpr std::int64_t kExactMax = INT64_MAX / 4; // of numerator and denominator

Error invalid(std::int64_t key, std::string_view what) {
    return error(codes::record_value_invalid, "key " + std::to_string(key) + ": " + std::string(what));
}

bool has_no_score(RecordKind kind) {
    return kind == RecordKind::submission || kind == RecordKind::void_ || kind == RecordKind::examiner_sheet;
}
bool needs_items(RecordKind kind) {
    return kind == RecordKind::theory || kind == RecordKind::operation || kind == RecordKind::marked_by_bureau;
}
std::int64_t version_of(const ResultRecord& record) {
    if (record.modules.empty() && record.vetoes.empty()) return kFormatVersion;
    return record.kind == RecordKind::supersede ? kVersionOfRemarked : kVersionOfModules;
}

Result<void> check_signers(const std::vector<RequiredSigner>& signers) {
    if (signers.empty() || signers.size() > kSignersMax) return invalid(kSigners, "number of signers");
    if (signers.front().role != Role::device && signers.front().role != Role::bureau_marker) return invalid(kSigners, "device first");
    for (std::size_t i = 0; i < signers.size(); ++i) {
        if (is_bureau_role(signers[i].role) || signers[i].role == Role::relay) return invalid(kSigners, "a role that signs no results");
        if (i > 0 && std::tie(signers[i - 1].role, signers[i - 1].key) >= std::tie(signers[i].role, signers[i].key))
            return invalid(kSigners, "order of signers");
        for (std::size_t j = 0; j < i; ++j)
            if (signers[j].key == signers[i].key) return invalid(kSigners, "a key twice");
    }
    return success();
}

Result<void> check_kind(const ResultRecord& record) {
    if (amends(record.kind) != record.amendment.has_value()) return invalid(kAmendment, "belongs to amendments");
    const bool refers = amends(record.kind) || record.kind == RecordKind::marked_by_bureau;
    if (refers != record.earlier.has_value()) return invalid(kEarlier, "belongs to amendments and marked submissions");
    if (has_no_score(record.kind) == record.score.has_value()) return invalid(kScore, "belongs to what is scored");
    if (record.kind == RecordKind::submission && !record.items.empty()) return invalid(kItems, "an unmarked submission has no points");
    const bool decided = record.score && (record.score->outcome == OutcomeCode::pass || record.score->outcome == OutcomeCode::fail);
    if (needs_items(record.kind) && decided && record.items.empty()) return invalid(kItems, "missing");
    if (record.kind == RecordKind::examiner_sheet && record.items.empty()) return invalid(kItems, "missing");
    const bool of_operation = record.kind == RecordKind::operation || record.kind == RecordKind::supersede;
    if (!of_operation && version_of(record) != kFormatVersion) return invalid(kModules, "belongs to operation tests");
    if ((record.kind == RecordKind::combined) == record.components.empty()) return invalid(kComponents, "belongs to combined results");
    return success();
}

Result<void> check_texts(const ResultRecord& record) {
    TRY(wire::check_text(record.subject.occupation, "key 6: occupation"));
    TRY(wire::check_text(record.plan.organisation, "key 16: organisation"));
    TRY(wire::check_text(record.plan.plan, "key 16: plan"));
    if (record.amendment) TRY(wire::check_text(record.amendment->reason, "key 17: reason"));
    for (const ItemResult& item : record.items) TRY(wire::check_text(item.item, "key 7: item id"));
    for (const ExemptArea& exempt : record.exempt) {
        TRY(wire::check_text(exempt.area, "key 13: area"));
        TRY(wire::check_text(exempt.basis, "key 13: basis"));
    }
    for (const RuleEffect& effect : record.effects) TRY(wire::check_text(effect.rule, "key 19: rule"));
    for (const ModuleResult& module : record.modules) TRY(wire::check_text(module.module, "key 22: module"));
    for (const VetoResult& veto : record.vetoes) TRY(wire::check_text(veto.veto, "key 23: veto"));
    return success();
}

Result<void> check_modules(const ResultRecord& record) {
    for (const ModuleResult& module : record.modules) {
        const bool counted = module.counted.numerator >= 0 && module.counted.denominator > 0;
        if (module.points < 0 || module.points > module.points_max || module.points_max > kPointsMax || !counted)
            return invalid(kModules, "points of " + module.module);
        if (module.weight < 0 || module.weight > kWeightMax) return invalid(kModules, "weight of " + module.module);
    }
    for (const VetoResult& veto : record.vetoes)
        if (veto.times < 1 || veto.times > kTimesMax) return invalid(kVetoes, veto.veto);
    return success();
}

Result<void> check_numbers(const ResultRecord& record) {
    if (record.subject.level < 1 || record.subject.level > 8) return invalid(kSubject, "level");
    if (record.plan.attempt < 1 || record.plan.attempt > 99) return invalid(kPlan, "attempt");
    if (record.times.ended_ms < record.times.started_ms) return invalid(kTimes, "ended before it started");
    const auto fits = [](Points points, Points points_max) { return points >= 0 && points <= points_max && points_max <= kPointsMax; };
    for (const ItemResult& item : record.items)
        if (!fits(item.points, item.points_max)) return invalid(kItems, "points of " + item.item);
    if (record.score && !fits(record.score->points, record.score->points_max)) return invalid(kScore, "points");
    if (record.items.size() > kItemsOfPaperMax || record.evidence.size() > kEvidenceMax || record.exempt.size() > kListMax ||
        record.effects.size() > kListMax || record.components.size() > kListMax || record.modules.size() > kListMax ||
        record.vetoes.size() > kListMax)
        return error(codes::record_too_large, "a list of the result");
    return check_modules(record);
}

Result<void> check(const ResultRecord& record) {
    TRY(check_kind(record));
    TRY(check_signers(record.signers));
    TRY(check_texts(record));
    return check_numbers(record);
}

void write_items(cbor::Writer& writer, const std::vector<ItemResult>& items) {
    writer.array(items.size());
    for (const ItemResult& item : items)
        writer.array(4).text(item.item).integer(wire::number(item.state)).integer(item.points).integer(item.points_max);
}

void write_components(cbor::Writer& writer, const std::vector<ComponentPart>& components) {
    writer.array(components.size());
    for (const ComponentPart& part : components)
        writer.array(4)
            .integer(wire::number(part.component))
            .integer(wire::number(part.mode))
            .bytes(part.retained.view())
            .integer(part.valid_to_ms);
}

void write_modules(cbor::Writer& writer, const std::vector<ModuleResult>& modules) {
    writer.array(modules.size());
    for (const ModuleResult& module : modules) {
        writer.array(7).text(module.module).integer(module.points).integer(module.points_max).integer(module.weight);
        writer.integer(module.counted.numerator).integer(module.counted.denominator).integer(wire::number(module.standing));
    }
}

void write_second_half(cbor::Writer& writer, const ResultRecord& record) {
    writer.key(kTerminal).bytes(record.terminal.view());
    if (record.score)
        writer.key(kScore)
            .array(3)
            .integer(record.score->points)
            .integer(record.score->points_max)
            .integer(wire::number(record.score->outcome));
    writer.key(kPlan).array(3).text(record.plan.organisation).text(record.plan.plan).integer(record.plan.attempt);
    if (record.amendment) writer.key(kAmendment).array(2).integer(wire::number(record.amendment->basis)).text(record.amendment->reason);
    writer.key(kEnvironment).integer(wire::number(record.environment));
    if (!record.effects.empty()) {
        writer.key(kEffects).array(record.effects.size());
        for (const RuleEffect& effect : record.effects) writer.array(2).text(effect.rule).integer(effect.points);
    }
    if (!record.components.empty()) write_components(writer.key(kComponents), record.components);
    writer.key(kSource).integer(wire::number(record.source));
    if (!record.modules.empty()) write_modules(writer.key(kModules), record.modules);
    if (record.vetoes.empty()) return;
    writer.key(kVetoes).array(record.vetoes.size());
    for (const VetoResult& veto : record.vetoes) writer.array(2).text(veto.veto).integer(veto.times);
}

void write_first_half(cbor::Writer& writer, const ResultRecord& record) {
    writer.key(kVersion).integer(version_of(record));
    writer.key(kId).bytes(record.id.view());
    writer.key(kKind).integer(wire::number(record.kind));
    writer.key(kSession).bytes(record.session.view());
    writer.key(kCandidate).bytes(record.candidate.view());
    writer.key(kSubject).array(4).text(record.subject.occupation).integer(record.subject.level);
    writer.bytes(record.subject.spec.view()).bytes(record.subject.paper.view());
    if (!record.items.empty()) write_items(writer.key(kItems), record.items);
    writer.key(kTimes).array(3).integer(record.times.started_ms).integer(record.times.ended_ms).integer(record.times.active_ms);
    writer.key(kSigners).array(record.signers.size());
    for (const RequiredSigner& signer : record.signers) writer.array(2).integer(wire::number(signer.role)).bytes(signer.key.view());
    writer.key(kSalt).bytes(record.salt.view());
    if (!record.evidence.empty()) wire::write_fixed_list(writer.key(kEvidence), record.evidence);
    if (record.earlier) writer.key(kEarlier).bytes(record.earlier->view());
    if (record.exempt.empty()) return;
    writer.key(kExempt).array(record.exempt.size());
    for (const ExemptArea& exempt : record.exempt) writer.array(2).text(exempt.area).text(exempt.basis);
}

Result<ResultSubject> read_subject(cbor::Reader& reader) {
    ResultSubject subject;
    TRY(reader.array_of(4));
    subject.occupation = TRY(wire::read_text(reader));
    subject.level = static_cast<int>(TRY(reader.integer_in(1, 8)));
    subject.spec = TRY(reader.fixed<Hash>());
    subject.paper = TRY(reader.fixed<Hash>());
    return subject;
}

Result<ItemResult> read_item(cbor::Reader& reader) {
    ItemResult item;
    TRY(reader.array_of(4));
    item.item = TRY(wire::read_text(reader));
    item.state = TRY(wire::read_enum(reader, ItemState::unseen, ItemState::not_applicable));
    item.points = TRY(reader.integer_in(0, kPointsMax));
    item.points_max = TRY(reader.integer_in(0, kPointsMax));
    return item;
}

Result<ResultTimes> read_times(cbor::Reader& reader) {
    ResultTimes times;
    TRY(reader.array_of(3));
    times.started_ms = TRY(wire::read_time_ms(reader));
    times.ended_ms = TRY(wire::read_time_ms(reader));
    times.active_ms = TRY(wire::read_time_ms(reader));
    return times;
}

Result<RequiredSigner> read_signer(cbor::Reader& reader) {
    RequiredSigner signer;
    TRY(reader.array_of(2));
    const auto role = find_role(TRY(reader.integer()));
    if (!role) return invalid(kSigners, "role");
    signer.role = *role;
    signer.key = TRY(reader.fixed<KeyId>());
    return signer;
}

Result<ExemptArea> read_exempt(cbor::Reader& reader) {
    ExemptArea exempt;
    TRY(reader.array_of(2));
    exempt.area = TRY(wire::read_text(reader));
    exempt.basis = TRY(wire::read_text(reader));
    return exempt;
}

Result<ResultScore> read_score(cbor::Reader& reader) {
    ResultScore score;
    TRY(reader.array_of(3));
    score.points = TRY(reader.integer_in(0, kPointsMax));
    score.points_max = TRY(reader.integer_in(0, kPointsMax));
    const auto outcome = assessment::outcome_code(TRY(reader.integer()));
    if (!outcome) return invalid(kScore, "outcome code");
    score.outcome = *outcome;
    return score;
}

Result<ResultPlan> read_plan(cbor::Reader& reader) {
    ResultPlan plan;
    TRY(reader.array_of(3));
    plan.organisation = TRY(wire::read_text(reader));
    plan.plan = TRY(wire::read_text(reader));
    plan.attempt = static_cast<int>(TRY(reader.integer_in(1, 99)));
    return plan;
}

Result<Amendment> read_amendment(cbor::Reader& reader) {
    Amendment amendment;
    TRY(reader.array_of(2));
    amendment.basis = TRY(wire::read_enum(reader, AmendmentBasis::clerical, AmendmentBasis::administrative));
    amendment.reason = TRY(wire::read_text(reader));
    return amendment;
}

Result<RuleEffect> read_effect(cbor::Reader& reader) {
    RuleEffect effect;
    TRY(reader.array_of(2));
    effect.rule = TRY(wire::read_text(reader));
    effect.points = TRY(reader.integer_in(-kPointsMax, kPointsMax));
    return effect;
}

Result<ModuleResult> read_module(cbor::Reader& reader) {
    ModuleResult module;
    TRY(reader.array_of(7));
    module.module = TRY(wire::read_text(reader));
    module.points = TRY(reader.integer_in(0, kPointsMax));
    module.points_max = TRY(reader.integer_in(0, kPointsMax));
    module.weight = TRY(reader.integer_in(0, kWeightMax));
    module.counted.numerator = TRY(reader.integer_in(0, kExactMax));
    module.counted.denominator = TRY(reader.integer_in(1, kExactMax));
    module.standing = TRY(wire::read_enum(reader, ModuleStanding::not_asked, ModuleStanding::below));
    return module;
}

Result<VetoResult> read_veto(cbor::Reader& reader) {
    VetoResult veto;
    TRY(reader.array_of(2));
    veto.veto = TRY(wire::read_text(reader));
    veto.times = static_cast<int>(TRY(reader.integer_in(1, kTimesMax)));
    return veto;
}

Result<ComponentPart> read_component(cbor::Reader& reader) {
    ComponentPart part;
    TRY(reader.array_of(4));
    part.component = TRY(wire::read_enum(reader, RecordKind::theory, RecordKind::contest));
    part.mode = TRY(wire::read_enum(reader, ComponentMode::first, ComponentMode::retained));
    part.retained = TRY(reader.fixed<Hash>());
    part.valid_to_ms = TRY(wire::read_time_ms(reader));
    return part;
}

template <typename Item>
Result<std::vector<Item>> read_list_of(cbor::Reader& reader, Result<Item> (*read)(cbor::Reader&), std::size_t limit) {
    std::vector<Item> list(TRY(wire::read_list(reader, limit)));
    for (Item& item : list) item = TRY(read(reader));
    return list;
}

Result<void> read_first_half(cbor::Reader& reader, cbor::Fields& fields, ResultRecord& record) {
    TRY(fields.need(kId));
    record.id = TRY(reader.fixed<RecordId>());
    TRY(fields.need(kKind));
    record.kind = TRY(wire::read_enum(reader, RecordKind::theory, RecordKind::examiner_sheet));
    TRY(fields.need(kSession));
    record.session = TRY(reader.fixed<SessionId>());
    TRY(fields.need(kCandidate));
    record.candidate = TRY(reader.fixed<CandidateRef>());
    TRY(fields.need(kSubject));
    record.subject = TRY(read_subject(reader));
    if (TRY(fields.has(kItems))) record.items = TRY(read_list_of(reader, read_item, kItemsOfPaperMax));
    TRY(fields.need(kTimes));
    record.times = TRY(read_times(reader));
    TRY(fields.need(kSigners));
    record.signers = TRY(read_list_of(reader, read_signer, kSignersMax));
    TRY(fields.need(kSalt));
    record.salt = TRY(reader.fixed<Salt>());
    if (TRY(fields.has(kEvidence))) record.evidence = TRY(wire::read_fixed_list<Hash>(reader, kEvidenceMax));
    if (TRY(fields.has(kEarlier))) record.earlier = TRY(reader.fixed<Hash>());
    if (TRY(fields.has(kExempt))) record.exempt = TRY(read_list_of(reader, read_exempt, kListMax));
    return success();
}

Result<void> read_second_half(cbor::Reader& reader, cbor::Fields& fields, ResultRecord& record) {
    TRY(fields.need(kTerminal));
    record.terminal = TRY(reader.fixed<TerminalId>());
    if (TRY(fields.has(kScore))) record.score = TRY(read_score(reader));
    TRY(fields.need(kPlan));
    record.plan = TRY(read_plan(reader));
    if (TRY(fields.has(kAmendment))) record.amendment = TRY(read_amendment(reader));
    TRY(fields.need(kEnvironment));
    record.environment = TRY(wire::read_enum(reader, Environment::real, Environment::practice));
    if (TRY(fields.has(kEffects))) record.effects = TRY(read_list_of(reader, read_effect, kListMax));
    if (TRY(fields.has(kComponents))) record.components = TRY(read_list_of(reader, read_component, kListMax));
    TRY(fields.need(kSource));
    record.source = TRY(wire::read_enum(reader, ResultSource::live, ResultSource::mixed));
    if (TRY(fields.has(kModules))) record.modules = TRY(read_list_of(reader, read_module, kListMax));
    if (TRY(fields.has(kVetoes))) record.vetoes = TRY(read_list_of(reader, read_veto, kListMax));
    return success();
}

struct KindName {
    std::string_view zh_cn;
    std::string_view en;
};
constexpr std::array<KindName, 13> kKindNames = {{{"理论知识考试成绩", "theory result"},
                                                  {"操作技能考核成绩", "operation result"},
                                                  {"综合评审结果", "review result"},
                                                  {"工作业绩评审结果", "work record result"},
                                                  {"过程考核结果", "process assessment result"},
                                                  {"直接认定结果", "direct recognition"},
                                                  {"竞赛成绩", "contest result"},
                                                  {"综合结果", "combined result"},
                                                  {"更正记录", "superseding record"},
                                                  {"成绩无效记录", "void record"},
                                                  {"答卷提交记录", "submission"},
                                                  {"中心阅卷成绩", "result marked by the bureau"},
                                                  {"考评员评分表", "examiner's sheet"}}};

} // namespace

bool amends(RecordKind kind) {
    return kind == RecordKind::supersede || kind == RecordKind::void_;
}

std::string_view record_kind_name(RecordKind kind, Language language) {
    const KindName& name = kKindNames[static_cast<std::size_t>(kind) - 1];
    return language == Language::zh_cn ? name.zh_cn : name.en;
}

Result<Bytes> encode_record(const ResultRecord& record) {
    TRY(check(record));
    cbor::Writer writer;
    writer.begin_map();
    write_first_half(writer, record);
    write_second_half(writer, record);
    writer.end_map();
    if (writer.view().size() > kResultMax) return error(codes::record_too_large, std::to_string(writer.view().size()) + " bytes");
    return writer.take();
}

Result<ResultRecord> decode_record(ByteView payload) {
    if (payload.size() > kResultMax) return error(codes::cbor_too_large, "result");
    ResultRecord record;
    cbor::Reader reader(payload);
    auto fields = TRY(cbor::Fields::open(reader));
    TRY(fields.need(kVersion));
    const std::int64_t version = TRY(reader.integer());
    if (version < kFormatVersion || version > kVersionOfRemarked)
        return error(codes::record_version_unknown, "version " + std::to_string(version));
    TRY(read_first_half(reader, fields, record));
    TRY(read_second_half(reader, fields, record));
    TRY(fields.close());
    TRY(reader.finish());
    TRY(check(record));
    // One record has one form: the version says exactly whether it has what came with version 2 or 3.
    if (version != version_of(record)) return error(codes::record_version_unknown, "version " + std::to_string(version));
    return record;
}

Hash record_hash(ByteView payload, const Suite& suite) {
    return suite.hash(payload);
}

} // namespace kaogong::record
