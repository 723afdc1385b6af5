// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exchange/toml_file.hpp"

#include <coop/care/experiment.hpp>
#include <coop/core/decimal.hpp>
#include <coop/core/money.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coop::exchange {

/// \brief A number with the unit it was measured in: `42 t`; the unit may be empty.
struct Measured {
    core::Decimal value;
    std::string unit;
};

/// \brief A unit cost: `180.00`, or `180.00 €/ha`.
struct UnitCost {
    core::Price amount;
    std::string unit; ///< of what it is the cost of
};

/// \brief The typed values of an experiment file; what is not one is refused where it stands.
///
/// Amounts, rates and quantities are texts: a TOML number is no exact decimal.
class Values {
public:
    explicit Values(TomlFile const& file) : file_(file) {}

    void refuse_unknown(TomlNode const& table, std::vector<std::string> const& known) const;

    std::string text(TomlNode const& node, std::string_view key) const;
    std::string text_or(TomlNode const& table, std::string_view key,
                        std::string const& otherwise = {}) const;
    std::string required(TomlNode const& table, std::string_view key) const;
    TomlNode const& required_node(TomlNode const& table, std::string_view key) const;

    core::Money money(TomlNode const& node, std::string_view key) const;
    std::optional<core::Money> money_of(TomlNode const& table, std::string_view key) const;
    Measured measured(TomlNode const& node, std::string_view key) const;
    core::Price price(TomlNode const& node, std::string_view key) const;
    UnitCost unit_cost(TomlNode const& node, std::string_view key) const;
    care::Factor factor(TomlNode const& node, std::string_view key) const;
    care::Factor share(TomlNode const& node, std::string_view key) const; ///< `10%`: 0 … 100 %

    /// A whole number, as one or as a text. \throws "care.value" outside `least` … `most`.
    std::int64_t whole(TomlNode const& node, std::string_view key, std::int64_t least,
                       std::int64_t most) const;

    TomlNode const& table(TomlNode const& node, std::string_view key) const;
    /// The tables of an array; of one table, that one; none where there is no such key.
    std::vector<TomlNode const*> tables(TomlNode const& table, std::string_view key) const;
    std::vector<TomlNode const*> list(TomlNode const& node, std::string_view key) const;

    /// `name`, and those it might be.
    core::Arguments named(std::string_view name, std::vector<std::string> const& known) const;

    /// What `use` throws without a place gets that of `at`; a mistake of the file is one that makes
    /// it unreadable.
    template <typename At, std::invocable Use>
    auto placed(At const& at, Use const& use) const
    {
        try {
            return use();
        } catch (core::Error const& error) {
            if (error.diagnostic().where.line > 0) {
                throw;
            }
            auto const kind =
                error.kind() == core::ErrorKind::usage ? core::ErrorKind::unreadable : error.kind();
            throw error.as(kind).at(file_.where(at));
        }
    }

    template <typename At>
    [[noreturn]] void refuse(std::string id, core::Arguments args, At const& at) const
    {
        file_.refuse(std::move(id), std::move(args), at);
    }

    /// Understood, and against a rule of CARE.
    template <typename At>
    [[noreturn]] void forbid(std::string id, core::Arguments args, At const& at) const
    {
        file_.refuse(std::move(id), std::move(args), at, core::ErrorKind::refused);
    }

    TomlFile const& file() const { return file_; }

private:
    [[noreturn]] void refuse_type(TomlNode const& node, std::string_view key,
                                  std::string expected) const;
    [[noreturn]] void refuse_value(TomlNode const& node, std::string_view key,
                                   std::string expected) const;

    TomlFile const& file_;
};

/// \brief The exact ratio that a decimal is.
care::Factor ratio_of(core::Decimal value);

} // namespace coop::exchange
