// The worker's side with a real store in a real folder: what it answers when its own database is no longer whole.
#include "kiosk/app/terminal.h"

#include "core/base/codes/kiosk.h"
#include "core/base/codes/store.h"
#include "core/record/enrolment.h"
#include "tests/support/record_samples.h"
#include "tests/support/temp_folder.h"

#include <algorithm>

#include <doctest/doctest.h>

using namespace kaogong;
using namespace kaogong::kiosk::app;

namespace {

// A demo bureau's terminal, enrolled in a folder of its own; every `start` is a start of the program.
struct EnrolledFolder {
    test::TempFolder folder;
    test::FakeClock clock;
    test::FakeRandom random{11};
    test::SampleBureau bureau;
    Path data = folder / "data";

    EnrolledFolder() {
        const auto id = random.fixed<TerminalId>();
        const DeviceFolder device(data);
        const Bytes request = device.begin_enrolment(bureau.kit(id), clock, random).value();
        const record::PublicKey key = record::read_enrolment_request(request).value().device_key;
        REQUIRE(device.finish_enrolment(bureau.certify(key, record::Role::device, id), clock).ok());
    }
    Terminal start() { return Terminal({.data = data, .clock = clock, .random = random, .software = "test", .hardware = {}}); }
};

template <typename Reply, typename Request> Reply ask(Terminal& terminal, Request request) {
    return std::get<Reply>(terminal.handle(std::move(request)));
}

Result<void> check_to_the_end(Terminal& terminal) {
    while (!TRY(ask<CheckReply>(terminal, CheckStore{}).whole))
        ;
    return success();
}

} // namespace

TEST_CASE("a terminal with a whole database finds it whole, and takes candidates") {
    EnrolledFolder enrolled;
    Terminal terminal = enrolled.start();
    REQUIRE(ask<OpenReply>(terminal, OpenTerminal{}).opened.ok());
    CHECK(check_to_the_end(terminal).ok());
    CHECK_EQ(ask<SignInReply>(terminal, SignIn{"1", "2"}).accepted.code(), codes::no_session);
}

TEST_CASE("a terminal whose database has rotted in the middle starts, finds it when idle, and lets nobody begin") {
    EnrolledFolder enrolled;
    Bytes rotten;
    {
        Terminal terminal = enrolled.start();
        store::TerminalStore& store = *terminal.open_store().value();
        for (int i = 0; i < 600; ++i)
            REQUIRE(store.packages()
                        .accept({.id = enrolled.random.fixed<PackageId>(), .session = {}, .content = {}, .file_name = "p.kgpk"})
                        .ok());
        rotten = store.ledger().entry(100).value();
    }
    const Path file = enrolled.data / "terminal.db";
    Bytes content = read_file(file, 16u << 20).value();
    const auto found = std::search(content.begin(), content.end(), rotten.begin(), rotten.end());
    REQUIRE(found != content.end());
    *(found + static_cast<std::ptrdiff_t>(rotten.size() / 2)) ^= 1;
    REQUIRE(write_file_atomic(file, content, {.mode = 0600}).ok());

    Terminal terminal = enrolled.start();
    REQUIRE(ask<OpenReply>(terminal, OpenTerminal{}).opened.ok());
    CHECK_EQ(check_to_the_end(terminal).code(), codes::ledger_broken);
    CHECK_EQ(ask<SignInReply>(terminal, SignIn{"1", "2"}).accepted.code(), codes::ledger_broken);
}
