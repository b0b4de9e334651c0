#include "kiosk/devices/token_slots.h"

#include "core/base/codes/record.h"

#include <algorithm>

namespace kaogong::kiosk::devices {

std::vector<Path> FolderSlots::folders() const {
    std::vector<Path> all;
    for (const Path& root : roots_) {
        std::vector<Path> found = {root};
        std::error_code failed;
        for (const auto& entry : std::filesystem::directory_iterator(root, failed)) {
            if (found.size() > kTokenSlotsMax) break;
            if (entry.is_directory(failed)) found.push_back(entry.path());
        }
        std::sort(found.begin() + 1, found.end());
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

std::vector<record::TokenId> FolderSlots::present() {
    std::vector<record::TokenId> ids;
    for (const Path& folder : folders())
        if (const auto token = record::TokenFolder(folder).read()) ids.push_back(token->id);
    return ids;
}

Result<Path> FolderSlots::find(const record::TokenId& id) {
    bool others = false;
    for (const Path& folder : folders()) {
        const auto token = record::TokenFolder(folder).read();
        if (token && token->id == id) return folder;
        others = others || token.ok();
    }
    return error(others ? codes::token_other : codes::token_missing);
}

Result<record::Token> SlotReader::read() {
    return record::TokenFolder(TRY(slots_.find(id_))).read();
}

} // namespace kaogong::kiosk::devices
