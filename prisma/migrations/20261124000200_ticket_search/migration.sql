-- How the lists are read: docs/decisions/0013-lists-by-a-readers-own-index.md.

-- A reader's year is one range of the viewers' key.
ALTER TABLE "ticket_viewer" ADD COLUMN "year" INTEGER;
UPDATE "ticket_viewer" SET "year" = "ticket"."year" FROM "ticket" WHERE "ticket"."reference" = "ticket_viewer"."reference";

-- AlterTable
ALTER TABLE "ticket_viewer" DROP CONSTRAINT "ticket_viewer_pkey",
ALTER COLUMN "year" SET NOT NULL,
ADD CONSTRAINT "ticket_viewer_pkey" PRIMARY KEY ("unit_id", "year", "opened_at", "reference");

-- DropIndex
DROP INDEX "ticket_opened_at_reference_idx";
DROP INDEX "ticket_status_opened_at_reference_idx";

-- CreateTable
CREATE TABLE "ticket_search" (
    "reference" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "search" tsvector NOT NULL,

    CONSTRAINT "ticket_search_pkey" PRIMARY KEY ("reference")
);

-- CreateTable
CREATE TABLE "search_word" (
    "word" TEXT NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("word")
);

-- CreateIndex
CREATE INDEX "ticket_search_search_idx" ON "ticket_search" USING GIN ("search");

-- CreateIndex
CREATE INDEX "search_word_word_idx" ON "search_word" USING GIN ("word" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "ticket_status_due_at_reference_idx" ON "ticket"("status", "due_at", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_opened_at_reference_idx" ON "ticket"("year", "opened_at", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_asker_agency_reference_idx" ON "ticket"("year", "asker_agency", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_asker_type_reference_idx" ON "ticket"("year", "asker_type", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_asker_name_reference_idx" ON "ticket"("year", "asker_name", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_subject_reference_idx" ON "ticket"("year", "subject", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_reference_idx" ON "ticket"("year", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_method_reference_idx" ON "ticket"("year", "method", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_status_reference_idx" ON "ticket"("year", "status", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_due_at_reference_idx" ON "ticket"("year", "due_at", "reference");

-- CreateIndex
CREATE INDEX "ticket_year_resolution_minutes_reference_idx" ON "ticket"("year", "resolution_minutes", "reference");

-- AddForeignKey
ALTER TABLE "ticket_search" ADD CONSTRAINT "ticket_search_reference_fkey" FOREIGN KEY ("reference") REFERENCES "ticket"("reference") ON DELETE CASCADE ON UPDATE RESTRICT;


-- By hand: what fills and asks the two tables.

-- A text as its words are compared: small letters, parted by all that is no letter or digit. Of a reference the digits are the word.
CREATE FUNCTION "searchable"("text" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  regexp_replace(lower("text" COLLATE "und-x-icu"), '(^|[^[:alnum:]])hai-(?=[0-9])', ' ', 'g'),
  '[^[:alnum:]]+', ' ', 'g');

-- The words of such a text; of a long one the beginning. PostgreSQL leaves out what goes on for more than two kilobytes.
CREATE FUNCTION "words_of"("searchable" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT left("word", 100) FROM unnest(tsvector_to_array(to_tsvector('simple', "searchable"))) AS "word");

-- Their Indonesian stems.
CREATE FUNCTION "stems_of"("searchable" text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT left("word", 100) FROM unnest(tsvector_to_array(to_tsvector('indonesian', "searchable"))) AS "word");

-- What each lexeme of a ticket begins with: a list is of one year, so that an index need not hold all years' tickets together.
CREATE FUNCTION "year_prefix"("year" integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lpad(("year" % 100)::text, 2, '0');

-- The tickets as they are searched: `=word` for words and stems; else a capital, digit or id after a letter, which no word
-- is: u who may see it, o who may see it while it is open, s status, l service, m method, j asker type, k satker, h handler,
-- p officers who acted, zO still open, zT in time or open, zL late or open (what an open one is depends on the clock).
CREATE FUNCTION "searched_tickets"("wanted" text[])
RETURNS TABLE ("reference" text, "opened_at" timestamptz, "search" tsvector, "words" text[]) LANGUAGE sql STABLE AS $$
  SELECT ticket.reference, ticket.opened_at,
    array_to_tsvector(ARRAY(SELECT year_prefix(ticket.year) || lexeme FROM unnest(
      ARRAY(SELECT '=' || word FROM unnest(text.words || stems_of(text.searchable)) AS word)
      || ARRAY(SELECT 'u' || id FROM unnest(viewers.ids) AS id)
      || CASE WHEN resolved_at IS NULL THEN ARRAY(SELECT 'o' || id FROM unnest(viewers.ids) AS id) END
      || ARRAY(SELECT 'p' || id FROM unnest(thread.officers) AS id WHERE id IS NOT NULL)
      || ARRAY['s' || status, 'm' || method, 'j' || asker_type, 'h' || handling_unit_id]
      || CASE WHEN service IS NOT NULL THEN ARRAY['l' || service] END
      || CASE WHEN satker_id IS NOT NULL THEN ARRAY['k' || satker_id] END
      || CASE WHEN resolved_at IS NULL THEN ARRAY['zO', 'zT', 'zL'] WHEN resolved_at < due_at THEN ARRAY['zT'] ELSE ARRAY['zL'] END
    ) AS lexeme)),
    text.words
  FROM ticket
  CROSS JOIN LATERAL (
    SELECT array_append(array_agg(unit_id), 'PUSAT') AS ids FROM ticket_viewer
    WHERE ticket_viewer.reference = ticket.reference) AS viewers
  CROSS JOIN LATERAL (
    SELECT string_agg(body, ' ' ORDER BY seq) AS bodies, array_agg(DISTINCT officer_id::text) AS officers FROM ticket_event
    WHERE ticket_event.reference = ticket.reference) AS thread
  CROSS JOIN LATERAL (
    -- A tsvector holds a megabyte; who wants to find the end of a longer thread knows another word of it.
    SELECT searchable(left(concat_ws(' ', ticket.reference, subject, asker_name, asker_email, question, thread.bodies), 100000))
      AS searchable) AS whole
  CROSS JOIN LATERAL (SELECT whole.searchable, words_of(whole.searchable) AS words) AS text
  WHERE ticket.reference = ANY (wanted)
$$;

-- Brings the search of tickets up to their rows, and adds the words that are new. Of two at the same ticket the second waits
-- and sees what the first wrote; words are added in their order, so that two acts never wait for each other.
CREATE FUNCTION "refresh_ticket_search"("wanted" text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM ticket WHERE reference = ANY (wanted) ORDER BY reference FOR NO KEY UPDATE;
  WITH made AS MATERIALIZED (SELECT * FROM searched_tickets(wanted)), kept AS (
    INSERT INTO ticket_search AS held (reference, opened_at, search) SELECT reference, opened_at, search FROM made
    ON CONFLICT (reference) DO UPDATE SET search = excluded.search WHERE held.search <> excluded.search)
  INSERT INTO search_word (word)
  SELECT DISTINCT spoken FROM made, unnest(words) AS spoken
  WHERE spoken COLLATE "und-x-icu" ~ '^[[:alpha:]]{4,30}$' AND NOT EXISTS (SELECT FROM search_word WHERE word = spoken)
  ORDER BY spoken ON CONFLICT DO NOTHING;
END $$;

-- No event, no change: whoever writes a ticket writes what happened to it, and its viewers, in the same statement.
CREATE FUNCTION "refresh_search_of_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added) THEN
    PERFORM refresh_ticket_search(ARRAY(SELECT DISTINCT reference FROM added));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "ticket_event_search" AFTER INSERT ON "ticket_event" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "refresh_search_of_events"();

-- Asks for tickets of one of these years that have all of the lexemes and, for each word typed, one that begins with it or
-- has its stem. Null, which finds nothing, for a text without words. Ten words are enough, the longest ones.
CREATE FUNCTION "ticket_query"("years" integer[], "lexemes" text[], "typed" text) RETURNS tsquery LANGUAGE sql STABLE AS $$
  WITH words AS (
    SELECT word, ARRAY(SELECT stem FROM unnest(stems_of(word)) AS stem WHERE NOT starts_with(stem, word)) AS stems
    FROM unnest(words_of(searchable(typed))) AS word ORDER BY length(word) DESC LIMIT 10)
  SELECT string_agg('(' || concat_ws(' & ',
    (SELECT string_agg(quote_literal(prefix || lexeme), ' & ') FROM unnest(lexemes) AS lexeme),
    (SELECT string_agg('(' || concat_ws(' | ', quote_literal(prefix || '=' || word) || ':*',
      (SELECT string_agg(quote_literal(prefix || '=' || stem), ' | ') FROM unnest(stems) AS stem)) || ')', ' & ') FROM words)
    ) || ')', ' | ')::tsquery
  FROM (SELECT year_prefix(year) AS prefix FROM unnest(years) AS year) AS prefixes
  WHERE typed = '' OR EXISTS (SELECT FROM words)
$$;

SELECT refresh_ticket_search(ARRAY(SELECT reference FROM ticket));
