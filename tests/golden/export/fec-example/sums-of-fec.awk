# SPDX-License-Identifier: GPL-3.0-or-later
# The same of a FEC, contributions in kind apart; with -v net=1 of its à-nouveaux, else of the rest.
BEGIN { FS = "\t" }
NR > 1 && ($1 == "AN") == (net == 1) && $5 !~ /^8/ {
    sub(",", "", $12); sub(",", "", $13)
    debit[$5] += $12; credit[$5] += $13
}
END {
    for (account in debit) {
        if (net) print account, debit[account] - credit[account]
        else print account, debit[account] + 0, credit[account] + 0
    }
}
