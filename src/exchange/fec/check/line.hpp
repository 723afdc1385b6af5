// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings.hpp"

#include <optional>

namespace coop::exchange {

/// \brief A record, judged: what the rules of entries and of the file need of it.
struct JudgedLine {
    bool fits = true;     ///< has the fields of the header, and can be judged
    bool amounts = true;  ///< both could be read; zero where not
    bool opening = false; ///< of the journal of the à-nouveaux
    std::optional<core::Date> date{};
    std::optional<core::Date> valid{};
    core::Money debit{};
    core::Money credit{};
};

/// \brief The rules of lines (L1 …) and that of their fields (F12, F13).
class FecLineRules {
public:
    FecLineRules(FecForm const& form, FecFindings& findings) : form_(form), findings_(findings) {}

    /// The days an entry of this file may bear; not judged before they are known.
    void set_year(core::Period year) { year_ = year; }

    JudgedLine judge(FecRow const& row, bool opening);

private:
    bool has(FecField field) const;
    std::string label_of(FecField field) const;
    bool judge_fields(FecRow const& row);
    void judge_reading(FecRow const& row, JudgedLine& line);
    void judge_presence(FecRow const& row);
    void judge_account(FecRow const& row);
    std::optional<core::Date> judge_date(FecRow const& row, FecField field);
    void judge_dates(FecRow const& row, JudgedLine& line);
    void judge_form(FecRow const& row, FecField field);
    void judge_direction(FecRow const& row);
    void judge_amounts(FecRow const& row, JudgedLine const& line);
    void judge_pairs(FecRow const& row);
    void judge_currency(FecRow const& row);
    void pair(FecFault fault, FecRow const& row, FecField one, FecField other);

    FecForm const& form_;
    FecFindings& findings_;
    std::optional<core::Period> year_{};
    FecLine values_{};
    std::vector<core::Diagnostic> unread_{};
};

} // namespace coop::exchange
