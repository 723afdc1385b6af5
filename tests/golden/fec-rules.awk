# SPDX-License-Identifier: GPL-3.0-or-later
# What a FEC of ours must obey, read without our code: LPF A47 A-1 VII and XII (names, order, separators,
# line ends, dates, amounts), what the tax office's « Test Compta Demat » refuses (blank mandatory
# fields, an empty line), and what good books add (balance, numbers without gap, order).
# Usage: awk -v opens=AAAAMMJJ -v closes=AAAAMMJJ [-v separator='|'] -f fec-rules.awk FILE
# Prints each fault, then "n lines, n entries, debit, credit"; amounts in cents.
BEGIN {
    RS = "\n"
    FS = separator == "|" ? "[|]" : "\t"
    header = "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib " \
        "PieceRef PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
    split("1 2 3 4 5 6 9 10 11 12 13 16", mandatory, " ")
}
function fault(what) { print FILENAME ":" NR ": " what }
function is_date(text) {
    return text ~ /^[0-9][0-9][0-9][0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$/
}
function cents(text) { sub(",", "", text); return text + 0 }
{
    if (substr($0, length($0)) != "\r") fault("the line does not end with CR LF")
    $0 = substr($0, 1, length($0) - 1)
    if (NF != 18) fault(NF " fields")
    if (index($0, "\r")) fault("a line end in a field")
}
NR == 1 {
    names = $1
    for (i = 2; i <= NF; ++i) names = names " " $i
    if (names != header) fault("header " names)
    next
}
{
    for (i = 1; i in mandatory; ++i) if ($(mandatory[i]) == "") fault("field " mandatory[i] " is blank")
    if (!is_date($4) || !is_date($10) || !is_date($16)) fault("date")
    if ($4 < opens || $4 > closes) fault("outside the year")
    if ($5 !~ /^[0-9][0-9][0-9]/) fault("account " $5)
    if (($7 == "") != ($8 == "")) fault("code of a party without its name, or the reverse")
    if ($7 !~ /^[A-Z0-9]*$/ || length($7) > 17) fault("code of a party " $7)
    if ($12 !~ /^[0-9]+,[0-9][0-9]$/ || $13 !~ /^[0-9]+,[0-9][0-9]$/) fault("amount")
    if (($12 == "0,00") == ($13 == "0,00")) fault("both sides or none")
    if ($14 $15 $17 $18 != "") fault("a field that we do not use")
    if ($7 != "") { if ($7 in party && party[$7] != $8) fault("one code, two parties"); party[$7] = $8 }
    if ($5 in label && label[$5] != $6) fault("one account, two labels")
    label[$5] = $6
    # Entries.
    entry = $1 " " $3
    if (entry != current) {
        if (sum != 0) fault("the entry before does not balance")
        if ((entry in seen)) fault("lines of " entry " are apart")
        if ($3 != last[$1] + 1) fault("number " $3 " after " last[$1] + 0 " in " $1)
        if ($1 == "AN" && others) fault("à-nouveaux after other entries")
        if ($1 != "AN") {
            others = 1
            if ($16 < valid) fault("validated before the one above")
            valid = $16
        }
        seen[entry] = 1; last[$1] = $3; current = entry; date = $4; ++entries
    }
    if ($4 != date) fault("two dates in one entry")
    sum += cents($12) - cents($13)
    debit += cents($12); credit += cents($13); ++lines
}
END {
    if (sum != 0) fault("the last entry does not balance")
    printf "%d lines, %d entries, %d, %d\n", lines, entries, debit, credit
}
