#include "core/record/relation.h"

#include "core/base/codes/record.h"
#include "core/record/relation_checks.h"

#include <algorithm>
#include <array>
#include <map>

namespace kaogong::record {
namespace {

constexpr std::array<std::string_view, 22> kLinks = {"",          "replaces",   "replaced_by", "voids",       "voided_by", "marks",
                                                     "marked_by", "claimed_by", "rests_on",    "basis_of",    "releases",  "released_by",
                                                     "refuses",   "refused_by", "objects_to",  "objected_by", "answers",   "answered_by",
                                                     "ends",      "ended_by",   "logged_by",   "logs"};
constexpr std::array<std::string_view, 9> kStandings = {"", "stands", "replaced", "void", "marked", "refused", "ended", "outdated", "open"};

struct Document {
    std::size_t file = 0;
    const Given* given = nullptr;
    std::optional<std::uint64_t> place; // in the log, where any copy of it tells
    std::optional<Hash> earlier;
    std::vector<std::size_t> claims; // documents that take its place, as far as they fit
    Related related;

    template <typename Content> const Content* as() const { return std::get_if<Content>(&given->content); }
};

bool is_fallen(Standing standing) {
    return standing != Standing::stands && standing != Standing::none && standing != Standing::outdated;
}

Link link_of(RecordKind kind) {
    if (kind == RecordKind::void_) return Link::voids;
    return kind == RecordKind::marked_by_bureau ? Link::marks : Link::replaces;
}
Link passive(Link link) {
    return static_cast<Link>(static_cast<int>(link) + 1);
}
Standing fallen_by(Link link) {
    if (link == Link::voids) return Standing::void_;
    return link == Link::marks ? Standing::marked : Standing::replaced;
}
Link claim_link(const Document& document) {
    const auto* result = document.as<GivenResult>();
    return result != nullptr ? link_of(result->result.record.kind) : Link::replaces;
}

class Relating {
  public:
    explicit Relating(const std::vector<Given>& given) : given_(given) {}

    std::vector<Related> run() {
        for (std::size_t i = 0; i < given_.size(); ++i) add(i);
        for (std::size_t i = 0; i < documents_.size(); ++i) take_place(i);
        for (Document& document : documents_) settle(document);
        for (Document& document : documents_)
            if (const auto* decision = document.as<BureauAct>()) decide(document, *decision);
        for (Document& document : documents_)
            if (const auto* notice = document.as<NoticeAct>()) notice_of(document, *notice);
        for (Document& document : documents_)
            if (const auto* outcome = document.as<OutcomeStatement>()) rest(document, *outcome);
        for (Document& document : documents_)
            if (const auto* act = document.as<CertificateAct>(); act && act->kind == CertificateActKind::drafted) rest(document, *act);
        for (Document& document : documents_)
            if (const auto* act = document.as<CertificateAct>(); act && act->kind != CertificateActKind::drafted) end(document, *act);
        for (Document& document : documents_)
            if (const auto* entry = entry_of<AppointmentEntry>(document)) rest(document, *entry);
        for (Document& document : documents_)
            if (const auto* ending = entry_of<AppointmentEnd>(document)) end(document, *ending);
        for (Document& document : documents_) find_newest(document);
        for (auto& [file, given, place, earlier, claims, related] : documents_)
            if (related.fault && !is_fallen(related.standing)) related.standing = Standing::none;
        std::vector<Related> all;
        for (const Given& each : given_) all.push_back(documents_[by_hash_.at(each.hash)].related);
        return all;
    }

  private:
    // ---- documents

    void add(std::size_t file) {
        const Given& given = given_[file];
        const auto [known, is_new] = by_hash_.try_emplace(given.hash, documents_.size());
        if (is_new) documents_.push_back({.file = file, .given = &given});
        Document& document = documents_[known->second];
        if (const auto* result = std::get_if<GivenResult>(&given.content)) {
            if (result->place) document.place = result->place;
            document.earlier = result->result.record.earlier;
        }
        if (const auto* outcome = std::get_if<OutcomeStatement>(&given.content)) document.earlier = outcome->earlier;
    }
    Document* find(const Hash& hash) {
        const auto known = by_hash_.find(hash);
        return known == by_hash_.end() ? nullptr : &documents_[known->second];
    }
    void relate_to(Document& document, Link link, const Hash& of) {
        const Document* other = find(of);
        document.related.relations.push_back(
            {.link = link, .of = of.hex(), .file = other != nullptr ? std::optional(other->file) : std::nullopt});
    }
    static void blame(Document& document, Error fault) {
        if (!document.related.fault) document.related.fault = std::move(fault);
    }

    // ---- corrections, markings, versions of an outcome

    // Hashes cannot lead back to themselves; if ever they seem to, nobody in the circle is believed.
    bool is_in_circle(const Document& start) {
        const Document* at = &start;
        for (std::size_t steps = 0; steps <= documents_.size(); ++steps) {
            if (!at->earlier) return false;
            at = find(*at->earlier);
            if (at == nullptr) return false;
            if (at == &start) return true;
        }
        return false;
    }
    Result<void> check_link(const Document& document, const Document& earlier) {
        if (is_in_circle(document)) return error(codes::earlier_mismatch, "a circle of documents");
        const auto *result = document.as<GivenResult>(), *before = earlier.as<GivenResult>();
        if (result != nullptr && before != nullptr) return check_takes_place(result->result, before->result);
        const auto *outcome = document.as<OutcomeStatement>(), *version = earlier.as<OutcomeStatement>();
        if (outcome != nullptr && version != nullptr) return check_next_version(*outcome, *version);
        return error(codes::earlier_mismatch, "a document of another kind");
    }
    void take_place(std::size_t number) {
        Document& document = documents_[number];
        if (!document.earlier) return;
        relate_to(document, claim_link(document), *document.earlier);
        Document* earlier = find(*document.earlier);
        if (earlier == nullptr) return;
        if (const auto fits = check_link(document, *earlier); !fits.ok())
            blame(document, fits.error());
        else
            earlier->claims.push_back(number);
    }

    // A correction that has no receipt is a proposal: whether the bureau took it, nobody here can tell. An outcome is the bureau's own.
    static bool is_accepted(const Document& claim) { return claim.as<GivenResult>() == nullptr || claim.place.has_value(); }

    // A place is taken once.
    void settle(Document& document) {
        document.related.standing = own_standing(document);
        const std::vector<std::size_t>& claims = document.claims;
        const auto accepted = [this](std::size_t each) { return is_accepted(documents_[each]); };
        const bool one = std::count_if(claims.begin(), claims.end(), accepted) == 1;
        for (const std::size_t each : claims) {
            Document& claim = documents_[each];
            const bool wins = one && is_accepted(claim);
            relate_to(document, wins ? passive(claim_link(claim)) : Link::claimed_by, claim.given->hash);
            if (!wins && claims.size() > 1) blame(claim, error(codes::place_claimed_twice, document.given->hash.hex()));
            if (wins) document.related.standing = fallen_by(claim_link(claim));
        }
        if (!claims.empty() && !one) document.related.standing = Standing::open;
    }
    template <typename Entry> static const Entry* entry_of(const Document& document) {
        const auto* act = document.as<RegisterAct>();
        return act != nullptr ? std::get_if<Entry>(&act->what) : nullptr;
    }
    static Standing own_standing(const Document& document) {
        if (document.related.fault) return Standing::none;
        if (const auto* result = document.as<GivenResult>()) {
            const RecordKind kind = result->result.record.kind;
            return kind == RecordKind::submission || kind == RecordKind::examiner_sheet ? Standing::none : Standing::stands;
        }
        if (const auto* act = document.as<CertificateAct>())
            return act->kind == CertificateActKind::drafted ? Standing::stands : Standing::none;
        return document.as<OutcomeStatement>() != nullptr || entry_of<AppointmentEntry>(document) != nullptr ? Standing::stands : Standing::none;
    }
    void find_newest(Document& document) {
        const auto has_fallen = [](const Document& each) {
            const Standing standing = each.related.standing;
            return standing == Standing::replaced || standing == Standing::void_ || standing == Standing::marked;
        };
        const Document* at = &document;
        for (std::size_t steps = 0; steps < documents_.size() && has_fallen(*at); ++steps) {
            const auto next =
                std::find_if(at->claims.begin(), at->claims.end(), [&](std::size_t each) { return is_accepted(documents_[each]); });
            at = &documents_[*next];
        }
        if (at != &document) document.related.newest = at->given->hash;
    }

    // ---- decisions about what was put aside

    // The later word counts.
    void decide(Document& document, const BureauAct& decision) {
        const bool release = decision.kind == ActKind::release;
        relate_to(document, release ? Link::releases : Link::refuses, decision.record);
        Document* of = find(decision.record);
        if (of == nullptr) return;
        if (of->as<GivenResult>() == nullptr) return blame(document, error(codes::basis_mismatch, "a decision about no result"));
        relate_to(*of, release ? Link::released_by : Link::refused_by, document.given->hash);
        std::int64_t& latest_ms = decided_ms_.try_emplace(decision.record, -1).first->second;
        if (decision.at_ms < latest_ms) return;
        latest_ms = decision.at_ms;
        Standing& standing = of->related.standing;
        if (!release && !is_fallen(standing)) standing = Standing::refused;
        if (release && standing == Standing::refused) standing = own_standing(*of);
    }

    // ---- objections and their answers

    void notice_of(Document& document, const NoticeAct& notice) {
        if (notice.record) {
            relate_to(document, Link::objects_to, *notice.record);
            take_reference(document, *notice.record, Link::objected_by,
                           [&](const Document& of) { return check_objection(notice, of.as<GivenResult>()); });
        }
        if (notice.objection) {
            relate_to(document, Link::answers, *notice.objection);
            take_reference(document, *notice.objection, Link::answered_by,
                           [&](const Document& of) { return check_answer(notice, of.as<NoticeAct>()); });
        }
    }
    template <typename Check> void take_reference(Document& document, const Hash& of, Link back, Check check) {
        Document* other = find(of);
        if (other == nullptr) return;
        relate_to(*other, back, document.given->hash);
        if (const auto fits = check(*other); !fits.ok()) blame(document, fits.error());
    }

    // ---- what rests on something

    static void rest_on(Document& document, const Document& basis) {
        if (is_fallen(basis.related.standing) || basis.related.standing == Standing::outdated)
            if (document.related.standing == Standing::stands) document.related.standing = Standing::outdated;
    }
    void rest(Document& document, const OutcomeStatement& outcome) {
        bool is_of_candidate = false, all_given = true;
        for (const StatedComponent& component : outcome.components) {
            if (!component.record) continue;
            relate_to(document, Link::rests_on, *component.record);
            Document* of = find(*component.record);
            all_given = all_given && of != nullptr;
            if (of == nullptr) continue;
            take_reference(document, *component.record, Link::basis_of, [&](const Document& record) {
                return check_component(outcome, component, {record.as<GivenResult>(), record.place});
            });
            const auto* result = of->as<GivenResult>();
            is_of_candidate = is_of_candidate || (result != nullptr && result->result.record.candidate == outcome.candidate);
            // A void that is stated as such is no news.
            if (component.reason != practical::OutcomeReason::void_) rest_on(document, *of);
        }
        const bool rests =
            std::any_of(outcome.components.begin(), outcome.components.end(), [](const auto& each) { return each.record.has_value(); });
        if (rests && all_given && !is_of_candidate) blame(document, error(codes::basis_mismatch, "no record of this candidate"));
    }
    void rest(Document& document, const CertificateAct& draft) {
        relate_to(document, Link::rests_on, *draft.outcome);
        take_reference(document, *draft.outcome, Link::basis_of,
                       [&](const Document& of) { return check_draft_of(draft, of.as<OutcomeStatement>()); });
        if (const Document* outcome = find(*draft.outcome)) rest_on(document, *outcome);
        const auto [known, is_new] = drafts_.try_emplace(draft.number, &document);
        if (is_new) return;
        for (Document* each : {known->second, &document}) blame(*each, error(codes::place_claimed_twice, draft.number));
    }
    void end(Document& document, const CertificateAct& end) {
        const auto draft = drafts_.find(end.number);
        document.related.relations.push_back(
            {.link = Link::ends, .of = end.number, .file = draft != drafts_.end() ? std::optional(draft->second->file) : std::nullopt});
        const auto [known, is_new] = ends_.try_emplace(end.number, &document);
        if (!is_new)
            for (Document* each : {known->second, &document}) blame(*each, error(codes::place_claimed_twice, end.number));
        if (draft == drafts_.end()) return;
        Document& of = *draft->second;
        relate_to(of, Link::ended_by, document.given->hash);
        if (end.at_ms < of.as<CertificateAct>()->at_ms) blame(document, error(codes::basis_mismatch, "ended before it was drafted"));
        if (of.related.standing != Standing::none) of.related.standing = Standing::ended;
    }

    // ---- appointments

    void rest(Document& document, const AppointmentEntry& entry) {
        relate_to(document, Link::rests_on, entry.outcome);
        take_reference(document, entry.outcome, Link::basis_of,
                       [&](const Document& of) { return check_appointment_of(entry, of.as<OutcomeStatement>()); });
        if (const Document* outcome = find(entry.outcome)) rest_on(document, *outcome);
        if (entry.certificate.empty()) return;
        const auto draft = drafts_.find(entry.certificate);
        const bool is_given = draft != drafts_.end();
        document.related.relations.push_back(
            {.link = Link::rests_on, .of = entry.certificate, .file = is_given ? std::optional(draft->second->file) : std::nullopt});
        if (!is_given) return;
        relate_to(*draft->second, Link::basis_of, document.given->hash);
        if (const auto fits = check_appointment_by(entry, *draft->second->as<CertificateAct>()); !fits.ok()) blame(document, fits.error());
        rest_on(document, *draft->second);
    }
    void end(Document& document, const AppointmentEnd& ending) {
        relate_to(document, Link::ends, ending.appointment);
        const auto [known, is_new] = appointment_ends_.try_emplace(ending.appointment, &document);
        if (!is_new)
            for (Document* each : {known->second, &document}) blame(*each, error(codes::place_claimed_twice, ending.appointment.hex()));
        Document* of = find(ending.appointment);
        if (of == nullptr) return;
        const auto* entry = entry_of<AppointmentEntry>(*of);
        if (const auto fits = check_end_of(ending, entry); !fits.ok()) blame(document, fits.error());
        if (entry == nullptr) return;
        relate_to(*of, Link::ended_by, document.given->hash);
        if (of->related.standing != Standing::none) of->related.standing = Standing::ended;
    }

    const std::vector<Given>& given_;
    std::vector<Document> documents_;
    std::map<Hash, std::size_t> by_hash_;
    std::map<Hash, std::int64_t> decided_ms_;
    std::map<std::string, Document*> drafts_, ends_; // by certificate number
    std::map<Hash, Document*> appointment_ends_;     // by the appointment
};

} // namespace

std::string_view link_key(Link link) {
    return kLinks[static_cast<std::size_t>(link)];
}

std::string_view standing_key(Standing standing) {
    return kStandings[static_cast<std::size_t>(standing)];
}

std::vector<Related> relate(const std::vector<Given>& given) {
    return Relating(given).run();
}

} // namespace kaogong::record
