// A session at a bureau: its results come in one after the other, the site chief corrects or voids them, and a notice of them opens and is
// over.
#pragma once

#include "sync/bureau/notice/notice.h"
#include "tests/sync/bureau/intake_fixture.h"

namespace kaogong::test {

struct SessionFixture : IntakeFixture {
    static constexpr std::int64_t kDayMs = 86'400'000;
    static constexpr std::int64_t kNow = kSampleWallMs + kDayMs;
    static constexpr std::int64_t kUntil = kNow + 7 * kDayMs; // when a notice is over

    SampleTerminal terminal = enrol();
    SampleStaff chief = samples.staff(record::Role::site_chief, "H-1");
    Bytes file = to_bytes(view("answers"));
    SessionId session = samples.random.fixed<SessionId>();
    std::size_t sent = 0;
    record::ResultRecord correction; // the last one

    // A result of the session, delivered; its record.
    record::ResultRecord deliver(const std::function<void(record::ResultRecord&)>& change = {}) {
        record::ResultRecord made;
        append_result(terminal, file, [&](record::ResultRecord& result) {
            result.session = session;
            if (change) change(result);
            made = result;
        });
        send();
        return made;
    }
    void send() {
        must(intake->take(cut_parcel(terminal, {.first = sent, .blobs = {file}})));
        sent = terminal.entries.size();
    }
    static Hash hash_of(const record::ResultRecord& result) { return record::record_hash(must(record::encode_record(result))); }
    // The site chief corrects it by an administrative decision; the correction.
    record::ResultRecord correct(const record::ResultRecord& original, const std::function<void(record::ResultRecord&)>& change = {}) {
        record::ResultRecord made = original;
        made.id = samples.random.fixed<RecordId>();
        made.kind = record::RecordKind::supersede;
        made.earlier = hash_of(original);
        made.amendment = record::Amendment{.basis = record::AmendmentBasis::administrative, .reason = "2026-3"};
        made.signers = {{record::Role::device, terminal.device.id()}, {record::Role::site_chief, chief.key.id()}};
        made.modules.clear(); // a correction states rows and points alone
        made.vetoes.clear();
        if (change) change(made);
        append_signed(terminal, terminal.signed_result(made, {&chief}));
        send();
        correction = made;
        return made;
    }

    Result<Hash> open_on(const SessionId& which, std::int64_t at_ms = kNow, std::int64_t until_ms = kUntil) {
        return bureau::notice::open_notice(*store, authority, {.session = which, .by = "B-07", .place = "site", .until_ms = until_ms},
                                           at_ms);
    }
    Result<Hash> close_on(const SessionId& which, std::int64_t at_ms) {
        return bureau::notice::close_notice(*store, authority, {.session = which, .by = "B-07", .text = "no more"}, at_ms);
    }
    // A whole notice of the session, n-th of its kind in time.
    void notice_over(const SessionId& which, int n = 0) {
        const std::int64_t later_ms = n * 10 * kDayMs;
        must(open_on(which, kNow + later_ms, kUntil + later_ms));
        must(close_on(which, kUntil + later_ms + 1));
    }
};

} // namespace kaogong::test
