#include "sync/bank/session_builder.h"

#include "core/base/codes/bank.h"
#include "sync/bank/roster_file.h"

#include <algorithm>

namespace kaogong::bank {
namespace {

using namespace assessment;

void append(FileFaults& all, const Path& file, Faults faults) {
    for (Fault& fault : faults) all.push_back({file.filename().string(), std::move(fault)});
}

std::optional<Bytes> load(const Path& path, FileFaults& faults) {
    auto content = read_file(path, kTomlSizeMax);
    if (content) return std::move(*content);
    append(faults, path, {{{}, {}, content.code(), {}}});
    return std::nullopt;
}

// Reads a TOML file with `read(value, faults)`; nothing where anything is wrong with it.
template <typename Read>
auto load_toml(const Path& path, FileFaults& all, Read read) -> std::optional<decltype(read(TomlValue{}, std::declval<Faults&>()))> {
    const auto content = load(path, all);
    if (!content) return std::nullopt;
    Faults faults;
    const auto toml = parse_toml(as_text(*content), faults);
    if (toml) {
        auto value = read(*toml, faults);
        if (faults.empty()) return value;
    }
    append(all, path, std::move(faults));
    return std::nullopt;
}

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
    const auto content = load(path, all);
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

void check_times(const SessionFile& session, const SpecFile& spec, const Path& path, FileFaults& all) {
    if (session.facts.end_ms - session.facts.start_ms == spec.spec.theory.time.duration_ms) return;
    append(all, path, {{{}, "end", codes::field_value, "start + duration of the spec"}});
}

} // namespace

Result<DrawnPaper> draw_paper(BankStore& store, const SpecFile& spec, std::uint64_t seed) {
    return PaperDrawer(store, spec).draw(seed);
}

std::optional<SpecFile> load_spec(const Path& path, FileFaults& faults) {
    return load_toml(path, faults, read_spec_file);
}

Result<StaffPins> demo_staff_pins(const Path& file, const record::PinCost& cost, Random& random, FileFaults& faults) {
    const auto pins = load_toml(file, faults, read_demo_pins);
    if (!pins) return error(codes::bank_check_failed, file.filename().string());
    StaffPins verifiers;
    for (const auto& [number, pin] : *pins) verifiers.emplace(number, TRY(record::make_pin_verifier(pin, cost, random)));
    return verifiers;
}

Result<BuiltSession> build_session(const Path& session_file, BankStore& store, const StaffPins& pins, Random& random, FileFaults& faults) {
    const Path folder = session_file.parent_path();
    const auto session =
        load_toml(session_file, faults, [&](const TomlValue& toml, Faults& f) { return read_session_file(toml, folder, f); });
    if (!session) return error(codes::bank_check_failed, session_file.filename().string());
    const auto spec = load_spec(session->spec, faults);
    auto staff = load_toml(session->staff, faults, read_staff_file);
    if (!spec || !staff) return error(codes::bank_check_failed, session_file.filename().string());

    BuiltSession built;
    built.part.spec = spec->spec;
    built.part.session = session->facts;
    built.part.texts = load_texts(session->texts, faults);
    built.part.roster = load_roster(session->roster, spec->spec, session->facts, random, faults);
    built.part.staff = std::move(*staff);
    give_pins(built.part.staff, pins, session->staff, faults);
    check_times(*session, *spec, session_file, faults);
    if (!faults.empty()) return error(codes::bank_check_failed, session_file.filename().string());

    DrawnPaper drawn = TRY(draw_paper(store, *spec, session->seed));
    built.part.paper = std::move(drawn.paper);
    built.part.items = std::move(drawn.items);
    built.part.stimuli = std::move(drawn.stimuli);
    built.part.figures = std::move(drawn.figures);
    built.keys = std::move(drawn.keys);
    built.proof = std::move(drawn.proof);
    return built;
}

} // namespace kaogong::bank
