-- What a ledger reads as: the current reading of each article, with corrections (docs/ledger.md).

CREATE MACRO folded(words) AS trim(regexp_replace(
    replace(replace(lower(strip_accents(words)), '''', ''), chr(8217), ''), '[^\p{L}\p{N}]+', ' ', 'g'));

CREATE VIEW superseded AS SELECT replaces AS reading_id FROM stored_reading WHERE replaces IS NOT NULL;

CREATE VIEW claims AS
SELECT * FROM stored_claim
WHERE reading_id NOT IN (SELECT reading_id FROM superseded) AND claim_id NOT IN (SELECT claim_id FROM changed)
UNION ALL BY NAME SELECT * FROM mended_claim;

CREATE VIEW links AS
SELECT * FROM stored_link
WHERE reading_id NOT IN (SELECT reading_id FROM superseded) AND claim_id NOT IN (SELECT claim_id FROM changed)
UNION ALL BY NAME SELECT * FROM mended_link;

CREATE VIEW ties AS SELECT * FROM links WHERE tie IS NOT NULL;

CREATE VIEW articles AS SELECT * EXCLUDE (sketch) FROM stored_article;

CREATE VIEW readings AS
SELECT * FROM stored_reading WHERE reading_id NOT IN (SELECT reading_id FROM superseded);

CREATE VIEW corrections AS SELECT * FROM stored_correction ORDER BY "order";
