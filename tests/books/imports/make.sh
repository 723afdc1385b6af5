# SPDX-License-Identifier: GPL-3.0-or-later
# Entries that came by CSV, NDJSON and Paheko's CSV, with keys. Their files are kept, to be read again: nothing new.
on 2025-07-01
quietly init book.coop --name "Les Amis du Jardin" --year 2025
quietly project add jardin --label "Jardin partagé"
quietly import csv operations.csv
quietly import csv lignes.csv --post
quietly import ndjson ecritures.ndjson
quietly import paheko paheko.csv
quietly ledger post --to 2025-04-30
