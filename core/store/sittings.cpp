// What is a sitting's own about its journal: its events, its entries, and what is left after hand-in.
#include "core/store/sittings.h"

#include "core/base/codes/store.h"
#include "core/store/event_codec.h"
#include "core/store/sitting_entries.h"

namespace kaogong::store {
namespace {

using assessment::SittingEvent;

// An encoded event holds an answer in clear, so it is wiped when it goes.
Secret encoded(const SittingEvent& event) {
    Bytes bytes = encode_event(event);
    Secret secret{ByteView(bytes)};
    wipe(bytes.data(), bytes.size());
    return secret;
}

JournalEvent journal_event(std::uint64_t sequence, const SittingEvent& event, ByteView plain) {
    return {.sequence = sequence, .at = assessment::event_instant(event), .type = assessment::event_type(event), .plain = plain};
}

} // namespace

Result<std::vector<EntryDraft>> Sittings::entries_beside(const SittingId& sitting, const SittingEvent& event) {
    // The commonest event by far needs no more than its hash, and is spared a look at the sitting's facts.
    if (std::holds_alternative<assessment::ResponseSet>(event)) return std::vector<EntryDraft>{};
    const SittingFacts facts = TRY(find(sitting));
    return entries_of(event, {.sitting = sitting, .session = facts.session, .candidate = facts.candidate});
}

Result<void> Sittings::append(const SittingId& sitting, const Numbered& numbered) {
    CHECK(assessment::is_journalled(numbered.event));
    auto entries = TRY(entries_beside(sitting, numbered.event));
    const Secret plain = encoded(numbered.event);
    return journals_.append(sitting, journal_event(numbered.sequence, numbered.event, plain.view()),
                            {.entries = std::move(entries), .signature = {}});
}

Result<void> Sittings::release_closed(const SittingId& sitting, const assessment::SeatReleased& event) {
    if (!TRY(is_closed(sitting))) return error(codes::sitting_sequence_wrong, "the sitting is still open");
    const auto last = TRY(journals_.last_sequence(sitting));
    const SittingEvent released(event);
    auto entries = TRY(entries_beside(sitting, released));
    const Secret plain = encoded(released);
    TRY(journals_.append_unsealed(sitting, journal_event(last + 1, released, plain.view()),
                                  {.entries = std::move(entries), .signature = {}}));
    forget_key(sitting);
    return success();
}

Result<std::vector<SittingEvent>> Sittings::load(const SittingId& sitting) {
    std::vector<SittingEvent> events;
    for (const Secret& plain : TRY(journals_.load(sitting))) events.push_back(TRY(decode_event(plain.view())));
    return events;
}

Result<std::vector<SittingFacts>> Sittings::unreleased() {
    return journals_.not_ended_by(assessment::event_type(assessment::SeatReleased{}));
}

} // namespace kaogong::store
