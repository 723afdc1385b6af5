-- CARE: the registers of capitals and the livre CARE (docs/reference/care-trail.md). Keys point from
-- here to the legal tables and never back: without these three tables the books are what they were.

-- Every version of every object, in a chain of its own. `fields` are lines `key=value`.
CREATE TABLE care_record (
    sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
    kind     TEXT    NOT NULL CHECK (kind <> ''),
    id       TEXT    NOT NULL CHECK (id <> ''),
    version  INTEGER NOT NULL CHECK (version > 0),
    day      INTEGER NOT NULL CHECK (day BETWEEN 19000101 AND 21991231),
    fields   TEXT    NOT NULL,
    personal TEXT,                                             -- none: erased, with its salt
    salt     BLOB    CHECK (length(salt) = 16),
    digest   BLOB    NOT NULL CHECK (length(digest) = 32),     -- of the personal part, salted
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    UNIQUE (kind, id, version),
    CHECK ((personal IS NULL) = (salt IS NULL))
) STRICT;

-- Entries of the livre CARE. Their lines are written before them, so that an entry seals its lines.
CREATE TABLE care_entry (
    id       INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    year_id  INTEGER NOT NULL REFERENCES year (id),
    date     INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 21991231),
    journal  TEXT    NOT NULL CHECK (journal IN ('CN', 'CE', 'CC', 'CP', 'CD', 'CR', 'CM')),
    rule     TEXT    NOT NULL CHECK (rule <> ''),
    label    TEXT    NOT NULL,
    capital  TEXT    NOT NULL,
    action   TEXT    NOT NULL,
    close    INTEGER REFERENCES care_record (sequence),
    reverses INTEGER UNIQUE REFERENCES care_entry (id) CHECK (reverses < id)
) STRICT;

CREATE TABLE care_line (
    entry_id INTEGER NOT NULL REFERENCES care_entry (id) DEFERRABLE INITIALLY DEFERRED,
    line     INTEGER NOT NULL CHECK (line > 0),
    account  TEXT    NOT NULL CHECK (account GLOB 'C[0-9]*'), -- no account of the legal books
    debit    INTEGER NOT NULL CHECK (debit >= 0),             -- cents
    credit   INTEGER NOT NULL CHECK (credit >= 0),
    PRIMARY KEY (entry_id, line),
    CHECK ((debit = 0) <> (credit = 0))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER care_record_insert BEFORE INSERT ON care_record
BEGIN
    SELECT RAISE(ABORT, 'les registres CARE n’ont ni trou ni retour')
    WHERE NEW.sequence <> 1 + COALESCE((SELECT MAX(sequence) FROM care_record), 0);
    SELECT RAISE(ABORT, 'les versions d’un objet CARE se suivent')
    WHERE NEW.version <> 1 + COALESCE(
        (SELECT MAX(version) FROM care_record WHERE kind = NEW.kind AND id = NEW.id), 0);
END;
CREATE TRIGGER care_record_update BEFORE UPDATE ON care_record
WHEN NEW.personal IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.kind <> OLD.kind
    OR NEW.id <> OLD.id OR NEW.version <> OLD.version OR NEW.day <> OLD.day
    OR NEW.fields <> OLD.fields OR NEW.digest <> OLD.digest OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'un registre CARE ne change pas : seul le personnel s’efface'); END;
CREATE TRIGGER care_record_delete BEFORE DELETE ON care_record
BEGIN SELECT RAISE(ABORT, 'un registre CARE ne change pas'); END;

CREATE TRIGGER care_entry_insert BEFORE INSERT ON care_entry
BEGIN
    SELECT RAISE(ABORT, 'les écritures CARE se suivent')
    WHERE NEW.id <> 1 + COALESCE((SELECT MAX(id) FROM care_entry), 0);
    SELECT RAISE(ABORT, 'une écriture CARE a deux lignes au moins et son débit égale son crédit')
    WHERE NOT (SELECT COUNT(*) >= 2 AND SUM(debit) = SUM(credit)
               FROM care_line WHERE entry_id = NEW.id);
    SELECT RAISE(ABORT, 'la date est hors de l’exercice')
    WHERE NOT EXISTS (SELECT 1 FROM year
                      WHERE id = NEW.year_id AND NEW.date BETWEEN first_day AND last_day);
    SELECT RAISE(ABORT, 'cette écriture CARE est déjà contre-passée')
    WHERE EXISTS (SELECT 1 FROM care_entry WHERE reverses = NEW.reverses);
END;
CREATE TRIGGER care_entry_update BEFORE UPDATE ON care_entry
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;
CREATE TRIGGER care_entry_delete BEFORE DELETE ON care_entry
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;
CREATE TRIGGER care_line_insert BEFORE INSERT ON care_line
WHEN EXISTS (SELECT 1 FROM care_entry WHERE id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;
CREATE TRIGGER care_line_update BEFORE UPDATE ON care_line
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;
CREATE TRIGGER care_line_delete BEFORE DELETE ON care_line
WHEN EXISTS (SELECT 1 FROM care_entry WHERE id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;
