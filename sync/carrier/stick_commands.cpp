#include "sync/carrier/stick_commands.h"

#include "core/base/codes/base.h"
#include "core/base/codes/sync.h"
#include "sync/http/curl_transport.h"
#include "sync/agent/stick.h"
#include "sync/carrier/stop_signals.h"

#include <cstdio>

namespace kaogong::sync {
namespace {

int told(const Result<StickReport>& done, const char* what) {
    if (!done.ok()) return fail(done.error(), kEnvironment);
    std::printf("%zu %s, %zu there already, %zu refused, %zu without answer, %llu bytes in %lld ms\n", done->written, what, done->there,
                done->refused, done->left, static_cast<unsigned long long>(done->bytes), static_cast<long long>(done->took_ms));
    if (done->slow()) std::printf("This stick is slow; take another one.\n");
    if (done->why) return fail(*done->why, kRefused);
    return done->left + done->refused > 0 ? kRefused : kDone;
}

} // namespace

int export_stick(const Options& options, Clock& clock) {
    auto stick = Stick::open(options.stick, Stick::Use::write);
    if (!stick.ok()) return fail(stick.error(), kEnvironment);
    return told(export_parcels(options.data, *stick, clock), "written and read back");
}

int import_stick(const Options& options, Clock& clock) {
    auto stick = Stick::open(options.stick, Stick::Use::read);
    if (!stick.ok()) return fail(stick.error(), kEnvironment);
    return told(import_answers(options.data, *stick, clock), "answers taken in");
}

int carry_stick(const Options& options, Clock& clock) {
    const StopSignals signals;
    if (options.bureau.empty()) return fail(error(codes::bureau_address_missing), kUsage);
    auto transport =
        open_curl_transport({.server = options.bureau, .ca = options.ca, .stop = [&signals] { return signals.pending(); }});
    if (!transport.ok()) return fail(transport.error(), transport.code() == codes::usage ? kUsage : kEnvironment);
    auto stick = Stick::open(options.stick, Stick::Use::write);
    if (!stick.ok()) return fail(stick.error(), kEnvironment);
    return told(sync::carry_stick(*stick, **transport, clock), "answers laid beside their parcels");
}

} // namespace kaogong::sync
