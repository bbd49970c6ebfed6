-- The tables of schema.prisma and their indexes; the next migration has the search of tickets. Checks state what must
-- never be false, whoever writes. They compare no times of different clocks (web, Temporal) and limit no texts that
-- Temporal limits.

CREATE EXTENSION IF NOT EXISTS citext;
-- Finds tens of thousands of satkers by parts of their code and name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE "UnitType" AS ENUM ('SATKER', 'KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH', 'HAI', 'KANTOR_PUSAT');
CREATE TYPE "Role" AS ENUM ('OPERATOR', 'PENGAWAS', 'ADMINISTRATOR');
CREATE TYPE "OfficerKind" AS ENUM ('CSO', 'SSO');
CREATE TYPE "AskerType" AS ENUM ('SATKER', 'KPPN', 'PEMDA', 'UMUM', 'BANK', 'PIHAK_KETIGA', 'MAHASISWA');
CREATE TYPE "Service" AS ENUM ('PERBENDAHARAAN', 'REVISI_DIPA', 'MPN_G2', 'PINJAMAN_HIBAH');
CREATE TYPE "Method" AS ENUM ('OMSPAN_SATKER', 'TATAP_MUKA', 'TELEPON', 'EMAIL', 'SURAT', 'LAINNYA');
CREATE TYPE "Status" AS ENUM ('WAITING', 'ESCALATED', 'RESOLVED');
CREATE TYPE "EventKind" AS ENUM (
  'RECORDED', 'ANSWERED', 'ESCALATED', 'HAI_REPLIED', 'HAI_REPLY_REFUSED', 'COMPLETED',
  'AUTO_COMPLETED', 'SLA_WARNED', 'SLA_BREACHED', 'DEADLINE_MOVED'
);
CREATE TYPE "NoticeKind" AS ENUM (
  'RECORDED', 'NEW', 'ANSWERED', 'ESCALATED', 'HAI_REPLIED', 'COMPLETED', 'SLA_WARNED', 'SLA_BREACHED'
);
CREATE TYPE "MailState" AS ENUM (
  'GATHERING', 'WAITING', 'HANDING_OVER', 'SENT', 'MAYBE_SENT', 'REFUSED', 'FAILED', 'DROPPED', 'KEPT'
);
CREATE TYPE "HolidayKind" AS ENUM ('LIBUR_NASIONAL', 'CUTI_BERSAMA');
CREATE TYPE "AttachmentKind" AS ENUM ('PDF', 'XLS', 'XLSX', 'ZIP');
CREATE TYPE "ExportStatus" AS ENUM ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED');


-- Names

-- A text as it is compared: in lower case, without accents, with one kind each of apostrophe, dash and space, and without what
-- cannot be seen. Signs of other scripts beside letters become spaces, for to normalise a long run of them takes the square of
-- its length. Everything that people look up by name asks this function, for what is stored and for what is typed.
CREATE FUNCTION folded(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
  lower(normalize(
    regexp_replace(
      regexp_replace(
        translate(text,
          -- Apostrophes, dashes (and Word's own sign for one that does not break), spaces, letters that are not made of two.
          U&'\0060\00B4\02B9\02BB\02BC\02BD\02BE\02BF\02C8\02CB\2018\2019\201B\2032\2035\A78C\FF07'
            || U&'\001E\02D7\058A\1806\2010\2011\2012\2013\2014\2015\2043\2212\2E3A\2E3B\FE58\FE63\FF0D'
            || U&'\00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000'
            || U&'\00D8\00F8\0110\0111\0126\0127\0131\0141\0142\0166\0167'
            -- Invisible: what follows has nothing to become.
            || U&'\001F\00AD\034F\061C\180E\200B\200C\200D\200E\200F\202A\202B\202C\202D\202E\2060\2061\2062\2063\2064'
            || U&'\2066\2067\2068\2069\206A\206B\206C\206D\206E\206F\FEFF',
          repeat('''', 17) || repeat('-', 17) || repeat(' ', 16) || 'OoDdHhiLlTt') COLLATE "und-x-icu",
        '[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]+', '', 'g'),
      '[^[:alnum:][:space:]!-/:-@[-`{-~]', ' ', 'g'), NFKD) COLLATE "und-x-icu"),
  '[^[:alnum:][:space:]!-/:-@[-`{-~]+', '', 'g');


-- Units and people

CREATE TABLE unit (
  id text PRIMARY KEY,
  type "UnitType" NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  parent_id text REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  zone text NOT NULL,
  province text,
  name_folded text NOT NULL GENERATED ALWAYS AS (folded(name)) STORED,
  CONSTRAINT unit_code_check CHECK (CASE type
    WHEN 'SATKER' THEN code ~ '^[0-9]{6}$' AND id = 'SATKER-' || code
    WHEN 'KPPN' THEN code ~ '^[0-9]{3}$' AND id = 'KPPN-' || code
    WHEN 'KPPN_KP' THEN code ~ '^[0-9]{3}$' AND id = 'KPPN-' || code
    WHEN 'KPPN_KPH' THEN code ~ '^[0-9]{3}$' AND id = 'KPPN-' || code
    WHEN 'KANWIL' THEN code ~ '^[0-9]{2}$' AND id = 'KANWIL-' || code
    WHEN 'HAI' THEN code = '' AND id = 'HAI'
    WHEN 'KANTOR_PUSAT' THEN code = '' AND id = 'PUSAT'
  END),
  CONSTRAINT unit_parent_check CHECK (CASE type
    WHEN 'SATKER' THEN parent_id IS NOT NULL AND parent_id LIKE 'KPPN-%'
    WHEN 'KPPN' THEN parent_id IS NOT NULL AND parent_id LIKE 'KANWIL-%'
    ELSE parent_id IS NULL
  END),
  CONSTRAINT unit_name_check CHECK (btrim(name) <> ''),
  CONSTRAINT unit_zone_check CHECK (zone ~ '^[A-Za-z_]+/[A-Za-z_]+$')
);

CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  username citext NOT NULL,
  password_hash text NOT NULL,
  display_name text NOT NULL,
  role "Role" NOT NULL,
  unit_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  disabled_at timestamptz(3),
  email citext,
  email_refusal text,
  mail_unwanted "NoticeKind"[] DEFAULT ARRAY[]::"NoticeKind"[],
  unread_from timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT account_username_check CHECK (username ~ '^[^[:space:]]+$'),
  CONSTRAINT account_password_hash_check CHECK (password_hash LIKE '$argon2id$%'),
  CONSTRAINT account_email_check CHECK (email ~ '^[^[:space:]@]+@[^[:space:]@]+$')
);

-- Only Kuasa BUN units have officers (specification.md 1).
CREATE TABLE officer (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  kind "OfficerKind" NOT NULL,
  name text NOT NULL,
  password_hash text NOT NULL,
  disabled_at timestamptz(3),
  name_folded text NOT NULL GENERATED ALWAYS AS (folded(name)) STORED,
  CONSTRAINT officer_unit_id_check CHECK (unit_id LIKE 'KPPN-%' OR unit_id LIKE 'KANWIL-%'),
  CONSTRAINT officer_name_check CHECK (btrim(name) <> ''),
  CONSTRAINT officer_password_hash_check CHECK (password_hash LIKE '$argon2id$%')
);

CREATE TABLE session (
  token_hash text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  year integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_seen_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  officer_id uuid REFERENCES officer ON DELETE SET NULL ON UPDATE RESTRICT,
  signed_at timestamptz(3),
  seal uuid NOT NULL DEFAULT gen_random_uuid()
);

CREATE TABLE customer (
  id serial PRIMARY KEY,
  email citext NOT NULL,
  name text NOT NULL,
  type "AskerType" NOT NULL,
  unit_id text REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  recorded_by_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  email_refusal text,
  name_folded text NOT NULL GENERATED ALWAYS AS (folded(name)) STORED,
  CONSTRAINT customer_email_check CHECK (email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  CONSTRAINT customer_name_check CHECK (btrim(name) <> ''),
  CONSTRAINT customer_unit_id_check CHECK (CASE type
    WHEN 'SATKER' THEN unit_id IS NOT NULL AND unit_id LIKE 'SATKER-%'
    WHEN 'KPPN' THEN unit_id IS NOT NULL AND unit_id LIKE 'KPPN-%'
    ELSE unit_id IS NULL
  END)
);

CREATE TABLE customer_link (
  unit_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  customer_id integer NOT NULL REFERENCES customer ON DELETE RESTRICT ON UPDATE RESTRICT,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ended_at timestamptz(3),
  PRIMARY KEY (unit_id, customer_id)
);


-- Forms and lists of an account

CREATE TABLE kept_form (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  fields jsonb NOT NULL,
  sent jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE saved_filter (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  list text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  CONSTRAINT saved_filter_list_check CHECK (list IN ('tiket', 'laporan')),
  CONSTRAINT saved_filter_name_check CHECK (btrim(name) <> '')
);

CREATE TABLE done_request (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  path text NOT NULL,
  request_key text NOT NULL,
  location text NOT NULL,
  digest text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (account_id, path, request_key)
);


-- Tickets

CREATE TABLE reference_stem (
  stem text PRIMARY KEY,
  taken integer NOT NULL,
  CONSTRAINT reference_stem_stem_check CHECK (stem ~ '^HAI-[0-9]{9,10}$'),
  CONSTRAINT reference_stem_taken_check CHECK (taken >= 1)
);

CREATE TABLE reservation (
  reference text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE RESTRICT,
  request_key text NOT NULL,
  input jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  quiet boolean NOT NULL DEFAULT false,
  finished_at timestamptz(3),
  CONSTRAINT reservation_reference_check CHECK (reference ~ '^HAI-[0-9]{9,10}(-[0-9]+)?$'),
  CONSTRAINT reservation_request_key_check CHECK (request_key <> '')
);

CREATE TABLE ticket (
  reference text PRIMARY KEY,
  seq integer NOT NULL,
  status "Status" NOT NULL,
  subject text NOT NULL,
  question text NOT NULL,
  service "Service",
  method "Method" NOT NULL,
  asker_type "AskerType" NOT NULL,
  customer_id integer NOT NULL REFERENCES customer ON DELETE RESTRICT ON UPDATE RESTRICT,
  asker_name text NOT NULL,
  asker_email text NOT NULL,
  asker_agency text NOT NULL,
  satker_id text REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  partner_kppn_id text REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  handling_unit_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  recorder_unit_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  recorder_id uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE RESTRICT,
  officer_name text,
  year integer NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  warn_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  breached_at timestamptz(3),
  escalated_at timestamptz(3),
  hai_replied_at timestamptz(3),
  auto_complete_at timestamptz(3),
  resolved_at timestamptz(3),
  resolution_minutes integer,
  first_response_minutes integer,
  hai_minutes integer,
  CONSTRAINT ticket_reference_check CHECK (reference ~ '^HAI-[0-9]{9,10}(-[0-9]+)?$'),
  CONSTRAINT ticket_seq_check CHECK (seq >= 1),
  CONSTRAINT ticket_subject_check CHECK (btrim(subject) <> ''),
  CONSTRAINT ticket_question_check CHECK (btrim(question) <> ''),
  CONSTRAINT ticket_due_at_check CHECK (due_at > opened_at),
  CONSTRAINT ticket_warn_at_check CHECK (warn_at < due_at),
  CONSTRAINT ticket_resolved_at_check CHECK ((status = 'RESOLVED') = (resolved_at IS NOT NULL)),
  CONSTRAINT ticket_escalated_at_check CHECK (CASE status
    WHEN 'WAITING' THEN escalated_at IS NULL
    WHEN 'ESCALATED' THEN escalated_at IS NOT NULL
    ELSE true
  END),
  CONSTRAINT ticket_hai_replied_at_check CHECK (hai_replied_at IS NULL OR escalated_at IS NOT NULL),
  CONSTRAINT ticket_auto_complete_at_check
    CHECK (auto_complete_at IS NULL OR (hai_replied_at IS NOT NULL AND resolved_at IS NULL)),
  CONSTRAINT ticket_resolution_minutes_check
    CHECK (resolution_minutes IS NULL OR (resolution_minutes >= 0 AND resolved_at IS NOT NULL)),
  CONSTRAINT ticket_satker_id_check CHECK (
    (satker_id IS NULL OR satker_id LIKE 'SATKER-%') AND (asker_type <> 'SATKER' OR satker_id IS NOT NULL)),
  CONSTRAINT ticket_partner_kppn_id_check CHECK (partner_kppn_id LIKE 'KPPN-%'),
  CONSTRAINT ticket_first_response_minutes_check CHECK (first_response_minutes >= 0),
  CONSTRAINT ticket_hai_minutes_check CHECK (hai_minutes IS NULL OR hai_minutes >= 0 AND escalated_at IS NOT NULL)
);

-- `moved` holds the deadline before and after a move.
CREATE TABLE ticket_event (
  reference text NOT NULL REFERENCES ticket ON DELETE RESTRICT ON UPDATE RESTRICT,
  seq integer NOT NULL,
  kind "EventKind" NOT NULL,
  at timestamptz(3) NOT NULL,
  key text,
  author text NOT NULL,
  unit_id text,
  account_id uuid,
  officer_id uuid,
  body text NOT NULL,
  moved jsonb,
  PRIMARY KEY (reference, seq),
  CONSTRAINT ticket_event_seq_check CHECK (seq >= 1 AND (seq = 1) = (kind = 'RECORDED')),
  CONSTRAINT ticket_event_key_check CHECK (key <> ''),
  CONSTRAINT ticket_event_author_check CHECK (btrim(author) <> ''),
  CONSTRAINT ticket_event_body_check
    CHECK (char_length(body) <= 2000000 AND (kind NOT IN ('ANSWERED', 'HAI_REPLIED') OR btrim(body) <> '')),
  CONSTRAINT ticket_event_moved_check CHECK ((moved IS NOT NULL) = (kind = 'DEADLINE_MOVED'))
);

-- A file belongs to one event, or still waits for it.
CREATE TABLE attachment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE RESTRICT,
  name text NOT NULL,
  kind "AttachmentKind" NOT NULL,
  size integer NOT NULL,
  sha256 text NOT NULL,
  key text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  reference text,
  seq integer,
  claim text,
  FOREIGN KEY (reference, seq) REFERENCES ticket_event(reference, seq) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT attachment_event_check CHECK ((reference IS NULL) = (seq IS NULL)),
  CONSTRAINT attachment_size_check CHECK (size > 0)
);

CREATE TABLE ticket_viewer (
  unit_id text NOT NULL REFERENCES unit ON DELETE RESTRICT ON UPDATE RESTRICT,
  year integer NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  reference text NOT NULL REFERENCES ticket ON DELETE RESTRICT ON UPDATE RESTRICT,
  PRIMARY KEY (unit_id, year, opened_at, reference)
);

CREATE TABLE ticket_search (
  reference text PRIMARY KEY REFERENCES ticket ON DELETE CASCADE ON UPDATE RESTRICT,
  opened_at timestamptz(3) NOT NULL,
  month text NOT NULL,
  search tsvector NOT NULL
);

CREATE TABLE search_word (
  word text PRIMARY KEY
);

-- Unlogged: who looked at what before a crash does not matter.
CREATE UNLOGGED TABLE ticket_open (
  stream uuid PRIMARY KEY,
  reference text NOT NULL,
  token_hash text NOT NULL,
  seen_at timestamptz(3) NOT NULL
);

CREATE TABLE ticket_look (
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  reference text NOT NULL REFERENCES ticket ON DELETE CASCADE ON UPDATE RESTRICT,
  seq integer NOT NULL,
  looked_at timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, reference)
);


-- Notifications

CREATE TABLE outbox (
  id bigserial PRIMARY KEY,
  reference text NOT NULL,
  seq integer NOT NULL
);

CREATE TABLE notification (
  id serial PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  reference text NOT NULL,
  seq integer NOT NULL,
  kind "NoticeKind" NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  read_at timestamptz(3),
  FOREIGN KEY (reference, seq) REFERENCES ticket_event(reference, seq) ON DELETE CASCADE ON UPDATE RESTRICT
);

CREATE TABLE mail (
  id text PRIMARY KEY,
  no serial,
  kind "NoticeKind" NOT NULL,
  state "MailState" NOT NULL,
  reference text,
  account_id uuid REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  customer_id integer REFERENCES customer ON DELETE CASCADE ON UPDATE RESTRICT,
  unit_id text,
  address text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  note text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  started_at timestamptz(3),
  settled_at timestamptz(3),
  CONSTRAINT mail_recipient_check CHECK (num_nonnulls(account_id, customer_id) = 1),
  CONSTRAINT mail_settled_at_check
    CHECK ((settled_at IS NULL) = (state IN ('GATHERING', 'WAITING', 'HANDING_OVER')))
);

CREATE TABLE mail_event (
  mail_id text NOT NULL REFERENCES mail ON DELETE CASCADE ON UPDATE RESTRICT,
  reference text NOT NULL,
  seq integer NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (reference, seq, account_id)
);

CREATE TABLE webhook_call (
  reference text NOT NULL,
  seq integer NOT NULL,
  started_at timestamptz(3),
  PRIMARY KEY (reference, seq),
  FOREIGN KEY (reference, seq) REFERENCES ticket_event(reference, seq) ON DELETE CASCADE ON UPDATE RESTRICT
);


-- Calendar

CREATE TABLE holiday (
  date date NOT NULL,
  province text NOT NULL DEFAULT '',
  name text NOT NULL,
  kind "HolidayKind" NOT NULL,
  PRIMARY KEY (date, province),
  CONSTRAINT holiday_name_check CHECK (btrim(name) <> '')
);

-- Service hours are one to six intervals within a day, none empty.
CREATE TABLE sla_setting (
  id integer PRIMARY KEY DEFAULT 1,
  working_days integer NOT NULL,
  auto_complete_working_days integer NOT NULL,
  hours jsonb NOT NULL,
  CONSTRAINT sla_setting_id_check CHECK (id = 1),
  CONSTRAINT sla_setting_working_days_check CHECK (working_days BETWEEN 1 AND 60),
  CONSTRAINT sla_setting_auto_complete_check CHECK (auto_complete_working_days BETWEEN 0 AND 60),
  CONSTRAINT sla_setting_hours_check CHECK (
    jsonb_array_length(hours) BETWEEN 1 AND 6
    AND NOT jsonb_path_exists(hours, 'strict $[*] ? (!(@[0] >= 0 && @[0] < @[1] && @[1] <= 1440))'))
);

-- No two periods share a day.
CREATE TABLE service_period (
  id serial PRIMARY KEY,
  name text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  hours jsonb NOT NULL,
  CONSTRAINT service_period_name_check CHECK (btrim(name) <> ''),
  CONSTRAINT service_period_days_check CHECK (first_day <= last_day),
  CONSTRAINT service_period_hours_check CHECK (
    jsonb_array_length(hours) BETWEEN 1 AND 6
    AND NOT jsonb_path_exists(hours, 'strict $[*] ? (!(@[0] >= 0 && @[0] < @[1] && @[1] <= 1440))')),
  CONSTRAINT service_period_apart EXCLUDE USING gist (daterange(first_day, last_day, '[]') WITH &&)
);

CREATE TABLE calendar_change (
  id serial PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE RESTRICT ON UPDATE RESTRICT,
  author text NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  summary text NOT NULL,
  changes jsonb NOT NULL,
  touched integer NOT NULL,
  finished_at timestamptz(3),
  CONSTRAINT calendar_change_summary_check CHECK (btrim(summary) <> ''),
  CONSTRAINT calendar_change_touched_check CHECK (touched >= 0)
);


-- Exports

CREATE TABLE export (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE ON UPDATE RESTRICT,
  unit_id text NOT NULL,
  request_key text NOT NULL,
  list text NOT NULL,
  format text NOT NULL,
  filter jsonb NOT NULL,
  year integer NOT NULL,
  status "ExportStatus" NOT NULL DEFAULT 'PENDING',
  total integer NOT NULL DEFAULT 0,
  collected integer NOT NULL DEFAULT 0,
  written integer NOT NULL DEFAULT 0,
  summary text[],
  size bigint,
  error text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(3),
  CONSTRAINT export_list_check CHECK (list IN ('tiket', 'laporan')),
  CONSTRAINT export_format_check CHECK (format IN ('pdf', 'xlsx', 'csv')),
  CONSTRAINT export_finished_check CHECK ((finished_at IS NULL) = (status IN ('PENDING', 'PROCESSING'))),
  CONSTRAINT export_size_check CHECK ((size IS NOT NULL) = (status = 'COMPLETED'))
);

CREATE TABLE export_part (
  export_id uuid NOT NULL REFERENCES export ON DELETE CASCADE ON UPDATE RESTRICT,
  number integer NOT NULL,
  "references" text[],
  rows integer,
  PRIMARY KEY (export_id, number)
);


-- Operation

CREATE TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint,
  CONSTRAINT rate_limit_points_check CHECK (points > -1000)
);

-- Unlogged: figures from before a crash are worthless.
CREATE UNLOGGED TABLE worker_figures (
  worker text PRIMARY KEY,
  reported_at timestamptz(3) NOT NULL,
  figures jsonb NOT NULL
);


-- Indexes

CREATE INDEX unit_parent_id_idx ON unit (parent_id);
CREATE UNIQUE INDEX unit_type_code_key ON unit (type, code);
CREATE INDEX unit_code_name_folded_idx ON unit USING gin (code gin_trgm_ops, name_folded gin_trgm_ops);

CREATE UNIQUE INDEX account_username_key ON account (username);
CREATE INDEX account_unit_id_idx ON account (unit_id);

CREATE UNIQUE INDEX officer_unit_id_name_key ON officer (unit_id, name);

CREATE INDEX session_account_id_idx ON session (account_id);
CREATE INDEX session_last_seen_at_idx ON session (last_seen_at);

CREATE UNIQUE INDEX customer_email_key ON customer (email);
CREATE INDEX customer_unit_id_idx ON customer (unit_id);
CREATE INDEX customer_recorded_by_id_idx ON customer (recorded_by_id);

CREATE INDEX customer_link_customer_id_idx ON customer_link (customer_id);

CREATE INDEX kept_form_account_id_idx ON kept_form (account_id);
CREATE INDEX kept_form_created_at_idx ON kept_form (created_at);

CREATE UNIQUE INDEX saved_filter_account_id_list_name_key ON saved_filter (account_id, list, name);

CREATE INDEX done_request_created_at_idx ON done_request (created_at);

CREATE UNIQUE INDEX reservation_account_id_request_key_key ON reservation (account_id, request_key);

CREATE INDEX ticket_customer_id_idx ON ticket (customer_id);
CREATE INDEX ticket_status_due_at_reference_idx ON ticket (status, due_at, reference);
-- The list orders of readers who see all tickets.
CREATE INDEX ticket_year_opened_at_reference_idx ON ticket (year, opened_at, reference);
CREATE INDEX ticket_year_asker_agency_reference_idx ON ticket (year, asker_agency, reference);
CREATE INDEX ticket_year_asker_type_reference_idx ON ticket (year, asker_type, reference);
CREATE INDEX ticket_year_asker_name_reference_idx ON ticket (year, asker_name, reference);
CREATE INDEX ticket_year_subject_reference_idx ON ticket (year, subject, reference);
CREATE INDEX ticket_year_reference_idx ON ticket (year, reference);
CREATE INDEX ticket_year_method_reference_idx ON ticket (year, method, reference);
CREATE INDEX ticket_year_status_reference_idx ON ticket (year, status, reference);
CREATE INDEX ticket_year_resolution_minutes_reference_idx ON ticket (year, resolution_minutes, reference);
-- Monitoring reads a period from this index alone. The condition always holds: Prisma would drop INCLUDE, which it
-- doesn't know, but leaves indexes with a condition alone.
CREATE INDEX ticket_monitored ON ticket (opened_at) INCLUDE (
  reference, handling_unit_id, status, service, asker_type, officer_name, due_at, escalated_at, resolved_at,
  resolution_minutes, first_response_minutes, hai_minutes
) WHERE opened_at IS NOT NULL;
-- The same for tickets resolved in a period.
CREATE INDEX ticket_resolved ON ticket (resolved_at) INCLUDE (
  reference, handling_unit_id, opened_at, due_at, escalated_at
) WHERE resolved_at IS NOT NULL;
-- Sorted by Waktu SLA, a list begins with the most urgent open ticket; resolved ones, which show "-", come last.
-- lists/columns.ts orders by the same expression.
CREATE INDEX ticket_year_sla_reference_idx ON ticket
  (year, (CASE WHEN resolved_at IS NULL THEN due_at ELSE 'infinity'::timestamptz END), reference);

CREATE UNIQUE INDEX ticket_event_reference_key_key ON ticket_event (reference, key);
-- A ticket is escalated once and resolved once, however many officers try.
CREATE UNIQUE INDEX ticket_event_escalated_key ON ticket_event (reference) WHERE kind = 'ESCALATED';
CREATE UNIQUE INDEX ticket_event_resolved_key ON ticket_event (reference)
  WHERE kind IN ('ANSWERED', 'COMPLETED', 'AUTO_COMPLETED');
-- Counts the tickets that a change of the calendar has moved so far.
CREATE INDEX ticket_event_moved_key ON ticket_event (key) WHERE moved IS NOT NULL;

CREATE UNIQUE INDEX attachment_key_key ON attachment (key);
CREATE INDEX attachment_reference_seq_idx ON attachment (reference, seq);
CREATE INDEX attachment_account_id_reference_idx ON attachment (account_id, reference);

CREATE UNIQUE INDEX ticket_viewer_reference_unit_id_key ON ticket_viewer (reference, unit_id);

CREATE INDEX ticket_search_search_idx ON ticket_search USING gin (search);

CREATE INDEX search_word_word_idx ON search_word USING gin (word gin_trgm_ops);

CREATE INDEX ticket_open_reference_idx ON ticket_open (reference);

CREATE INDEX ticket_look_looked_at_idx ON ticket_look (looked_at);

CREATE INDEX notification_account_id_id_idx ON notification (account_id, id);
CREATE INDEX notification_created_at_idx ON notification (created_at);
CREATE UNIQUE INDEX notification_reference_seq_account_id_key ON notification (reference, seq, account_id);
-- An account's unread notifications: the bell's number, and those that a ticket's page marks as read.
CREATE INDEX notification_unread_idx ON notification (account_id, reference) WHERE read_at IS NULL;
-- For the sweep.
CREATE INDEX notification_read_idx ON notification (read_at) WHERE read_at IS NOT NULL;

CREATE UNIQUE INDEX mail_no_key ON mail (no);
CREATE INDEX mail_account_id_idx ON mail (account_id);
CREATE INDEX mail_customer_id_idx ON mail (customer_id);
-- Breaches of one unit are gathered in at most one open mail for each account.
CREATE UNIQUE INDEX mail_gathering_key ON mail (account_id, unit_id) WHERE state = 'GATHERING';
-- Stays short however many mails there are.
CREATE INDEX mail_unsettled_idx ON mail (no) WHERE settled_at IS NULL;
-- For the sweep.
CREATE INDEX mail_settled_idx ON mail (settled_at) WHERE settled_at IS NOT NULL;

CREATE INDEX mail_event_mail_id_idx ON mail_event (mail_id);

CREATE INDEX webhook_call_started_at_idx ON webhook_call (started_at);

CREATE INDEX export_account_id_created_at_idx ON export (account_id, created_at);
CREATE INDEX export_created_at_idx ON export (created_at);
CREATE UNIQUE INDEX export_account_id_request_key_key ON export (account_id, request_key);


-- Sessions

-- Changing an account's password, role or unit, or disabling it, ends its sessions in the same statement.
CREATE FUNCTION end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM session WHERE account_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER account_sessions AFTER UPDATE OF password_hash, disabled_at, role, unit_id ON account FOR EACH ROW
  WHEN ((OLD.password_hash, OLD.disabled_at, OLD.role, OLD.unit_id)
    IS DISTINCT FROM (NEW.password_hash, NEW.disabled_at, NEW.role, NEW.unit_id))
  EXECUTE FUNCTION end_sessions();
