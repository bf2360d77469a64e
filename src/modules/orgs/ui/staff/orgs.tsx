import { Button, Segmented } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { CreateOrg } from './create-org.tsx';
import { OrgList } from './org-list.tsx';
import { OrgTree } from './org-tree.tsx';
import { orgWords } from './texts.ts';

/** Members and waiting applications of the unions below one. */
export interface Counts {
  readonly items: readonly { readonly orgId: number; readonly members: number; readonly waiting: number }[];
}

/** Counts come from another module, so the screen that shows both hands over how to get them. */
export type CountsBelow = (parentId: number | undefined, signal: AbortSignal) => Promise<Counts>;

/** 工会与单位: the tree, or the list that a search makes of it. */
export function OrgsPage({ countsBelow }: { readonly countsBelow: CountsBelow }) {
  const frame = useWords(frameWords);
  const words = useWords(orgWords);
  const mayManage = useMay('orgs.manage');
  const [filters, setFilters] = useFilters();
  const [creating, setCreating] = useState(false);
  const [turns, setTurns] = useState(0);
  const { list, q, kind, level, state, term } = filters;
  const asList = Boolean(list ?? q ?? kind ?? level ?? state ?? term);
  const show = (view: 'tree' | 'list'): void => {
    setTurns(turns + 1);
    setFilters({
      list: view === 'list' ? '1' : undefined,
      q: undefined,
      kind: undefined,
      level: undefined,
      state: undefined,
      term: undefined,
    });
  };
  return (
    <>
      <div className="head">
        <h1>{frame.pages.orgs}</h1>
        <Segmented
          aria-label={words.view}
          value={asList ? 'list' : 'tree'}
          options={[
            { value: 'tree' as const, label: words.tree },
            { value: 'list' as const, label: words.list },
          ]}
          onChange={show}
        />
        {mayManage && (
          <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            {words.create}
          </Button>
        )}
      </div>
      <section className="card list">
        <div className="filters">
          <SearchBox key={turns} label={words.searchLabel} />
          <FilterSelect name="kind" label={words.filters.kind} words={words.kinds} />
          <FilterSelect name="level" label={words.filters.level} words={words.levels} />
          <FilterSelect name="state" label={words.filters.state} words={words.states} />
          <FilterSelect name="term" label={words.filters.term} words={words.terms} />
        </div>
        {asList ? <OrgList /> : <OrgTree countsBelow={countsBelow} />}
      </section>
      {creating && <CreateOrg onClose={() => setCreating(false)} />}
    </>
  );
}
