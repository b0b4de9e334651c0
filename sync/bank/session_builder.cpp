#include "sync/bank/session_builder.h"

#include "core/base/codes/bank.h"
#include "sync/bank/operation_builder.h"
#include "sync/bank/roster_file.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace assessment;

// ---- The paper

// A stimulus is one text on the screen; its title is the first line.
Stimulus shown(const BankStimulus& stored) {
    Stimulus stimulus = stored.stimulus;
    if (!stored.title.zh_cn.empty()) stimulus.text.zh_cn = stored.title.zh_cn + "\n" + stimulus.text.zh_cn;
    if (!stored.title.en.empty() && !stimulus.text.en.empty()) stimulus.text.en = stored.title.en + "\n" + stimulus.text.en;
    return stimulus;
}

class PaperDrawer {
  public:
    PaperDrawer(BankStore& store, const SpecFile& spec) : store_(store), spec_(spec) {}

    Result<DrawnPaper> draw(std::uint64_t seed) {
        TRY(load_bank());
        const ItemPool pool = TRY(ItemPool::build(items_of_spec(), stimuli_of_spec()));
        AssembledPaper assembled = TRY(assemble(spec_.spec, pool, seed));
        out_.paper = std::move(assembled.paper);
        out_.proof = std::move(assembled.proof);
        for (const PaperItem& line : out_.paper.items) TRY(take(line));
        return std::move(out_);
    }

  private:
    Result<void> load_bank() {
        for (BankItem& item : TRY(store_.items())) items_.emplace(item.item.id, std::move(item));
        for (const BankStimulus& stimulus : TRY(store_.stimuli())) stimuli_.emplace(stimulus.stimulus.id, shown(stimulus));
        return success();
    }

    // A bank may serve many specs: only what lies in this one's areas may be drawn.
    bool in_spec(const std::string& area) const {
        const auto& areas = spec_.spec.theory.areas;
        return std::any_of(areas.begin(), areas.end(), [&](const AreaPlan& plan) { return plan.id == area; });
    }
    std::vector<Item> items_of_spec() const {
        std::vector<Item> items;
        for (const auto& [id, stored] : items_)
            if (in_spec(stored.item.area)) items.push_back(stored.item);
        return items;
    }
    std::vector<Stimulus> stimuli_of_spec() const {
        std::set<std::string> used;
        for (const auto& [id, stored] : items_)
            if (in_spec(stored.item.area)) used.insert(stored.item.stimulus);
        std::vector<Stimulus> stimuli;
        for (const auto& [id, stimulus] : stimuli_)
            if (used.contains(id)) stimuli.push_back(stimulus);
        return stimuli;
    }

    Result<void> take(const PaperItem& line) {
        const BankItem& stored = items_.at(line.item);
        out_.items.push_back(stored.item);
        out_.keys.push_back(stored.key);
        TRY(take_figure(stored.item.figure));
        for (const Option& option : stored.item.options) TRY(take_figure(option.figure));
        const auto known = [&](const Stimulus& stimulus) { return stimulus.id == line.stimulus; };
        if (line.stimulus.empty() || std::any_of(out_.stimuli.begin(), out_.stimuli.end(), known)) return success();
        out_.stimuli.push_back(stimuli_.at(line.stimulus));
        return take_figure(out_.stimuli.back().figure);
    }

    Result<void> take_figure(const std::string& name) {
        const auto known = [&](const record::Figure& figure) { return figure.name == name; };
        if (name.empty() || std::any_of(out_.figures.begin(), out_.figures.end(), known)) return success();
        auto figure = TRY(store_.figure(name));
        if (!figure) return error(codes::bank_lacks, name);
        out_.figures.push_back(std::move(*figure));
        return success();
    }

    BankStore& store_;
    const SpecFile& spec_;
    std::map<std::string, BankItem> items_;
    std::map<std::string, Stimulus> stimuli_;
    DrawnPaper out_;
};

// ---- The session around it

RosterDemand demand_of(const AssessmentSpec& spec, const record::SessionFacts& facts) {
    RosterDemand demand{spec.occupation.code, spec.level, facts.code, {facts.seats.begin(), facts.seats.end()}, {}};
    for (const AreaPlan& area : spec.theory.areas) demand.areas.insert(area.id);
    return demand;
}

std::vector<record::RosterRow> load_roster(const Path& path, const AssessmentSpec& spec, const record::SessionFacts& facts, Random& random,
                                           FileFaults& all) {
    const auto content = load_bytes(path, kCsvSizeMax, all);
    if (!content) return {};
    Faults faults;
    const RosterDemand demand = demand_of(spec, facts);
    RosterFile roster = read_roster(as_text(*content), &demand, faults);
    for (record::RosterRow& row : roster.rows) {
        row.candidate = random.fixed<CandidateRef>();
        if (row.exemption.empty()) continue;
        row.exemption.approved_by = facts.plan; // the approved plan is what an exemption rests on
        for (const SpecFault& fault : check_exemption(spec, row.exemption)) faults.push_back({{}, "exemption", fault.code, {}});
    }
    append(all, path, std::move(faults));
    return std::move(roster.rows);
}

void give_pins(std::vector<record::StaffRow>& staff, const StaffPins& pins, const Path& path, FileFaults& all) {
    for (record::StaffRow& row : staff) {
        const auto pin = pins.find(row.number);
        if (pin == pins.end())
            append(all, path, {{{}, row.number, codes::pin_missing, {}}});
        else
            row.pin = pin->second;
    }
}

std::vector<record::SessionText> load_texts(const Path& folder, FileFaults& all) {
    Faults faults;
    auto texts = read_session_texts(folder, faults);
    append(all, folder, std::move(faults));
    return texts;
}

// A theory test fills its session; beside an operation test it is over when it is over.
void check_times(const SessionFile& session, const SpecFile& spec, const Path& path, FileFaults& all) {
    if (!session.has_theory()) return;
    const std::int64_t length_ms = session.facts.end_ms - session.facts.start_ms, theory_ms = spec.spec.theory.time.duration_ms;
    if (session.operation ? length_ms >= theory_ms : length_ms == theory_ms) return;
    append(all, path, {{{}, "end", codes::field_value, "start + duration of the spec"}});
}

void check_spec_kind(const SessionFile& session, const SpecFile& spec, const Path& path, FileFaults& all) {
    if (session.has_theory() && !spec.has_theory()) append(all, path, {{{}, "spec", codes::field_value, "without a theory plan"}});
}

// What both tests of a session have in common, once it has been read.
struct SessionSources {
    SessionFile session;
    SpecFile spec;
    std::vector<record::SessionText> texts;
    std::vector<record::RosterRow> roster;
    std::vector<record::StaffRow> staff;
};

std::optional<SessionSources> load_sources(const Path& session_file, const StaffPins& pins, Random& random, FileFaults& faults) {
    const Path folder = session_file.parent_path();
    auto session =
        load_author_file(session_file, faults, [&](const TomlValue& toml, Faults& f) { return read_session_file(toml, folder, f); });
    if (!session) return std::nullopt;
    auto spec = load_spec(session->spec, faults);
    auto staff = load_author_file(session->staff, faults, read_staff_file);
    if (!spec || !staff) return std::nullopt;
    SessionSources sources{.session = std::move(*session), .spec = std::move(*spec), .texts = {}, .roster = {}, .staff = std::move(*staff)};
    sources.texts = load_texts(sources.session.texts, faults);
    sources.roster = load_roster(sources.session.roster, sources.spec.spec, sources.session.facts, random, faults);
    give_pins(sources.staff, pins, sources.session.staff, faults);
    check_times(sources.session, sources.spec, session_file, faults);
    check_spec_kind(sources.session, sources.spec, session_file, faults);
    return sources;
}

// Those who sit this test. Where a session has one test alone, its roster is what the centre wrote.
std::vector<record::RosterRow> roster_for(const SessionSources& sources, record::Method method) {
    if (!sources.session.operation || !sources.session.has_theory()) return sources.roster;
    std::vector<record::RosterRow> rows;
    for (const record::RosterRow& row : sources.roster)
        if (takes(row, method)) rows.push_back(row);
    return rows;
}

Result<void> add_theory(BuiltSession& built, const SessionSources& sources, BankStore* store) {
    if (store == nullptr) return error(codes::bank_needed);
    record::CandidatePart& part = built.part;
    part.spec = sources.spec.spec;
    part.session = sources.session.facts;
    part.session.end_ms = part.session.start_ms + part.spec.theory.time.duration_ms;
    part.texts = sources.texts;
    part.roster = roster_for(sources, record::Method::theory);
    part.staff = sources.staff;
    DrawnPaper drawn = TRY(draw_paper(*store, sources.spec, sources.session.seed));
    part.paper = std::move(drawn.paper);
    part.items = std::move(drawn.items);
    part.stimuli = std::move(drawn.stimuli);
    part.figures = std::move(drawn.figures);
    built.keys = std::move(drawn.keys);
    built.proof = std::move(drawn.proof);
    return success();
}

std::optional<record::OperationPart> operation_part(const SessionSources& sources, const Path& session_file, FileFaults& faults) {
    record::OperationPart frame;
    frame.spec = sources.spec.spec;
    frame.session = sources.session.facts;
    frame.texts = sources.texts;
    frame.roster = roster_for(sources, record::Method::operation);
    frame.staff = sources.staff;
    return build_operation(std::move(frame), *sources.session.operation, session_file, faults);
}

} // namespace

Result<DrawnPaper> draw_paper(BankStore& store, const SpecFile& spec, std::uint64_t seed) {
    return PaperDrawer(store, spec).draw(seed);
}

std::optional<SpecFile> load_spec(const Path& path, FileFaults& faults) {
    return load_author_file(path, faults, read_spec_file);
}

Result<StaffPins> demo_staff_pins(const Path& file, const record::PinCost& cost, Random& random, FileFaults& faults) {
    const auto pins = load_author_file(file, faults, read_demo_pins);
    if (!pins) return error(codes::bank_check_failed, file.filename().string());
    StaffPins verifiers;
    for (const auto& [number, pin] : *pins) verifiers.emplace(number, TRY(record::make_pin_verifier(pin, cost, random)));
    return verifiers;
}

Result<BuiltSession> build_session(const Path& session_file, BankStore* store, const StaffPins& pins, Random& random, FileFaults& faults) {
    const auto sources = load_sources(session_file, pins, random, faults);
    BuiltSession built;
    if (sources && sources->session.operation) built.operation = operation_part(*sources, session_file, faults);
    if (!sources || !faults.empty()) return error(codes::bank_check_failed, session_file.filename().string());
    if (sources->session.has_theory()) TRY(add_theory(built, *sources, store));
    return built;
}

} // namespace kaogong::bank
