-- Who lies below whom, from the paths: what a policy can ask for by plain numbers.
create table orgs.reach (
  ancestor_id integer not null references orgs.organisation (id) on delete cascade,
  org_id integer not null references orgs.organisation (id) on delete cascade,
  primary key (org_id, ancestor_id)
);
create index reach_below on orgs.reach (ancestor_id, org_id);

create function orgs.reach_of(id integer, path ltree) returns setof orgs.reach language sql immutable as $$
  select ancestor::integer, id from unnest(string_to_array(path::text, '.')) as given (ancestor)
$$;
-- As the tables' owner: nobody else writes here.
create function orgs.follow_path() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    if new.path = old.path then return null; end if;
    delete from orgs.reach where org_id = new.id;
  end if;
  insert into orgs.reach select * from orgs.reach_of(new.id, new.path);
  return null;
end $$;
create trigger organisation_reach after insert or update of path on orgs.organisation
  for each row execute function orgs.follow_path();
insert into orgs.reach select r.* from orgs.organisation as o, orgs.reach_of(o.id, o.path) as r;

-- Organisations, their places and relations are a public register: read by all, written within the scope.
alter table orgs.organisation enable row level security, force row level security;
create policy everything on orgs.organisation to :all using (true);
create policy register on orgs.organisation for select to :app, :staff using (true);
create policy founding on orgs.organisation for insert to :staff with check (
  exists (select from orgs.reach as r where r.org_id = parent_id and r.ancestor_id = any (kernel.scope())));
create policy keeping on orgs.organisation for update to :staff using (
  exists (select from orgs.reach as r where r.org_id = organisation.id and r.ancestor_id = any (kernel.scope())));

alter table orgs.officer enable row level security, force row level security;
create policy everything on orgs.officer to :all using (true);
create policy scope on orgs.officer to :staff using (
  exists (select from orgs.reach as r where r.org_id = officer.org_id and r.ancestor_id = any (kernel.scope())));
create policy own on orgs.officer for select to :app using (user_id = kernel.own_user());

alter table orgs.invitation enable row level security, force row level security;
create policy everything on orgs.invitation to :all using (true);
create policy scope on orgs.invitation to :staff using (
  exists (select from orgs.reach as r where r.org_id = invitation.org_id and r.ancestor_id = any (kernel.scope())));

alter table orgs.placement enable row level security, force row level security;
create policy everything on orgs.placement to :all using (true);
create policy register on orgs.placement for select to :app, :staff using (true);
create policy keeping on orgs.placement to :staff using (
  exists (select from orgs.reach as r where r.org_id = placement.org_id and r.ancestor_id = any (kernel.scope())));

alter table orgs.relation enable row level security, force row level security;
create policy everything on orgs.relation to :all using (true);
create policy register on orgs.relation for select to :app, :staff using (true);
create policy keeping on orgs.relation to :staff using (
  exists (select from orgs.reach as r where r.org_id in (from_id, to_id) and r.ancestor_id = any (kernel.scope())));

alter table orgs.served_area enable row level security, force row level security;
create policy everything on orgs.served_area to :all using (true);
create policy register on orgs.served_area for select to :app, :staff using (true);
create policy keeping on orgs.served_area to :staff using (
  exists (select from orgs.reach as r where r.org_id = served_area.org_id and r.ancestor_id = any (kernel.scope())));

create policy scope on kernel.audit_entry for select to :staff using (
  exists (select from orgs.reach as r where r.org_id = audit_entry.org_id and r.ancestor_id = any (kernel.scope())));
