#include "kiosk/app/session_loader.h"

#include "core/record/content_codec.h"

namespace kaogong::kiosk::app {
namespace {

// The first line of a text is its title.
void split_title(const std::string& whole, std::string& title, std::string& body) {
    const std::size_t end = whole.find('\n');
    title = whole.substr(0, end);
    const std::size_t start = end == std::string::npos ? end : whole.find_first_not_of('\n', end);
    body = start == std::string::npos ? std::string() : whole.substr(start);
}

Result<SessionText> session_text(const record::SessionText& source) {
    SessionText text{.id = source.id, .title = {}, .body = {}, .hash = {}};
    text.hash = TRY(record::text_hash(source));
    split_title(source.text.zh_cn, text.title.zh_cn, text.body.zh_cn);
    split_title(source.text.en, text.title.en, text.body.en);
    return text;
}

} // namespace

Result<SharedContent> session_content(const record::CandidatePart& part) {
    auto content = std::make_shared<SessionContent>();
    content->session = part.session.id;
    content->starts_at_ms = part.session.start_ms;
    content->opens_at_ms = part.session.start_ms - kSignInBeforeStartMs;
    content->ends_at_ms = part.session.end_ms;
    content->title = part.session.title;
    content->centre = part.session.centre_name;
    content->room = part.session.room_name;
    content->spec = part.spec;
    content->pool = TRY(assessment::ItemPool::build(part.items, part.stimuli));
    content->paper = part.paper;
    content->session_seed = part.paper.seed;
    for (const record::SessionText& text : part.texts) content->texts.push_back(TRY(session_text(text)));
    for (const record::Figure& figure : part.figures) content->figures.emplace(figure.name, figure.png);
    return SharedContent(std::move(content));
}

std::string masked_number(std::string_view number) {
    constexpr std::size_t kShownFirst = 6, kShownLast = 4;
    if (number.size() <= kShownFirst + kShownLast) {
        // A short foreign number shows its last two characters alone.
        const std::size_t hidden = number.size() > 2 ? number.size() - 2 : 0;
        return std::string(hidden, '*') + std::string(number.substr(hidden));
    }
    std::string masked(number);
    std::fill(masked.begin() + kShownFirst, masked.end() - kShownLast, '*');
    return masked;
}

CandidateFacts candidate_facts(const record::RosterRow& row) {
    return {.candidate = row.candidate,
            .name = row.name,
            .ticket = row.admission_ticket,
            .masked_id_number = masked_number(row.identity_number),
            .seat = std::to_string(row.seat),
            .accommodation = {.extra_ms = std::int64_t{row.extra_minutes} * 60'000, .exemption = row.exemption},
            .photo = row.photo};
}

} // namespace kaogong::kiosk::app
