// The tables in PostgreSQL: those of sqlite_schema.h, ready to be cut along the centre (SHARDING.md). Every key and every unique index of a
// table that grows with the centres' work leads with the centre; no sequence is drawn from; whole numbers are eight bytes, so that the same
// values fit as in SQLite. Times are ms UTC. Private to store/.
#pragma once

#include <array>
#include <string_view>

namespace kaogong::bureau {

inline constexpr std::string_view kPostgresSchema1 = R"sql(
create table setting (name text primary key, value bytea not null);
create table bundle (version bigint primary key, bytes bytea not null);
create table centre (id bytea primary key, name text not null unique);
create table candidate (
  centre bytea not null references centre (id),
  session bytea not null,
  ticket text not null,
  reference bytea not null unique,
  primary key (session, ticket)
);

create table terminal (
  centre bytea not null references centre (id),
  id bytea not null,
  room text not null,
  seat bigint not null,
  secret bytea,
  enrolled_ms bigint,
  key bytea,
  age_recipient bytea,
  certificate bytea,
  frozen_ms bigint,
  held bigint not null default 0,
  peaks bytea not null default '',
  primary key (centre, id)
);
create index terminal_by_id on terminal (id);

create table parcel (
  centre bytea not null,
  id bytea not null,
  terminal bytea not null,
  first bigint not null,
  count bigint not null,
  size bigint not null,
  head bytea not null,
  state bigint not null,
  offered_ms bigint not null,
  state_ms bigint not null,
  primary key (centre, id)
);
create index parcel_by_id on parcel (id);
create index parcel_unfinished on parcel (centre, terminal, first) where state < 2;
create table chunk (centre bytea not null, parcel bytea not null, number bigint not null, bytes bytea not null, primary key (centre, parcel, number));
create table answer (centre bytea not null, parcel bytea not null, bytes bytea not null, primary key (centre, parcel));
create table segment (
  centre bytea not null,
  terminal bytea not null,
  first bigint not null,
  count bigint not null,
  parcel bytea not null,
  leaves bytea not null,
  entries bytea not null,
  primary key (centre, terminal, first)
);
create table judged (
  centre bytea not null,
  terminal bytea not null,
  place bigint not null,
  entry_type bigint not null,
  verdict bigint not null,
  code bigint not null,
  entry_hash bytea not null,
  parcel bytea not null,
  record_id bytea,
  record_hash bytea,
  candidate bytea,
  session bytea,
  record bytea,
  log_index bigint,
  primary key (centre, terminal, place)
);
create index judged_record on judged (record_id) where record_id is not null;
create index judged_record_hash on judged (record_hash) where record_hash is not null;
create index judged_aside on judged (centre, terminal, place) where verdict >= 2 and record_hash is not null;
create table decision (
  centre bytea not null,
  terminal bytea not null,
  place bigint not null,
  record_hash bytea not null,
  act bytea not null,
  act_log_index bigint not null,
  at_ms bigint not null,
  told bytea,
  primary key (centre, terminal, place)
);
create index decision_untold on decision (centre, terminal, place) where told is null;
create table blob (centre bytea not null, hash bytea not null, parcel bytea not null, bytes bytea not null, primary key (centre, hash));
create index blob_of_parcel on blob (centre, parcel);
create table fork (
  centre bytea not null,
  terminal bytea not null,
  place bigint not null,
  head_held bytea not null,
  head_new bytea not null,
  parcel_file bytea not null,
  seen_ms bigint not null
);
create index fork_of_terminal on fork (centre, terminal);

create table log_leaf (place bigint primary key, data bytea not null);
create table log_node (level bigint not null, place bigint not null, hash bytea not null, primary key (level, place));
create table log_head (size bigint primary key, root bytea not null, checkpoint text not null, at_ms bigint not null);

-- Files that are compressed or sealed already are not compressed again.
alter table chunk alter column bytes set storage external;
alter table blob alter column bytes set storage external;
alter table fork alter column parcel_file set storage external;

create function refuse_change() returns trigger language plpgsql as
  $$ begin raise exception '%', tg_argv[0] using errcode = 'integrity_constraint_violation'; end $$;
create trigger log_leaf_stays before update or delete or truncate on log_leaf for each statement execute function refuse_change('the log only grows');
create trigger log_node_stays before update or delete or truncate on log_node for each statement execute function refuse_change('the log only grows');
create trigger log_head_stays before update or delete or truncate on log_head for each statement execute function refuse_change('a head is signed once');
create trigger answer_stays before update or delete or truncate on answer for each statement execute function refuse_change('an answer is given once');
create trigger segment_stays before update or delete or truncate on segment for each statement execute function refuse_change('what was held stays');
create trigger fork_stays before update or delete or truncate on fork for each statement execute function refuse_change('evidence stays');
create trigger decision_kept before delete or truncate on decision for each statement execute function refuse_change('a decision stays');
)sql";

// Heads that witnesses saw too.
inline constexpr std::string_view kPostgresSchema2 = R"sql(
create table log_cosignature (
  size bigint not null references log_head (size),
  witness text not null,
  line text not null,
  at_ms bigint not null,
  primary key (size, witness)
);
create trigger log_cosignature_stays before update or delete or truncate on log_cosignature for each statement execute function refuse_change('what a witness saw stays');
)sql";

// What centres have filed, as it was filed; and which candidates of different sessions are one person.
inline constexpr std::string_view kPostgresSchema3 = R"sql(
create table filing (
  number bigint primary key,
  centre bytea not null references centre (id),
  kind bigint not null,
  attributes bigint not null,
  from_ms bigint not null,
  until_ms bigint not null,
  by text not null,
  basis text not null,
  noted_ms bigint not null
);
create index filing_of_centre on filing (centre, number);
create table filed_occupation (
  filing bigint not null references filing (number),
  occupation text not null,
  levels bigint not null,
  primary key (filing, occupation)
);
create trigger filing_stays before update or delete or truncate on filing for each statement execute function refuse_change('a filing stays as it was filed');
create trigger filed_occupation_stays before update or delete or truncate on filed_occupation for each statement execute function refuse_change('a filing stays as it was filed');
alter table candidate add column person bytea;
create index candidate_person on candidate (person) where person is not null;
create index judged_candidate on judged (candidate) where candidate is not null;
create index terminal_of_centre on terminal (centre);
)sql";

// Records that the bureau's markers made, public notices of results, and results by session for both.
inline constexpr std::string_view kPostgresSchema4 = R"sql(
create table made (
  centre bytea not null,
  record_hash bytea not null,
  record_id bytea not null,
  session bytea not null,
  candidate bytea not null,
  earlier bytea not null,
  record bytea not null,
  log_index bigint not null,
  at_ms bigint not null,
  primary key (centre, record_hash),
  unique (centre, earlier)
);
create index made_by_hash on made (record_hash);
create index made_by_id on made (record_id);
create index made_by_earlier on made (earlier);
create index made_of_session on made (session, log_index);
create index judged_of_session on judged (session, terminal, place) where session is not null;
create trigger made_stays before update or delete or truncate on made for each statement execute function refuse_change('what was made stays');

create table notice_act (hash bytea primary key, session bytea not null, act bytea not null, log_index bigint not null);
create index notice_act_of_session on notice_act (session, log_index);
create trigger notice_act_stays before update or delete or truncate on notice_act for each statement execute function refuse_change('an act of a notice stays');
)sql";

// For the overview of the bureau's staff: when a terminal was heard last, and what lies in the log in its order.
inline constexpr std::string_view kPostgresSchema5 = R"sql(
create index parcel_heard on parcel (centre, terminal, offered_ms);
create index judged_log on judged (log_index) where log_index is not null;
create index made_log on made (log_index);
create index notice_act_log on notice_act (log_index);
)sql";

// Outcomes with the rules that they were drawn up by, and certificate drafts with their numbers. A number is given once: the keys of
// `certificate` refuse a second draft for a serial, and for an outcome, even if all that guards them failed.
inline constexpr std::string_view kPostgresSchema6 = R"sql(
create table outcome_rules (
  number bigint primary key,
  hash bytea not null unique,
  occupation text not null,
  level bigint not null,
  from_ms bigint not null,
  file bytea not null,
  by text not null,
  noted_ms bigint not null
);
create table outcome_note (
  number bigint primary key,
  candidate bytea not null,
  kind bigint not null,
  method bigint not null,
  record bytea,
  held_level bigint not null,
  basis text not null,
  evidence text not null,
  by text not null,
  noted_ms bigint not null
);
create table outcome (
  number bigint primary key,
  subject bytea not null,
  occupation text not null,
  level bigint not null,
  organisation text not null,
  plan text not null,
  candidate bytea not null,
  centre bytea not null,
  version bigint not null,
  verdict bigint not null,
  hash bytea not null unique,
  facts bytea not null,
  statement bytea not null,
  log_index bigint not null,
  at_ms bigint not null,
  unique (subject, occupation, level, organisation, plan, version)
);
create table certificate_block (
  number bigint primary key,
  centre bytea not null,
  profile bigint not null,
  prefix text not null,
  level_digits text not null,
  by text not null,
  basis text not null,
  noted_ms bigint not null
);
create table certificate (
  number text primary key,
  centre bytea not null,
  profile bigint not null,
  prefix text not null,
  year bigint not null,
  level_digit bigint not null,
  serial bigint not null,
  outcome bytea not null references outcome (hash),
  subject bytea not null,
  plan text not null,
  act bytea not null,
  log_index bigint not null unique,
  at_ms bigint not null,
  unique (prefix, year, level_digit, serial),
  unique (outcome, profile)
);
create table certificate_end (
  number text primary key references certificate (number),
  kind bigint not null,
  reason text not null,
  act bytea not null,
  log_index bigint not null,
  at_ms bigint not null
);
create index outcome_rules_of on outcome_rules (occupation, level, number);
create index outcome_note_of on outcome_note (candidate, number);
create index outcome_of_plan on outcome (plan, number);
create index certificate_block_of on certificate_block (centre, number);
create index certificate_block_prefix on certificate_block (prefix);
create index certificate_of_subject on certificate (subject, log_index);
create index certificate_of_plan on certificate (plan, log_index);
create trigger outcome_rules_stays before update or delete or truncate on outcome_rules for each statement execute function refuse_change('rules stay as they were entered');
create trigger outcome_note_stays before update or delete or truncate on outcome_note for each statement execute function refuse_change('a note stays');
create trigger outcome_stays before update or delete or truncate on outcome for each statement execute function refuse_change('an outcome stays as it was stated');
create trigger certificate_block_stays before update or delete or truncate on certificate_block for each statement execute function refuse_change('a block stays as it was assigned');
create trigger certificate_stays before update or delete or truncate on certificate for each statement execute function refuse_change('a number is given once');
create trigger certificate_end_stays before update or delete or truncate on certificate_end for each statement execute function refuse_change('an end stays');
)sql";

// How many entries of each terminal were found to be signed by its device; as SQLite's step 11.
inline constexpr std::string_view kPostgresSchema7 = R"sql(
alter table terminal add column proved bigint not null default 0;
alter table terminal add column forged bigint;
update terminal set proved = held;
create index terminal_unproved on terminal (id) where held > proved and forged is null;
)sql";

// Registers beside results: appointments that rest on outcomes (P59), rounds of board sessions (P85), tables of title series (P82), and
// what the bureau follows up at organisations (P87).
inline constexpr std::string_view kPostgresSchema8 = R"sql(
create table appointment (
  number bigint primary key,
  hash bytea not null unique,
  subject bytea not null,
  outcome bytea not null references outcome (hash),
  plan text not null,
  act bytea not null,
  log_index bigint not null unique,
  at_ms bigint not null
);
create table appointment_end (
  appointment bigint primary key references appointment (number),
  act bytea not null,
  log_index bigint not null unique,
  at_ms bigint not null
);
create table review_round (
  number bigint primary key,
  plan text not null,
  level bigint not null,
  act bytea not null,
  log_index bigint not null unique,
  at_ms bigint not null
);
create table title_table (
  number bigint primary key,
  hash bytea not null,
  file bytea not null,
  act bytea not null,
  log_index bigint not null unique,
  at_ms bigint not null
);
create table follow_up (
  number bigint primary key,
  organisation text not null,
  kind bigint not null,
  day_ms bigint not null,
  text text not null,
  owner text not null,
  due_ms bigint,
  by text not null,
  noted_ms bigint not null
);
create table follow_up_close (
  follow_up bigint primary key references follow_up (number),
  text text not null,
  by text not null,
  at_ms bigint not null
);
create index appointment_of_subject on appointment (subject, number);
create index appointment_of_plan on appointment (plan, number);
create index review_round_of on review_round (plan, number);
create index follow_up_of on follow_up (organisation, number);
create index follow_up_due on follow_up (due_ms, number) where due_ms is not null;
create trigger appointment_stays before update or delete or truncate on appointment for each statement execute function refuse_change('an appointment stays as it was entered');
create trigger appointment_end_stays before update or delete or truncate on appointment_end for each statement execute function refuse_change('an end stays');
create trigger review_round_stays before update or delete or truncate on review_round for each statement execute function refuse_change('a round stays as it was entered');
create trigger title_table_stays before update or delete or truncate on title_table for each statement execute function refuse_change('a table stays as it was entered');
create trigger follow_up_stays before update or delete or truncate on follow_up for each statement execute function refuse_change('a follow-up stays as it was entered');
create trigger follow_up_close_stays before update or delete or truncate on follow_up_close for each statement execute function refuse_change('a closing stays');
)sql";

// Element i takes version i to i + 1. Scripts are only ever added at the end: one that shipped never changes.
// Signed bytes do not get smaller, and trying costs more than the rest of the writing.
inline constexpr std::string_view kPostgresSchema9 = R"sql(
alter table chunk alter column bytes set storage external;
alter table segment alter column leaves set storage external;
alter table segment alter column entries set storage external;
alter table judged alter column record set storage external;
alter table blob alter column bytes set storage external;
alter table answer alter column bytes set storage external;
)sql";

inline constexpr std::array<std::string_view, 9> kPostgresMigrations{kPostgresSchema1, kPostgresSchema2, kPostgresSchema3, kPostgresSchema4,
                                                                     kPostgresSchema5, kPostgresSchema6, kPostgresSchema7, kPostgresSchema8,
                                                                     kPostgresSchema9};

} // namespace kaogong::bureau
