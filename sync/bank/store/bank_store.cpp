#include "sync/bank/store/bank_store.h"

#include "core/base/codes/store.h"
#include "core/record/content_codec.h"
#include "core/record/suite.h"
#include "sync/bank/store/bank_schema.h"

namespace kaogong::bank {
namespace {

using record::sha256;

// Length first, so that two different rows never hash over the same bytes.
class RowHash {
  public:
    RowHash& add(ByteView field) {
        for (int shift = 24; shift >= 0; shift -= 8) bytes_.push_back(static_cast<std::uint8_t>(field.size() >> shift));
        bytes_.insert(bytes_.end(), field.begin(), field.end());
        return *this;
    }
    RowHash& add(std::string_view field) { return add(view(field)); }
    RowHash& add(std::int64_t number) { return add(std::to_string(number)); }
    Hash hash() const { return sha256(bytes_); }

  private:
    Bytes bytes_;
};

Result<BankItem> read_item(const store::Stmt& row) {
    BankItem item;
    item.item = TRY(record::decode_item(row.blob(0)));
    item.key = TRY(record::decode_key(row.blob(1)));
    item.notes = {static_cast<int>(row.integer(2)), row.string(3)};
    item.bank = row.string(4);
    item.revision = static_cast<int>(row.integer(5));
    item.hash = TRY(row.fixed<Hash>(6));
    return item;
}

Result<BankStimulus> read_stimulus(const store::Stmt& row) {
    assessment::Stimulus stimulus = TRY(record::decode_stimulus(row.blob(0)));
    return BankStimulus{std::move(stimulus), {row.string(1), row.string(2)}, row.string(3), row.string(4)};
}

record::Figure read_figure(const store::Stmt& row) {
    return {row.string(0), row.bytes(1), {row.string(2), row.string(3)}};
}

} // namespace

Result<BankStore> BankStore::open(const Path& path, Access access) {
    std::error_code ignored;
    if (access == Access::create && !std::filesystem::exists(path, ignored)) TRY(write_file_atomic(path, {}, {.mode = 0600}));
    store::DbOptions options;
    options.path = path;
    options.application_id = kBankApplicationId;
    options.migrations = kBankMigrations;
    options.access = access == Access::create ? store::DbOptions::Access::create : store::DbOptions::Access::existing;
    return BankStore(TRY(store::Db::open(options)));
}

Result<BankStore::Counts> BankStore::import(const BankFile& file) {
    Counts counts;
    const auto count = [&counts](Stored stored) { ++(stored == Stored::imported ? counts.imported : counts.unchanged); };
    auto tx = TRY(store::Tx::begin(db_));
    for (const record::Figure& figure : file.figures) TRY(put(figure));
    for (const AuthoredStimulus& stimulus : file.stimuli) TRY(put(stimulus, file));
    for (const AuthoredItem& item : file.items) count(TRY(put(item, file.bank)));
    TRY(tx.commit());
    return counts;
}

Result<BankStore::Counts> BankStore::import(const ElementsFile& file) {
    Counts counts;
    auto tx = TRY(store::Tx::begin(db_));
    for (const Element& element : file.elements) {
        const std::int64_t changed =
            TRY(db_.run("insert into element (bank, code, name_zh_cn, name_en) values (?, ?, ?, ?)"
                        " on conflict (bank, code) do update set name_zh_cn = excluded.name_zh_cn, name_en = excluded.name_en"
                        " where name_zh_cn <> excluded.name_zh_cn or name_en <> excluded.name_en",
                        file.bank, element.code, element.name.zh_cn, element.name.en));
        ++(changed > 0 ? counts.imported : counts.unchanged);
    }
    TRY(tx.commit());
    return counts;
}

Result<Stored> BankStore::put(const AuthoredItem& authored, const std::string& bank) {
    const Bytes content = TRY(record::encode_item(authored.item));
    const Bytes key = TRY(record::encode_key(authored.key));
    const AuthorNotes& notes = authored.notes;
    const Hash hash = RowHash().add(bank).add(content).add(key).add(std::int64_t{notes.consistency}).add(notes.source).hash();
    const std::string& id = authored.item.id;
    if (TRY(db_.integer(0, "select count(*) from item where id = ? and hash = ?", id, hash)) == 1) return Stored::unchanged;
    TRY(db_.run(
        "insert into item (id, bank, area, type, content, key, consistency, source, revision, hash)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"
        " on conflict (id) do update set bank = excluded.bank, area = excluded.area, type = excluded.type, content = excluded.content,"
        " key = excluded.key, consistency = excluded.consistency, source = excluded.source, revision = revision + 1,"
        " hash = excluded.hash",
        id, bank, authored.item.area, static_cast<std::int64_t>(authored.item.type), content, key, notes.consistency, notes.source, hash));
    return Stored::imported;
}

Result<Stored> BankStore::put(const AuthoredStimulus& authored, const BankFile& file) {
    const Bytes content = TRY(record::encode_stimulus(authored.stimulus));
    const Hash hash = RowHash().add(file.bank).add(file.area).add(content).add(authored.title.zh_cn).add(authored.title.en).hash();
    const std::int64_t changed =
        TRY(db_.run("insert into stimulus (id, bank, area, title_zh_cn, title_en, content, hash) values (?, ?, ?, ?, ?, ?, ?)"
                    " on conflict (id) do update set bank = excluded.bank, area = excluded.area, title_zh_cn = excluded.title_zh_cn,"
                    " title_en = excluded.title_en, content = excluded.content, hash = excluded.hash where hash <> excluded.hash",
                    authored.stimulus.id, file.bank, file.area, authored.title.zh_cn, authored.title.en, content, hash));
    return changed > 0 ? Stored::imported : Stored::unchanged;
}

Result<Stored> BankStore::put(const record::Figure& figure) {
    const Hash hash = RowHash().add(figure.png).add(figure.text.zh_cn).add(figure.text.en).hash();
    const std::int64_t changed =
        TRY(db_.run("insert into figure (name, png, text_zh_cn, text_en, hash) values (?, ?, ?, ?, ?)"
                    " on conflict (name) do update set png = excluded.png, text_zh_cn = excluded.text_zh_cn, text_en = excluded.text_en,"
                    " hash = excluded.hash where hash <> excluded.hash",
                    figure.name, figure.png, figure.text.zh_cn, figure.text.en, hash));
    return changed > 0 ? Stored::imported : Stored::unchanged;
}

Result<std::vector<BankItem>> BankStore::items() {
    std::vector<BankItem> items;
    auto rows = TRY(db_.query("select content, key, consistency, source, bank, revision, hash from item order by id"));
    while (TRY(rows.next())) items.push_back(TRY(read_item(rows)));
    return items;
}

Result<std::vector<BankStimulus>> BankStore::stimuli() {
    std::vector<BankStimulus> stimuli;
    auto rows = TRY(db_.query("select content, title_zh_cn, title_en, bank, area from stimulus order by id"));
    while (TRY(rows.next())) stimuli.push_back(TRY(read_stimulus(rows)));
    return stimuli;
}

Result<std::vector<Element>> BankStore::elements(std::string_view bank) {
    std::vector<Element> elements;
    auto rows = TRY(db_.query("select code, name_zh_cn, name_en from element where bank = ? order by rowid", bank));
    while (TRY(rows.next())) elements.push_back({rows.string(0), {rows.string(1), rows.string(2)}});
    return elements;
}

Result<std::vector<record::Figure>> BankStore::figures() {
    std::vector<record::Figure> figures;
    auto rows = TRY(db_.query("select name, png, text_zh_cn, text_en from figure order by name"));
    while (TRY(rows.next())) figures.push_back(read_figure(rows));
    return figures;
}

Result<std::optional<record::Figure>> BankStore::figure(std::string_view name) {
    auto row = TRY(db_.query("select name, png, text_zh_cn, text_en from figure where name = ?", name));
    if (!TRY(row.next())) return std::optional<record::Figure>();
    return std::optional(read_figure(row));
}

Result<std::vector<BankCount>> BankStore::counts() {
    std::vector<BankCount> counts;
    auto rows = TRY(db_.query("select area, type, count(*) from item group by area, type order by area, type"));
    while (TRY(rows.next())) {
        const auto type = assessment::item_type(rows.integer(1));
        if (!type) return error(codes::store_corrupt, "type of an item");
        counts.push_back({rows.string(0), *type, rows.integer(2)});
    }
    return counts;
}

} // namespace kaogong::bank
