#include "sync/bureau/marking/markers.h"

#include "core/base/codes/bureau.h"
#include "core/base/codes/record.h"
#include "tests/support/must.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::bureau::marking;
using namespace kaogong::record;
using namespace kaogong::test;

namespace {

struct Desk {
    SampleBureau bureau;
    TempFolder folder;
    SampleStaff staff = bureau.staff(Role::bureau_marker, "B-07");
    MarkerFiles files{
        .key = folder.path() / "key", .certificate = folder.path() / "certificate", .token = folder.path(), .pin = folder.path() / "pin"};

    Desk() {
        const Token token = make_token(bureau.random);
        const Secret pin{view("480316")};
        const auto sealed =
            must(seal_signing_key(staff.key, {.token = token, .pin = pin, .cost = {.operations = 1, .memory_kib = 8}}, bureau.random));
        must(write_file_atomic(files.key, encode_signing_key(sealed)));
        must(write_file_atomic(files.token / kTokenFileName, encode_token(token).view()));
        must(write_file_atomic(files.certificate, staff.certificate));
        must(write_file_atomic(files.pin, view("480316\r\n")));
    }
};

} // namespace

TEST_CASE_FIXTURE(Desk, "a marker's key opens with PIN and token, an editor's newline aside") {
    const Marker marker = must(open_marker(files));
    CHECK(marker.key.id() == staff.key.id());
    CHECK(equal(marker.certificate, staff.certificate));
}

TEST_CASE_FIXTURE(Desk, "a wrong PIN, a missing token and somebody else's certificate are told apart") {
    must(write_file_atomic(files.pin, view("480317")));
    CHECK(open_marker(files).code() == codes::marker_pin_wrong);
    must(write_file_atomic(files.pin, view("480316")));
    must(write_file_atomic(files.certificate, bureau.staff(Role::examiner).certificate));
    CHECK(open_marker(files).code() == codes::certificate_role);
    must(write_file_atomic(files.certificate, staff.certificate));
    std::filesystem::remove(files.token / kTokenFileName);
    CHECK(open_marker(files).code() == codes::token_missing);
}
