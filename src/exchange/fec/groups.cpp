// SPDX-License-Identifier: GPL-3.0-or-later
#include "groups.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <tuple>

namespace coop::exchange {

namespace {

using Members = std::span<std::uint32_t const>;

template <class T>
void drop(std::vector<T>& values)
{
    std::vector<T>{}.swap(values);
}

class Grouping {
public:
    Grouping(FecLines const& lines, bool join_dates) : lines_(lines), join_dates_(join_dates) {}

    FecGroups take()
    {
        std::vector<std::uint32_t> order(lines_.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t i) {
            return std::tuple{lines_.number[i], lines_.day(i), i};
        });
        result_.members.reserve(order.size());
        Members const all{order};
        for_each_part(
            all, [&](auto a, auto b) { return lines_.number[a] == lines_.number[b]; },
            [&](Members number) { group_number(number); });
        sort_groups();
        return std::move(result_);
    }

private:
    /// Parts whose neighbours are alike.
    template <class Alike, class Use>
    static void for_each_part(Members all, Alike alike, Use use)
    {
        std::size_t begin = 0;
        for (std::size_t i = 1; i <= all.size(); ++i) {
            if (i == all.size() || !alike(all[i - 1], all[i])) {
                use(all.subspan(begin, i - begin));
                begin = i;
            }
        }
    }

    core::Money sum(Members members) const
    {
        core::Money balance;
        for (auto i : members) {
            balance += core::cents(lines_.amount[i]);
        }
        return balance;
    }

    bool balances(Members members) const { return sum(members).is_zero(); }

    std::vector<Members> runs_of(Members day) const
    {
        std::vector<Members> runs;
        for_each_part(
            day, [](auto a, auto b) { return a + 1 == b; },
            [&](Members run) { runs.push_back(run); });
        return runs;
    }

    /// All lines of a number in a journal and a year.
    void group_number(Members number)
    {
        auto const groups_before = result_.groups.size();
        auto const faults_before = result_.faults.size();
        left_.clear();
        bool const one_day = lines_.day(number.front()) == lines_.day(number.back());
        for_each_part(
            number, [&](auto a, auto b) { return lines_.day(a) == lines_.day(b); },
            [&](Members day) { group_day(day, one_day && !lines_.nameless(day.front())); });
        bool const nameless = lines_.nameless(number.front());
        if (result_.faults.size() > faults_before + 1 && balances(number)) {
            if (join_dates_ && !nameless) {
                result_.faults.resize(faults_before);
                join(number, groups_before);
            } else {
                for (auto i = faults_before; i < result_.faults.size(); ++i) {
                    result_.faults[i].dates = true;
                }
            }
        }
        number_uses(groups_before, nameless);
    }

    /// One entry of several days.
    void join(Members number, std::size_t groups_before)
    {
        auto const [first, last] = std::ranges::minmax(number);
        if (last - first + 1 == number.size()) {
            result_.groups.resize(groups_before);
            left_.assign(number.begin(), number.end());
        }
        std::ranges::sort(left_);
        emit(left_);
        result_.groups.back().dates = true;
    }

    void number_uses(std::size_t from, bool nameless)
    {
        auto const count = result_.groups.size() - from;
        if (count < 2 && !nameless) {
            return;
        }
        auto const made = std::span{result_.groups}.subspan(from);
        std::ranges::sort(made, {}, [&](FecGroup const& one) { return first_of(one); });
        std::uint32_t use = 0;
        for (auto& one : made) {
            one.use = ++use;
        }
    }

    /// \param used_once the number belongs to this day alone.
    void group_day(Members day, bool used_once)
    {
        auto const runs = runs_of(day);
        bool const each = std::ranges::all_of(runs, [&](Members run) { return balances(run); });
        if (used_once && balances(day) && (runs.size() == 1 || !each)) {
            emit(day);
            return;
        }
        std::map<std::uint32_t, std::vector<std::uint32_t>> rests; // by piece
        for (auto const& run : runs) {
            divide(run, rests);
        }
        gather(rests);
    }

    void divide(Members run, std::map<std::uint32_t, std::vector<std::uint32_t>>& rests)
    {
        std::vector<Members> parts;
        for_each_part(
            run, [&](auto a, auto b) { return lines_.piece[a] == lines_.piece[b]; },
            [&](Members part) { parts.push_back(part); });
        bool const by_piece =
            std::ranges::all_of(parts, [&](Members part) { return balances(part); });
        if (!by_piece && balances(run)) {
            parts = {run}; // Its pieces differ within an entry.
        }
        for (auto const& part : parts) {
            auto const rest = cut_at_zero(part);
            if (!rest.empty()) {
                auto& of_piece = rests[lines_.piece[rest.front()]];
                of_piece.insert(of_piece.end(), rest.begin(), rest.end());
            }
        }
    }

    /// Emits what balances; \return what is left at the end.
    Members cut_at_zero(Members part)
    {
        core::Money balance;
        std::size_t begin = 0;
        for (std::size_t i = 0; i < part.size(); ++i) {
            balance += core::cents(lines_.amount[part[i]]);
            if (balance.is_zero()) {
                emit(part.subspan(begin, i + 1 - begin));
                begin = i + 1;
            }
        }
        return part.subspan(begin);
    }

    void gather(std::map<std::uint32_t, std::vector<std::uint32_t>> const& rests)
    {
        std::vector<std::uint32_t> left;
        for (auto const& [piece, members] : rests) {
            if (balances(members)) {
                emit(members);
            } else {
                left.insert(left.end(), members.begin(), members.end());
            }
        }
        std::ranges::sort(left);
        if (left.empty()) {
            return;
        }
        if (balances(left)) {
            emit(left);
        } else {
            report(left);
        }
    }

    void report(Members members)
    {
        left_.insert(left_.end(), members.begin(), members.end());
        FecFault fault;
        fault.first = members.front();
        for (auto i : members) {
            auto const amount = core::cents(lines_.amount[i]);
            (amount.is_negative() ? fault.credit : fault.debit) +=
                amount.is_negative() ? -amount : amount;
        }
        result_.faults.push_back(fault);
    }

    void emit(Members members)
    {
        FecGroup made;
        made.begin = static_cast<std::uint32_t>(result_.members.size());
        made.count = static_cast<std::uint32_t>(members.size());
        for (auto i : members) {
            made.valid = std::max(made.valid, lines_.valid[i]);
            result_.members.push_back(i);
        }
        result_.groups.push_back(made);
    }

    std::uint32_t first_of(FecGroup const& one) const { return result_.members[one.begin]; }

    void sort_groups()
    {
        constexpr auto never = std::numeric_limits<std::uint32_t>::max();
        std::ranges::sort(result_.groups, {}, [&](FecGroup const& one) {
            auto const first = first_of(one);
            auto const valid = lines_.opening(first) ? 0 : one.valid == 0 ? never : one.valid;
            return std::tuple{lines_.year(first), valid, first};
        });
        std::ranges::sort(result_.faults, {}, &FecFault::first);
    }

    FecLines const& lines_;
    bool join_dates_;
    FecGroups result_;
    std::vector<std::uint32_t> left_; ///< of the days of a number that do not balance
};

} // namespace

void FecLines::reserve(std::size_t count)
{
    number.reserve(count);
    amount.reserve(count);
    offset.reserve(count);
    line.reserve(count);
    piece.reserve(count);
    when.reserve(count);
    valid.reserve(count);
}

void FecLines::forget_groups()
{
    drop(number);
    drop(amount);
    drop(piece);
    drop(when);
    drop(valid);
}

FecGroups group(FecLines const& lines, bool join_dates)
{
    return Grouping{lines, join_dates}.take();
}

} // namespace coop::exchange
