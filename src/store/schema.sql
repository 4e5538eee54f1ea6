-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The database of plancmp (plans.db): an ordinary SQLite file (3.37 or later), open to any SQL tool.
--
-- Two halves. CONTENT is what was read and what people said: no release throws it away. DERIVED is what
-- the program made of it: any release may drop it and make it again (`plancmp rebuild`), so that nothing
-- in CONTENT points at a row of DERIVED; people's codings point at spans of the text.
--
-- Spans (x_at, x_end) are half-open byte ranges [x_at, x_end) of plan.text, which is UTF-8; 0,0 is "none".
-- In SQL the text of a span is  CAST(substr(CAST(text AS BLOB), x_at + 1, x_end - x_at) AS TEXT).
--
-- Views for reading: plan_overview, measure, measure_theme, outline, fact, evidence_hit.

PRAGMA application_id = 1886151022; -- "plan" in ASCII: tells this file from another program's
PRAGMA user_version = 1;            -- version of CONTENT; meta.derived holds that of DERIVED

------------------------------------------------------------------------------------------- CONTENT

-- One document that was read. It alone is enough to make all of DERIVED again without the file.
CREATE TABLE plan (
    id         INTEGER PRIMARY KEY,
    slug       TEXT NOT NULL UNIQUE CHECK (slug <> ''),    -- short name, kept when the file changes
    source     TEXT NOT NULL UNIQUE CHECK (source <> ''),  -- path or address; "a.zip!/b.docx", "a.csv:12"
    name       TEXT NOT NULL,                              -- what the slug was made from
    title      TEXT NOT NULL,                              -- what the format itself calls the title, or ''
    format     TEXT NOT NULL,                              -- 'text', 'html', 'docx', ...
    encoding   TEXT NOT NULL,                              -- 'UTF-8', 'GB18030', ...
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1), -- in the encoding
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),  -- of the bytes of the file, hexadecimal
    text       TEXT NOT NULL,                              -- the canonical text all spans point into
    blocks     BLOB NOT NULL                               -- the layout, as the reader packs it
) STRICT;
CREATE INDEX plan_sha256 ON plan (sha256); -- the same bytes under another name

-- A value set by hand (`plancmp set`); it wins over what the document says and survives a new reading.
-- A key with a dot ('read.encoding') is an option of the reader or parser; all others are metadata.
CREATE TABLE setting (
    plan  INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    key   TEXT NOT NULL CHECK (key <> ''),
    value TEXT NOT NULL,
    PRIMARY KEY (plan, key)
) STRICT, WITHOUT ROWID;

-- What a person coded: one theme of one passage. theme '' says that the person read the passage and gave
-- it no theme. When a file changes, the passage is searched again in the new text.
CREATE TABLE human_coding (
    id       INTEGER PRIMARY KEY,
    plan     INTEGER NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
    span_at  INTEGER NOT NULL CHECK (span_at >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_at),
    text     TEXT NOT NULL,                            -- the passage as it was coded
    theme    TEXT NOT NULL,                            -- code of the theme, or ''
    coder    TEXT NOT NULL CHECK (coder <> ''),        -- name of the person
    date     TEXT NOT NULL,                            -- YYYY-MM-DD, or '' when not told
    found    INTEGER NOT NULL DEFAULT 1 CHECK (found IN (0, 1)) -- 0: the text no longer holds the passage
) STRICT;
CREATE INDEX human_coding_place ON human_coding (plan, span_at);

-- Every theme scheme that ever coded this database, whole, so that a result can be made again.
CREATE TABLE scheme (
    hash TEXT PRIMARY KEY CHECK (hash <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    text TEXT NOT NULL                                 -- the JSON
) STRICT, WITHOUT ROWID;

-- Single values: 'derived' (version of DERIVED), 'scheme' (hash of the scheme in use), 'tool' (version of
-- the program that wrote last).
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The command lines that changed this database.
CREATE TABLE run (
    id      INTEGER PRIMARY KEY,
    date    TEXT NOT NULL,                             -- as the command gave it; may be ''
    tool    TEXT NOT NULL,                             -- version of the program
    command TEXT NOT NULL                              -- its command line
) STRICT;

------------------------------------------------------------------------------------------- CONTENT 2
-- What version 2 of CONTENT adds; a file of version 1 gets it when it is next opened for writing.

PRAGMA user_version = 2;

-- The learned coder (`plancmp learn`): it cannot be made again once people's codings have changed, so it
-- is kept. One row at most.
CREATE TABLE model (
    name   TEXT PRIMARY KEY CHECK (name = 'model'),    -- of the coder
    scheme TEXT NOT NULL,                              -- scheme.hash it was learned with
    people TEXT NOT NULL,                              -- whose codes it was learned from: names, JSON array
    n      INTEGER NOT NULL,                           -- measures it was learned from
    folds  INTEGER NOT NULL,                           -- of the cross-validation
    seed   INTEGER NOT NULL,                           -- of the folds
    tool   TEXT NOT NULL,                              -- version of the program
    text   TEXT NOT NULL                               -- JSON: traits (what it looks at) and themes, each with
                                                       -- weights (a number a trait), calibration, held-out F1
) STRICT, WITHOUT ROWID;

------------------------------------------------------------------------------------------- DERIVED
-- No foreign keys here: rows are written and deleted by whole plans, and checked before each commit.
-- Long lists in CHECKs are chains of OR: for IN (...) SQLite builds a table at each single insert.

DROP VIEW IF EXISTS plan_overview;
DROP VIEW IF EXISTS fact;
DROP VIEW IF EXISTS measure;
DROP VIEW IF EXISTS measure_theme;
DROP VIEW IF EXISTS outline;
DROP VIEW IF EXISTS evidence_hit;
DROP TRIGGER IF EXISTS plan_gone;
DROP TABLE IF EXISTS parsed;
DROP TABLE IF EXISTS node;
DROP TABLE IF EXISTS node_text;
DROP TABLE IF EXISTS piece;
DROP TABLE IF EXISTS duty;
DROP TABLE IF EXISTS target;
DROP TABLE IF EXISTS deadline;
DROP TABLE IF EXISTS metadatum;
DROP TABLE IF EXISTS diagnostic;
DROP TABLE IF EXISTS theme;
DROP TABLE IF EXISTS coder;
DROP TABLE IF EXISTS coded;
DROP TABLE IF EXISTS coding;
DROP TABLE IF EXISTS evidence;

-- That and how a plan was parsed, and what was found. Counts are of the plan proper (part 'plan').
CREATE TABLE parsed (
    plan        INTEGER PRIMARY KEY,                   -- plan.id
    parse_key   TEXT NOT NULL,                         -- all that decides on the outcome beside the bytes
    sections    INTEGER NOT NULL,
    subsections INTEGER NOT NULL,
    tasks       INTEGER NOT NULL,
    measures    INTEGER NOT NULL,
    others      INTEGER NOT NULL,                      -- measures in summaries, notices and annexes
    chars       INTEGER NOT NULL,                      -- of the measures
    targets     INTEGER NOT NULL,                      -- of the measures
    duties      INTEGER NOT NULL,                      -- rows of duty, wherever they stand
    deadlines   INTEGER NOT NULL,                      -- rows of deadline, wherever they stand
    diagnostics INTEGER NOT NULL
) STRICT;

-- The tree. A node's id is plan * 1048576 + its place in document order; the plan itself is place 0.
CREATE TABLE node (
    id          INTEGER PRIMARY KEY,
    plan        INTEGER GENERATED ALWAYS AS (id >> 20) VIRTUAL,
    parent      INTEGER NOT NULL CHECK (parent <= id AND parent >> 20 = id >> 20), -- itself for the plan
    kind        TEXT NOT NULL CHECK (kind = 'plan' OR kind = 'preamble' OR kind = 'section'
                              OR kind = 'subsection' OR kind = 'task' OR kind = 'measure'
                              OR kind = 'chrome'),
    part        TEXT NOT NULL CHECK (part = 'plan' OR part = 'notice' OR part = 'summary' OR part = 'annex'),
    ordinal     INTEGER NOT NULL,                      -- 1.. among the siblings of its kind
    level       INTEGER NOT NULL,                      -- 0 the plan, 1 the outermost numbered level, ...
    span_at     INTEGER NOT NULL, span_end    INTEGER NOT NULL, -- all of it, with its children
    number_at   INTEGER NOT NULL, number_end  INTEGER NOT NULL, -- its marker: '（一）', '26.'
    heading_at  INTEGER NOT NULL, heading_end INTEGER NOT NULL, -- its title without the marker
    body_at     INTEGER NOT NULL, body_end    INTEGER NOT NULL, -- a leaf's text
    number      TEXT,                                  -- the marker as written; NULL when there is none
    section     INTEGER, subsection INTEGER, task INTEGER, -- of a measure: the nodes it stands under, or NULL
    chars       INTEGER NOT NULL,                      -- of its node_text, white space not counted
    targets     INTEGER NOT NULL,                      -- of a measure: its own
    duties      INTEGER NOT NULL,                      -- of a measure: its own and those of what it stands under
    deadlines   INTEGER NOT NULL,                      -- likewise
    CHECK (0 <= span_at AND span_at <= span_end AND number_at <= number_end
           AND heading_at <= heading_end AND body_at <= body_end)
) STRICT;

-- A node's text as people read it, without the line breaks of the layout: the body of a measure,
-- preamble or chrome, the heading of the others.
CREATE TABLE node_text (
    node INTEGER PRIMARY KEY,                          -- node.id
    text TEXT NOT NULL
) STRICT;

-- The text cut without gap or overlap: every byte of a plan is in one piece.
CREATE TABLE piece (
    plan     INTEGER NOT NULL,
    span_at  INTEGER NOT NULL,
    span_end INTEGER NOT NULL CHECK (span_end > span_at),
    kind     TEXT NOT NULL CHECK (kind = 'heading' OR kind = 'measure' OR kind = 'duty' OR kind = 'preamble'
                              OR kind = 'chrome'),
    node     INTEGER NOT NULL CHECK (node >> 20 = plan), -- the node it belongs to
    PRIMARY KEY (plan, span_at)
) STRICT, WITHOUT ROWID;

-- Who is charged with a node (a task, or a measure where the clause stands inside one).
CREATE TABLE duty (
    node      INTEGER NOT NULL,
    ordinal   INTEGER NOT NULL,                        -- 0.. in the plan
    role      TEXT NOT NULL CHECK (role = 'responsible' OR role = 'lead' OR role = 'support'),
    unit      TEXT NOT NULL,                           -- normalised name
    written   TEXT NOT NULL,                           -- as written
    span_at   INTEGER NOT NULL, span_end   INTEGER NOT NULL, -- the unit
    clause_at INTEGER NOT NULL, clause_end INTEGER NOT NULL, -- the whole （责任单位：…）
    PRIMARY KEY (node, ordinal)
) STRICT, WITHOUT ROWID;

-- A quantity that a measure sets out to reach: 不少于 1.54 万平方米.
CREATE TABLE target (
    node       INTEGER NOT NULL,                       -- the measure
    ordinal    INTEGER NOT NULL,                       -- 0.. in the plan
    comparator TEXT NOT NULL CHECK (comparator = 'exact' OR comparator = 'at-least' OR comparator = 'more'
                              OR comparator = 'at-most' OR comparator = 'less' OR comparator = 'about'),
    hardness   TEXT NOT NULL CHECK (hardness = 'plain' OR hardness = 'firm' OR hardness = 'strive'
                              OR hardness = 'explore'),
    redacted   INTEGER NOT NULL CHECK (redacted IN (0, 1)),   -- the number is masked in the document
    value      REAL,                                   -- NULL when redacted
    high       REAL,                                   -- upper end of a range, else NULL
    baseline   REAL,                                   -- where it starts from (由86%提高到90%), else NULL
    value_norm REAL,                                   -- in unit_norm; NULL when redacted
    per_period INTEGER NOT NULL CHECK (per_period IN (0, 1)), -- a rate: 每天不少于1小时
    value_text TEXT NOT NULL,                          -- the number as written
    unit       TEXT NOT NULL,                          -- as written
    unit_norm  TEXT NOT NULL,
    object     TEXT NOT NULL,                          -- what is counted
    period     TEXT NOT NULL,                          -- 每天, 每学期; '' when there is none
    span_at    INTEGER NOT NULL, span_end INTEGER NOT NULL,
    PRIMARY KEY (node, ordinal)
) STRICT, WITHOUT ROWID;

-- By when. Dates are numbers yyyymmdd, NULL when not known.
CREATE TABLE deadline (
    node      INTEGER NOT NULL,
    ordinal   INTEGER NOT NULL,                        -- 0.. in the plan
    from_date INTEGER,
    to_date   INTEGER,
    written   TEXT NOT NULL,                           -- 6月底前
    span_at   INTEGER NOT NULL, span_end INTEGER NOT NULL,
    PRIMARY KEY (node, ordinal)
) STRICT, WITHOUT ROWID;

-- One value for one key, from one source. Of several for a key at most one is chosen: the others are
-- conflicts. What setting says wins over all of them (view fact).
CREATE TABLE metadatum (
    plan      INTEGER NOT NULL,
    ordinal   INTEGER NOT NULL,                        -- 0.. in the plan
    key       TEXT NOT NULL,                           -- title, year, issued, region, ...
    value     TEXT NOT NULL,                           -- dates as YYYY-MM-DD
    source    TEXT NOT NULL,                           -- manifest, hand, header, title, body, filename, chrome
    rule      TEXT NOT NULL,                           -- the rule that settled it
    place_at  INTEGER NOT NULL, place_end INTEGER NOT NULL,
    chosen    INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    PRIMARY KEY (plan, ordinal)
) STRICT, WITHOUT ROWID;

-- What the reader or parser was unsure of.
CREATE TABLE diagnostic (
    plan     INTEGER NOT NULL,
    ordinal  INTEGER NOT NULL,                         -- 0.. in the plan
    code     TEXT NOT NULL,                            -- 'number-gap', ...
    place_at INTEGER NOT NULL, place_end INTEGER NOT NULL,
    detail   TEXT NOT NULL,                            -- the text or number it is about
    PRIMARY KEY (plan, ordinal)
) STRICT, WITHOUT ROWID;

-- The themes of the schemes that are coded here.
CREATE TABLE theme (
    id       INTEGER PRIMARY KEY,
    scheme   TEXT NOT NULL,                            -- scheme.hash
    position INTEGER NOT NULL,                         -- 0.. in the scheme
    code     TEXT NOT NULL CHECK (code <> ''),         -- 'sports.school'
    en       TEXT NOT NULL,
    zh       TEXT NOT NULL,
    parent   INTEGER,                                  -- theme.id, NULL at the top
    core     INTEGER NOT NULL CHECK (core IN (0, 1)),
    colour   TEXT NOT NULL,
    UNIQUE (scheme, position),
    UNIQUE (scheme, code)
) STRICT;

-- A machine that codes: 'rules' are the rules of the scheme, 'model' is the learned coder.
CREATE TABLE coder (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL CHECK (name <> ''),
    scheme TEXT NOT NULL,                              -- scheme.hash
    UNIQUE (name, scheme)
) STRICT;

-- Which plans a coder has coded, also those where it found nothing.
CREATE TABLE coded (
    plan  INTEGER NOT NULL,
    coder INTEGER NOT NULL,
    PRIMARY KEY (plan, coder)
) STRICT, WITHOUT ROWID;

-- One theme of one measure.
CREATE TABLE coding (
    node   INTEGER NOT NULL,                           -- the measure
    coder  INTEGER NOT NULL,
    theme  INTEGER NOT NULL,                           -- theme.id
    weight REAL NOT NULL,                              -- that reached the threshold; of a theme that the
                                                       -- learned coder decides: its probability
    PRIMARY KEY (node, coder, theme)
) STRICT, WITHOUT ROWID;

-- The hits behind the codings of one measure, packed as JSON because there are millions of them:
-- [[theme.id, rule, at, length], ...], at counted from the measure's span_at (so a heading's is negative);
-- a fifth number 1 marks a hit in a heading, a sixth is the weight where it is not 1. The rule 4294967295 is
-- none: what the learned coder goes by, its weight the contribution to the theme's value.
-- The view evidence_hit unpacks them.
CREATE TABLE evidence (
    node  INTEGER NOT NULL,
    coder INTEGER NOT NULL,
    hits  TEXT NOT NULL,
    PRIMARY KEY (node, coder)
) STRICT, WITHOUT ROWID;

-- A plan that goes takes its derived rows along.
CREATE TRIGGER plan_gone AFTER DELETE ON plan BEGIN
    DELETE FROM parsed WHERE plan = old.id;
    DELETE FROM node WHERE id BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
    DELETE FROM node_text WHERE node BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
    DELETE FROM piece WHERE plan = old.id;
    DELETE FROM duty WHERE node BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
    DELETE FROM target WHERE node BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
    DELETE FROM deadline WHERE node BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
    DELETE FROM metadatum WHERE plan = old.id;
    DELETE FROM diagnostic WHERE plan = old.id;
    DELETE FROM coded WHERE plan = old.id;
    DELETE FROM coding WHERE node BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
    DELETE FROM evidence WHERE node BETWEEN old.id << 20 AND (old.id << 20) + 1048575;
END;

-- The value of each key that counts: what a person set, else what was chosen.
CREATE VIEW fact AS
SELECT plan, key, value, 'hand' AS source FROM setting WHERE instr(key, '.') = 0
UNION ALL
SELECT m.plan, m.key, m.value, m.source FROM metadatum AS m
WHERE m.chosen AND NOT EXISTS (SELECT 1 FROM setting AS s WHERE s.plan = m.plan AND s.key = m.key);

CREATE VIEW plan_overview AS
SELECT plan.id, plan.slug, plan.source, plan.format, plan.encoding, plan.sha256,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'title') AS title,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'year') AS year,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'region') AS region,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'level') AS level,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'province') AS province,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'publisher') AS publisher,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'doc_number') AS doc_number,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'kind') AS kind,
       (SELECT value FROM fact WHERE fact.plan = plan.id AND key = 'issued') AS issued,
       sections, subsections, tasks, measures, others, chars, targets, duties, deadlines, diagnostics
FROM plan LEFT JOIN parsed ON parsed.plan = plan.id;

-- Every node with its words.
CREATE VIEW outline AS
SELECT node.id, plan.slug AS plan, node.kind, node.part, node.level, node.ordinal, node.number,
       node_text.text, node.parent, node.span_at, node.span_end
FROM plan
JOIN node ON node.id BETWEEN plan.id << 20 AND (plan.id << 20) + 1048575
LEFT JOIN node_text ON node_text.node = node.id;

-- The measures, with what they stand under. Analyses count those of part 'plan'.
CREATE VIEW measure AS
SELECT node.id, plan.slug AS plan, node.part,
       section.number AS section_number, section_text.text AS section,
       subsection.number AS subsection_number, subsection_text.text AS subsection,
       task.number AS task_number, task_text.text AS task,
       node.ordinal, node_text.text, node.chars, node.targets, node.duties, node.deadlines,
       node.body_at AS span_at, node.body_end AS span_end
FROM plan
JOIN node ON node.id BETWEEN plan.id << 20 AND (plan.id << 20) + 1048575 AND node.kind = 'measure'
LEFT JOIN node_text ON node_text.node = node.id
LEFT JOIN node AS section ON section.id = node.section
LEFT JOIN node_text AS section_text ON section_text.node = node.section
LEFT JOIN node AS subsection ON subsection.id = node.subsection
LEFT JOIN node_text AS subsection_text ON subsection_text.node = node.subsection
LEFT JOIN node AS task ON task.id = node.task
LEFT JOIN node_text AS task_text ON task_text.node = node.task;

-- The themes of the measures, by the scheme in use.
CREATE VIEW measure_theme AS
SELECT coding.node AS measure, plan.slug AS plan, theme.code AS theme, coder.name AS coder,
       coding.weight
FROM plan
JOIN coding ON coding.node BETWEEN plan.id << 20 AND (plan.id << 20) + 1048575
JOIN coder ON coder.id = coding.coder
JOIN theme ON theme.id = coding.theme
WHERE theme.scheme = (SELECT value FROM meta WHERE key = 'scheme');

-- One row a hit, with the words that were hit.
CREATE VIEW evidence_hit AS
SELECT evidence.node AS measure, plan.slug AS plan, coder.name AS coder, theme.code AS theme,
       hit.value ->> 1 AS rule,
       CAST(substr(CAST(plan.text AS BLOB), node.span_at + (hit.value ->> 2) + 1, hit.value ->> 3) AS TEXT)
           AS term,
       node.span_at + (hit.value ->> 2) AS span_at,
       node.span_at + (hit.value ->> 2) + (hit.value ->> 3) AS span_end,
       coalesce(hit.value ->> 4, 0) AS from_heading,
       coalesce(hit.value ->> 5, 1.0) AS weight
FROM plan
JOIN evidence ON evidence.node BETWEEN plan.id << 20 AND (plan.id << 20) + 1048575
JOIN node ON node.id = evidence.node
JOIN coder ON coder.id = evidence.coder
JOIN json_each(evidence.hits) AS hit
JOIN theme ON theme.id = hit.value ->> 0;
