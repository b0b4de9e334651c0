#include "sync/bureau/exports/archive_content.h"

#include "core/base/codes/outcome.h"
#include "core/record/outcome_statement.h"
#include "core/record/running_hash.h"
#include "core/record/signed_result.h"

namespace kaogong::bureau::exports {
namespace {

// All records of a session are of one plan.
Result<bool> is_of_plan(Store& store, const SessionId& session, const std::string& plan) {
    const auto rows = TRY(store.intake().accepted_of(session));
    if (rows.empty()) return false;
    return TRY(record::open_result(rows.front().record)).record.plan.plan == plan;
}

Result<void> each_outcome_version(Store& store, const std::string& plan, const EachAct& each) {
    OutcomePage page{.after = 0, .plan = plan};
    while (true) {
        const auto rows = TRY(store.outcomes().newest_outcomes(page));
        for (const OutcomeRow& newest : rows)
            for (const OutcomeRow& row : TRY(store.outcomes().outcomes_of(newest.key.subject)))
                if (row.key == newest.key) TRY(each(ActFolder::outcomes, row.statement, row.log_index));
        if (rows.size() < page.limit) return success();
        page.after = rows.back().number;
    }
}

Result<void> each_certificate(Store& store, const std::string& plan, const EachAct& each) {
    CertificatePage page{.after = 0, .plan = plan};
    while (true) {
        const auto rows = TRY(store.certificates().certificate_page(page));
        for (const CertificateRow& row : rows) {
            TRY(each(ActFolder::certificates, row.act, row.log_index));
            if (const auto end = TRY(store.certificates().certificate_end(row.number)))
                TRY(each(ActFolder::certificates, end->act, end->log_index));
        }
        if (rows.size() < page.limit) return success();
        page.after = rows.back().log_index;
    }
}

Result<void> each_appointment(Store& store, const std::string& plan, const EachAct& each) {
    AppointmentPage page{.after = 0, .plan = plan};
    while (true) {
        const auto rows = TRY(store.appointments().appointment_page(page));
        for (const AppointmentRow& row : rows) {
            TRY(each(ActFolder::appointments, row.act, row.log_index));
            if (const auto end = TRY(store.appointments().appointment_end(row.number)))
                TRY(each(ActFolder::appointments, end->act, end->log_index));
        }
        if (rows.size() < page.limit) return success();
        page.after = rows.back().number;
    }
}

} // namespace

std::string_view folder_name(ActFolder folder) {
    switch (folder) {
    case ActFolder::outcomes: return "outcomes";
    case ActFolder::certificates: return "certificates";
    case ActFolder::notices: return "notices";
    case ActFolder::appointments: break;
    }
    return "appointments";
}

Hash BatchContent::hash() const {
    record::RunningHash running;
    const auto line = [&running](std::string_view kind, const Hash& hash, std::uint64_t place) {
        running.add(view(std::string(kind) + " " + hash.hex() + " " + std::to_string(place) + "\n"));
    };
    for (const auto& [record, place] : records) line("record", record, place);
    for (const auto& [act, place] : acts) line(folder_name(act.first), act.second, place);
    for (const Hash& rule : rules) line("rules", rule, 0);
    return running.finish();
}

Result<void> each_record(Store& store, const SessionId& session, const EachRecord& each) {
    for (const JudgedRow& row : TRY(store.intake().accepted_of(session)))
        if (row.log_index) TRY(each(*row.record_hash, row.record, *row.log_index));
    for (const MadeRow& row : TRY(store.made().made_of(session))) TRY(each(row.record_hash, row.record, row.log_index));
    return success();
}

Result<void> each_act(Store& store, const std::string& plan, const std::vector<SessionId>& sessions, const EachAct& each) {
    TRY(each_outcome_version(store, plan, each));
    TRY(each_certificate(store, plan, each));
    TRY(each_appointment(store, plan, each));
    for (const SessionId& session : sessions)
        for (const NoticeRow& row : TRY(store.notices().notice_acts(session))) TRY(each(ActFolder::notices, row.act, row.log_index));
    return success();
}

Result<BatchContent> batch_content(Store& store, const record::Bundle& bundle, const std::string& plan) {
    BatchContent content;
    for (const SessionId& session : TRY(store.intake().sessions()))
        if (TRY(is_of_plan(store, session, plan))) content.sessions.push_back(session);
    if (content.sessions.empty()) return error(codes::outcome_no_results, plan);
    for (const SessionId& session : content.sessions)
        TRY(each_record(store, session, [&](const Hash& record, ByteView, std::uint64_t place) {
            content.records[record] = place;
            return success();
        }));
    TRY(each_act(store, plan, content.sessions, [&](ActFolder folder, ByteView act, std::uint64_t place) -> Result<void> {
        content.acts[{folder, record::sha256(act)}] = place;
        if (folder == ActFolder::outcomes) content.rules.insert(TRY(record::verify_outcome(act, bundle)).rules);
        return success();
    }));
    return content;
}

} // namespace kaogong::bureau::exports
