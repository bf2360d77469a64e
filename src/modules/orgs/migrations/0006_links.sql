-- Links belong to the union that gave them out (kernel/links.ts knows no tree).
create policy scope on kernel.link to :staff using (
  exists (select from orgs.reach as r where r.org_id = link.org_id and r.ancestor_id = any (kernel.scope())));
