// 应急凭证 from the pad: somebody cannot sign, because the token is lost or broken. Site chief and supervisor sign for another key, its PIN
// is shown once, and the pad is as it was.
#include "core/base/codes/record.h"
#include "core/record/certificate.h"
#include "kiosk/app/marking/marking.h"

#include <algorithm>

namespace kaogong::kiosk::app {
namespace {

void wipe(std::string& secret) {
    volatile char* bytes = secret.data();
    for (std::size_t i = 0; i < secret.size(); ++i) bytes[i] = 0;
    secret.clear();
}

} // namespace

std::vector<std::string> Marking::signers_with(record::Role role) const {
    std::vector<std::string> numbers;
    for (const record::ResultSignerRow& row : content_->part.signers) {
        const auto certificate = record::decode_certificate(row.certificate);
        if (certificate && certificate->content.role == role) numbers.push_back(row.number);
    }
    return numbers;
}

const Bytes* Marking::emergency_of(std::string_view number) const {
    const auto issued = emergencies_.find(number);
    return issued == emergencies_.end() ? nullptr : &issued->second;
}

bool Marking::may_have_emergency(std::string_view number) const {
    if (practice_ || emergency_ || !content_ || !content_->has_key(number)) return false;
    const auto others = [&](record::Role role) {
        const std::vector<std::string> numbers = signers_with(role);
        return !numbers.empty() && std::find(numbers.begin(), numbers.end(), number) == numbers.end();
    };
    return others(record::Role::site_chief) && others(record::Role::supervisor);
}

void Marking::on(const model::AskEmergency& command) {
    if (!pad_ || pad_->busy || !may_have_emergency(command.signer)) return;
    emergency_ = EmergencyAsk{.who = command.signer, .before = *pad_};
}

void Marking::on(const model::IssueEmergency& command) {
    if (!emergency_ || emergency_->step != EmergencyAsk::Step::reason) return;
    emergency_->step = EmergencyAsk::Step::making;
    post_(BeginEmergency{.who = emergency_->who, .reason = command.reason});
}

void Marking::ask_warrant(EmergencyAsk::Step step, record::Role role) {
    emergency_->step = step;
    ask_for(model::SignPurpose::emergency, signers_with(role));
}

void Marking::on(const EmergencyBegun& reply) {
    if (!emergency_ || emergency_->who != reply.who) return;
    if (!reply.begun) {
        end_emergency();
        return refuse(reply.begun.error());
    }
    ask_warrant(EmergencyAsk::Step::site_chief, record::Role::site_chief);
}

void Marking::on(const EmergencySigned& reply) {
    if (!emergency_ || !pad_ || !pad_->busy) return;
    pin_tried(reply.pin);
    if (!reply.pin.right) return;
    if (!reply.issued) return ask_warrant(EmergencyAsk::Step::supervisor, record::Role::supervisor);
    const IssuedEmergency& issued = *reply.issued;
    emergency_->step = EmergencyAsk::Step::issued;
    emergency_->pin = std::string(as_text(issued.pin.view()));
    emergency_->issued_by = content_->name_of(issued.site_chief) + "、" + content_->name_of(issued.supervisor);
    if (const auto certificate = record::decode_certificate(issued.certificate))
        emergency_->until_ms = certificate->content.expires_s * 1'000;
    emergencies_[issued.who] = issued.certificate;
    tokens_.insert(issued.who);
    pad_ = emergency_->before;
    // The list of signers names keys: results that are being signed are signed anew with the other key.
    const practical::CredentialIssued event{.at = clock_.now(), .by = issued.site_chief, .second = issued.supervisor, .who = issued.who};
    for (std::size_t place = 0; place < stations_.all().size(); ++place) (void)stations_.happen(place, event); // refused where it is sealed
}

void Marking::on(const model::CloseEmergency&) {
    if (!emergency_ || emergency_->step == EmergencyAsk::Step::making) return;
    if (emergency_->step != EmergencyAsk::Step::issued) pad_ = emergency_->before;
    end_emergency();
}

void Marking::end_emergency() {
    if (!emergency_) return;
    wipe(emergency_->pin);
    emergency_.reset();
}

} // namespace kaogong::kiosk::app
