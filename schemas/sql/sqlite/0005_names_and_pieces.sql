-- What a name is more than its bytes, and the date of a piece. Keys of names are filled by the
-- program in the same transaction (src/store/sqlite/found.cpp).

-- The date of the supporting document, where it is not that of the entry: in the seal from its
-- second format on (docs/reference/chain.md).
ALTER TABLE entry ADD COLUMN piece_date INTEGER CHECK (piece_date BETWEEN 19000101 AND 21991231);
ALTER TABLE seal ADD COLUMN format INTEGER NOT NULL DEFAULT 1 CHECK (format IN (1, 2));

-- `name` is what entries seal and never changes. `key` is what names that are spelled alike have in
-- common; `code` is what other programs call it (CompAuxNum of a FEC). A third party that is shown
-- otherwise or joined with another one has a `number`, which is the id of its records of kind
-- `party`; they say `shown`, and in `merged_into` the number of the other one.
ALTER TABLE party ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE party ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE party ADD COLUMN number INTEGER CHECK (number > 0);
ALTER TABLE party ADD COLUMN shown TEXT CHECK (shown <> '');
ALTER TABLE party ADD COLUMN merged_into INTEGER CHECK (merged_into <> number);
-- One document twice on a day is told by this one.
CREATE INDEX entry_by_piece ON entry (date, piece) WHERE piece <> '';
CREATE INDEX party_by_key ON party (key);
CREATE UNIQUE INDEX party_by_number ON party (number) WHERE number IS NOT NULL;

-- For people who open the file, as before; whole cents as well, because euro with a comma are texts,
-- of which a sum takes what stands before the comma.
DROP VIEW ecritures;
CREATE VIEW ecritures AS
SELECT year.label AS exercice,
       journal.code AS journal,
       entry.number AS numero,
       entry.id AS ecriture,
       substr(entry.date, 1, 4) || '-' || substr(entry.date, 5, 2) || '-' || substr(entry.date, 7)
           AS date,
       substr(posted_on, 1, 4) || '-' || substr(posted_on, 5, 2) || '-' || substr(posted_on, 7)
           AS validee_le,
       entry.piece AS piece,
       COALESCE(line.label, entry.label) AS libelle,
       account.code AS compte,
       COALESCE(line_party.name, entry_party.name) AS tiers,
       project.code AS projet,
       printf('%d,%02d', debit / 100, debit % 100) AS debit,
       printf('%d,%02d', credit / 100, credit % 100) AS credit,
       debit AS debit_centimes,
       credit AS credit_centimes
FROM line
JOIN entry ON entry.id = line.entry_id
JOIN year ON year.id = entry.year_id
JOIN journal ON journal.id = entry.journal_id
JOIN account ON account.id = line.account_id
LEFT JOIN project ON project.id = line.project_id
LEFT JOIN party AS line_party ON line_party.id = line.party_id
LEFT JOIN party AS entry_party ON entry_party.id = entry.party_id
ORDER BY line.entry_id, line.line;
