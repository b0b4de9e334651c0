#include "core/record/package.h"

#include "core/base/codes/base.h"
#include "core/base/codes/record.h"
#include "core/record/formats.h"
#include "core/record/package_manifest.h"

#include <algorithm>
#include <map>
#include <set>

namespace kaogong::record {
namespace {

constexpr Shape kShape{.type = kTypePackage, .content_type = kContentPackage};

Error mismatch(std::string what) {
    return error(codes::package_content_mismatch, std::move(what));
}

// ---- Building

Result<KeyPart> key_part(const PackagePlan& plan, const Hash& paper) {
    std::map<std::string_view, const assessment::Key*> by_item;
    for (const assessment::Key& key : plan.keys) by_item.emplace(key.item, &key);
    KeyPart part{paper, {}};
    for (const assessment::Item& item : plan.candidate.items) {
        const auto found = by_item.find(item.id);
        if (found == by_item.end()) return mismatch("no key for " + item.id);
        TRY(assessment::check_key(item, *found->second));
        part.keys.push_back(*found->second);
    }
    return part;
}

std::vector<age::Recipient> terminal_recipients(const PackagePlan& plan) {
    std::vector<age::Recipient> recipients;
    for (const PackageTerminal& terminal : plan.terminals) recipients.push_back(terminal.recipient);
    return recipients;
}

// The bureau too: what was marked can be marked again when no terminal is left that could open the paper.
std::vector<age::Recipient> part_recipients(const PackagePlan& plan) {
    std::vector<age::Recipient> recipients = terminal_recipients(plan);
    recipients.push_back(plan.response);
    return recipients;
}

std::vector<age::Recipient> key_recipients(const PackagePlan& plan) {
    std::vector<age::Recipient> recipients;
    if (plan.candidate.spec.theory.score_release != assessment::ScoreRelease::never) recipients = terminal_recipients(plan);
    recipients.push_back(plan.response);
    return recipients;
}

std::vector<TerminalId> rising_ids(const std::vector<PackageTerminal>& terminals) {
    std::vector<TerminalId> ids;
    for (const PackageTerminal& terminal : terminals) ids.push_back(terminal.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool has_theory(const PackagePlan& plan) {
    return !plan.candidate.items.empty() || !plan.operation;
}

PackageManifest manifest_of(const PackagePlan& plan) {
    const SessionFacts& session = has_theory(plan) ? plan.candidate.session : plan.operation->session;
    const assessment::AssessmentSpec& spec = has_theory(plan) ? plan.candidate.spec : plan.operation->spec;
    PackageManifest manifest;
    manifest.id = plan.id;
    manifest.session = session.id;
    manifest.occupation = spec.occupation.code;
    manifest.level = spec.level;
    manifest.centre = session.centre;
    manifest.terminals = rising_ids(plan.terminals);
    manifest.not_before_ms = plan.not_before_ms;
    manifest.not_after_ms = plan.not_after_ms;
    manifest.environment = plan.environment;
    manifest.organisation = session.organisation;
    manifest.plan = session.plan;
    manifest.attempt = session.attempt;
    return manifest;
}

PackagePart part_of(std::string_view name, ByteView file) {
    return {std::string(name), file.size(), sha256(file)};
}

Bytes sign_manifest(ByteView payload, const PackageIssuer& issuer) {
    SignOptions options;
    options.protected_headers.content_type = kContentPackage;
    options.protected_headers.type = kTypePackage;
    options.protected_headers.claims = HeaderClaims{.issuer = issuer.bureau, .issued_at_s = issuer.issued_at_s};
    return sign_attached(payload, options, issuer.key);
}

void append(Bytes& bytes, ByteView more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

// ---- What a terminal demands of the contents

// Every picture that is named is there, so that no candidate meets an empty frame.
Result<void> check_figures(const CandidatePart& part) {
    std::set<std::string_view> names;
    for (const Figure& figure : part.figures)
        if (!names.insert(figure.name).second) return mismatch("picture " + figure.name + " twice");
    const auto there = [&names](const std::string& name) { return name.empty() || names.contains(name); };
    for (const assessment::Item& item : part.items) {
        const auto option_lacks = [&](const assessment::Option& option) { return !there(option.figure); };
        if (!there(item.figure) || std::any_of(item.options.begin(), item.options.end(), option_lacks))
            return mismatch("picture of " + item.id);
    }
    for (const assessment::Stimulus& stimulus : part.stimuli)
        if (!there(stimulus.figure)) return mismatch("picture of " + stimulus.id);
    return success();
}

// The paper meets its blueprint: types, areas and points exactly, as when it was drawn.
Result<void> check_paper(const CandidatePart& part) {
    const assessment::ItemPool pool = TRY(assessment::ItemPool::build(part.items, part.stimuli));
    for (const assessment::PaperProof& line : TRY(assessment::prove(part.spec, pool, part.paper)))
        if (line.exact && !line.met()) return mismatch("blueprint: " + line.of);
    return success();
}

Result<void> check_people(const CandidatePart& part) {
    std::set<std::string_view> tickets, staff;
    std::set<CandidateRef> references;
    for (const RosterRow& row : part.roster) {
        if (!tickets.insert(row.admission_ticket).second || !references.insert(row.candidate).second) return mismatch("a candidate twice");
        const auto faults = assessment::check_exemption(part.spec, row.exemption);
        if (!faults.empty()) return error(faults.front().code, faults.front().where);
    }
    for (const StaffRow& row : part.staff)
        if (!staff.insert(row.number).second) return mismatch("a member of staff twice");
    return success();
}

Result<void> check_contents(const CandidatePart& part) {
    const auto faults = assessment::check_spec(part.spec);
    if (!faults.empty()) return error(faults.front().code, faults.front().where);
    TRY(check_paper(part));
    TRY(check_figures(part));
    TRY(check_people(part));
    if (part.session.end_ms < part.session.start_ms) return mismatch("times of the session");
    if (part.session.form.empty()) return mismatch("form of the paper");
    return success();
}

Result<void> check_against_manifest(const CandidatePart& part, const PackageManifest& manifest) {
    if (TRY(spec_hash(part.spec)) != manifest.spec) return mismatch("spec");
    if (TRY(paper_hash(paper_content(part))) != manifest.paper) return mismatch("paper");
    if (part.spec.occupation.code != manifest.occupation || part.spec.level != manifest.level) return mismatch("occupation or level");
    if (part.session.id != manifest.session || part.session.centre != manifest.centre) return mismatch("session or centre");
    return success();
}

Result<void> check_against_manifest(const OperationPart& part, const PackageManifest& manifest) {
    if (TRY(spec_hash(part.spec)) != manifest.spec) return mismatch("spec of the operation test");
    if (part.session.id != manifest.session || part.session.centre != manifest.centre) return mismatch("session or centre");
    for (const Desk& desk : part.desks)
        if (!std::binary_search(manifest.terminals.begin(), manifest.terminals.end(), desk.terminal))
            return mismatch("terminal " + desk.terminal.hex() + " of the desks");
    return success();
}

Result<void> check_day(const PackageManifest& manifest, std::int64_t wall_ms) {
    if (wall_ms < manifest.not_before_ms) return error(codes::package_too_early);
    if (wall_ms > manifest.not_after_ms) return error(codes::package_expired);
    return success();
}

// ---- Reading

struct Envelope {
    Sign1 message;
    PackageManifest manifest;
    ByteView rest;
};

Result<Envelope> take_apart(ByteView file) {
    if (file.size() > kPackageSizeMax) return error(codes::file_too_large, "package");
    if (!as_text(file).starts_with(kMagicPackage)) return error(codes::package_malformed, "first bytes");
    const ByteView body = file.subspan(kMagicPackage.size());
    cbor::Reader reader(body);
    Envelope envelope;
    envelope.message = TRY(Sign1::read(reader));
    TRY(expect_shape(envelope.message, kShape));
    envelope.rest = body.subspan(reader.offset());
    return envelope;
}

// The signature is judged before a single value of the manifest is looked at.
Result<void> verify_issuer(const Sign1& message, const Bundle& bundle) {
    const auto& claims = message.protected_headers.claims;
    if (!claims || claims->issuer != bundle.bureau || !claims->issued_at_s || *claims->issued_at_s < 0 ||
        *claims->issued_at_s > kTimeMaxMs / 1000)
        return error(codes::package_issuer, "claims");
    const SignerDemand demand{Role::issuer, *claims->issued_at_s * 1000, bundle.roots.environment};
    const auto key = bundle.key_of(TRY(message.key_id()), demand);
    if (!key) return error(codes::package_issuer, std::string(code_name(key.code())));
    if (!verify_attached(message, *key)) return error(codes::package_signature_bad);
    return success();
}

Result<Envelope> open_envelope(ByteView file, const Bundle& bundle) {
    Envelope envelope = TRY(take_apart(file));
    TRY(verify_issuer(envelope.message, bundle));
    envelope.manifest = TRY(decode_manifest(*envelope.message.payload));
    return envelope;
}

Result<void> check_addressees(const PackageManifest& manifest, const PackageReader& reader) {
    if (manifest.environment != reader.environment) return error(codes::package_other_environment);
    if (manifest.centre != reader.centre) return error(codes::package_other_centre);
    if (!std::binary_search(manifest.terminals.begin(), manifest.terminals.end(), reader.terminal))
        return error(codes::package_other_terminal);
    return success();
}

} // namespace

Result<Bytes> build_package(const PackagePlan& plan, const PackageIssuer& issuer, Random& random) {
    PackageManifest manifest = manifest_of(plan);
    std::vector<Bytes> parts;
    const auto add = [&](std::string_view name, Bytes file) {
        manifest.parts.push_back(part_of(name, file));
        parts.push_back(std::move(file));
    };
    if (has_theory(plan)) {
        TRY(check_contents(plan.candidate));
        manifest.spec = TRY(spec_hash(plan.candidate.spec));
        manifest.paper = TRY(paper_hash(paper_content(plan.candidate)));
        add(kPartCandidate, TRY(age::seal(TRY(encode_candidate_part(plan.candidate)), part_recipients(plan), random)));
        add(kPartKeys, TRY(age::seal(TRY(encode_key_part(TRY(key_part(plan, manifest.paper)))), key_recipients(plan), random)));
    }
    if (plan.operation) {
        TRY(check_operation(*plan.operation));
        const Bytes operation = TRY(encode_operation_part(*plan.operation));
        if (!has_theory(plan)) {
            manifest.spec = TRY(spec_hash(plan.operation->spec));
            manifest.paper = sha256(operation);
        }
        TRY(check_against_manifest(*plan.operation, manifest));
        add(kPartOperation, TRY(age::seal(operation, part_recipients(plan), random)));
    }

    Bytes file = to_bytes(view(kMagicPackage));
    append(file, sign_manifest(TRY(encode_manifest(manifest)), issuer));
    for (const Bytes& part : parts) append(file, part);
    return file;
}

Result<SealedPackage> read_package(ByteView file, const PackageReader& reader) {
    const Envelope envelope = TRY(open_envelope(file, reader.bundle));
    TRY(check_addressees(envelope.manifest, reader));
    const std::vector<ByteView> parts = TRY(cut_parts(envelope.manifest, envelope.rest));
    SealedPackage package{.manifest = envelope.manifest, .candidate = {}, .keys = {}, .operation = {}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string& name = envelope.manifest.parts[i].name;
        (name == kPartCandidate ? package.candidate : name == kPartKeys ? package.keys : package.operation) = parts[i];
    }
    return package;
}

Result<PackageManifest> inspect_package(ByteView file, const Bundle& bundle) {
    const Envelope envelope = TRY(open_envelope(file, bundle));
    TRY(cut_parts(envelope.manifest, envelope.rest));
    return envelope.manifest;
}

Result<CandidatePart> open_candidate_part(const SealedPackage& package, const age::Identity& device, std::int64_t wall_ms) {
    TRY(check_day(package.manifest, wall_ms));
    if (package.candidate.empty()) return mismatch("no theory test");
    const Secret plain = TRY(age::open(package.candidate, device));
    CandidatePart part = TRY(decode_candidate_part(plain.view()));
    TRY(check_against_manifest(part, package.manifest));
    TRY(check_contents(part));
    return part;
}

Result<OperationPart> open_operation_part(const SealedPackage& package, const age::Identity& device, std::int64_t wall_ms) {
    TRY(check_day(package.manifest, wall_ms));
    if (package.operation.empty()) return mismatch("no operation test");
    const Secret plain = TRY(age::open(package.operation, device));
    if (package.candidate.empty() && sha256(plain.view()) != package.manifest.paper) return mismatch("operation part");
    OperationPart part = TRY(decode_operation_part(plain.view()));
    TRY(check_against_manifest(part, package.manifest));
    TRY(check_operation(part));
    return part;
}

Result<KeyPart> open_key_part(const SealedPackage& package, const age::Identity& identity) {
    if (package.keys.empty()) return mismatch("no theory test");
    const Secret plain = TRY(age::open(package.keys, identity));
    KeyPart part = TRY(decode_key_part(plain.view()));
    if (part.paper != package.manifest.paper) return mismatch("paper of the keys");
    return part;
}

} // namespace kaogong::record
