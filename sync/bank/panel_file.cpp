// `panel.toml`: who scores, who stands in, who signs the result besides, each with the certificate that the bureau issued and, unless the
// token brings it, the sealed key. A file of another person would only show when somebody wants to sign; so it is found here.
#include "sync/bank/operation_table.h"

#include "core/base/codes/practical.h"
#include "core/record/certificate.h"
#include "core/record/signing_key.h"
#include "sync/bank/author_files.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using record::Certificate;
using record::Role;

constexpr std::size_t kCredentialMax = 4'096;
constexpr Word<Role> kSignerWords[] = {
    {"supervisor", Role::supervisor}, {"site_chief", Role::site_chief}, {"centre_admin", Role::centre_admin}};

struct Person {
    std::string number;
    Role role = Role::examiner;
};

class PanelReader {
  public:
    PanelReader(const Path& folder, const PanelDemand& demand, Faults& faults) : folder_(folder), demand_(demand), faults_(faults) {}

    PanelFile read(const TomlValue& file) {
        TableReader top(file, {}, faults_);
        if (!check_format(top, "panel")) return {};
        for (const TomlValue& value : top.tables("examiner")) {
            TableReader reader(value, "examiner[" + std::to_string(out_.panel.size()) + "]", faults_);
            read_examiner(reader);
        }
        for (const TomlValue& value : top.tables("signer")) {
            TableReader reader(value, "signer[" + std::to_string(out_.signers.size()) + "]", faults_);
            read_signer(reader);
        }
        if (out_.panel.size() > record::kPanelMax) top.invalid("examiner", "more than " + std::to_string(record::kPanelMax));
        if (out_.signers.size() > record::kResultSignersMax)
            top.invalid("signer", "more than " + std::to_string(record::kResultSignersMax));
        top.finish();
        check_seats(top);
        return std::move(out_);
    }

  private:
    void read_examiner(TableReader& reader) {
        record::PanelRow row;
        row.number = read_number(reader);
        row.name = reader.text("name");
        row.chief = reader.has("chief") && reader.flag("chief");
        row.reserve = reader.has("reserve") && reader.flag("reserve");
        // Whoever stands in takes a seat as an examiner, never the chief's.
        if (row.chief && row.reserve) reader.invalid("reserve", "chief");
        row.senior = reader.has("senior") && reader.flag("senior");
        row.organisation = reader.maybe_text("organisation");
        const Person person{row.number, row.chief ? Role::chief : Role::examiner};
        read_credentials(reader, person, row.certificate, row.signing_key);
        reader.finish();
        check_scope(reader, row);
        out_.panel.push_back(std::move(row));
    }

    void read_signer(TableReader& reader) {
        record::ResultSignerRow row;
        row.number = read_number(reader);
        row.name = reader.text("name");
        const Person person{row.number, reader.word("role", kSignerWords)};
        read_credentials(reader, person, row.certificate, row.signing_key);
        reader.finish();
        out_.signers.push_back(std::move(row));
    }

    // Examiner and supervisor exclude each other, and so do examiner and tally checker: nobody stands twice.
    std::string read_number(TableReader& reader) {
        std::string number = reader.text("number");
        if (!number.empty() && !numbers_.insert(number).second) reader.fault("number", codes::id_repeated);
        return number;
    }

    Bytes read_credential(TableReader& reader, std::string_view key) {
        const Path path = path_below(reader, key, folder_);
        if (path.empty()) return {};
        auto bytes = read_file(path, kCredentialMax);
        if (bytes) return std::move(*bytes);
        reader.fault(key, bytes.code(), path.filename().string());
        return {};
    }

    void read_credentials(TableReader& reader, const Person& person, Bytes& certificate, Bytes& key) {
        certificate = read_credential(reader, "certificate");
        if (reader.maybe_value("key") != nullptr) key = read_credential(reader, "key");
        if (certificate.empty()) return;
        const auto decoded = record::decode_certificate(certificate);
        if (!decoded) return reader.fault("certificate", decoded.code(), decoded.error().context);
        const Certificate& content = decoded->content;
        if (content.label != person.number) reader.fault("certificate", codes::credentials_misfit, "number " + content.label);
        if (content.role != person.role)
            reader.fault("certificate", codes::credentials_misfit, "role " + std::string(record::role_key(content.role)));
        if (key.empty()) return;
        const auto sealed = record::decode_signing_key(key);
        if (!sealed)
            reader.fault("key", sealed.code(), sealed.error().context);
        else if (sealed->key != content.key)
            reader.fault("key", codes::credentials_misfit, "of another certificate");
    }

    Result<std::vector<practical::ExaminerCard>> cards_of(const std::vector<record::PanelRow>& rows) const {
        record::OperationPart part;
        part.panel = rows;
        return record::examiner_cards(part);
    }

    // Reserves too: one out of scope would only show on the day when it is needed.
    void check_scope(TableReader& reader, const record::PanelRow& row) {
        if (row.certificate.empty()) return;
        const auto cards = cards_of({row});
        if (!cards) return; // told with the certificate
        practical::PanelRules alone = demand_.rules;
        alone.size_min = 1;
        const practical::PanelMember member{.examiner = row.number, .chief = true};
        const auto fits = practical::check_panel(alone, demand_.session, {&member, 1}, *cards);
        if (!fits) reader.fault("certificate", fits.code(), row.number);
    }

    // The panel as a whole, once each of its members is known to be good.
    void check_seats(TableReader& top) {
        if (!faults_.empty()) return;
        const auto cards = cards_of(out_.panel);
        if (!cards) return top.fault("examiner", cards.code());
        const auto seated = out_.seated();
        const auto fits = practical::check_panel(demand_.rules, demand_.session, seated, *cards);
        if (!fits) top.fault("examiner", fits.code(), fits.error().context);
    }

    const Path& folder_;
    const PanelDemand& demand_;
    Faults& faults_;
    PanelFile out_;
    std::set<std::string> numbers_;
};

} // namespace

std::vector<practical::PanelMember> PanelFile::seated() const {
    std::vector<practical::PanelMember> members;
    for (const record::PanelRow& row : panel)
        if (!row.reserve) members.push_back({.examiner = row.number, .chief = row.chief});
    return members;
}

std::vector<std::string> PanelFile::reserves() const {
    std::vector<std::string> numbers;
    for (const record::PanelRow& row : panel)
        if (row.reserve) numbers.push_back(row.number);
    return numbers;
}

PanelFile read_panel_file(const TomlValue& file, const Path& folder, const PanelDemand& demand, Faults& faults) {
    return PanelReader(folder, demand, faults).read(file);
}

} // namespace kaogong::bank
