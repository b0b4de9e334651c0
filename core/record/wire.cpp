#include "core/record/wire.h"

#include "core/base/codes/record.h"
#include "core/base/text.h"

namespace kaogong::record::wire {

Result<void> check_text(std::string_view text, std::string_view what, std::size_t limit) {
    if (text.empty() || text.size() > limit || !is_utf8(text)) return error(codes::record_value_invalid, std::string(what));
    return success();
}

} // namespace kaogong::record::wire
