-- Facts that are sealed beside the entries, what an entry is, the lock as a day, balances by third
-- party. Rows that need a rule or a hash are filled by the program in the same transaction
-- (src/store/sqlite/found.cpp).

-- Every version of every fact that is no entry, in a chain of its own (docs/reference/chain.md).
-- `fields` are lines `key=value`; `entries` is how many entries the chain held by then.
CREATE TABLE record (
    sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
    kind     TEXT    NOT NULL CHECK (kind <> ''),
    id       TEXT    NOT NULL CHECK (id <> ''),
    version  INTEGER NOT NULL CHECK (version > 0),
    day      INTEGER NOT NULL CHECK (day BETWEEN 19000101 AND 21991231),
    entries  INTEGER NOT NULL CHECK (entries >= 0),
    fields   TEXT    NOT NULL,
    personal TEXT,                                             -- none: erased, with its salt
    salt     BLOB    CHECK (length(salt) = 16),
    digest   BLOB    NOT NULL CHECK (length(digest) = 32),     -- of the personal part, salted
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    UNIQUE (kind, id, version),
    CHECK ((personal IS NULL) = (salt IS NULL))
) STRICT;

CREATE TRIGGER record_insert BEFORE INSERT ON record
BEGIN
    SELECT RAISE(ABORT, 'les actes du livre n’ont ni trou ni retour')
    WHERE NEW.sequence <> 1 + COALESCE((SELECT MAX(sequence) FROM record), 0)
        OR NEW.version <> 1 + COALESCE(
            (SELECT MAX(version) FROM record WHERE kind = NEW.kind AND id = NEW.id), 0);
END;
CREATE TRIGGER record_update BEFORE UPDATE ON record
WHEN NEW.personal IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.kind <> OLD.kind
    OR NEW.id <> OLD.id OR NEW.fields <> OLD.fields OR NEW.digest <> OLD.digest
    OR NEW.hash <> OLD.hash -- of version, day and entries, too
BEGIN SELECT RAISE(ABORT, 'un acte du livre ne change pas : seul le personnel s’efface'); END;
CREATE TRIGGER record_delete BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'un acte du livre ne change pas'); END;

-- Nothing dated up to this day moves; 0: nothing is locked. `locked` of a year is derived, and no
-- row of `year` says it any more: the program opens those that do.
ALTER TABLE book ADD COLUMN locked_through INTEGER NOT NULL DEFAULT 0
    CHECK (locked_through = 0 OR locked_through BETWEEN 19000101 AND 21991231);
DROP TRIGGER year_update;
DROP TRIGGER year_delete;
UPDATE book SET locked_through = COALESCE(
    (SELECT MAX(run.last_day) FROM year AS run WHERE NOT EXISTS (
        SELECT 1 FROM year AS open WHERE open.state = 'open' AND open.first_day <= run.first_day)),
    0);
CREATE TRIGGER book_update BEFORE UPDATE OF locked_through ON book
WHEN NEW.locked_through < OLD.locked_through
    AND EXISTS (SELECT 1 FROM year WHERE state = 'closed' AND last_day > NEW.locked_through)
BEGIN SELECT RAISE(ABORT, 'un exercice clos reste verrouillé'); END;
CREATE TRIGGER year_update BEFORE UPDATE ON year
BEGIN
    SELECT RAISE(ABORT, 'un exercice utilisé ne change ni de nom, ni de dates, ni de règlement')
    WHERE NEW.id <> OLD.id OR ((NEW.label <> OLD.label OR NEW.first_day <> OLD.first_day
            OR NEW.last_day <> OLD.last_day OR NEW.regulation <> OLD.regulation)
        AND (OLD.state = 'closed' OR EXISTS (SELECT 1 FROM entry WHERE year_id = OLD.id)));
    SELECT RAISE(ABORT, 'deux exercices se chevauchent')
    WHERE EXISTS (SELECT 1 FROM year WHERE first_day <= NEW.last_day AND last_day >= NEW.first_day
        AND id <> OLD.id);
    SELECT RAISE(ABORT, 'un exercice clos ne se rouvre pas')
    WHERE OLD.state = 'closed' AND NEW.state <> 'closed';
    SELECT RAISE(ABORT, 'un exercice ne se clôt pas avec des brouillons')
    WHERE NEW.state = 'closed' AND EXISTS (
        SELECT 1 FROM entry WHERE number IS NULL AND date BETWEEN NEW.first_day AND NEW.last_day);
END;
CREATE TRIGGER year_delete BEFORE DELETE ON year
WHEN OLD.state = 'closed' OR EXISTS (SELECT 1 FROM entry WHERE year_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'un exercice utilisé ne se supprime pas'); END;

-- What an entry is: 0 ordinary, 1 opening, 2 closing. Derived from the records of kind `role`.
ALTER TABLE entry ADD COLUMN role INTEGER NOT NULL DEFAULT 0 CHECK (role IN (0, 1, 2));
CREATE INDEX entry_by_role ON entry (year_id, role) WHERE role <> 0;

DROP TRIGGER entry_insert;
DROP TRIGGER entry_update;
DROP TRIGGER entry_delete;
CREATE TRIGGER entry_insert BEFORE INSERT ON entry
BEGIN
    SELECT RAISE(ABORT, 'une écriture naît brouillon') WHERE NEW.number IS NOT NULL;
    SELECT RAISE(ABORT, 'cette écriture existe déjà')
    WHERE EXISTS (SELECT 1 FROM entry WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'cette référence existe déjà')
    WHERE EXISTS (SELECT 1 FROM entry WHERE ref = NEW.ref);
    SELECT RAISE(ABORT, 'la date est hors de l’exercice, ou l’exercice est verrouillé ou clos')
    WHERE NOT EXISTS (
        SELECT 1 FROM year JOIN book ON NEW.date > locked_through
        WHERE year.id = NEW.year_id AND state = 'open' AND NEW.date BETWEEN first_day AND last_day);
END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'une écriture validée ne change plus') WHERE OLD.number IS NOT NULL;
    SELECT RAISE(ABORT, 'une écriture garde son identifiant') WHERE NEW.id <> OLD.id;
    SELECT RAISE(ABORT, 'cette référence existe déjà')
    WHERE EXISTS (SELECT 1 FROM entry WHERE ref = NEW.ref AND id <> NEW.id);
    SELECT RAISE(ABORT, 'la date est hors de l’exercice, ou l’exercice est verrouillé ou clos')
    WHERE NOT EXISTS (
        SELECT 1 FROM year JOIN book ON min(NEW.date, OLD.date) > locked_through
        WHERE year.id = NEW.year_id AND state = 'open' AND NEW.date BETWEEN first_day AND last_day);
END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'une écriture validée ne se supprime pas') WHERE OLD.number IS NOT NULL;
    SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos')
    WHERE OLD.date <= (SELECT locked_through FROM book);
    SELECT RAISE(ABORT, 'cette écriture a encore des lignes')
    WHERE EXISTS (SELECT 1 FROM line WHERE entry_id = OLD.id);
END;

DROP TRIGGER line_insert;
DROP TRIGGER line_delete;
CREATE TRIGGER line_insert BEFORE INSERT ON line
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN book ON entry.date > locked_through
                 WHERE entry.id = NEW.entry_id AND entry.number IS NULL
                   AND entry.date = NEW.date AND entry.year_id = NEW.year_id)
BEGIN SELECT RAISE(ABORT, 'écriture validée, exercice fermé, ou date autre que la sienne'); END;
CREATE TRIGGER line_delete BEFORE DELETE ON line
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN book ON entry.date > locked_through
                 WHERE entry.id = OLD.entry_id AND entry.number IS NULL)
BEGIN SELECT RAISE(ABORT, 'écriture validée, ou exercice verrouillé ou clos'); END;

DROP TRIGGER contribution_insert;
DROP TRIGGER contribution_delete;
CREATE TRIGGER contribution_insert BEFORE INSERT ON contribution
BEGIN
    SELECT RAISE(ABORT, 'cette contribution existe déjà')
    WHERE EXISTS (
        SELECT 1 FROM contribution WHERE entry_id = NEW.entry_id AND position = NEW.position);
    SELECT RAISE(ABORT, 'la contribution d’une écriture validée ne change plus')
    WHERE NOT EXISTS (
        SELECT 1 FROM entry JOIN book ON entry.date > locked_through
        WHERE entry.id = NEW.entry_id AND entry.number IS NULL);
END;
CREATE TRIGGER contribution_delete BEFORE DELETE ON contribution
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN book ON entry.date > locked_through
                 WHERE entry.id = OLD.entry_id AND entry.number IS NULL)
BEGIN SELECT RAISE(ABORT, 'la contribution d’une écriture validée ne se supprime pas'); END;

-- The sums of the lines, with the role of their entries in the key; and the same of accounts of
-- class 4 by the third party of the line (0: none), so that the parties of an account add up to it.
-- Each by month, and of the whole year as month 0: an opening that years of months make costs
-- the accounts of those years.
DROP TABLE balance;
CREATE TABLE balance (
    year_id    INTEGER NOT NULL REFERENCES year (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    month      INTEGER NOT NULL CHECK (month BETWEEN 0 AND 219912), -- yyyymm; 0: the year
    posted     INTEGER NOT NULL CHECK (posted IN (0, 1)),
    role       INTEGER NOT NULL CHECK (role IN (0, 1, 2)),          -- as entry.role
    debit      INTEGER NOT NULL CHECK (debit >= 0),
    credit     INTEGER NOT NULL CHECK (credit >= 0),
    PRIMARY KEY (year_id, month, account_id, posted, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE party_balance (
    year_id    INTEGER NOT NULL REFERENCES year (id),
    account_id INTEGER NOT NULL REFERENCES account (id),
    party_id   INTEGER NOT NULL,
    month      INTEGER NOT NULL,
    posted     INTEGER NOT NULL,
    role       INTEGER NOT NULL,
    debit      INTEGER NOT NULL CHECK (debit >= 0),
    credit     INTEGER NOT NULL CHECK (credit >= 0),
    PRIMARY KEY (year_id, month, account_id, party_id, posted, role)
) STRICT, WITHOUT ROWID;

-- Months before that of the lock are guarded, and that one when its 31st day is locked. Of the sums
-- by third party only verify() is the guard: each trigger costs every command that opens the file.
CREATE TRIGGER balance_insert BEFORE INSERT ON balance
WHEN NEW.month BETWEEN 1 AND (SELECT (locked_through - 31) / 100 FROM book)
BEGIN SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos'); END;
CREATE TRIGGER balance_update BEFORE UPDATE ON balance
WHEN NEW.year_id <> OLD.year_id OR NEW.month <> OLD.month
    OR OLD.month BETWEEN 1 AND (SELECT (locked_through - 31) / 100 FROM book)
BEGIN SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos'); END;
CREATE TRIGGER balance_delete BEFORE DELETE ON balance
WHEN OLD.month BETWEEN 1 AND (SELECT (locked_through - 31) / 100 FROM book)
BEGIN SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos'); END;

-- The name of an attachment may name a person: erased with its record, it is the beginning of the
-- digest that stays of it.
DROP TRIGGER attachment_update;
CREATE TRIGGER attachment_update BEFORE UPDATE ON attachment
WHEN NEW.entry_id <> OLD.entry_id OR NEW.sha256 <> OLD.sha256 OR NEW.size <> OLD.size
    OR NEW.added_on <> OLD.added_on OR NEW.name NOT IN (
        SELECT substr(lower(hex(digest)), 1, 12) FROM record WHERE salt IS NULL)
BEGIN SELECT RAISE(ABORT, 'une pièce ne change pas'); END;
