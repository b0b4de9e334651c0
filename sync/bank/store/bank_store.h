// The bank as a file: items with their keys and notes, stimuli and pictures, each with the hash of its bytes, so that importing the same
// file again changes nothing. It holds keys in clear and stays at the bureau or on an author's machine (created 0600).
#pragma once

#include "core/store/db.h"
#include "sync/bank/author_files.h"

namespace kaogong::bank {

enum class Stored { imported, unchanged };

struct BankItem {
    assessment::Item item;
    assessment::Key key;
    AuthorNotes notes;
    std::string bank;
    int revision = 1; // counts changes of this id
    Hash hash;        // over item, key and notes
};
struct BankStimulus {
    assessment::Stimulus stimulus;
    assessment::LocalText title;
    std::string bank;
    std::string area;
};
struct BankCount {
    std::string area;
    assessment::ItemType type = assessment::ItemType::single;
    std::int64_t items = 0;
};

class BankStore {
  public:
    enum class Access { create, existing };
    static Result<BankStore> open(const Path& path, Access access);

    // Everything of one file in one transaction: all of it is there, or nothing.
    struct Counts {
        std::int64_t imported = 0;
        std::int64_t unchanged = 0;
    };
    Result<Counts> import(const BankFile& file);
    Result<Counts> import(const ElementsFile& file);

    Result<std::vector<BankItem>> items(); // rising by id
    Result<std::vector<BankStimulus>> stimuli();
    Result<std::vector<Element>> elements(std::string_view bank);
    Result<std::vector<record::Figure>> figures();
    Result<std::optional<record::Figure>> figure(std::string_view name);
    Result<std::vector<BankCount>> counts(); // by area and type

  private:
    explicit BankStore(store::Db db) : db_(std::move(db)) {}
    Result<Stored> put(const AuthoredItem& item, const std::string& bank);
    Result<Stored> put(const AuthoredStimulus& stimulus, const BankFile& file);
    Result<Stored> put(const record::Figure& figure);

    store::Db db_;
};

} // namespace kaogong::bank
