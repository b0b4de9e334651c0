#include "sync/carrier/system_notice.h"

#include <systemd/sd-daemon.h>

namespace kaogong::sync {

void tell_system_ready() {
    (void)sd_notify(0, "READY=1");
}

void tell_system_state(const std::string& sentence) {
    (void)sd_notify(0, ("WATCHDOG=1\nSTATUS=" + sentence).c_str());
}

void tell_system_stopping() {
    (void)sd_notify(0, "STOPPING=1");
}

} // namespace kaogong::sync
