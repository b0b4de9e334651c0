// Drafts of certificates 拟发证数据 and what became of them: each act is signed by the bureau, and its hash is a leaf of the log. What is
// signed is the draft, that is who is to get which number for which outcome; the certificate itself is issued by whoever has the seal.
#pragma once

#include "core/record/bundle.h"

namespace kaogong::record {

inline constexpr std::string_view kTypeCertificateAct = "application/vnd.kaogong.certificate-draft+cose";
inline constexpr std::size_t kCertificateNumberSize = 22; // 证书编号

enum class CertificateActKind : std::uint8_t { drafted = 1, withdrawn, replaced };
enum class CertificateProfile : std::uint8_t {
    level = 1, // 职业技能等级证书
    industry,  // 行业企业证书 of 一试双证 (P21)
};

struct CertificateAct {
    CertificateActKind kind = CertificateActKind::drafted;
    std::string number; // 22 characters
    std::string by;     // who acts: a number or name within the bureau
    std::int64_t at_ms = 0;
    std::string reason;                                     // withdrawn, replaced: in words
    std::optional<Hash> outcome;                            // drafted: the signed outcome that it rests on
    CertificateProfile profile = CertificateProfile::level; // drafted
    CandidateRef candidate;                                 // drafted
    std::string occupation;                                 // drafted, and so the rest
    int level = 0;
    std::string organisation;
    std::string plan;
    bool operator==(const CertificateAct&) const = default;
};
inline constexpr std::size_t kCertificateReasonMax = 1'024; // bytes

// {1: version, 2: kind, 3: number, 4: by whom, 5: ms, ? 6: reason, ? 7: hash of the outcome, ? 8: profile, ? 9: candidate, ? 10:
// [occupation, level], ? 11: [organisation, plan]}; 6 of an end, 7 to 11 of a draft. record_value_invalid.
Result<Bytes> sign_certificate_act(const CertificateAct& act, const KeyPair& intake);
Result<CertificateAct> verify_certificate_act(ByteView encoded, const Bundle& bundle, const Suite& suite = standard_suite());

} // namespace kaogong::record
