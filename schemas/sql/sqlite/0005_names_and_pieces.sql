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
CREATE INDEX party_by_key ON party (key);
CREATE UNIQUE INDEX party_by_number ON party (number) WHERE number IS NOT NULL;
