// A bureau with outcome rules whose candidates sat theory in one session and the operation test in another.
#pragma once

#include "sync/bureau/aside.h"
#include "sync/bureau/outcome/finality.h"
#include "tests/sync/bureau/session_fixture.h"

namespace kaogong::test {

struct OutcomeFixture : SessionFixture {
    using Panel = std::vector<const SampleStaff*>;
    SessionId operation_session = samples.random.fixed<SessionId>();
    SampleStaff panel_chief = samples.staff(record::Role::chief, "K-1"), examiner = samples.staff(record::Role::examiner, "K-2"),
                other_examiner = samples.staff(record::Role::examiner, "K-3");
    record::ResultRecord last_operation;
    std::string next_ticket; // of the next who sits; empty: the reference

    static Bytes rules_file(const std::string& pass, const std::string& from, const std::string& more) {
        return to_bytes(
            view("format = 1\nkind = \"outcome\"\nid = \"e3\"\nversion = 1\noccupation = \"6-31-01-03\"\nlevel = \"intermediate\"\n"
                 "from = " +
                 from + "T00:00:00+08:00\nbasis = \"2026-1\"\n[[component]]\nmethod = \"theory\"\npass = \"" + pass +
                 "\"\n[[component]]\nmethod = \"operation\"\npass = \"" + pass + "\"\n" + more));
    }
    bureau::outcome::RulesEntry enter_rules(const std::string& pass = "60", const std::string& from = "2020-01-01",
                                            const std::string& more = {}) {
        const Bytes bytes = rules_file(pass, from, more);
        return must(
            bureau::outcome::enter_rules(*store, must(bank::parse_outcome_file(bytes)), {.file = bytes, .by = "B-01", .noted_ms = kNow}));
    }

    // One person's results; both candidates' references are one person.
    CandidateRef sit(std::optional<assessment::Points> theory, std::optional<assessment::Points> operation) {
        const Hash person = samples.random.fixed<Hash>();
        if (theory) sit_one(record::RecordKind::theory, session, person, *theory);
        if (operation) last_operation = sit_one(record::RecordKind::operation, operation_session, person, *operation);
        return newest_;
    }
    record::ResultRecord sit_one(record::RecordKind kind, const SessionId& which, const Hash& person, assessment::Points points) {
        newest_ = samples.random.fixed<CandidateRef>();
        const std::string ticket = next_ticket.empty() ? newest_.hex() : next_ticket;
        next_ticket.clear();
        must(store->registry().add_candidate(
            {.centre = samples.centre, .session = which, .ticket = ticket, .reference = newest_, .person = person}));
        terminal.clock.advance(1'000);
        const Panel panel = kind == record::RecordKind::operation ? Panel{&panel_chief, &examiner, &other_examiner} : Panel{};
        record::ResultRecord record = terminal.result_record(3, panel);
        record.kind = kind;
        record.session = which;
        record.candidate = newest_;
        record.evidence = {record::sha256(file)};
        const bool passes = points >= 6'000;
        record.score = record::ResultScore{points, 10'000, passes ? record::OutcomeCode::pass : record::OutcomeCode::fail};
        if (kind == record::RecordKind::operation)
            for (const char* module : {"M1", "M2"})
                record.modules.push_back(
                    {.module = module, .points = points / 2, .points_max = 5'000, .weight = 5'000, .counted = {points / 2, 1}});
        append_signed(terminal, terminal.signed_result(record, panel));
        send();
        return record;
    }

    std::vector<bureau::outcome::Drawn> draw(const bureau::outcome::Wanted& wanted = {}, Code expected = {}) {
        std::vector<bureau::outcome::Drawn> drawn;
        const auto counts =
            bureau::outcome::draw_up({*store, authority, kNow}, wanted, [&](const bureau::outcome::Drawn& each) { drawn.push_back(each); });
        CHECK((counts.ok() ? Code{} : counts.code()) == expected);
        return drawn;
    }
    bureau::outcome::OutcomeState state_of(const Hash& outcome) {
        auto desk = must(bureau::outcome::FinalityDesk::open(*store, samples.bundle));
        return must(desk.state_of(must(store->outcomes().outcome(outcome)).value()));
    }
    void note(const bureau::OutcomeNoteRow& row) {
        auto tx = must(store->begin_log());
        must(store->outcomes().add_note(row));
        must(tx->commit());
    }
    void release_all() {
        for (const bureau::JudgedRow& row : must(store->intake().aside()))
            must(bureau::decide_aside(*store, authority,
                                      {.kind = record::ActKind::release, .record = *row.record_hash, .by = "B-02", .reason = "decided"},
                                      kNow));
    }

  private:
    CandidateRef newest_;
};

} // namespace kaogong::test
