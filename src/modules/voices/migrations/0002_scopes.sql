-- Anybody says something; only those it is for read it (kernel/net.ts).
alter table voices.suggestion enable row level security, force row level security;
create policy everything on voices.suggestion to :all using (true);
create policy saying on voices.suggestion for insert to :app with check (state = 'open');
create policy scope on voices.suggestion to :staff using (
  exists (select from orgs.reach as r where r.org_id = suggestion.org_id and r.ancestor_id = any (kernel.scope())));
