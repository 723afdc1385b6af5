# SPDX-License-Identifier: GPL-3.0-or-later
# The FEC of another program in a book of its own: openings, three parties, an account without parent kept, a lettering and a
# currency that are not kept, a draft without ValidDate, entries that close the year.
on 2025-02-01
quietly init book.coop --name "Les Amis du Jardin" --from-fec 732829320FEC20241231.txt
quietly year add 2025
