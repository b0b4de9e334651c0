// How many results by occupation, level, component and kind of organisation, as the reports have it (P68, P70, P71). Counted from the log
// on, in its order, so that a result is counted once and what was released later is counted then; what the bureau's markers made of
// submissions as well. Belongs to the thread that owns the
// store.
#pragma once

#include "core/record/result_record.h"
#include "sync/bureau/store/store.h"

#include <algorithm>
#include <map>

namespace kaogong::bureau {

struct CountKey {
    std::string occupation;
    int level = 0;
    record::RecordKind component = record::RecordKind::theory;
    std::optional<OrgKind> kind; // what the centre was filed as when the test began
    auto operator<=>(const CountKey&) const = default;
};
struct CountRow {
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    std::uint64_t other = 0; // coded ends
};

class ResultCounts {
  public:
    // At most kRecordsMax of centres' records and as many of the bureau's own markers a look: a large log is counted over several.
    Result<void> look(Store& store);

    const std::map<CountKey, CountRow>& rows() const { return rows_; }
    std::uint64_t corrections() const { return corrections_; } // counted beside the results that they correct, never instead of them
    // Place in the log before which every result is counted.
    std::uint64_t counted_to() const { return std::min(next_accepted_, next_made_); }

    static constexpr std::size_t kRecordsMax = 2'000;
    static constexpr std::size_t kRowsMax = 20'000;

  private:
    Result<void> count(RegistryStore& registry, const CentreId& centre, ByteView signed_result);

    std::uint64_t next_accepted_ = 0, next_made_ = 0; // places in the log
    std::uint64_t corrections_ = 0;
    std::map<CountKey, CountRow> rows_;
};

} // namespace kaogong::bureau
