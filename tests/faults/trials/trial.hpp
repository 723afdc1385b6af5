// SPDX-License-Identifier: GPL-3.0-or-later
//
// One fault in one command, and all that has to be true after it.
#pragma once

#include "judge.hpp"

#include <functional>

namespace coop::faults {

/// \brief How often what was tried.
struct Counts {
    std::size_t faults[fault_count]{};
    std::size_t answers[3]{}; ///< as Truth
    std::size_t states = 0;   ///< of a disk after a power cut
    std::size_t retries = 0;
    std::size_t verified = 0; ///< books that differed byte for byte from those seen before
    std::size_t findings = 0;
};

/// \brief What an answer promises.
enum class Truth {
    done,    ///< recorded, and on the disk
    nothing, ///< nothing was recorded
    unsure,  ///< recorded; a power cut may take it back
};

Truth truth_of(Said const& said);

struct Trial {
    std::size_t line = 0; ///< of lines()
    Plan plan;

    /// As `--repeat` takes it.
    std::string name() const;
};

using Report = std::function<void(std::string const& finding)>;

class Tester {
public:
    Tester(Machine& machine, std::vector<Clean> const& clean, Counts& counts, Report report)
        : machine_(machine),
          judge_(machine),
          clean_(clean),
          counts_(counts),
          report_(std::move(report))
    {
    }

    void run(Trial const& trial);

private:
    void judge_answer(Trial const& trial, Said const& said);
    void judge_files(Trial const& trial, Truth truth, Contents const& now, std::string const& when);
    void judge_leftovers(Clean const& clean, Contents const& now, std::string const& when);
    void judge_cut(Trial const& trial, Truth truth, std::uint64_t seed);
    void judge_retry(Trial const& trial);
    void find(std::string const& what);

    Machine& machine_;
    Judge judge_;
    std::vector<Clean> const& clean_;
    Counts& counts_;
    Report report_;
    Trial trial_;
    Said said_;
};

/// \brief The words of a line, errors as JSON.
Words words_of(Line const& line);

/// \brief The lines without a fault. \throws std::runtime_error if one fails, or leaves a book
/// that does not verify.
///
/// \param command those that begin so; of the others nothing is known.
std::vector<Clean> run_clean(Machine& machine, std::string const& command);

} // namespace coop::faults
