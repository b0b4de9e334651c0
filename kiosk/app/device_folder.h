// What makes a data folder this terminal: its two keys (DATA/keys, 0700 and 0600), the kit it was enrolled with and the certificate it was granted
// (DATA/enrolment). Keys never leave this folder and are never in the database.
#pragma once

#include "core/base/file.h"
#include "core/record/age/keys.h"
#include "core/record/kit.h"

namespace kaogong::kiosk::app {

struct DeviceKeys {
    record::KeyPair signing;
    record::age::Identity sealing;
};

struct Device {
    DeviceKeys keys;
    record::OpenedKit kit;
    Bytes certificate; // empty while the request is under way
};

class DeviceFolder {
  public:
    explicit DeviceFolder(Path data) : data_(std::move(data)) {}

    const Path& data() const { return data_; }
    // Error: not_enrolled, where there is no kit; what is there but broken has its own error.
    Result<Device> load() const;
    // Keys, kit and the request for a certificate. Error: enrolled_already.
    Result<Bytes> begin_enrolment(ByteView kit, Clock& clock, Random& random) const;
    // The certificate, once it is seen to be for this terminal's key and issued by the kit's bureau. A signature made and verified with the key on the
    // disk is the self-test.
    Result<void> finish_enrolment(ByteView certificate, Clock& clock) const;
    Path request_path() const { return data_ / "enrolment" / "request.kgq"; }

  private:
    Result<DeviceKeys> load_keys() const;

    Path data_;
};

// Where the tokens of emergency credentials lie, a folder each: good at this terminal and nowhere else.
Path emergency_tokens(const Path& data);

} // namespace kaogong::kiosk::app
