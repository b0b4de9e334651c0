#include "sync/bureau/judge.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "core/base/log.h"
#include "core/record/amendment.h"
#include "core/record/entry_bodies.h"
#include "core/record/signed_result.h"
#include "sync/bureau/repeat_exam.h"

#include <algorithm>

namespace kaogong::bureau {
namespace {

using record::EventType;
using record::Verdict;

// What a record is to get, and why. Most findings quarantine.
struct Finding {
    Verdict verdict = Verdict::quarantined;
    std::optional<Code> code;
};
using Step = Result<std::optional<Finding>>; // nothing when the record passes it

void decide(JudgedRow& row, const Finding& finding) {
    row.verdict = static_cast<int>(finding.verdict);
    row.code = finding.code ? static_cast<int>(*finding.code) : 0;
}

void accept(JudgedRow& row) {
    decide(row, {.verdict = Verdict::accepted});
}

// The terminal's answer carries the code alone. Who or what it is about stands in the bureau's log, for the person who looks into it.
void put_aside(JudgedRow& row, const Error& why) {
    log(LogLevel::warning, why, {{"terminal", row.terminal.hex()}, {"entry", row.index}});
    decide(row, {.code = why.code});
}

std::optional<Finding> quarantine(Code code) {
    return Finding{.verdict = Verdict::quarantined, .code = code};
}

// The signatures hold and their certificates are good; here it is asked whether these signers may speak for this terminal and centre.
std::optional<Finding> check_signers(const record::SignedResult& result, const JudgeFacts& facts) {
    for (const record::ResultSignature& signature : result.signatures) {
        const record::Certificate& certificate = signature.certificate.content;
        if (certificate.centre && *certificate.centre != facts.terminal.centre) return quarantine(codes::record_signer_unfit);
        if (certificate.role != record::Role::device) continue;
        const bool own_key = facts.terminal.key && certificate.key.x == *facts.terminal.key;
        if (!own_key || certificate.terminal != facts.terminal.id) return quarantine(codes::record_signer_unfit);
    }
    return std::nullopt;
}

// Made at another terminal of the centre, so its device is another; all signers are of this centre all the same.
bool is_of_other_centre(const record::SignedResult& sheet, const ExamineFacts& facts) {
    return std::any_of(sheet.signatures.begin(), sheet.signatures.end(), [&](const record::ResultSignature& signature) {
        const record::Certificate& certificate = signature.certificate.content;
        return certificate.centre && *certificate.centre != facts.terminal.centre;
    });
}

std::optional<Finding> check_belonging(const record::SignedResult& result, const JudgeFacts& facts) {
    if (result.record.terminal != facts.terminal.id) return quarantine(codes::record_of_other_terminal);
    if (result.record.environment != facts.authority.environment()) return quarantine(codes::environment_mismatch);
    return check_signers(result, facts);
}

Step check_earlier(const JudgedRow& row, const JudgeFacts& facts) {
    for (const Precedents::Held& earlier : facts.precedents.with_id(*row.record_id)) {
        if (earlier.record_hash != row.record_hash) return quarantine(codes::record_id_reused);
        if (earlier.verdict == static_cast<int>(Verdict::accepted)) return std::optional(Finding{.verdict = Verdict::duplicate});
    }
    if (facts.precedents.is_made(*row.record_id)) return quarantine(codes::record_id_reused);
    return std::optional<Finding>();
}

Step check_candidate(const record::ResultRecord& result, const JudgeFacts& facts) {
    if (!facts.precedents.knows(result.candidate)) return quarantine(codes::candidate_unknown);
    return std::optional<Finding>();
}

// An operation result names the own sheets of its examiners, which are records themselves and came before it, or with it from elsewhere.
Result<bool> is_own_sheet(const Hash& hash, const record::ResultRecord& result, const JudgeFacts& facts) {
    if (result.kind != record::RecordKind::operation) return false;
    const auto with_it = facts.attached.sheets.find(hash);
    if (with_it != facts.attached.sheets.end())
        return with_it->second.session == result.session && with_it->second.candidate == result.candidate;
    for (const JudgedRow& row : TRY(facts.intake.judged_with_record_hash(hash))) {
        if (row.verdict != static_cast<int>(Verdict::accepted) || row.candidate != result.candidate || row.session != result.session) continue;
        const auto sheet = record::read_kept_record(row.record);
        if (sheet && sheet->kind == record::RecordKind::examiner_sheet) return true;
    }
    return false;
}

Step check_evidence(const record::ResultRecord& result, const JudgeFacts& facts) {
    for (const Hash& hash : result.evidence) {
        const bool here =
            facts.attached.blobs.contains(hash) || TRY(facts.intake.has_blob({.centre = facts.terminal.centre, .hash = hash})) || TRY(is_own_sheet(hash, result, facts));
        if (!here) return std::optional(Finding{.verdict = Verdict::held, .code = codes::record_evidence_missing});
    }
    return std::optional<Finding>();
}

// The accepted record of that hash, whoever made it: a terminal of this centre, or the bureau's markers. A centre corrects its own results
// alone, and what was made of them.
Result<std::optional<Bytes>> find_amended(const Hash& hash, const JudgeFacts& facts) {
    for (JudgedRow& row : TRY(facts.intake.judged_with_record_hash(hash)))
        if (row.verdict == static_cast<int>(Verdict::accepted) && row.centre == facts.terminal.centre) return std::optional(std::move(row.record));
    auto made = TRY(facts.made.made(hash));
    if (made && made->centre == facts.terminal.centre) return std::optional(std::move(made->record));
    return std::optional<Bytes>();
}

// A correction needs the record that it corrects, still standing, and the people whom its basis asks for. What a centre says is void is a
// proposal.
Step check_amended(const record::SignedResult& result, const JudgeFacts& facts, bool by_person) {
    if (!record::amends(result.record.kind)) return std::optional<Finding>();
    const auto encoded = TRY(find_amended(*result.record.earlier, facts));
    if (!encoded) return quarantine(codes::record_earlier_unknown);
    if (TRY(facts.made.made_from(*result.record.earlier))) return quarantine(codes::record_replaced);
    const auto original = record::open_result(*encoded);
    if (!original) return quarantine(original.code());
    const auto fits = record::check_amendment(result, *original);
    if (!fits) return quarantine(fits.code());
    const bool proposal = result.record.kind == record::RecordKind::void_ && !by_person;
    return proposal ? std::optional(Finding{.verdict = Verdict::held, .code = codes::void_proposed}) : std::nullopt;
}

// Scope of the centre. An own sheet and a correction share the fate of the result that they belong to.
Step check_filing_of(const record::ResultRecord& result, const JudgeFacts& facts) {
    if (!is_final(result.kind) && result.kind != record::RecordKind::submission) return std::optional<Finding>();
    const FilingQuestion question{
        .occupation = result.subject.occupation, .level = result.subject.level, .at_ms = result.times.started_ms};
    const auto fault = filing_fault(facts.filings, question, facts.rules.filings);
    return fault ? std::optional(Finding{.verdict = Verdict::held, .code = *fault}) : std::nullopt;
}

Step check_repeat(const record::ResultRecord& result, const JudgeFacts& facts) {
    if (!is_final(result.kind)) return std::optional<Finding>();
    if (!repeats(result, facts.precedents.accepted_of(result.candidate), facts.rules)) return std::optional<Finding>();
    return std::optional(Finding{.verdict = Verdict::held, .code = codes::repeat_exam});
}

// Whether a person decides is known beforehand: then what only a person's word is wanted for is no fault.
enum class Decides { program, person };

Step find_question(const record::SignedResult& result, const JudgeFacts& facts) {
    if (const auto finding = TRY(check_filing_of(result.record, facts))) return finding;
    if (const auto finding = TRY(check_repeat(result.record, facts))) return finding;
    if (!record::has_emergency_signer(result)) return std::optional<Finding>();
    return std::optional(Finding{.verdict = Verdict::held, .code = codes::emergency_unconfirmed});
}

Step find_fault(const record::SignedResult& result, const JudgedRow& row, const JudgeFacts& facts, Decides who) {
    if (const auto finding = check_belonging(result, facts)) return finding;
    if (const auto finding = TRY(check_earlier(row, facts))) return finding;
    if (facts.terminal.frozen_ms && who == Decides::program) return quarantine(codes::terminal_frozen);
    if (const auto finding = TRY(check_candidate(result.record, facts))) return finding;
    if (const auto finding = TRY(check_evidence(result.record, facts))) return finding;
    if (const auto finding = TRY(check_amended(result, facts, who == Decides::person))) return finding;
    return who == Decides::person ? Step(std::optional<Finding>()) : find_question(result, facts);
}

void describe(JudgedRow& row, const record::SignedResult& result) {
    row.record_id = result.record.id;
    row.record_hash = record::record_hash(result.payload);
    row.candidate = result.record.candidate;
    row.session = result.record.session;
}

void examine_result(ExaminedEntry& examined, const record::Entry& entry, const ExamineFacts& facts) {
    JudgedRow& row = examined.row;
    const auto body = record::decode_body<record::ResultBody>(entry.body);
    if (!body.ok()) return decide(row, {.code = body.code()});
    row.record = body->signed_result;
    const auto sealed = record::check_result_body(*body);
    if (!sealed.ok()) return decide(row, {.code = sealed.code()});
    auto result = record::verify_result(row.record, facts.bundle, facts.suite);
    if (!result.ok()) return put_aside(row, result.error());
    describe(row, *result);
    examined.result = std::move(*result);
}

Result<void> check_act(const record::SignedEntry& entry, const ExamineFacts& facts) {
    TRY(record::check_body_of(entry.content));
    CHECK(facts.terminal.key);
    return record::verify_attached(entry.message, TRY(record::PublicKey::from(*facts.terminal.key, facts.suite)));
}

void examine_act(JudgedRow& row, const record::SignedEntry& entry, const ExamineFacts& facts) {
    const auto sound = check_act(entry, facts);
    sound.ok() ? accept(row) : decide(row, {.code = sound.code()});
}

bool is_act(EventType type) {
    return type == EventType::staff_act || type == EventType::incident;
}

} // namespace

Result<void> add_rules(JudgeFacts& facts) {
    facts.rules = TRY(read_rules(facts.registry));
    facts.filings = TRY(facts.registry.filings(facts.terminal.centre));
    return success();
}

void add_blob(Attached& attached, const ExamineFacts& facts, const Hash& hash, ByteView content) {
    attached.blobs.insert(hash);
    if (content.size() > record::kResultMax) return;
    const auto sheet = record::verify_result(content, facts.bundle, facts.suite);
    if (!sheet || sheet->record.kind != record::RecordKind::examiner_sheet || is_of_other_centre(*sheet, facts)) return;
    attached.sheets[record::record_hash(sheet->payload)] = {.session = sheet->record.session, .candidate = sheet->record.candidate};
}

Result<std::optional<Code>> what_hinders(const JudgedRow& row, const record::SignedResult& result, const JudgeFacts& facts) {
    const auto finding = TRY(find_fault(result, row, facts, Decides::person));
    if (!finding) return std::optional<Code>();
    return std::optional(finding->code.value_or(codes::record_refused));
}

std::optional<ExaminedEntry> examine_entry(const EntryAt& at, const ExamineFacts& facts) {
    const auto& entry = at.decoded;
    // Most entries get no verdict, and what is not asked of them is not reckoned.
    if (entry.ok() && entry->content.type != EventType::result && !is_act(entry->content.type)) return std::nullopt;
    ExaminedEntry examined{.row = {.centre = facts.terminal.centre,
                                   .terminal = facts.terminal.id,
                                   .index = at.index,
                                   .entry_hash = record::sha256(at.encoded),
                                   .parcel = facts.parcel},
                           .result = {}};
    if (!entry.ok()) {
        // Authentic, but of a type or version that this program does not know: kept for one that does.
        decide(examined.row, {.code = entry.code()});
        return examined;
    }
    examined.row.entry_type = static_cast<int>(entry->content.type);
    if (entry->content.type == EventType::result)
        examine_result(examined, entry->content, facts);
    else
        examine_act(examined.row, *entry, facts);
    return examined;
}

Result<JudgedRow> judge_examined(ExaminedEntry entry, const JudgeFacts& facts) {
    if (!entry.result) {
        if (facts.terminal.frozen_ms && entry.row.verdict == static_cast<int>(Verdict::accepted)) decide(entry.row, {.code = codes::terminal_frozen});
        return std::move(entry.row);
    }
    const auto finding = TRY(find_fault(*entry.result, entry.row, facts, Decides::program));
    decide(entry.row, finding.value_or(Finding{.verdict = Verdict::accepted}));
    facts.precedents.add(entry.row, std::move(entry.result->record));
    return std::move(entry.row);
}

} // namespace kaogong::bureau
