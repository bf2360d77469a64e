-- A section that was taken out keeps its words and can come back; places in the order are changed in one statement.
alter table meetings.section add column removed_at timestamptz;
alter table meetings.section drop constraint section_meeting_id_seq_key;
alter table meetings.section add constraint section_order
  exclude (meeting_id with =, seq with =) where (removed_at is null) deferrable initially immediate;
-- What stands in a section came to stand there by one of these, and no word of them is ever changed or removed.
create function meetings.keep_edit() returns trigger language plpgsql as $$
begin
  raise exception 'the history of minutes is only added to';
end $$;
create trigger keep_edit before update or delete on meetings.section_edit
  for each row execute function meetings.keep_edit();

-- The minutes as they were issued, with the records they were written from: what changes later, changes nothing here.
create table meetings.issued (
  meeting_id uuid primary key references meetings.meeting (id),
  facts jsonb not null,
  issued_by text not null,
  at timestamptz not null
);
alter table meetings.issued enable row level security, force row level security;
create policy everything on meetings.issued to :all using (true);
create policy scope on meetings.issued to :staff using (
  exists (select from meetings.meeting as p where p.id = meeting_id));
