// What is known about the machine at hand, as plain names and values: what firmware, panel and buses say. Whoever probes fills it in; tests
// write it by hand. It never holds anything about a person.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace kaogong::profile {

class Facts {
  public:
    void add(std::string_view name, std::string_view value) { values_.emplace(name, value); }
    auto of(std::string_view name) const { return values_.equal_range(name); }
    bool empty() const { return values_.empty(); }
    auto begin() const { return values_.begin(); }
    auto end() const { return values_.end(); }

  private:
    std::multimap<std::string, std::string, std::less<>> values_; // a machine has several panels and many USB devices
};

struct FactName {
    std::string_view name;
    std::string_view meaning;
};
std::span<const FactName> fact_names(); // all that a [Match] line may name

} // namespace kaogong::profile
