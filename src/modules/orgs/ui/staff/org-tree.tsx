import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Output } from '#kernel/contract';
import type { listTree } from '#orgs/contract';
import { number } from '#web/staff/format.ts';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useRowKeys } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import type { Counts, CountsBelow } from './orgs.tsx';
import { orgWords } from './texts.ts';

type Node = Output<typeof listTree>['items'][number];

/** The union tree; what lies below a union is read when it is opened. */
export function OrgTree({ countsBelow }: { readonly countsBelow: CountsBelow }) {
  const words = useWords(orgWords);
  const { columns } = words;
  const counted = useMay('people.read') ? [columns.members, columns.waiting] : [];
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <div className="scroll">
      <table className="records cards tree" ref={table}>
        <caption className="sr-only">{words.tree}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            {[...counted, columns.unions, columns.officers].map((title) => (
              <th key={title} scope="col" className="num">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Branch parentId={undefined} depth={0} countsBelow={countsBelow} />
        </tbody>
      </table>
    </div>
  );
}

interface BranchProps {
  readonly parentId: number | undefined;
  readonly depth: number;
  readonly countsBelow: CountsBelow;
}

function Branch({ parentId, depth, countsBelow }: BranchProps) {
  const words = useWords(orgWords);
  const tree = useQuery(
    ask<typeof listTree>('GET /api/orgs/tree', parentId === undefined ? {} : { parentId }),
  );
  const counts = useQuery({
    queryKey: ['GET /api/people/counts', { parentId }],
    queryFn: ({ signal }) => countsBelow(parentId, signal),
    enabled: useMay('people.read') && tree.isSuccess,
  });
  if (!tree.data || tree.data.items.length === 0) {
    return (
      <tr>
        <td colSpan={5}>
          {tree.isLoading && <Loading rows={depth === 0 ? 6 : 1} />}
          {tree.error && <Problem error={tree.error} onRetry={() => void tree.refetch()} />}
          {tree.data && <Blank title={words.noTree} />}
        </td>
      </tr>
    );
  }
  // The one top of a scope is opened at once: a tree of one line tells nothing.
  const open = depth === 0 && tree.data.items.length === 1;
  return tree.data.items.map((node) => (
    <TreeRow
      key={node.id}
      node={node}
      depth={depth}
      counts={counts.data}
      countsBelow={countsBelow}
      open={open}
    />
  ));
}

interface TreeRowProps extends Pick<BranchProps, 'depth' | 'countsBelow'> {
  readonly node: Node;
  readonly counts: Counts | undefined;
  readonly open: boolean;
}

function TreeRow({ node, depth, counts, countsBelow, open: openAtFirst }: TreeRowProps) {
  const words = useWords(orgWords);
  const [open, setOpen] = useState(openAtFirst && node.children > 0);
  const own = counts?.items.find(({ orgId }) => orgId === node.id);
  const { columns } = words;
  const numbers: readonly (readonly [string, number | undefined])[] = [
    ...(useMay('people.read')
      ? ([
          [columns.members, own?.members],
          [columns.waiting, own?.waiting],
        ] as const)
      : []),
    [columns.unions, node.primaryUnions],
    [columns.officers, node.officers],
  ];
  const turn = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowRight' && node.children > 0) setOpen(true);
    if (key === 'ArrowLeft') setOpen(false);
  };
  return (
    <>
      <tr>
        <td>
          <div className="twig" style={{ '--depth': depth } as CSSProperties}>
            <Turner node={node} open={open} onTurn={() => setOpen(!open)} />
            <Link to="/orgs/$id" params={{ id: String(node.id) }} className="name" data-main onKeyDown={turn}>
              {node.name}
            </Link>
            {node.state !== 'active' && <Tag tone="plain">{words.states[node.state]}</Tag>}
          </div>
        </td>
        {numbers.map(([title, count]) => (
          <td key={title} className="num" data-label={title}>
            {count === undefined ? '—' : number(count)}
          </td>
        ))}
      </tr>
      {open && <Branch parentId={node.id} depth={depth + 1} countsBelow={countsBelow} />}
    </>
  );
}

function Turner({
  node,
  open,
  onTurn,
}: {
  readonly node: Node;
  readonly open: boolean;
  readonly onTurn: () => void;
}) {
  const words = useWords(orgWords);
  if (node.children === 0) return <span className="leaf" />;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className="turn above"
      aria-expanded={open}
      aria-label={open ? words.collapse(node.name) : words.expand(node.name)}
      onClick={onTurn}
    >
      <Icon size={18} aria-hidden />
    </button>
  );
}
