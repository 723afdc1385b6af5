# SPDX-License-Identifier: GPL-3.0-or-later
# The books of examples/la-coop-des-communs: two years, three projects, an adopted budget, contributions in kind.
on 2018-04-01
"$EXAMPLES"/la-coop-des-communs/build.sh book.coop
