# SPDX-License-Identifier: GPL-3.0-or-later
# Attachments of a few bytes: one content twice, an empty file, a name that is not ASCII, one added after the close.
on 2024-02-01
quietly init book.coop --name "Les Amis du Jardin" --year 2024
printf 'facture F-1' >facture.txt
printf 'facture F-1' >copie.txt
printf '\000\001\377' >"reçu d’été.bin"
: >vide.txt
post 2024-03-05 "Terreau" --charge 6063=84,50 --paid-from 512 --piece F-1 --attach facture.txt
draft 2024-03-06 "Graines" --charge 6063=12 --paid-from 512 --attach copie.txt --attach "reçu d’été.bin"
post 2024-03-07 "Cotisation" --produit 756=20 --received-on 512
quietly ledger attach 3 vide.txt
quietly ledger post 2
on 2025-01-20
quietly year close 2024 --yes
printf 'retrouvée' >tard.txt
quietly ledger attach 3 tard.txt
