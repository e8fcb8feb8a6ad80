-- What a ledger reads as: of the texts of an address the latest, its current reading, with corrections
-- (docs/ledger.md).

CREATE MACRO spelt(words) AS translate(
    replace(replace(replace(replace(words, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'þ', 'th'),
    'øłđðı''’ʼ‘`', 'olddi');

CREATE MACRO folded(words) AS trim(regexp_replace(
    spelt(lower(strip_accents(words))), '[^\p{L}\p{N}]+', ' ', 'g'));

CREATE VIEW superseded AS SELECT replaces AS reading_id FROM stored_reading WHERE replaces IS NOT NULL;

CREATE VIEW every_claim AS
SELECT * FROM stored_claim
WHERE reading_id NOT IN (SELECT reading_id FROM superseded) AND claim_id NOT IN (SELECT claim_id FROM changed)
UNION ALL BY NAME SELECT * FROM mended_claim;

CREATE VIEW every_link AS
SELECT * FROM stored_link
WHERE reading_id NOT IN (SELECT reading_id FROM superseded) AND claim_id NOT IN (SELECT claim_id FROM changed)
UNION ALL BY NAME SELECT * FROM mended_link;

CREATE VIEW earlier AS SELECT article_id FROM editions WHERE later IS NOT NULL;

CREATE VIEW claims AS
SELECT * FROM every_claim WHERE article_id NOT IN (SELECT article_id FROM earlier);

CREATE VIEW links AS
SELECT * FROM every_link WHERE article_id NOT IN (SELECT article_id FROM earlier);

CREATE MACRO claims_known(day) AS TABLE
SELECT * FROM every_claim WHERE known <= day AND article_id NOT IN (
    SELECT article_id FROM editions WHERE since IS NULL OR since > day OR until <= day);

CREATE VIEW ties AS SELECT * FROM links WHERE tie IS NOT NULL;

CREATE VIEW articles AS SELECT * EXCLUDE (sketch) FROM stored_article
WHERE article_id NOT IN (SELECT article_id FROM earlier);

CREATE MACRO articles_known(day) AS TABLE
SELECT * EXCLUDE (sketch) FROM stored_article WHERE known <= day AND article_id NOT IN (
    SELECT article_id FROM editions WHERE since IS NULL OR since > day OR until <= day);

CREATE VIEW readings AS
SELECT * FROM stored_reading
WHERE reading_id NOT IN (SELECT reading_id FROM superseded) AND article_id NOT IN (SELECT article_id FROM earlier);

CREATE VIEW corrections AS SELECT * FROM stored_correction ORDER BY "order";
