# SPDX-License-Identifier: GPL-3.0-or-later
# The books of examples/care/ebe: registers, opinions signed and reported, tags, overlap, one CARE close.
"$EXAMPLES"/care/ebe/ebe.sh coop . >story.txt
mv ebe.coop book.coop
