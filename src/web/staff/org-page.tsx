import { OrgPage } from '../../modules/orgs/ui/staff/org-page.tsx';
import { OrgRoster } from '../../modules/people/ui/staff/roster-of-org.tsx';
import { peopleWords } from '../../modules/people/ui/staff/texts.ts';
import { useWords } from './words.ts';

/** An organisation, its roster and its occupations’ names: two modules that do not know one another, put together. */
export function OrgWithRoster() {
  const { occupations } = useWords(peopleWords);
  return <OrgPage Aside={OrgRoster} occupations={occupations} />;
}
