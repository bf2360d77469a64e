-- Row-level security over everything that is about somebody (kernel/net.ts, docs/decisions/0009): staff by the union
-- that looks after the person or keeps the record, anybody else by the phone that their account has proved.

-- What is derived is derived from all there is, not from what the one who writes may see.
alter function people.settle(uuid[]) security definer set search_path = pg_catalog, public;
alter function people.hold(uuid[]) security definer set search_path = pg_catalog, public;

alter table people.person enable row level security, force row level security;
create policy everything on people.person to :all using (true);
create policy scope on people.person to :staff using (
  exists (select from orgs.reach as r where r.org_id = person.org_id and r.ancestor_id = any (kernel.scope())));
create policy own on people.person to :app using (phone_hash = any (kernel.own_phones()));

-- Who may see a person sees all their periods; a union also those it keeps of who has left it.
alter table people.membership enable row level security, force row level security;
create policy everything on people.membership to :all using (true);
create policy scope on people.membership to :staff using (
  exists (select from orgs.reach as r where r.org_id = membership.org_id and r.ancestor_id = any (kernel.scope()))
  or exists (select from people.person as p where p.id = membership.person_id));
create policy own on people.membership for select to :app using (
  exists (select from people.person as p where p.id = membership.person_id));

alter table people.resolution enable row level security, force row level security;
create policy everything on people.resolution to :all using (true);
create policy scope on people.resolution to :staff using (
  exists (select from orgs.reach as r where r.org_id = resolution.org_id and r.ancestor_id = any (kernel.scope())));

alter table people.application enable row level security, force row level security;
create policy everything on people.application to :all using (true);
create policy scope on people.application to :staff using (
  exists (select from orgs.reach as r where r.org_id = application.org_id and r.ancestor_id = any (kernel.scope())));
create policy own on people.application to :app using (phone_hash = any (kernel.own_phones()));

alter table people.tracking_link enable row level security, force row level security;
create policy everything on people.tracking_link to :all using (true);
create policy own on people.tracking_link to :app using (
  exists (select from people.application as a where a.id = tracking_link.application_id));

-- A transfer is the affair of both unions and of the member.
alter table people.transfer enable row level security, force row level security;
create policy everything on people.transfer to :all using (true);
create policy scope on people.transfer to :staff using (
  exists (select from orgs.reach as r where r.org_id = from_org and r.ancestor_id = any (kernel.scope()))
  or exists (select from orgs.reach as r where r.org_id = to_org and r.ancestor_id = any (kernel.scope())));
create policy own on people.transfer to :app using (
  exists (select from people.person as p where p.id = transfer.person_id));

alter table people.warning enable row level security, force row level security;
create policy everything on people.warning to :all using (true);
create policy scope on people.warning to :staff using (
  exists (select from people.person as p where p.id = warning.person_id));
create policy own on people.warning for select to :app using (
  exists (select from people.person as p where p.id = warning.person_id));

alter table people.roster enable row level security, force row level security;
create policy everything on people.roster to :all using (true);
create policy scope on people.roster to :staff using (
  exists (select from orgs.reach as r where r.org_id = union_id and r.ancestor_id = any (kernel.scope())));

alter table people.roster_import enable row level security, force row level security;
create policy everything on people.roster_import to :all using (true);
create policy scope on people.roster_import to :staff using (
  exists (select from orgs.reach as r where r.org_id = union_id and r.ancestor_id = any (kernel.scope())));

alter table people.roster_file enable row level security, force row level security;
create policy everything on people.roster_file to :all using (true);
create policy scope on people.roster_file to :staff using (
  exists (select from people.roster_import as i where i.id = import_id));

alter table people.roster_row enable row level security, force row level security;
create policy everything on people.roster_row to :all using (true);
create policy scope on people.roster_row to :staff using (
  exists (select from people.roster_import as i where i.id = import_id));

alter table people.roster_entry enable row level security, force row level security;
create policy everything on people.roster_entry to :all using (true);
create policy scope on people.roster_entry to :staff using (
  exists (select from people.person as p where p.id = roster_entry.person_id));
create policy own on people.roster_entry for select to :app using (
  exists (select from people.person as p where p.id = roster_entry.person_id));

alter table people.saved_view enable row level security, force row level security;
create policy everything on people.saved_view to :all using (true);
create policy own on people.saved_view to :staff using (user_id = kernel.own_user());

-- Filled in by whoever keeps the form, and by the unions below them.
alter table people.form enable row level security, force row level security;
create policy everything on people.form to :all using (true);
create policy scope on people.form to :staff using (
  exists (select from orgs.reach as r where r.org_id = form.org_id and r.ancestor_id = any (kernel.scope())));
create policy handed_down on people.form for select to :staff using (
  exists (select from orgs.reach as r where r.ancestor_id = form.org_id and r.org_id = any (kernel.scope())));

alter table people.coverage_day enable row level security, force row level security;
create policy everything on people.coverage_day to :all using (true);
create policy scope on people.coverage_day to :staff using (
  exists (select from orgs.reach as r where r.org_id = coverage_day.org_id and r.ancestor_id = any (kernel.scope())));
