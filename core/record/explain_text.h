// Sentences about signed things, for verify.cpp and the command line: what a record says, in both languages. Never a name or an identity
// number, because records hold none.
#pragma once

#include "core/record/answer.h"
#include "core/record/certificate_act.h"
#include "core/record/checkpoint.h"
#include "core/record/emergency.h"
#include "core/record/kit.h"
#include "core/record/outcome_statement.h"
#include "core/record/package.h"
#include "core/record/parcel.h"
#include "core/record/register_act.h"
#include "core/record/result_record.h"
#include "core/record/verify.h"

namespace kaogong::record::text {

using Lines = std::vector<ExplainedLine>;

Lines describe(const ResultRecord& record);
Lines describe(const ParcelHead& head);
Lines describe(const Answer& answer);
Lines describe(const Bundle& bundle);
Lines describe(const Certificate& certificate);
Lines describe(const PackageManifest& manifest);
Lines describe(const Checkpoint& checkpoint);
Lines describe(const OutcomeStatement& statement);
Lines describe(const CertificateAct& act);
Lines describe(const RegisterAct& act);
Lines describe(const NoticeAct& act);
Lines describe(const BureauAct& act);
Lines describe(const Related& related, const std::vector<Given>& given); // what those given say of one of them
ExplainedLine describe(const Kit& kit);
ExplainedLine describe(const Entry& entry); // one line of a ledger
ExplainedLine warranted(const OpenedWarrant& opened); // an emergency credential, and who stands behind it
ExplainedLine describe(const Receipt& receipt);
ExplainedLine anchored(const Receipt& receipt);
ExplainedLine act_hash(const Hash& act);
ExplainedLine not_anchored(); // an act without a receipt
ExplainedLine receipt_of(const Hash& act);
ExplainedLine same_head(const Checkpoint& checkpoint);
ExplainedLine witnessed(const Cosignature& cosignature);
ExplainedLine chain_not_checked(std::uint64_t first);
ExplainedLine results_inside(std::size_t count);
ExplainedLine root_line(const RootWords& words);

} // namespace kaogong::record::text
