-- How tickets are found (docs/decisions/0013-lists-by-a-readers-own-index.md). A later migration that changes the
-- search repeats all of this, so that the newest one shows the whole.


-- Texts and words

-- A text normalised for search (`folded` is in the migration of the tables): a reference becomes its number, and an amount
-- loses Rp and zero cents.
CREATE FUNCTION said(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  regexp_replace(
    regexp_replace(folded(text) COLLATE "und-x-icu", '(^|[^[:alnum:]])hai[^[:alnum:]]{0,3}(?=[0-9])', E'\n', 'g'),
    '(^|[^[:alnum:]])(rp|idr)[. ]{0,3}(?=[0-9])', '\1', 'g'),
  '([0-9]{3})[.,](00?|-+)(?![.,/]?[0-9])', '\1', 'g');

-- Such a text with a space for everything but letters and digits.
CREATE FUNCTION searchable(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(said COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g');

-- The words of such a text; of a long word the beginning.
CREATE FUNCTION words_of(searchable text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT left(word, 100) FROM unnest(string_to_array(searchable, ' ')) AS word WHERE word <> '');

-- Their Indonesian stems.
CREATE FUNCTION stems_of(searchable text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT DISTINCT left(word, 100) FROM unnest(tsvector_to_array(to_tsvector('indonesian', searchable))) AS word);

-- Such as 7.250.000. Its last digits identify nothing.
CREATE FUNCTION is_amount(number text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN number ~ '^[0-9]{1,3}([., ''][0-9]{3})+([.,][0-9]{1,2})?$';

-- The numbers of a text that `said` returned: each with its parts joined across points, dashes and slashes, and once more
-- across spaces, as in 0012026 for 001/2026. More than 32 digits are a table or noise. The limit keeps a tsvector small.
CREATE FUNCTION numbers_of(said text) RETURNS TABLE (digits text, amount boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT digits, bool_and(amount) FROM (
    SELECT regexp_replace(run, '[^0-9]', '', 'g') AS digits, is_amount(run) AS amount
    FROM (SELECT (regexp_matches(said, '[0-9]+(?:[-.,/''_][0-9]+)*', 'g'))[1] AS run
      UNION ALL SELECT (regexp_matches(said, '[0-9]+(?:(?: |[-.,/''_]| [-/] )[0-9]+)*', 'g'))[1]) AS runs) AS numbers
  WHERE length(digits) <= 32 GROUP BY digits LIMIT 1000
$$;


-- Lexemes

-- The prefix of a ticket's lexemes. With the year in it, a list of one year never reads other years' entries.
CREATE FUNCTION year_prefix(year integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lpad((year % 100)::text, 2, '0');

-- The month prefix of a ticket's lexemes: its year, and the month of its opening in UTC.
CREATE FUNCTION month_prefix(year integer, opened_at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN year_prefix(year) || lpad(extract(month FROM opened_at AT TIME ZONE 'UTC')::text, 2, '0');

-- The lexeme of a trait and its value. Callers name the trait; only this function knows the encoding. A letter is
-- followed by a capital, a digit or an id, and `=` by a word, stem or number, so no trait can be mistaken for another. An
-- unknown trait finds nothing.
CREATE FUNCTION lexeme_of(trait text, value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE trait
  WHEN 'word' THEN '='
  WHEN 'tail' THEN '#' -- the last digits of a number
  WHEN 'viewer' THEN 'u' -- a unit that may see it
  WHEN 'open_viewer' THEN 'o' -- a viewer, while the ticket is open
  WHEN 'status' THEN 's'
  WHEN 'service' THEN 'l'
  WHEN 'method' THEN 'm'
  WHEN 'asker_type' THEN 'j'
  WHEN 'satker' THEN 'k'
  WHEN 'handler' THEN 'h'
  WHEN 'officer' THEN 'p' -- an officer who acted
  WHEN 'sla' THEN 'z' -- all states it can be in: for an open ticket, the clock decides
  ELSE '?'
END || value;

-- The search entries of tickets. Lexemes begin with the month, those of open viewers with the year. ROWS 1 makes
-- PostgreSQL look up each word instead of reading all known words.
CREATE FUNCTION searched_tickets(wanted text[])
RETURNS TABLE (reference text, opened_at timestamptz, month text, search tsvector, words text[])
LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT ticket.reference, ticket.opened_at, dated.month,
    array_to_tsvector(
      ARRAY(SELECT dated.month || lexeme FROM unnest(
        ARRAY(SELECT lexeme_of('word', word) FROM unnest(text.words || text.numbers || stems_of(text.searchable)) AS word)
        || ARRAY(SELECT lexeme_of('tail', tail) FROM unnest(text.tails) AS tail)
        || ARRAY(SELECT lexeme_of('viewer', id) FROM unnest(viewers.ids) AS id)
        || ARRAY(SELECT lexeme_of('officer', id) FROM unnest(thread.officers) AS id)
        || ARRAY(SELECT lexeme_of('sla', state) FROM unnest(sla.states) AS state)
        || ARRAY[
          lexeme_of('status', status::text), lexeme_of('service', service::text), lexeme_of('method', method::text),
          lexeme_of('asker_type', asker_type::text), lexeme_of('satker', satker_id), lexeme_of('handler', handling_unit_id)]
      ) AS lexeme WHERE lexeme IS NOT NULL)
      || CASE WHEN resolved_at IS NULL THEN
        ARRAY(SELECT year_prefix(ticket.year) || lexeme_of('open_viewer', id) FROM unnest(viewers.ids) AS id) END),
    text.words
  FROM ticket
  CROSS JOIN LATERAL (SELECT month_prefix(ticket.year, ticket.opened_at) AS month) AS dated
  CROSS JOIN LATERAL (
    SELECT CASE WHEN resolved_at IS NULL THEN ARRAY['ON_TIME', 'DUE_SOON', 'OVERDUE']
      WHEN resolved_at < due_at THEN ARRAY['ON_TIME'] ELSE ARRAY['OVERDUE'] END AS states) AS sla
  CROSS JOIN LATERAL (
    SELECT array_append(array_agg(unit_id), 'PUSAT') AS ids FROM ticket_viewer
    WHERE ticket_viewer.reference = ticket.reference) AS viewers
  CROSS JOIN LATERAL (
    SELECT string_agg(body, E'\n' ORDER BY seq) AS bodies, array_agg(DISTINCT officer_id::text) AS officers FROM ticket_event
    WHERE ticket_event.reference = ticket.reference) AS thread
  CROSS JOIN LATERAL (
    -- A tsvector holds at most a megabyte, so the end of a longer thread cannot be searched.
    SELECT left(said(left(concat_ws(E'\n', ticket.reference, subject, asker_name, asker_email, question, thread.bodies), 100000)), 100000)
      AS said) AS whole
  CROSS JOIN LATERAL (
    SELECT searchable(whole.said) AS searchable, array_agg(DISTINCT digits) AS numbers,
      -- People name a document by its last digits, six or more.
      (array_agg(DISTINCT right(digits, size)) FILTER (WHERE size IS NOT NULL))[:2000] AS tails
    FROM numbers_of(whole.said) LEFT JOIN LATERAL generate_series(6, length(digits) - 1) AS size ON NOT amount) AS read
  CROSS JOIN LATERAL (SELECT read.*, words_of(read.searchable) AS words) AS text
  WHERE ticket.reference = ANY (wanted)
$$;


-- Maintaining ticket_search and search_word

-- Updates the search entries of tickets and adds new words. Of two acts on one ticket, the second waits and sees what
-- the first wrote; words are added in sorted order, so two acts never deadlock. PostgreSQL plans it once for each
-- connection, because planning takes longer than running: 0.4 ms for an act instead of 1.1.
CREATE FUNCTION refresh_ticket_search(wanted text[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM ticket WHERE reference = ANY (wanted) ORDER BY reference FOR NO KEY UPDATE;
  WITH made AS MATERIALIZED (SELECT * FROM searched_tickets(wanted)), kept AS (
    INSERT INTO ticket_search AS held (reference, opened_at, month, search)
    SELECT reference, opened_at, month, search FROM made
    ON CONFLICT (reference) DO UPDATE SET month = excluded.month, search = excluded.search WHERE held.search <> excluded.search)
  INSERT INTO search_word (word)
  SELECT DISTINCT spoken FROM made, unnest(words) AS spoken
  WHERE spoken COLLATE "und-x-icu" ~ '^[[:alpha:]]{4,30}$' AND NOT EXISTS (SELECT FROM search_word WHERE word = spoken)
  ORDER BY spoken ON CONFLICT DO NOTHING;
END $$;

-- A trigger on events suffices: whoever writes a ticket writes its event and viewers in the same statement.
CREATE FUNCTION refresh_search_of_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added) THEN
    PERFORM refresh_ticket_search(ARRAY(SELECT DISTINCT reference FROM added));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER ticket_event_search AFTER INSERT ON ticket_event REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_events();


-- Queries

-- A typed text normalised for search, also without a currency next to a number.
CREATE FUNCTION asked(typed text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  regexp_replace(said(typed) COLLATE "und-x-icu", '(^|[^[:alnum:]])(usd|eur|jpy|sgd|gbp|aud|cny|sar)[. ]{0,3}(?=[0-9])', '\1', 'g'),
  '([0-9])[ ]?(rupiah|rp|idr|usd|eur|jpy|sgd|gbp|aud|cny|sar)(?![[:alnum:]])', '\1', 'g');

-- A part of a tsquery: all of these words, as prefixes unless `whole`. Each lexeme follows `mark`.
CREATE FUNCTION all_words(words text[], whole boolean, mark text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '(' || string_agg(quote_literal(mark || lexeme_of('word', left(word, 100))) || CASE WHEN whole THEN '' ELSE ':*' END, ' & ') || ')'
  FROM unnest(words) AS word WHERE word <> ''
$$;

-- The tsquery of a typed text, with `mark` before each lexeme. For each typed word it finds a word that begins with it or
-- has its stem; for each number, however it is written, one that begins or ends with it. With `whole` a word must equal
-- the typed one or have its stem, which the index answers much faster. Null for a text without words and numbers. Uses
-- the ten longest.
CREATE FUNCTION text_query(typed text, whole boolean, mark text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg('(' || concat_ws(' | ', VARIADIC ways) || ')', ' & ') FROM (
    SELECT DISTINCT token[1] AS token, length(token[1]) AS size
    FROM regexp_matches(asked(typed) COLLATE "und-x-icu",
      '[[:alnum:]]*[^[:space:]!-@[-`{-~][[:alnum:]]*|[0-9]+(?:(?: |[-.,/''_]| [-/] )[0-9]+)*(?![[:alnum:]])', 'g') AS token
    ORDER BY size DESC LIMIT 10) AS tokens
  CROSS JOIN LATERAL (SELECT regexp_replace(token, '[^0-9]', '', 'g') AS digits, token ~ '^[0-9][-0-9.,/''_ ]*$' AS number) AS read
  CROSS JOIN LATERAL (SELECT CASE
    WHEN number THEN ARRAY[
      CASE WHEN length(digits) <= 32 THEN all_words(ARRAY[digits], whole, mark) END,
      CASE WHEN length(digits) BETWEEN 6 AND 32 AND NOT is_amount(token) THEN quote_literal(mark || lexeme_of('tail', digits)) END,
      CASE WHEN token LIKE '% %' THEN all_words(ARRAY(
          SELECT regexp_replace(part, '[^0-9]', '', 'g') FROM unnest(string_to_array(token, ' ')) AS part), whole, mark)
        WHEN NOT is_amount(token) THEN all_words(regexp_split_to_array(token, '[^0-9]+'), whole, mark) END]
    ELSE array_cat(
      ARRAY[all_words(ARRAY[token], whole, mark),
        all_words(regexp_match(token COLLATE "und-x-icu", '^([^0-9]+)([0-9]{3,})$'), whole, mark)],
      ARRAY(SELECT quote_literal(mark || lexeme_of('word', stem)) FROM unnest(stems_of(token)) AS stem WHERE NOT starts_with(stem, token)))
    END AS ways) AS asked
$$;

-- The queries for each month of these years, latest first: tickets with all traits that match the typed text. No rows for
-- a text without words.
CREATE FUNCTION month_queries(years integer[], traits jsonb, typed text, whole boolean)
RETURNS TABLE (of_month text, query tsquery) LANGUAGE sql STABLE AS $$
  WITH typed AS MATERIALIZED (SELECT CASE WHEN typed <> '' THEN text_query(typed, whole, chr(1)) END AS query)
  SELECT prefix, concat_ws(' & ',
    (SELECT string_agg(quote_literal(prefix || lexeme_of(key, value)), ' & ') FROM jsonb_each_text(traits)),
    replace(typed.query, chr(1), prefix))::tsquery
  FROM typed, (
    SELECT year_prefix(year) || lpad(n::text, 2, '0') AS prefix FROM unnest(years) AS year, generate_series(1, 12) AS n
    ORDER BY year DESC, n DESC) AS months
  WHERE month_queries.typed = '' OR typed.query IS NOT NULL
$$;

-- The query for open tickets of these years that the unit may see.
CREATE FUNCTION open_query(years integer[], unit text) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(quote_literal(year_prefix(year) || lexeme_of('open_viewer', unit)), ' | ')::tsquery FROM unnest(years) AS year
$$;
