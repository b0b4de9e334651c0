// What a terminal gives to the printing program: read back as it was, and refused where any of its parts does not belong to the others.
#include "core/record/print_job.h"

#include "core/base/codes/record.h"
#include "core/record/scoring_codec.h"
#include "tests/support/marking_sample.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct Sealed {
    SampleBureau bureau;
    SampleTerminal terminal = bureau.enrol("A-08");
    SampleMarking marking{bureau, terminal};
    PrintJob job;
    Sealed() {
        const SheetEntries entries = practical::entries_of(marking.state);
        job = {.signed_result = marking.sealed(),
               .readings = encode_readings(readings_of(marking.state, marking.facts.candidate).value()).value(),
               .sheet = encode_sheet(marking.state.rules->sheet).value(),
               .chosen = entries.chosen,
               .vetoes = entries.vetoes,
               .ticket = "992611211001",
               .station = "06",
               .date = "2026-11-20",
               .person = "韩立新",
               .piece_code = "K-07",
               .seal = "F-7",
               .credited_ms = 240'000,
               .utc_offset_minutes = 480,
               .staff = {{"a", "许明哲"}, {"b", "梁世杰"}},
               .readers = {{"m", {"a", "b"}}}};
    }
};

} // namespace

TEST_CASE("a print job comes back as it was, and gives the very score that was signed") {
    Sealed sealed;
    const PrintJob job = decode_print_job(encode_print_job(sealed.job)).value();
    CHECK_EQ(encode_print_job(job), encode_print_job(sealed.job));
    CHECK_EQ(job.readers, sealed.job.readers);
    CHECK_EQ(job.staff, sealed.job.staff);
    CHECK_EQ(job.seal, "F-7");
    const PrintableResult printable = open_print_job(job).value();
    CHECK(printable.entries == practical::entries_of(sealed.marking.state));
    CHECK_EQ(printable.score.points, printable.result.record.score->points);
    CHECK_EQ(printable.result.signatures.size(), 6);
}

TEST_CASE("parts that do not belong together are not printed") {
    Sealed sealed;
    PrintJob other_readings = sealed.job;
    other_readings.readings.back() ^= 1;
    CHECK_FALSE(open_print_job(other_readings).ok());
    PrintJob other_sheet = sealed.job;
    practical::ScoreSheet changed = sealed.marking.state.rules->sheet;
    changed.items.front().points_max += 100;
    other_sheet.sheet = encode_sheet(changed).value();
    CHECK_FALSE(open_print_job(other_sheet).ok());
    PrintJob own_sheet = sealed.job;
    own_sheet.signed_result = sealed.marking.examiner_sheet("b");
    CHECK_EQ(open_print_job(own_sheet).code(), codes::record_value_invalid);
    PrintJob more_vetoes = sealed.job; // a total that the sheet does not give
    more_vetoes.vetoes["v"] = 2;
    CHECK_EQ(open_print_job(more_vetoes).code(), codes::package_content_mismatch);
}

TEST_CASE("a print job that is cut short or longer than it may be is refused") {
    Sealed sealed;
    const Bytes bytes = encode_print_job(sealed.job);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, bytes.size() / 2, bytes.size() - 1})
        CHECK_FALSE(decode_print_job(ByteView(bytes).first(size)).ok());
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK_FALSE(decode_print_job(longer).ok());
}
