#include "sync/bank/csv.h"

#include "core/base/codes/bank.h"
#include "core/base/codes/base.h"
#include "core/base/text.h"

namespace kaogong::bank {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvParser {
  public:
    explicit CsvParser(std::string_view text) : text_(text) {}

    // False where the table is malformed; at() says where.
    bool parse(std::vector<CsvRow>& rows) {
        while (!at_end()) {
            CsvRow row;
            if (!parse_row(row)) return false;
            const bool blank = row.size() == 1 && row.front().text.empty();
            if (!blank) rows.push_back(std::move(row));
            if (rows.size() > kCsvRowsMax) return false;
        }
        return true;
    }
    Position at() const { return at_; }

  private:
    bool at_end() const { return offset_ == text_.size(); }
    char peek() const { return text_[offset_]; }
    bool at_line_end() const { return at_end() || peek() == '\n' || (peek() == '\r' && text_.substr(offset_, 2) == "\r\n"); }

    char take() {
        const char c = text_[offset_++];
        const bool continues = (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
        if (c == '\n') {
            ++at_.line;
            at_.column = 1;
        } else if (!continues) {
            ++at_.column;
        }
        return c;
    }

    bool parse_row(CsvRow& row) {
        for (;;) {
            if (row.size() == kCsvCellsMax || !parse_cell(row.emplace_back())) return false;
            if (at_line_end()) break;
            if (peek() != ',') return false;
            take();
        }
        while (!at_end() && take() != '\n') {
        }
        return true;
    }

    bool parse_cell(CsvCell& cell) {
        cell.at = at_;
        if (at_end() || peek() != '"') {
            while (!at_line_end() && peek() != ',') {
                if (peek() == '"') return false;
                cell.text.push_back(take());
            }
            return true;
        }
        take();
        while (!at_end()) {
            const char c = take();
            if (c != '"') {
                cell.text.push_back(c);
            } else if (!at_end() && peek() == '"') {
                cell.text.push_back(take());
            } else {
                return true;
            }
        }
        return false; // the closing quote is missing
    }

    std::string_view text_;
    std::size_t offset_ = 0;
    Position at_{1, 1};
};

} // namespace

std::optional<std::vector<CsvRow>> parse_csv(std::string_view text, Faults& faults) {
    if (!is_utf8(text)) {
        faults.push_back({{}, {}, codes::text_not_utf8, {}});
        return std::nullopt;
    }
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    std::vector<CsvRow> rows;
    CsvParser parser(text);
    if (parser.parse(rows)) return rows;
    faults.push_back({parser.at(), {}, codes::csv_malformed, {}});
    return std::nullopt;
}

} // namespace kaogong::bank
