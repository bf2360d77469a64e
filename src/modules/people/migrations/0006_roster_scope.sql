-- The roster of an organisation is the affair of the union that organises it and of the one that looks after its record.
alter policy scope on people.roster using (
  exists (select from orgs.reach as r where r.org_id in (roster.org_id, union_id) and r.ancestor_id = any (kernel.scope())));
alter policy scope on people.roster_import using (
  exists (select from orgs.reach as r
    where r.org_id in (roster_import.org_id, union_id) and r.ancestor_id = any (kernel.scope())));
