// Finding out what machine this is: DMI, devicetree, panels, graphics and USB as the kernel shows them under /sys and /proc. It only reads.
#pragma once

#include "core/base/file.h"
#include "core/profile/facts.h"

namespace kaogong::profile {

class FactSource {
  public:
    virtual ~FactSource() = default;
    virtual Facts facts() = 0;
};

// Reads below `root` (the machine's "/", or a captured tree in tests). What is absent or unreadable is simply not a fact.
class SystemFacts final : public FactSource {
  public:
    explicit SystemFacts(Path root = "/") : root_(std::move(root)) {}
    Facts facts() override;

  private:
    void add_text(Facts& facts, std::string_view name, const char* path) const;
    void add_devicetree(Facts& facts) const;
    void add_panels(Facts& facts) const;
    void add_graphics(Facts& facts) const;
    void add_usb(Facts& facts) const;

    Path root_;
};

} // namespace kaogong::profile
