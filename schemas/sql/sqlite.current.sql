-- What all migrations of schemas/sql/sqlite give together, as SQLite keeps it. Not applied:
-- read, and held against each book that is opened. COOP_REWRITE=1 with this test writes it anew.

CREATE TABLE account (
    id     INTEGER NOT NULL PRIMARY KEY,
    code   TEXT    NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 20),
    label  TEXT,
    kind   TEXT    CHECK (kind IN ('equity', 'asset', 'liability', 'expense', 'income', 'special',
                                   'inkind_use', 'inkind_source')),
    normal TEXT    CHECK (normal IN ('debit', 'credit')),
    own    INTEGER NOT NULL CHECK (own IN (0, 1)),    -- added by these books
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    -- Whoever says something of an account says everything.
    CHECK ((label IS NULL) = (kind IS NULL) AND (kind IS NULL) = (normal IS NULL)),
    CHECK (label IS NOT NULL OR (own = 0 AND closed = 0))
) STRICT;

CREATE TABLE attachment (
    entry_id INTEGER NOT NULL REFERENCES entry (id),
    name     TEXT    NOT NULL CHECK (name <> ''),
    sha256   TEXT    NOT NULL REFERENCES content (sha256),
    size     INTEGER NOT NULL CHECK (size >= 0),
    added_on INTEGER NOT NULL CHECK (added_on BETWEEN 19000101 AND 21991231),
    PRIMARY KEY (entry_id, name)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE book (
    id     INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    name   TEXT    NOT NULL CHECK (name <> ''),
    siren  TEXT    NOT NULL, -- empty: none
    rna    TEXT    NOT NULL, -- empty: none
    family TEXT    NOT NULL CHECK (family IN ('associations', 'general'))
, locked_through INTEGER NOT NULL DEFAULT 0
    CHECK (locked_through = 0 OR locked_through BETWEEN 19000101 AND 21991231)) STRICT;

CREATE TABLE budget (
    id         INTEGER NOT NULL PRIMARY KEY,
    year_id    INTEGER NOT NULL REFERENCES year (id),
    version    TEXT    NOT NULL CHECK (version <> ''),
    adopted_on INTEGER CHECK (adopted_on BETWEEN 19000101 AND 21991231), -- none: not adopted yet
    adopted_by TEXT    NOT NULL,
    UNIQUE (year_id, version)
) STRICT;

CREATE TABLE budget_line (
    budget_id  INTEGER NOT NULL REFERENCES budget (id),
    position   INTEGER NOT NULL CHECK (position > 0),
    account    TEXT    NOT NULL,
    project_id INTEGER REFERENCES project (id),
    line_key   TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    amount     INTEGER NOT NULL, -- cents
    PRIMARY KEY (budget_id, position),
    CHECK (account <> '' OR line_key <> '')
) STRICT, WITHOUT ROWID;

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

CREATE TABLE content (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE contribution (
    entry_id    INTEGER NOT NULL REFERENCES entry (id),
    position    INTEGER NOT NULL CHECK (position > 0),
    kind        TEXT    NOT NULL CHECK (kind IN ('benevolat', 'mise-a-disposition', 'prestation',
                                                 'don', 'non-ventile')),
    first_day   INTEGER NOT NULL CHECK (first_day BETWEEN 19000101 AND 21991231),
    last_day    INTEGER NOT NULL CHECK (last_day BETWEEN 19000101 AND 21991231),
    minutes     INTEGER CHECK (minutes >= 0),
    rate        TEXT    NOT NULL, -- name of the rate; empty: stated value
    hourly      INTEGER NOT NULL CHECK (hourly >= 0),
    coefficient INTEGER NOT NULL CHECK (coefficient >= 0),
    value       INTEGER NOT NULL CHECK (value >= 0), -- cents
    method      TEXT    NOT NULL,
    party_id    INTEGER REFERENCES party (id),
    project_id  INTEGER REFERENCES project (id),
    label       TEXT    NOT NULL,
    PRIMARY KEY (entry_id, position),
    CHECK (first_day <= last_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT    NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id > 0), -- permanent
    year_id    INTEGER NOT NULL REFERENCES year (id),
    journal_id INTEGER NOT NULL REFERENCES journal (id),
    number     INTEGER CHECK (number > 0),                  -- none: a draft (brouillard)
    posted_on  INTEGER CHECK (posted_on BETWEEN 19000101 AND 21991231),
    date       INTEGER NOT NULL CHECK (date BETWEEN 19000101 AND 21991231),
    label      TEXT    NOT NULL,
    piece      TEXT    NOT NULL,
    party_id   INTEGER REFERENCES party (id),
    ref        TEXT    UNIQUE CHECK (ref <> ''), role INTEGER NOT NULL DEFAULT 0 CHECK (role IN (0, 1, 2)), piece_date INTEGER CHECK (piece_date BETWEEN 19000101 AND 21991231),            -- the caller's key, once in a book
    UNIQUE (year_id, journal_id, number),                   -- one sequence per journal and year
    CHECK ((number IS NULL) = (posted_on IS NULL))
) STRICT;

CREATE TABLE journal (
    id       INTEGER NOT NULL PRIMARY KEY,
    code     TEXT    NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 20),
    label    TEXT    NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0) -- the standard ones come first, in their order
) STRICT;

CREATE TABLE line (
    entry_id   INTEGER NOT NULL REFERENCES entry (id),
    line       INTEGER NOT NULL CHECK (line > 0),
    account_id INTEGER NOT NULL REFERENCES account (id),
    project_id INTEGER REFERENCES project (id),
    party_id   INTEGER REFERENCES party (id),
    label      TEXT    CHECK (label <> ''),          -- where it differs from that of the entry
    date       INTEGER NOT NULL,
    year_id    INTEGER NOT NULL,
    debit      INTEGER NOT NULL CHECK (debit >= 0),         -- cents
    credit     INTEGER NOT NULL CHECK (credit >= 0),        -- cents
    PRIMARY KEY (entry_id, line),
    CHECK ((debit = 0) <> (credit = 0))                     -- one side, never none, never both
) STRICT, WITHOUT ROWID;

CREATE TABLE migration (
    number          INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    name            TEXT    NOT NULL CHECK (name <> ''),
    sha256          TEXT    NOT NULL CHECK (length(sha256) = 64), -- of the file, hexadecimal
    applied_on      TEXT    NOT NULL,                             -- ISO day
    program_version TEXT    NOT NULL
) STRICT;

CREATE TABLE party (
    id   INTEGER NOT NULL PRIMARY KEY,
    name TEXT    NOT NULL UNIQUE CHECK (name <> ''),
    kind TEXT    NOT NULL,
    note TEXT    NOT NULL
, key TEXT NOT NULL DEFAULT '', code TEXT NOT NULL DEFAULT '', number INTEGER CHECK (number > 0), shown TEXT CHECK (shown <> ''), merged_into INTEGER CHECK (merged_into <> number)) STRICT;

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

CREATE TABLE project (
    id    INTEGER NOT NULL PRIMARY KEY,
    code  TEXT    NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 40),
    label TEXT    NOT NULL
) STRICT;

CREATE TABLE rate (
    name        TEXT    NOT NULL CHECK (name <> ''),
    from_day    INTEGER NOT NULL CHECK (from_day BETWEEN 19000101 AND 21991231),
    hourly      INTEGER NOT NULL CHECK (hourly >= 0),
    coefficient INTEGER NOT NULL CHECK (coefficient >= 0),
    source      TEXT    NOT NULL,
    PRIMARY KEY (name, from_day)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE reversal (
    reversal_id INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    reversed_id INTEGER NOT NULL UNIQUE REFERENCES entry (id), -- once only
    reason      TEXT    NOT NULL,
    CHECK (reversal_id <> reversed_id)
) STRICT;

CREATE TABLE salt (
    entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES entry (id),
    salt     BLOB    NOT NULL CHECK (length(salt) = 16)
) STRICT;

CREATE TABLE seal (
    sequence     INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
    entry_id     INTEGER NOT NULL UNIQUE REFERENCES entry (id),
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    texts_digest BLOB    NOT NULL CHECK (length(texts_digest) = 32)
, format INTEGER NOT NULL DEFAULT 1 CHECK (format IN (1, 2))) STRICT;

CREATE TABLE year (
    id         INTEGER NOT NULL PRIMARY KEY,
    label      TEXT    NOT NULL UNIQUE CHECK (label <> ''),
    first_day  INTEGER NOT NULL CHECK (first_day BETWEEN 19000101 AND 21991231),
    last_day   INTEGER NOT NULL CHECK (last_day BETWEEN 19000101 AND 21991231),
    regulation TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('open', 'locked', 'closed')),
    CHECK (first_day <= last_day)
) STRICT;

CREATE INDEX attachment_by_content ON attachment (sha256);

CREATE INDEX entry_by_date ON entry (date, id);

CREATE INDEX entry_by_piece ON entry (date, piece) WHERE piece <> '';

CREATE INDEX entry_by_role ON entry (year_id, role) WHERE role <> 0;

CREATE INDEX entry_drafts ON entry (date, id) WHERE number IS NULL;

CREATE INDEX entry_without_piece ON entry (date, id) WHERE piece = '';

CREATE INDEX line_by_account ON line (account_id, date, entry_id, line, debit, credit);

CREATE INDEX line_by_party ON line (account_id, party_id, date, debit, credit)
WHERE party_id IS NOT NULL;

CREATE INDEX line_by_project ON line (year_id, project_id, account_id, debit, credit)
WHERE project_id IS NOT NULL;

CREATE INDEX party_by_key ON party (key);

CREATE UNIQUE INDEX party_by_number ON party (number) WHERE number IS NOT NULL;

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

CREATE TRIGGER account_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'un compte se ferme, il ne se supprime pas'); END;

CREATE TRIGGER account_insert BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id OR code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'ce compte existe déjà'); END;

CREATE TRIGGER account_update BEFORE UPDATE ON account WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'le numéro d’un compte ne change pas'); END;

CREATE TRIGGER attachment_delete BEFORE DELETE ON attachment
WHEN EXISTS (SELECT 1 FROM entry WHERE id = OLD.entry_id AND number IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'la pièce d’une écriture validée ne se supprime pas'); END;

CREATE TRIGGER attachment_insert BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE entry_id = NEW.entry_id AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'une pièce de ce nom existe déjà'); END;

CREATE TRIGGER attachment_update BEFORE UPDATE ON attachment
WHEN NEW.entry_id <> OLD.entry_id OR NEW.sha256 <> OLD.sha256 OR NEW.size <> OLD.size
    OR NEW.added_on <> OLD.added_on OR NEW.name NOT IN (
        SELECT substr(lower(hex(digest)), 1, 12) FROM record WHERE salt IS NULL)
BEGIN SELECT RAISE(ABORT, 'une pièce ne change pas'); END;

CREATE TRIGGER balance_delete BEFORE DELETE ON balance
WHEN OLD.month BETWEEN 1 AND (SELECT (locked_through - 31) / 100 FROM book)
BEGIN SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos'); END;

CREATE TRIGGER balance_insert BEFORE INSERT ON balance
WHEN NEW.month BETWEEN 1 AND (SELECT (locked_through - 31) / 100 FROM book)
BEGIN SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos'); END;

CREATE TRIGGER balance_update BEFORE UPDATE ON balance
WHEN NEW.year_id <> OLD.year_id OR NEW.month <> OLD.month
    OR OLD.month BETWEEN 1 AND (SELECT (locked_through - 31) / 100 FROM book)
BEGIN SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos'); END;

CREATE TRIGGER book_delete BEFORE DELETE ON book
BEGIN SELECT RAISE(ABORT, 'le livre ne se supprime pas'); END;

CREATE TRIGGER book_insert BEFORE INSERT ON book WHEN EXISTS (SELECT 1 FROM book)
BEGIN SELECT RAISE(ABORT, 'un fichier tient un seul livre'); END;

CREATE TRIGGER book_update BEFORE UPDATE OF locked_through ON book
WHEN NEW.locked_through < OLD.locked_through
    AND EXISTS (SELECT 1 FROM year WHERE state = 'closed' AND last_day > NEW.locked_through)
BEGIN SELECT RAISE(ABORT, 'un exercice clos reste verrouillé'); END;

CREATE TRIGGER budget_delete BEFORE DELETE ON budget WHEN OLD.adopted_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;

CREATE TRIGGER budget_insert BEFORE INSERT ON budget
BEGIN
    SELECT RAISE(ABORT, 'cette version du budget existe déjà')
    WHERE EXISTS (
        SELECT 1 FROM budget
        WHERE id = NEW.id OR (year_id = NEW.year_id AND version = NEW.version));
    SELECT RAISE(ABORT, 'un budget s’écrit avant d’être adopté')
    WHERE NEW.adopted_on IS NOT NULL;
END;

CREATE TRIGGER budget_line_delete BEFORE DELETE ON budget_line
WHEN EXISTS (SELECT 1 FROM budget WHERE id = OLD.budget_id AND adopted_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;

CREATE TRIGGER budget_line_insert BEFORE INSERT ON budget_line
WHEN EXISTS (SELECT 1 FROM budget WHERE id = NEW.budget_id AND adopted_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;

CREATE TRIGGER budget_line_update BEFORE UPDATE ON budget_line
WHEN EXISTS (SELECT 1 FROM budget
    WHERE id IN (OLD.budget_id, NEW.budget_id) AND adopted_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;

CREATE TRIGGER budget_update BEFORE UPDATE ON budget
BEGIN
    SELECT RAISE(ABORT, 'un budget adopté ne change plus') WHERE OLD.adopted_on IS NOT NULL;
    SELECT RAISE(ABORT, 'un budget garde son exercice et sa version')
    WHERE NEW.id <> OLD.id OR NEW.year_id <> OLD.year_id OR NEW.version <> OLD.version;
END;

CREATE TRIGGER care_entry_delete BEFORE DELETE ON care_entry
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;

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

CREATE TRIGGER care_line_delete BEFORE DELETE ON care_line
WHEN EXISTS (SELECT 1 FROM care_entry WHERE id = OLD.entry_id)
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;

CREATE TRIGGER care_line_insert BEFORE INSERT ON care_line
WHEN EXISTS (SELECT 1 FROM care_entry WHERE id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;

CREATE TRIGGER care_line_update BEFORE UPDATE ON care_line
BEGIN SELECT RAISE(ABORT, 'une écriture CARE ne change pas'); END;

CREATE TRIGGER care_record_delete BEFORE DELETE ON care_record
BEGIN SELECT RAISE(ABORT, 'un registre CARE ne change pas'); END;

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

CREATE TRIGGER content_delete BEFORE DELETE ON content
WHEN EXISTS (SELECT 1 FROM attachment WHERE sha256 = OLD.sha256)
BEGIN SELECT RAISE(ABORT, 'ce document justifie une écriture'); END;

CREATE TRIGGER content_insert BEFORE INSERT ON content
WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'ce document existe déjà'); END;

CREATE TRIGGER content_update BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'un document ne change pas'); END;

CREATE TRIGGER contribution_delete BEFORE DELETE ON contribution
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN book ON entry.date > locked_through
                 WHERE entry.id = OLD.entry_id AND entry.number IS NULL)
BEGIN SELECT RAISE(ABORT, 'la contribution d’une écriture validée ne se supprime pas'); END;

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

CREATE TRIGGER contribution_update BEFORE UPDATE ON contribution
BEGIN SELECT RAISE(ABORT, 'une contribution se remplace, elle ne se modifie pas'); END;

CREATE TRIGGER counter_delete BEFORE DELETE ON counter
BEGIN SELECT RAISE(ABORT, 'un numéro d’écriture ne sert qu’une fois'); END;

CREATE TRIGGER counter_update BEFORE UPDATE ON counter
WHEN NEW.last < OLD.last OR NEW.name <> OLD.name
BEGIN SELECT RAISE(ABORT, 'un numéro d’écriture ne sert qu’une fois'); END;

CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN
    SELECT RAISE(ABORT, 'une écriture validée ne se supprime pas') WHERE OLD.number IS NOT NULL;
    SELECT RAISE(ABORT, 'l’exercice est verrouillé ou clos')
    WHERE OLD.date <= (SELECT locked_through FROM book);
    SELECT RAISE(ABORT, 'cette écriture a encore des lignes')
    WHERE EXISTS (SELECT 1 FROM line WHERE entry_id = OLD.id);
END;

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

CREATE TRIGGER entry_post BEFORE UPDATE OF number ON entry WHEN NEW.number IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'les numéros d’un journal se suivent')
    WHERE NEW.number <> 1 + COALESCE(
        (SELECT MAX(number) FROM entry
         WHERE year_id = NEW.year_id AND journal_id = NEW.journal_id), 0);
    SELECT RAISE(ABORT, 'une écriture a deux lignes au moins et son débit égale son crédit')
    WHERE NOT (SELECT COUNT(*) >= 2 AND SUM(debit) = SUM(credit) FROM line WHERE entry_id = NEW.id);
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

CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'un journal ne se supprime pas'); END;

CREATE TRIGGER journal_insert BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id OR code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'ce journal existe déjà'); END;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'le code d’un journal ne change pas'); END;

CREATE TRIGGER line_delete BEFORE DELETE ON line
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN book ON entry.date > locked_through
                 WHERE entry.id = OLD.entry_id AND entry.number IS NULL)
BEGIN SELECT RAISE(ABORT, 'écriture validée, ou exercice verrouillé ou clos'); END;

CREATE TRIGGER line_insert BEFORE INSERT ON line
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN book ON entry.date > locked_through
                 WHERE entry.id = NEW.entry_id AND entry.number IS NULL
                   AND entry.date = NEW.date AND entry.year_id = NEW.year_id)
BEGIN SELECT RAISE(ABORT, 'écriture validée, exercice fermé, ou date autre que la sienne'); END;

CREATE TRIGGER line_update BEFORE UPDATE ON line
BEGIN SELECT RAISE(ABORT, 'une ligne ne se modifie pas'); END;

CREATE TRIGGER migration_delete BEFORE DELETE ON migration
BEGIN SELECT RAISE(ABORT, 'l’historique du schéma ne change pas'); END;

CREATE TRIGGER migration_update BEFORE UPDATE ON migration
BEGIN SELECT RAISE(ABORT, 'l’historique du schéma ne change pas'); END;

CREATE TRIGGER party_delete BEFORE DELETE ON party
BEGIN SELECT RAISE(ABORT, 'un tiers ne se supprime pas'); END;

CREATE TRIGGER party_insert BEFORE INSERT ON party
WHEN EXISTS (SELECT 1 FROM party WHERE id = NEW.id OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'ce tiers existe déjà'); END;

CREATE TRIGGER party_update BEFORE UPDATE ON party
WHEN NEW.id <> OLD.id
    OR (NEW.name <> OLD.name AND EXISTS (SELECT 1 FROM party WHERE name = NEW.name))
BEGIN SELECT RAISE(ABORT, 'ce tiers existe déjà'); END;

CREATE TRIGGER project_delete BEFORE DELETE ON project
BEGIN SELECT RAISE(ABORT, 'un projet ne se supprime pas'); END;

CREATE TRIGGER project_insert BEFORE INSERT ON project
WHEN EXISTS (SELECT 1 FROM project WHERE id = NEW.id OR code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'ce projet existe déjà'); END;

CREATE TRIGGER project_update BEFORE UPDATE ON project WHEN NEW.id <> OLD.id OR NEW.code <> OLD.code
BEGIN SELECT RAISE(ABORT, 'le code d’un projet ne change pas'); END;

CREATE TRIGGER record_delete BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'un acte du livre ne change pas'); END;

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

CREATE TRIGGER reversal_delete BEFORE DELETE ON reversal
WHEN EXISTS (SELECT 1 FROM entry WHERE id = OLD.reversal_id AND number IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'une contre-passation validée ne change pas'); END;

CREATE TRIGGER reversal_insert BEFORE INSERT ON reversal
BEGIN
    SELECT RAISE(ABORT, 'cette écriture est déjà contre-passée ou en contre-passe une autre')
    WHERE EXISTS (SELECT 1 FROM reversal
        WHERE reversal_id = NEW.reversal_id OR reversed_id = NEW.reversed_id);
    SELECT RAISE(ABORT, 'une contre-passation se lie avant d’être validée')
    WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.reversal_id AND number IS NULL);
    SELECT RAISE(ABORT, 'seule une écriture validée se contre-passe')
    WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.reversed_id AND number IS NOT NULL);
END;

CREATE TRIGGER reversal_update BEFORE UPDATE ON reversal
BEGIN SELECT RAISE(ABORT, 'une contre-passation ne change pas'); END;

CREATE TRIGGER salt_insert BEFORE INSERT ON salt
WHEN EXISTS (SELECT 1 FROM seal WHERE entry_id = NEW.entry_id)
BEGIN SELECT RAISE(ABORT, 'le sel d’une écriture se tire avant son sceau'); END;

CREATE TRIGGER salt_update BEFORE UPDATE ON salt
BEGIN SELECT RAISE(ABORT, 'un sel s’efface, il ne change pas'); END;

CREATE TRIGGER seal_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, 'la chaîne ne change pas'); END;

CREATE TRIGGER seal_insert BEFORE INSERT ON seal
BEGIN
    SELECT RAISE(ABORT, 'la chaîne n’a ni trou ni retour')
    WHERE NEW.sequence <> 1 + COALESCE((SELECT MAX(sequence) FROM seal), 0);
    SELECT RAISE(ABORT, 'cette écriture est déjà dans la chaîne')
    WHERE EXISTS (SELECT 1 FROM seal WHERE entry_id = NEW.entry_id);
    SELECT RAISE(ABORT, 'la chaîne ne prend que des écritures validées')
    WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id AND number IS NOT NULL);
END;

CREATE TRIGGER seal_update BEFORE UPDATE ON seal
BEGIN SELECT RAISE(ABORT, 'la chaîne ne change pas'); END;

CREATE TRIGGER year_delete BEFORE DELETE ON year
WHEN OLD.state = 'closed' OR EXISTS (SELECT 1 FROM entry WHERE year_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'un exercice utilisé ne se supprime pas'); END;

CREATE TRIGGER year_insert BEFORE INSERT ON year
BEGIN
    SELECT RAISE(ABORT, 'cet exercice existe déjà')
    WHERE EXISTS (SELECT 1 FROM year WHERE id = NEW.id OR label = NEW.label);
    SELECT RAISE(ABORT, 'deux exercices se chevauchent')
    WHERE EXISTS (SELECT 1 FROM year WHERE first_day <= NEW.last_day AND last_day >= NEW.first_day);
END;

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
