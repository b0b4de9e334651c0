// What the words of the command line asked for, and the ways in which kaogong-sync ends.
#pragma once

#include "core/base/file.h"

#include <optional>
#include <string>

namespace kaogong::sync {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;     // something was refused, or waits for earlier parcels
inline constexpr int kUsage = 2;       // wrong use
inline constexpr int kEnvironment = 3; // no connection, or no usable data folder

struct Options {
    Path data;
    std::string bureau;
    std::optional<Path> ca;
    bool json = false;
    bool during_session = false;
    std::int64_t kib_per_s_max = 0;
    std::string language = "en";
    Path stick;
    // relay
    std::string listen = "0.0.0.0:8471";
    std::optional<Path> port_file;
    std::optional<Path> bundle;
    Path tls_certificate, tls_key;
};

// Prints the sentence of an error and passes the status on.
int fail(const Error& why, int status);

} // namespace kaogong::sync
