-- Contributions in kind (the meaning and the valuation; their amounts are in entries of classes 86
-- and 87) and budgets.

-- The books' own hourly rates. Unit of `hourly` and `coefficient`: a ten-thousandth.
CREATE TABLE rate (
    name        TEXT    NOT NULL CHECK (name <> ''),
    from_day    INTEGER NOT NULL CHECK (from_day BETWEEN 19000101 AND 21991231),
    hourly      INTEGER NOT NULL CHECK (hourly >= 0),
    coefficient INTEGER NOT NULL CHECK (coefficient >= 0),
    source      TEXT    NOT NULL,
    PRIMARY KEY (name, from_day)
) STRICT, WITHOUT ROWID;

-- Meaning, not number: the regulation of the year gives the accounts.
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

CREATE TABLE budget (
    id         INTEGER NOT NULL PRIMARY KEY,
    year_id    INTEGER NOT NULL REFERENCES year (id),
    version    TEXT    NOT NULL CHECK (version <> ''),
    adopted_on INTEGER CHECK (adopted_on BETWEEN 19000101 AND 21991231), -- none: not adopted yet
    adopted_by TEXT    NOT NULL,
    UNIQUE (year_id, version)
) STRICT;

-- Natural sign: a charge and a produit are both positive. `account` is a prefix.
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

-- A contribution changes with its entry, until that is posted.
CREATE TRIGGER contribution_insert BEFORE INSERT ON contribution
BEGIN
    SELECT RAISE(ABORT, 'cette contribution existe déjà')
    WHERE EXISTS (
        SELECT 1 FROM contribution WHERE entry_id = NEW.entry_id AND position = NEW.position);
    SELECT RAISE(ABORT, 'la contribution d’une écriture validée ne change plus')
    WHERE NOT EXISTS (
        SELECT 1 FROM entry JOIN year ON year.id = entry.year_id
        WHERE entry.id = NEW.entry_id AND entry.number IS NULL AND year.state = 'open');
END;
CREATE TRIGGER contribution_update BEFORE UPDATE ON contribution
BEGIN SELECT RAISE(ABORT, 'une contribution se remplace, elle ne se modifie pas'); END;
CREATE TRIGGER contribution_delete BEFORE DELETE ON contribution
WHEN NOT EXISTS (SELECT 1 FROM entry JOIN year ON year.id = entry.year_id
                 WHERE entry.id = OLD.entry_id AND entry.number IS NULL AND year.state = 'open')
BEGIN SELECT RAISE(ABORT, 'la contribution d’une écriture validée ne se supprime pas'); END;

-- What an assembly has adopted stays as it adopted it.
CREATE TRIGGER budget_insert BEFORE INSERT ON budget
BEGIN
    SELECT RAISE(ABORT, 'cette version du budget existe déjà')
    WHERE EXISTS (
        SELECT 1 FROM budget
        WHERE id = NEW.id OR (year_id = NEW.year_id AND version = NEW.version));
    SELECT RAISE(ABORT, 'un budget s’écrit avant d’être adopté')
    WHERE NEW.adopted_on IS NOT NULL;
END;
CREATE TRIGGER budget_update BEFORE UPDATE ON budget
BEGIN
    SELECT RAISE(ABORT, 'un budget adopté ne change plus') WHERE OLD.adopted_on IS NOT NULL;
    SELECT RAISE(ABORT, 'un budget garde son exercice et sa version')
    WHERE NEW.id <> OLD.id OR NEW.year_id <> OLD.year_id OR NEW.version <> OLD.version;
END;
CREATE TRIGGER budget_delete BEFORE DELETE ON budget WHEN OLD.adopted_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;
CREATE TRIGGER budget_line_insert BEFORE INSERT ON budget_line
WHEN EXISTS (SELECT 1 FROM budget WHERE id = NEW.budget_id AND adopted_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;
CREATE TRIGGER budget_line_update BEFORE UPDATE ON budget_line
WHEN EXISTS (SELECT 1 FROM budget
    WHERE id IN (OLD.budget_id, NEW.budget_id) AND adopted_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;
CREATE TRIGGER budget_line_delete BEFORE DELETE ON budget_line
WHEN EXISTS (SELECT 1 FROM budget WHERE id = OLD.budget_id AND adopted_on IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'un budget adopté ne change plus'); END;
