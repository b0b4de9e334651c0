#include "sync/bureau/exports/archive.h"

#include "core/base/codes/outcome.h"
#include "tests/sync/bureau/exports/passed_fixture.h"

using namespace kaogong;
using namespace kaogong::bureau;
using namespace kaogong::bureau::exports;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct ArchiveFixture : PassedFixture {
    Path out = folder / "archive";

    Result<ArchiveCounts> try_archive(const std::string& plan = kPlan) { return archive_batch({*store, authority, kNow}, plan, out); }
    std::vector<Path> files() {
        std::vector<Path> files;
        for (const auto& each : std::filesystem::recursive_directory_iterator(out))
            if (each.is_regular_file()) files.push_back(each.path());
        std::sort(files.begin(), files.end());
        return files;
    }
};

} // namespace

TEST_CASE_FIXTURE(ArchiveFixture, "an archive holds all of a batch and is checked with nothing but its folder") {
    must(appoint());
    const auto counts = must(try_archive());
    CHECK_EQ(counts.appointments, 1u);
    CHECK_EQ(counts.records, 6u);
    CHECK_EQ(counts.outcomes, 3u);
    CHECK_EQ(counts.certificates, 2u);
    CHECK_EQ(counts.notices, 4u);
    const auto check = must(check_archive(out));
    CHECK_EQ(check.counts.content, counts.content);
    CHECK_EQ(check.counts.records, 6u);
    CHECK_EQ(check.counts.notices, 4u);
    CHECK_EQ(check.counts.appointments, 1u);
    CHECK_EQ(check.plan, kPlan);
    CHECK(check.roots == root_words(samples.bundle.roots));
    CHECK_FALSE(std::filesystem::exists(out.string() + ".part"));
}

TEST_CASE_FIXTURE(ArchiveFixture, "a second run proves it equal, also when the log has grown, and refuses when the batch has changed") {
    const auto first = must(try_archive());
    CHECK(must(try_archive()).before);
    append_result(terminal, file, [&](ResultRecord& record) { record.plan.plan = "another"; });
    send();
    const auto again = must(try_archive());
    CHECK(again.before);
    CHECK_EQ(again.content, first.content);
    CHECK(try_archive("another").code() == codes::archive_differs);
    sit(7'000, 7'000);
    CHECK(try_archive().code() == codes::archive_differs);
    CHECK_EQ(must(check_archive(out)).counts.content, first.content);
    CHECK(try_archive("no such plan").code() == codes::outcome_no_results);
}

TEST_CASE_FIXTURE(ArchiveFixture, "whatever is changed, lost or added in an archive is found") {
    must(appoint());
    must(try_archive());
    for (const Path& path : files()) {
        CAPTURE(path.string());
        const Bytes good = must(read_file(path, 1u << 20));
        Bytes spoilt = good;
        spoilt[spoilt.size() / 2] ^= 1;
        must(write_file_atomic(path, spoilt));
        CHECK_FALSE(check_archive(out).ok());
        CHECK_FALSE(try_archive().ok());
        must(remove_file(path));
        CHECK_FALSE(check_archive(out).ok());
        must(write_file_atomic(path, good));
    }
    must(write_file_atomic(out / "records" / "more", view("x")));
    CHECK(check_archive(out).code() == codes::archive_damaged);
    must(remove_file(out / "records" / "more"));
    CHECK(check_archive(out).ok());
}

TEST_CASE_FIXTURE(ArchiveFixture, "what a killed run left is made anew, and nothing else is touched") {
    Path part = out;
    part += ".part";
    must(make_folder(part / "records"));
    must(write_file_atomic(part / "records" / "half", view("x")));
    CHECK(try_archive().code() == codes::export_exists); // nobody knows whose that is
    must(write_file_atomic(part / "unfinished", {}));
    must(try_archive());
    CHECK_FALSE(std::filesystem::exists(part));
    CHECK(check_archive(out).ok());
    out = folder / "taken";
    must(make_folder(out));
    CHECK(try_archive().code() == codes::export_exists);
}
