# SPDX-License-Identifier: GPL-3.0-or-later
# Every legal output of the books, one file each, in the folder $1.
mkdir "$1"
for year in 2016 2017; do
    for report in resultat bilan balance journal grand-livre budget contributions-volontaires; do
        for format in text csv json; do
            coop report $report --year $year -O $format -o "$1/$report-$year.$format" 2>/dev/null
        done
    done
    coop export fec --year $year -o "$1/fec-$year" >/dev/null 2>&1
done
for format in csv ndjson hledger ledger beancount; do
    coop export $format -o "$1/whole.$format" >/dev/null 2>&1
done
coop report ag --layout ag.toml --years 2016,2017 --budget 2018 -o "$1/ag.md" 2>/dev/null
ls "$1" | wc -l
