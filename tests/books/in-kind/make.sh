# SPDX-License-Identifier: GPL-3.0-or-later
# Contributions in kind over a change of the SMIC, of the numbers of 870 and 875, and of the year; a rate of one's own.
on 2019-01-04
quietly init book.coop --name "Les Amis du Jardin" --siren 732829320 --year 2019
quietly year add 2020
quietly project add jardin
quietly inkind rate set formateur --from 2019-01-01 --hourly 25
quietly inkind rate set smic-charge --from 2019-01-01 --hourly 11,88 --coefficient 1,31
inkind() { quietly inkind add "$@"; }
inkind --date 2019-05-04 --kind benevolat --hours 6h30 --rate smic --project jardin --party "A. Martin" --post
inkind --from 2019-12-15 --to 2020-01-14 --kind benevolat --hours 40 --rate smic --post
inkind --date 2019-06-01 --kind benevolat --hours 2 --rate formateur --label "Atelier"
inkind --date 2020-06-01 --kind benevolat --hours 7,5 --rate smic-charge --post
inkind --date 2019-09-06 --kind mise-a-disposition --value 400 --method "loyer au prix du marché" --label "Salle" --post
inkind --date 2019-09-06 --kind prestation --value 250 --method "devis du prestataire" --post
inkind --date 2019-09-06 --kind don --value 80 --method "prix en magasin" --piece D-1 --post
inkind --date 2020-09-06 --kind don --value 30 --method "prix en magasin" --ref don-1
inkind --date 2019-12-31 --kind non-ventile --value 1000 --method "total publié" --post
post 2020-03-02 "Valeur sans heures ni méthode" --debit 864=99,99 --credit 875=99,99
