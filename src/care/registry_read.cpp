// SPDX-License-Identifier: GPL-3.0-or-later
//
// From canonical values to types. Everything here was checked before it was recorded: what does not
// read is a register that something else wrote.
#include <coop/care/registry_choices.hpp>

#include <coop/core/error.hpp>
#include <coop/core/text.hpp>

#include <charconv>
#include <chrono>
#include <map>
#include <tuple>
#include <type_traits>

namespace coop::care {

namespace {

using core::Error;
using core::ErrorKind;

// The fields of one record, asked for by key and type.
class Reader {
public:
    explicit Reader(Filed const& filed) : record_(filed.record), filed_(filed) {}

    Head head() const
    {
        return {record_.id,     record_.version,       filed_.sequence, record_.day,
                record_.author, content_hash(record_), !filed_.salt};
    }

    std::string text(std::string_view key) const { return std::string{raw(key)}; }

    std::string personal(std::string_view key) const
    {
        return std::string{value_of(record_.personal, key)};
    }

    std::optional<std::int64_t> integer(std::string_view key) const
    {
        auto const digits = raw(key);
        return digits.empty() ? std::nullopt : std::optional{number(digits)};
    }

    std::optional<core::Decimal> decimal(std::string_view key) const
    {
        return parsed(key, [](auto text) { return core::parse_decimal(text, 6); });
    }

    std::optional<core::Decimal> percent(std::string_view key) const
    {
        return parsed(
            key, [](auto text) { return core::parse_decimal(text.substr(0, text.find('%')), 6); });
    }

    std::optional<core::Money> money(std::string_view key) const
    {
        return parsed(key, core::parse_money);
    }

    std::optional<core::Date> date(std::string_view key) const
    {
        return parsed(key, core::parse_date);
    }

    std::optional<core::Price> price(std::string_view key) const
    {
        return parsed(key, core::parse_price);
    }

    std::optional<Wages> wages(std::string_view key) const
    {
        auto const word = raw(key);
        return word.empty() ? std::nullopt : std::optional{need(wages_words.value(word))};
    }

    std::vector<LineRef> lines(std::string_view key) const
    {
        std::vector<LineRef> all;
        for (auto const& each : list(key)) {
            auto const colon = std::min(each.find(':'), each.size());
            auto const after = std::min(colon + 1, each.size());
            all.push_back({number(each.substr(0, colon)), number(each.substr(after))});
        }
        return all;
    }

    std::vector<core::Money> moneys(std::string_view key) const
    {
        std::vector<core::Money> all;
        for (auto const& part : list(key, ';')) {
            all.push_back(core::parse_money(part));
        }
        return all;
    }

    std::vector<std::string> list(std::string_view key, char separator = ',') const
    {
        auto const value = raw(key);
        if (value.empty()) {
            return {};
        }
        auto const parts = core::split(value, separator);
        return {parts.begin(), parts.end()};
    }

    /// Each choice of this kind of object fills its member.
    template <class Object>
    void choose(Object& object) const
    {
        std::apply([&](auto const&... choice) { (choose(object, choice), ...); }, registry_choices);
    }

    template <class Value>
    Value need(std::optional<Value> value) const
    {
        if (!value) {
            damaged();
        }
        return *value;
    }

    core::Period period(std::string_view first, std::string_view last) const
    {
        return {need(date(first)), need(date(last))};
    }

    [[noreturn]] void damaged() const
    {
        throw Error{
            ErrorKind::database, "care.damaged", {{"kind", record_.kind}, {"id", record_.id}}};
    }

private:
    std::int64_t number(std::string_view digits) const
    {
        std::int64_t value = 0;
        auto const* const end = digits.data() + digits.size();
        auto const result = std::from_chars(digits.data(), end, value);
        if (result.ec != std::errc{} || result.ptr != end) {
            damaged();
        }
        return value;
    }

    std::string_view raw(std::string_view key) const { return value_of(record_.fields, key); }

    template <class Object, class Chooser, class Value, std::size_t size>
    void choose(Object& object, Choice<Chooser, Value, size> const& choice) const
    {
        if constexpr (std::is_same_v<Object, Chooser>) {
            if (auto const word = raw(choice.key); !word.empty()) {
                object.*choice.member = need(choice.words.value(word));
            }
        }
    }

    template <class Parse>
    auto parsed(std::string_view key, Parse parse) const
        -> std::optional<decltype(parse(std::string_view{}))>
    {
        auto const text = raw(key);
        if (text.empty()) {
            return std::nullopt;
        }
        try {
            return parse(text);
        } catch (Error const&) {
            damaged();
        }
    }

    Record const& record_;
    Filed const& filed_;
};

ObjectVersion object_version(std::string_view object, std::string_view hash)
{
    auto const slash = std::min(object.find('/'), object.size());
    return {std::string{object.substr(0, slash)},
            std::string{object.substr(std::min(slash + 1, object.size()))}, std::string{hash}};
}

Capital capital(Reader const& row)
{
    Capital all;
    all.head = row.head();
    all.name = row.text("name");
    all.name_en = row.text("name_en");
    all.parent = row.text("parent");
    all.ontology = row.text("ontology");
    all.why = row.text("why");
    all.existence = row.text("existence");
    all.scale = row.text("scale");
    all.people = row.integer("people");
    all.group_size = row.integer("group_size").value_or(all.group_size);
    all.ceased_on = row.date("ceased_on");
    return all;
}

Use use(Reader const& row)
{
    return {row.head(),         row.text("capital"),  row.text("activity"),
            row.text("driver"), row.text("unit"),     row.date("start"),
            row.date("end"),    row.percent("share"), row.text("share_source"),
            row.text("scope")};
}

Indicator indicator(Reader const& row)
{
    return {.head = row.head(),
            .capital = row.text("capital"),
            .name = row.text("name"),
            .unit = row.text("unit"),
            .method = row.text("method"),
            .frequency = row.text("frequency"),
            .levels = row.list("levels", '<')};
}

State state(Reader const& row)
{
    return {.head = row.head(),
            .indicator = row.text("indicator"),
            .unit = row.text("unit"),
            .lower = row.decimal("lower"),
            .upper = row.decimal("upper"),
            .level = row.text("level"),
            .baseline = row.text("baseline"),
            .source = row.text("source"),
            .valid_from = row.date("valid_from"),
            .valid_to = row.date("valid_to"),
            .review_by = row.date("review_by"),
            .interpreter = row.text("interpreter")};
}

Measurement measurement(Reader const& row)
{
    return {.head = row.head(),
            .indicator = row.text("indicator"),
            .date = row.need(row.date("date")),
            .value = row.decimal("value").value_or(core::Decimal{}),
            .unit = row.text("unit"),
            .uncertainty = row.decimal("uncertainty"),
            .evidence = row.text("evidence"),
            .sha256 = row.text("sha256"),
            .level = row.text("level")};
}

Degradation degradation(Reader const& row)
{
    return {row.head(),         row.text("use"),          row.text("indicator"),
            row.text("action"), row.period("from", "to"), row.need(row.decimal("quantity")),
            row.text("unit"),   row.decimal("effect")};
}

Action action(Reader const& row)
{
    return {.head = row.head(),
            .capital = row.text("capital"),
            .name = row.text("name"),
            .unit = row.text("unit"),
            .effect_per_unit = row.decimal("effect_per_unit"),
            .cost_basis = row.text("cost_basis")};
}

Cost cost(Reader const& row)
{
    return {row.head(),
            row.text("action"),
            row.need(row.price("amount")),
            row.text("unit"),
            row.need(row.date("valid_from")),
            row.text("source"),
            row.percent("uncertainty")};
}

Wage wage(Reader const& row)
{
    return {.head = row.head(),
            .place = row.text("place"),
            .valid_from = row.need(row.date("valid_from")),
            .amount = row.need(row.money("amount")),
            .source = row.text("source"),
            .basis = row.wages("basis")};
}

Budget budget(Reader const& row)
{
    Budget all;
    all.head = row.head();
    all.action = row.text("action");
    all.period = row.period("start", "end");
    all.amount = row.money("amount");
    all.quantity = row.decimal("quantity");
    all.unit = row.text("unit");
    all.indicator = row.text("indicator");
    all.step = row.decimal("step");
    all.extent = row.decimal("extent");
    all.instalments = row.moneys("instalments");
    all.source = row.text("source");
    all.wages = row.wages("wages");
    return all;
}

Realisation realisation(Reader const& row)
{
    Realisation all;
    all.head = row.head();
    all.action = row.text("action");
    all.date = row.need(row.date("date"));
    all.amount = row.money("amount");
    all.quantity = row.decimal("quantity");
    all.unit = row.text("unit");
    all.evidence = row.text("evidence");
    all.sha256 = row.text("sha256");
    all.hours = row.decimal("hours");
    all.entry = row.lines("entry");
    all.done_by = row.text("done_by");
    return all;
}

Tag tag(Reader const& row)
{
    Tag all;
    all.head = row.head();
    all.action = row.text("action");
    all.entry = row.need(row.integer("entry"));
    all.line = row.need(row.integer("line"));
    all.share = row.percent("share");
    all.amount = row.money("amount");
    all.wages = row.wages("wages");
    return all;
}

Overlap overlap(Reader const& row)
{
    return {row.head(),
            row.text("action"),
            row.text("account"),
            row.need(row.date("date")),
            row.need(row.money("amount")),
            row.text("source")};
}

// An opening, a remission and a revision say the same things.
template <class Object>
Object dated_amount(Reader const& row)
{
    return {row.head(), row.text("action"), row.need(row.date("date")),
            row.need(row.money("amount")), row.text("source")};
}

Spokesperson spokesperson(Reader const& row)
{
    return {.head = row.head(),
            .name = row.personal("name"),
            .capitals = row.list("capitals"),
            .mandate_by = row.text("mandate_by"),
            .mandate_mode = row.text("mandate_mode"),
            .from = row.date("from"),
            .to = row.date("to"),
            .key = row.text("key")};
}

Deliberation deliberation(Reader const& row)
{
    Deliberation all;
    all.head = row.head();
    all.date = row.need(row.date("date"));
    for (auto const& object : row.list("objects")) {
        auto const at = std::min(object.find('@'), object.size());
        all.objects.push_back(
            object_version(std::string_view{object}.substr(0, at),
                           std::string_view{object}.substr(std::min(at + 1, object.size()))));
    }
    all.present = row.personal("present");
    all.present_count = row.integer("present_count");
    all.decision = row.text("decision");
    all.dissent = row.text("dissent");
    all.minutes = row.text("minutes");
    return all;
}

Opinion opinion(Reader const& row)
{
    Opinion all;
    all.head = row.head();
    all.spokesperson = row.text("spokesperson");
    all.object = object_version(row.text("object"), row.text("object_hash"));
    all.comment = row.text("comment");
    all.recorded_by = row.personal("recorded_by");
    all.evidence = row.text("evidence");
    all.sha256 = row.text("sha256");
    all.signature = row.text("signature");
    return all;
}

Policy policy(Record const& record)
{
    Policy all;
    for (auto const& [key, word] : record.fields) {
        set_option(all, key, word);
    }
    return all;
}

template <class Object, auto member, auto read>
void add(Registry& registry, Filed const& filed)
{
    Reader const row{filed};
    (registry.*member).push_back(read(row));
    row.choose((registry.*member).back());
}

// What stands in a list of the registry, by its kind.
using Add = void (*)(Registry&, Filed const&);
std::map<std::string_view, Add> const& lists()
{
    static std::map<std::string_view, Add> const all{
        {"capital", add<Capital, &Registry::capitals, capital>},
        {"use", add<Use, &Registry::uses, use>},
        {"indicator", add<Indicator, &Registry::indicators, indicator>},
        {"state", add<State, &Registry::states, state>},
        {"measurement", add<Measurement, &Registry::measurements, measurement>},
        {"degradation", add<Degradation, &Registry::degradations, degradation>},
        {"action", add<Action, &Registry::actions, action>},
        {"cost", add<Cost, &Registry::costs, cost>},
        {"wage", add<Wage, &Registry::wages, wage>},
        {"budget", add<Budget, &Registry::budgets, budget>},
        {"realisation", add<Realisation, &Registry::realisations, realisation>},
        {"tag", add<Tag, &Registry::tags, tag>},
        {"overlap", add<Overlap, &Registry::overlaps, overlap>},
        {"opening", add<Opening, &Registry::openings, dated_amount<Opening>>},
        {"remission", add<Remission, &Registry::remissions, dated_amount<Remission>>},
        {"revision", add<Revision, &Registry::revisions, dated_amount<Revision>>},
        {"spokesperson", add<Spokesperson, &Registry::spokespersons, spokesperson>},
        {"deliberation", add<Deliberation, &Registry::deliberations, deliberation>},
        {"opinion", add<Opinion, &Registry::opinions, opinion>},
    };
    return all;
}

// By id, and of each id the last: what a later version says replaces what an earlier one said.
template <class Object>
void keep_latest(std::vector<Object>& all)
{
    std::ranges::stable_sort(
        all, {}, [](Object const& each) -> auto& { return each.head.id; });
    auto kept = all.begin();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (std::next(it) == all.end() || std::next(it)->head.id != it->head.id) {
            if (kept != it) {
                *kept = std::move(*it);
            }
            ++kept;
        }
    }
    all.erase(kept, all.end());
}

// What each version says of the days from its first one on, until the next period begins.
std::vector<State> periods_of(std::vector<State> const& versions)
{
    auto const begins = [](State const& state) { return state.valid_from.value_or(core::Date{}); };
    std::vector<State> periods;
    for (auto const& version : versions) {
        std::erase_if(periods, [&](State const& period) {
            return period.head.id == version.head.id && begins(period) >= begins(version);
        });
        periods.push_back(version);
    }
    std::ranges::stable_sort(periods, {}, [&](State const& period) {
        return std::pair{std::string_view{period.head.id}, begins(period)};
    });
    for (std::size_t i = 0; i + 1 < periods.size(); ++i) {
        if (periods[i].head.id == periods[i + 1].head.id) {
            periods[i].until = std::chrono::sys_days{begins(periods[i + 1])} - std::chrono::days{1};
        }
    }
    return periods;
}

template <class Work>
void for_each_list(Registry& registry, Work work)
{
    work(registry.capitals);
    work(registry.uses);
    work(registry.indicators);
    work(registry.states);
    work(registry.measurements);
    work(registry.degradations);
    work(registry.actions);
    work(registry.costs);
    work(registry.wages);
    work(registry.budgets);
    work(registry.realisations);
    work(registry.tags);
    work(registry.overlaps);
    work(registry.openings);
    work(registry.remissions);
    work(registry.revisions);
    work(registry.spokespersons);
    work(registry.deliberations);
    work(registry.opinions);
}

} // namespace

Registry registry_of(FiledSource const& next)
{
    Registry registry;
    while (auto const filed = next()) {
        auto const& kind = filed->record.kind;
        auto const list = lists().find(kind);
        if (list != lists().end()) {
            list->second(registry, *filed);
        } else if (kind == "policy") {
            registry.policy = policy(filed->record);
            registry.policy_head = Reader{*filed}.head();
        } else if (kind == "phase") {
            registry.phase = Reader{*filed}.integer("number");
        }
    }
    registry.spokesperson_versions = registry.spokespersons;
    registry.capital_versions = registry.capitals;
    registry.state_periods = periods_of(registry.states);
    for_each_list(registry, [](auto& all) { keep_latest(all); });
    return registry;
}

Registry registry_of(std::span<Filed const> records)
{
    std::size_t at = 0;
    return registry_of([&]() -> std::optional<Filed> {
        return at < records.size() ? std::optional{records[at++]} : std::nullopt;
    });
}

} // namespace coop::care
