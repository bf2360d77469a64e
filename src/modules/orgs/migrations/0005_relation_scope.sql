-- A relation is begun by the one that it goes out from; either side may end it.
drop policy keeping on orgs.relation;
create policy beginning on orgs.relation for insert to :staff with check (
  exists (select from orgs.reach as r where r.org_id = from_id and r.ancestor_id = any (kernel.scope())));
create policy ending on orgs.relation for update to :staff using (
  exists (select from orgs.reach as r where r.org_id in (from_id, to_id) and r.ancestor_id = any (kernel.scope())));
