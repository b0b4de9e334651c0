// The tables of DATA/bureau.db. Private to store/.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kaogong::bureau {

inline constexpr std::uint32_t kApplicationId = 0x4B474255; // "KGBU"

// Keys lead with the centre where a table grows with the centres' work, so that a distributed database can be cut along it. Times are ms
// UTC.
inline constexpr std::string_view kSchema1 = R"sql(
create table setting (name text primary key, value blob not null) strict, without rowid;
create table bundle (version integer primary key, bytes blob not null) strict;
create table centre (id blob primary key, name text not null unique) strict, without rowid;
create table terminal (
  id blob primary key,
  centre blob not null references centre (id),
  room text not null,
  seat integer not null,
  secret blob,
  enrolled_ms integer,
  key blob,
  age_recipient blob,
  certificate blob,
  frozen_ms integer,
  held integer not null default 0,
  peaks blob not null default x''
) strict, without rowid;
create table candidate (
  centre blob not null references centre (id),
  session blob not null,
  ticket text not null,
  reference blob not null unique,
  primary key (session, ticket)
) strict, without rowid;

create table parcel (
  id blob primary key,
  centre blob not null,
  terminal blob not null,
  first integer not null,
  count integer not null,
  size integer not null,
  head blob not null,
  state integer not null,
  offered_ms integer not null,
  state_ms integer not null
) strict;
create index parcel_unfinished on parcel (terminal, first) where state < 2;
create table chunk (parcel blob not null, number integer not null, bytes blob not null, primary key (parcel, number)) strict;
create table answer (parcel blob primary key, bytes blob not null) strict;
create table segment (
  centre blob not null,
  terminal blob not null,
  first integer not null,
  count integer not null,
  parcel blob not null,
  leaves blob not null,
  entries blob not null,
  primary key (centre, terminal, first)
) strict;
create index segment_of_terminal on segment (terminal, first);
create table judged (
  centre blob not null,
  terminal blob not null,
  place integer not null,
  entry_type integer not null,
  verdict integer not null,
  code integer not null,
  entry_hash blob not null,
  parcel blob not null,
  record_id blob,
  record_hash blob,
  candidate blob,
  session blob,
  record blob,
  log_index integer,
  primary key (centre, terminal, place)
) strict;
create index judged_of_terminal on judged (terminal, place);
create index judged_record on judged (record_id) where record_id is not null;
create table blob (hash blob primary key, parcel blob not null, bytes blob not null) strict;
create table fork (
  centre blob not null,
  terminal blob not null,
  place integer not null,
  head_held blob not null,
  head_new blob not null,
  parcel_file blob not null,
  seen_ms integer not null
) strict;
create index fork_of_terminal on fork (terminal);

create table log_leaf (place integer primary key, data blob not null) strict;
create table log_node (level integer not null, place integer not null, hash blob not null, primary key (level, place)) strict, without rowid;
create table log_head (size integer primary key, root blob not null, checkpoint text not null, at_ms integer not null) strict;

create trigger log_leaf_stays before update on log_leaf begin select raise(abort, 'the log only grows'); end;
create trigger log_leaf_kept before delete on log_leaf begin select raise(abort, 'the log only grows'); end;
create trigger answer_stays before update on answer begin select raise(abort, 'an answer is given once'); end;
create trigger answer_kept before delete on answer begin select raise(abort, 'an answer is given once'); end;
create trigger segment_stays before update on segment begin select raise(abort, 'what was held stays'); end;
create trigger segment_kept before delete on segment begin select raise(abort, 'what was held stays'); end;
create trigger fork_kept before delete on fork begin select raise(abort, 'evidence stays'); end;
)sql";

// Results name the own sheets of their examiners by record hash.
inline constexpr std::string_view kSchema2 = "create index judged_record_hash on judged (record_hash) where record_hash is not null;";

// What people decided about results that were put aside. `told` is the parcel whose answer told the terminal of it.
inline constexpr std::string_view kSchema3 = R"sql(
create table decision (
  number integer primary key,
  centre blob not null,
  terminal blob not null,
  place integer not null,
  record_hash blob not null,
  act blob not null,
  act_log_index integer not null,
  at_ms integer not null,
  told blob,
  unique (centre, terminal, place)
) strict;
create index decision_untold on decision (terminal, place) where told is null;
create index blob_of_parcel on blob (parcel);
create index judged_aside on judged (terminal, place) where verdict >= 2 and record_hash is not null;
create trigger decision_kept before delete on decision begin select raise(abort, 'a decision stays'); end;
)sql";

// Heads that witnesses saw too.
inline constexpr std::string_view kSchema4 = R"sql(
create table log_cosignature (
  size integer not null references log_head (size),
  witness text not null,
  line text not null,
  at_ms integer not null,
  primary key (size, witness)
) strict, without rowid;
create trigger log_cosignature_stays before update on log_cosignature begin select raise(abort, 'what a witness saw stays'); end;
create trigger log_cosignature_kept before delete on log_cosignature begin select raise(abort, 'what a witness saw stays'); end;
)sql";

// Names of rows lead with the centre in every table that grows with its work (keys.h). And the rest of the log stays, like its leaves.
inline constexpr std::string_view kSchema5 = R"sql(
create table chunk_of_centre (
  centre blob not null,
  parcel blob not null,
  number integer not null,
  bytes blob not null,
  primary key (centre, parcel, number)
) strict;
insert into chunk_of_centre select p.centre, c.parcel, c.number, c.bytes from chunk c join parcel p on p.id = c.parcel;
drop table chunk;
alter table chunk_of_centre rename to chunk;

create table answer_of_centre (centre blob not null, parcel blob not null, bytes blob not null, primary key (centre, parcel)) strict;
insert into answer_of_centre select p.centre, a.parcel, a.bytes from answer a join parcel p on p.id = a.parcel;
drop table answer;
alter table answer_of_centre rename to answer;
create trigger answer_stays before update on answer begin select raise(abort, 'an answer is given once'); end;
create trigger answer_kept before delete on answer begin select raise(abort, 'an answer is given once'); end;

create table blob_of_centre (centre blob not null, hash blob not null, parcel blob not null, bytes blob not null, primary key (centre, hash)) strict;
insert into blob_of_centre select p.centre, b.hash, b.parcel, b.bytes from blob b join parcel p on p.id = b.parcel;
drop table blob;
alter table blob_of_centre rename to blob;
create index blob_of_parcel on blob (centre, parcel);

drop index segment_of_terminal;
drop index judged_of_terminal;

create trigger log_node_stays before update on log_node begin select raise(abort, 'the log only grows'); end;
create trigger log_node_kept before delete on log_node begin select raise(abort, 'the log only grows'); end;
create trigger log_head_stays before update on log_head begin select raise(abort, 'a head is signed once'); end;
create trigger log_head_kept before delete on log_head begin select raise(abort, 'a head is signed once'); end;
create trigger fork_stays before update on fork begin select raise(abort, 'evidence stays'); end;
)sql";

// What centres have filed, as it was filed; and which candidates of different sessions are one person.
inline constexpr std::string_view kSchema6 = R"sql(
create table filing (
  number integer primary key,
  centre blob not null references centre (id),
  kind integer not null,
  attributes integer not null,
  from_ms integer not null,
  until_ms integer not null,
  by text not null,
  basis text not null,
  noted_ms integer not null
) strict;
create index filing_of_centre on filing (centre, number);
create table filed_occupation (
  filing integer not null references filing (number),
  occupation text not null,
  levels integer not null,
  primary key (filing, occupation)
) strict, without rowid;
create trigger filing_stays before update on filing begin select raise(abort, 'a filing stays as it was filed'); end;
create trigger filing_kept before delete on filing begin select raise(abort, 'a filing stays as it was filed'); end;
create trigger filed_occupation_stays before update on filed_occupation begin select raise(abort, 'a filing stays as it was filed'); end;
create trigger filed_occupation_kept before delete on filed_occupation begin select raise(abort, 'a filing stays as it was filed'); end;
alter table candidate add column person blob;
create index candidate_person on candidate (person) where person is not null;
create index judged_candidate on judged (candidate) where candidate is not null;
create index terminal_of_centre on terminal (centre);
)sql";

// Records that the bureau's markers made. Each takes the place of one record and of no other, so that a result has one line of descent.
inline constexpr std::string_view kSchema7 = R"sql(
create table made (
  centre blob not null,
  record_hash blob not null,
  record_id blob not null,
  session blob not null,
  candidate blob not null,
  earlier blob not null,
  record blob not null,
  log_index integer not null,
  at_ms integer not null,
  primary key (centre, record_hash),
  unique (centre, earlier)
) strict;
create index made_by_hash on made (record_hash);
create index made_by_id on made (record_id);
create index made_by_earlier on made (earlier);
create index made_of_session on made (session, log_index);
create index judged_of_session on judged (session, terminal, place) where session is not null;
create trigger made_stays before update on made begin select raise(abort, 'what was made stays'); end;
create trigger made_kept before delete on made begin select raise(abort, 'what was made stays'); end;
)sql";

// Public notices of sessions' results, and objections to them.
inline constexpr std::string_view kSchema8 = R"sql(
create table notice_act (
  hash blob primary key,
  session blob not null,
  act blob not null,
  log_index integer not null
) strict, without rowid;
create index notice_act_of_session on notice_act (session, log_index);
create trigger notice_act_stays before update on notice_act begin select raise(abort, 'an act of a notice stays'); end;
create trigger notice_act_kept before delete on notice_act begin select raise(abort, 'an act of a notice stays'); end;
)sql";

// For the overview of the bureau's staff: when a terminal was heard last, and what lies in the log in its order.
inline constexpr std::string_view kSchema9 = R"sql(
create index parcel_heard on parcel (centre, terminal, offered_ms);
create index judged_log on judged (log_index) where log_index is not null;
create index made_log on made (log_index);
create index notice_act_log on notice_act (log_index);
)sql";

// Outcomes with the rules that they were drawn up by, and certificate drafts with their numbers. A number is given once: the keys of
// `certificate` refuse a second draft for a serial, and for an outcome, even if all that guards them failed.
inline constexpr std::string_view kSchema10 = R"sql(
create table outcome_rules (
  number integer primary key,
  hash blob not null unique,
  occupation text not null,
  level integer not null,
  from_ms integer not null,
  file blob not null,
  by text not null,
  noted_ms integer not null
) strict;
create table outcome_note (
  number integer primary key,
  candidate blob not null,
  kind integer not null,
  method integer not null,
  record blob,
  held_level integer not null,
  basis text not null,
  evidence text not null,
  by text not null,
  noted_ms integer not null
) strict;
create table outcome (
  number integer primary key,
  subject blob not null,
  occupation text not null,
  level integer not null,
  organisation text not null,
  plan text not null,
  candidate blob not null,
  centre blob not null,
  version integer not null,
  verdict integer not null,
  hash blob not null unique,
  facts blob not null,
  statement blob not null,
  log_index integer not null,
  at_ms integer not null,
  unique (subject, occupation, level, organisation, plan, version)
) strict;
create table certificate_block (
  number integer primary key,
  centre blob not null,
  profile integer not null,
  prefix text not null,
  level_digits text not null,
  by text not null,
  basis text not null,
  noted_ms integer not null
) strict;
create table certificate (
  number text primary key,
  centre blob not null,
  profile integer not null,
  prefix text not null,
  year integer not null,
  level_digit integer not null,
  serial integer not null,
  outcome blob not null references outcome (hash),
  subject blob not null,
  plan text not null,
  act blob not null,
  log_index integer not null unique,
  at_ms integer not null,
  unique (prefix, year, level_digit, serial),
  unique (outcome, profile)
) strict;
create table certificate_end (
  number text primary key references certificate (number),
  kind integer not null,
  reason text not null,
  act blob not null,
  log_index integer not null,
  at_ms integer not null
) strict;
create index outcome_rules_of on outcome_rules (occupation, level, number);
create index outcome_note_of on outcome_note (candidate, number);
create index outcome_of_plan on outcome (plan, number);
create index certificate_block_of on certificate_block (centre, number);
create index certificate_block_prefix on certificate_block (prefix);
create index certificate_of_subject on certificate (subject, log_index);
create index certificate_of_plan on certificate (plan, log_index);
create trigger outcome_rules_stays before update on outcome_rules begin select raise(abort, 'rules stay as they were entered'); end;
create trigger outcome_rules_kept before delete on outcome_rules begin select raise(abort, 'rules stay as they were entered'); end;
create trigger outcome_note_stays before update on outcome_note begin select raise(abort, 'a note stays'); end;
create trigger outcome_note_kept before delete on outcome_note begin select raise(abort, 'a note stays'); end;
create trigger outcome_stays before update on outcome begin select raise(abort, 'an outcome stays as it was stated'); end;
create trigger outcome_kept before delete on outcome begin select raise(abort, 'an outcome stays as it was stated'); end;
create trigger certificate_block_stays before update on certificate_block begin select raise(abort, 'a block stays as it was assigned'); end;
create trigger certificate_block_kept before delete on certificate_block begin select raise(abort, 'a block stays as it was assigned'); end;
create trigger certificate_stays before update on certificate begin select raise(abort, 'a number is given once'); end;
create trigger certificate_kept before delete on certificate begin select raise(abort, 'a number is given once'); end;
create trigger certificate_end_stays before update on certificate_end begin select raise(abort, 'an end stays'); end;
create trigger certificate_end_kept before delete on certificate_end begin select raise(abort, 'an end stays'); end;
)sql";

// How many entries of each terminal were found to be signed by its device. What older programs took in they had looked at before they
// answered.
inline constexpr std::string_view kSchema11 = R"sql(
alter table terminal add column proved integer not null default 0;
alter table terminal add column forged integer;
update terminal set proved = held;
create index terminal_unproved on terminal (id) where held > proved and forged is null;
)sql";

// Registers beside results: appointments that rest on outcomes (P59), rounds of board sessions (P85), tables of title series (P82), and what
// the bureau follows up at organisations (P87).
inline constexpr std::string_view kSchema12 = R"sql(
create table appointment (
  number integer primary key,
  hash blob not null unique,
  subject blob not null,
  outcome blob not null references outcome (hash),
  plan text not null,
  act blob not null,
  log_index integer not null unique,
  at_ms integer not null
) strict;
create table appointment_end (
  appointment integer primary key references appointment (number),
  act blob not null,
  log_index integer not null unique,
  at_ms integer not null
) strict;
create table review_round (
  number integer primary key,
  plan text not null,
  level integer not null,
  act blob not null,
  log_index integer not null unique,
  at_ms integer not null
) strict;
create table title_table (
  number integer primary key,
  hash blob not null,
  file blob not null,
  act blob not null,
  log_index integer not null unique,
  at_ms integer not null
) strict;
create table follow_up (
  number integer primary key,
  organisation text not null,
  kind integer not null,
  day_ms integer not null,
  text text not null,
  owner text not null,
  due_ms integer,
  by text not null,
  noted_ms integer not null
) strict;
create table follow_up_close (
  follow_up integer primary key references follow_up (number),
  text text not null,
  by text not null,
  at_ms integer not null
) strict;
create index appointment_of_subject on appointment (subject, number);
create index appointment_of_plan on appointment (plan, number);
create index review_round_of on review_round (plan, number);
create index follow_up_of on follow_up (organisation, number);
create index follow_up_due on follow_up (due_ms, number) where due_ms is not null;
create trigger appointment_stays before update on appointment begin select raise(abort, 'an appointment stays as it was entered'); end;
create trigger appointment_kept before delete on appointment begin select raise(abort, 'an appointment stays as it was entered'); end;
create trigger appointment_end_stays before update on appointment_end begin select raise(abort, 'an end stays'); end;
create trigger appointment_end_kept before delete on appointment_end begin select raise(abort, 'an end stays'); end;
create trigger review_round_stays before update on review_round begin select raise(abort, 'a round stays as it was entered'); end;
create trigger review_round_kept before delete on review_round begin select raise(abort, 'a round stays as it was entered'); end;
create trigger title_table_stays before update on title_table begin select raise(abort, 'a table stays as it was entered'); end;
create trigger title_table_kept before delete on title_table begin select raise(abort, 'a table stays as it was entered'); end;
create trigger follow_up_stays before update on follow_up begin select raise(abort, 'a follow-up stays as it was entered'); end;
create trigger follow_up_kept before delete on follow_up begin select raise(abort, 'a follow-up stays as it was entered'); end;
create trigger follow_up_close_stays before update on follow_up_close begin select raise(abort, 'a closing stays'); end;
create trigger follow_up_close_kept before delete on follow_up_close begin select raise(abort, 'a closing stays'); end;
)sql";

inline constexpr std::array<std::string_view, 12> kMigrations{kSchema1, kSchema2, kSchema3, kSchema4,  kSchema5,  kSchema6,
                                                             kSchema7, kSchema8, kSchema9, kSchema10, kSchema11, kSchema12};

} // namespace kaogong::bureau
