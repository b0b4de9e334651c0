#include "sync/bank/operation_builder.h"

#include "core/base/text.h"
#include "sync/bank/csv.h"
#include "sync/bank/notice_file.h"
#include "sync/bank/notice_text.h"
#include "sync/bank/png.h"

#include <algorithm>
#include <map>

namespace kaogong::bank {
namespace {

using record::DocumentKind;
using record::OperationDocument;

constexpr std::string_view kNoticeEnd = ".notice.toml", kTaskEnd = ".task.zh-CN.txt", kTaskEnglishEnd = ".task.en.txt",
                           kSheetEnd = ".sheet.toml";
constexpr std::size_t kTaskMax = 256u << 10;

// `operation` of operation.sheet.toml, by which a task paper finds its sheet.
std::string stem_of(const Path& path, std::string_view end) {
    const std::string name = path.filename().string();
    return name.ends_with(end) ? name.substr(0, name.size() - end.size()) : std::string();
}

class OperationBuilder {
  public:
    OperationBuilder(record::OperationPart frame, const OperationTable& table, const Path& session_file, FileFaults& faults)
        : part_(std::move(frame)), table_(table), session_file_(session_file), faults_(faults) {}

    std::optional<record::OperationPart> build() {
        part_.organisation = table_.organisation;
        part_.panel_size_min = table_.panel_size_min;
        part_.senior_from = table_.senior_from;
        load_sheets();
        load_documents();
        load_drawings();
        load_panel();
        // Places name candidates, sheets and examiners; where those are faulty every row would be.
        if (faults_.empty()) load_places();
        if (faults_.empty()) check_whole();
        if (!faults_.empty()) return std::nullopt;
        return std::move(part_);
    }

  private:
    // Of the session's own file.
    void document_fault(Code code, std::string what) {
        append(faults_, session_file_, {{table_.documents_at, "operation.documents", code, std::move(what)}});
    }
    void drawing_fault(const Drawing& drawing, Code code, std::string what) {
        append(faults_, session_file_, {{drawing.at, "operation.drawing", code, std::move(what)}});
    }

    // ---- sheets

    void load_sheets() {
        for (const Path& path : table_.sheets) {
            Faults faults;
            auto sheet = load_sheet(path, faults);
            append(faults_, path, std::move(faults));
            if (sheet) add_sheet(std::move(*sheet), path);
        }
    }
    void add_sheet(practical::ScoreSheet sheet, const Path& path) {
        const assessment::AssessmentSpec& spec = part_.spec;
        if (sheet.occupation.code != spec.occupation.code)
            append(faults_, path, {{{}, "occupation.code", codes::field_value, "not the spec's"}});
        if (sheet.level != spec.level) append(faults_, path, {{{}, "occupation.level", codes::field_value, "not the spec's"}});
        if (has_sheet(sheet.id)) append(faults_, path, {{{}, "id", codes::id_repeated, sheet.id}});
        sheet_of_stem_[stem_of(path, kSheetEnd)] = sheet.id;
        part_.sheets.push_back(std::move(sheet));
    }
    bool has_sheet(const std::string& id) const {
        return std::any_of(part_.sheets.begin(), part_.sheets.end(), [&](const auto& sheet) { return sheet.id == id; });
    }

    // ---- notices and task papers

    void load_documents() {
        for (const Path& path : table_.documents) {
            if (const std::string stem = stem_of(path, kNoticeEnd); !stem.empty())
                load_notice(path, stem);
            else if (const std::string task = stem_of(path, kTaskEnd); !task.empty())
                load_task(path, task);
            else
                document_fault(codes::field_value, path.filename().string());
        }
        for (const practical::ScoreSheet& sheet : part_.sheets) {
            demand_document(sheet, DocumentKind::prep_notice, kNoticeEnd);
            demand_document(sheet, DocumentKind::task_paper, kTaskEnd);
        }
    }
    // All three documents of an operation test are in its package.
    void demand_document(const practical::ScoreSheet& sheet, DocumentKind kind, std::string_view end) {
        const bool there = std::any_of(part_.documents.begin(), part_.documents.end(), [&](const OperationDocument& document) {
            return document.sheet == sheet.id && document.kind == kind;
        });
        if (!there) document_fault(codes::field_missing, "*" + std::string(end) + " of " + sheet.id);
    }
    void add_document(OperationDocument document, const Path& path) {
        const auto same = [&](const OperationDocument& earlier) { return earlier.id == document.id; };
        if (std::any_of(part_.documents.begin(), part_.documents.end(), same)) document_fault(codes::id_repeated, path.filename().string());
        part_.documents.push_back(std::move(document));
    }

    void load_notice(const Path& path, const std::string& stem) {
        const auto notice = load_author_file(path, faults_, read_notice_file);
        if (!notice) return;
        if (!has_sheet(notice->sheet)) append(faults_, path, {{{}, "sheet", codes::field_value, notice->sheet}});
        add_document({stem + ".notice", DocumentKind::prep_notice, notice->sheet, notice_text(*notice), {}}, path);
    }

    void load_task(const Path& path, const std::string& stem) {
        const auto sheet = sheet_of_stem_.find(stem);
        if (sheet == sheet_of_stem_.end()) return document_fault(codes::field_value, "no " + stem + std::string(kSheetEnd));
        OperationDocument task{stem + ".task", DocumentKind::task_paper, sheet->second, {}, {}};
        task.text.zh_cn = load_text(path);
        const Path english = path.parent_path() / (stem + std::string(kTaskEnglishEnd));
        std::error_code ignored;
        if (std::filesystem::exists(english, ignored)) task.text.en = load_text(english);
        add_document(std::move(task), path);
    }
    // As with the other texts an editor's line ends make no new text.
    std::string load_text(const Path& path) {
        const auto content = load_bytes(path, kTaskMax, faults_);
        if (!content) return {};
        const std::string_view whole = as_text(*content);
        if (!is_utf8(whole) || trim(whole).empty()) append(faults_, path, {{{}, {}, codes::field_value, {}}});
        std::string text;
        for (const char c : trim(whole))
            if (c != '\r') text.push_back(c);
        return text;
    }

    void load_drawings() {
        for (const Drawing& drawing : table_.drawings) {
            const auto document = std::find_if(part_.documents.begin(), part_.documents.end(),
                                               [&](const OperationDocument& each) { return each.id == drawing.document; });
            if (document == part_.documents.end()) {
                drawing_fault(drawing, codes::field_value, drawing.document);
                continue;
            }
            auto png = read_png(drawing.file);
            const std::string name = drawing.file.filename().string();
            if (!png) {
                drawing_fault(drawing, codes::figure_bad, name + ": " + png.error().context);
                continue;
            }
            document->figures.push_back(name);
            part_.figures.push_back({name, std::move(*png), drawing.text});
        }
    }

    // ---- people

    practical::PanelRules rules() const {
        return {.size_min = static_cast<std::size_t>(table_.panel_size_min),
                .senior_from = table_.senior_from,
                .organisation = table_.organisation};
    }
    void load_panel() {
        const PanelDemand demand{
            .rules = rules(),
            .session = {.occupation = part_.spec.occupation.code, .level = part_.spec.level, .now_ms = part_.session.start_ms}};
        const Path folder = table_.panel.parent_path();
        auto panel = load_author_file(table_.panel, faults_,
                                      [&](const TomlValue& toml, Faults& f) { return read_panel_file(toml, folder, demand, f); });
        if (panel) panel_ = std::move(*panel);
    }

    void load_places() {
        const auto content = load_bytes(table_.candidates, kCsvSizeMax, faults_);
        if (!content) return;
        Faults faults;
        const practical::PanelRules panel_rules = rules();
        part_.candidates = read_places(as_text(*content),
                                       {.roster = part_.roster,
                                        .sheets = part_.sheets,
                                        .panel = panel_,
                                        .rules = panel_rules,
                                        .session = part_.session,
                                        .utc_offset_minutes = part_.spec.utc_offset_minutes},
                                       faults);
        append(faults_, table_.candidates, std::move(faults));
    }

    // What terminals demand is asked of them here too, so that nothing is sealed which they would refuse.
    void check_whole() {
        part_.panel = std::move(panel_.panel);
        part_.signers = std::move(panel_.signers);
        const auto sound = record::check_operation(part_);
        if (!sound) append(faults_, session_file_, {{table_.at, "operation", sound.code(), sound.error().context}});
    }

    record::OperationPart part_;
    const OperationTable& table_;
    const Path& session_file_;
    FileFaults& faults_;
    PanelFile panel_;
    std::map<std::string, std::string> sheet_of_stem_;
};

} // namespace

std::optional<record::OperationPart> build_operation(record::OperationPart frame, const OperationTable& table, const Path& session_file,
                                                     FileFaults& faults) {
    return OperationBuilder(std::move(frame), table, session_file, faults).build();
}

} // namespace kaogong::bank
