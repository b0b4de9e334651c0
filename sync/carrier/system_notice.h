// What a service tells systemd (sd_notify(3)): that it is ready, how it stands, that it is alive. Without systemd nothing happens.
#pragma once

#include <string>

namespace kaogong::sync {

void tell_system_ready();
void tell_system_state(const std::string& sentence); // seen by `systemctl status`; also the sign of life that WatchdogSec waits for
void tell_system_stopping();

} // namespace kaogong::sync
