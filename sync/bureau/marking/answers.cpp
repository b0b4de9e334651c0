#include "sync/bureau/marking/answers.h"

#include "core/base/codes/base.h"
#include "core/base/codes/bureau.h"
#include "core/record/age/file.h"
#include "core/store/event_codec.h"

#include <algorithm>
#include <map>

namespace kaogong::bureau::marking {
namespace {

using assessment::Response;

// The answers as the journal leaves them. It holds only events that the sitting accepted, each under its place from 1.
class Journal {
  public:
    void take(std::uint64_t sequence, const assessment::SittingEvent& event) {
        if (const auto* set = std::get_if<assessment::ResponseSet>(&event)) change(sequence, set->item, set->response);
        if (const auto* cleared = std::get_if<assessment::ResponseCleared>(&event)) change(sequence, cleared->item, {});
        if (const auto* restored = std::get_if<assessment::ResponseRestored>(&event))
            change(sequence, restored->item, history_[restored->sequence]);
        if (const auto* ended = std::get_if<assessment::EndedByStaff>(&event)) end_code = ended->code;
    }
    bool leads_to(const std::vector<assessment::ItemResponse>& responses) const {
        const auto stands = [&](const assessment::ItemResponse& each) {
            const auto found = standing_.find(each.item);
            return found != standing_.end() && found->second == each.response;
        };
        const auto answered = std::count_if(standing_.begin(), standing_.end(), [](const auto& each) { return is_answered(each.second); });
        return static_cast<std::size_t>(answered) == responses.size() && std::all_of(responses.begin(), responses.end(), stands);
    }

    std::optional<assessment::OutcomeCode> end_code;

  private:
    void change(std::uint64_t sequence, const std::string& item, Response response) {
        history_[sequence] = response;
        standing_[item] = std::move(response);
    }

    std::map<std::uint64_t, Response> history_;
    std::map<std::string, Response> standing_;
};

Result<record::Submission> open_file(ByteView file, Readers readers) {
    if (file.size() > record::kSubmissionSizeMax) return error(codes::file_too_large, "submission");
    const Secret plain = TRY(record::age::open(file, readers));
    return record::decode_submission(plain.view());
}

} // namespace

Result<OpenedAnswers> open_answers(IntakeStore& intake, const AcceptedRecord& accepted, Readers readers) {
    // Decisions to mark again were put before the answers, which therefore are the last.
    const record::ResultRecord& record = accepted.record;
    if (record.evidence.empty()) return error(codes::answers_missing, "the record names none");
    const Hash& hash = record.evidence.back();
    const auto file = TRY(intake.blob({.centre = accepted.centre, .hash = hash}));
    if (!file || record::sha256(*file) != hash) return error(codes::answers_missing, hash.hex());
    record::Submission submission = TRY(open_file(*file, readers));
    if (submission.candidate != record.candidate) return error(codes::answers_foreign, hash.hex());
    Journal journal;
    for (std::size_t i = 0; i < submission.events.size(); ++i) journal.take(i + 1, TRY(store::decode_event(submission.events[i])));
    if (!journal.leads_to(submission.responses)) return error(codes::answers_contradict, hash.hex());
    return OpenedAnswers{.responses = std::move(submission.responses), .end_code = journal.end_code};
}

} // namespace kaogong::bureau::marking
