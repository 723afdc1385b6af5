# SPDX-License-Identifier: GPL-3.0-or-later
# Sums in cents of each account, its number completed to three digits; with -v net=1 what is carried
# forward: debit less credit, charges and produits together in 120.
BEGIN { FS = ";" }
NR > 1 {
    account = $9
    while (length(account) < 3) account = account "0"
    if (net && account ~ /^[67]/) account = "120"
    sub(",", "", $10); sub(",", "", $11)
    debit[account] += $10; credit[account] += $11
}
END {
    for (account in debit) {
        if (!net) print account, debit[account] + 0, credit[account] + 0
        else if (debit[account] != credit[account]) print account, debit[account] - credit[account]
    }
}
