// What signed documents that are given together say of one another: which result a correction 更正 has replaced or declared void, which
// records an outcome and a certificate draft rest on, what was decided about which record. Pure: each document was verified by itself
// before. It speaks of the documents given and of no others, so "stands" means: nothing that was given has taken its place.
#pragma once

#include "core/record/act.h"
#include "core/record/certificate_act.h"
#include "core/record/notice_act.h"
#include "core/record/outcome_statement.h"
#include "core/record/register_act.h"
#include "core/record/signed_result.h"

#include <variant>

namespace kaogong::record {

struct GivenResult {
    SignedResult result;                // its views point into the file, which must outlive it
    std::optional<std::uint64_t> place; // in the bureau's log, of a proof
};
using GivenContent = std::variant<GivenResult, OutcomeStatement, CertificateAct, RegisterAct, NoticeAct, BureauAct>;
struct Given {
    Hash hash; // record hash of a result; of an act, of its bytes
    GivenContent content;
};

enum class Link : std::uint8_t {
    replaces = 1, // an earlier record, outcome
    replaced_by,
    voids,
    voided_by,
    marks, // a submission
    marked_by,
    claimed_by, // by a correction that cannot be told to be accepted: without a receipt, or one of several
    rests_on,   // an outcome on a record, a draft or an appointment on an outcome, an appointment on a certificate number
    basis_of,   // the other way round
    releases,   // a decision about a record that was put aside 搁置
    released_by,
    refuses,
    refused_by,
    objects_to,
    objected_by,
    answers, // an objection
    answered_by,
    ends, // a certificate number, an appointment
    ended_by,
    logged_by, // a receipt of the log that was given beside an act
    logs,
};
std::string_view link_key(Link link); // `replaced_by`, as in JSON

struct Relation {
    Link link = Link::replaces;
    std::string of;                  // hash in hexadecimal, or a certificate number
    std::optional<std::size_t> file; // the first document given that has it
    bool operator==(const Relation&) const = default;
};

enum class Standing : std::uint8_t {
    none = 0, // not of a kind that stands or falls, or faulty
    stands,
    replaced,
    void_,
    marked,   // a submission whose marking was given
    refused,  // by the bureau, and so never accepted
    ended,    // a draft that was withdrawn or replaced, an appointment that was ended
    outdated, // an outcome, draft or appointment that rests on what stands no longer
    open,     // somebody claims its place; what was given cannot tell who stands
};
std::string_view standing_key(Standing standing); // `replaced`; `none` is empty

struct Related {
    std::vector<Relation> relations;
    Standing standing = Standing::none;
    std::optional<Hash> newest; // of what stands replaced, void or marked: the end of the chain
    // earlier_mismatch: it cannot take the place of what it names; amendment_signers; place_claimed_twice; basis_mismatch.
    std::optional<Error> fault;
};
// One for each document, in their order. A document that was given twice is one document.
std::vector<Related> relate(const std::vector<Given>& given);

} // namespace kaogong::record
