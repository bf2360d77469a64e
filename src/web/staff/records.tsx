import { Checkbox } from 'antd';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { useRef, type ReactNode, type RefObject } from 'react';
import { useKeys } from './keys.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  readonly className?: 'num' | 'nowrap';
  /** On a narrow screen the cell stands without its title. */
  readonly bare?: boolean;
  /** Where the list can be in the order of this column: how it is now, and what a press on the title does. */
  readonly sort?: { readonly now: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

export interface Picks<T> {
  readonly chosen: ReadonlySet<string>;
  readonly nameOf: (row: T) => string;
  readonly choose: (ids: ReadonlySet<string>) => void;
}

interface RecordsProps<T> {
  readonly caption: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly idOf: (row: T) => string;
  readonly picks?: Picks<T>;
  /** Rows closer together: more of them on the screen. */
  readonly dense?: boolean;
}

/** A table of records, cards on a phone. The first cell holds the row's {@link RowOpener}; j, k and x move and pick. */
export function Records<T>({ caption, rows, columns, idOf, picks, dense = false }: RecordsProps<T>) {
  const words = useWords(frameWords);
  const list = useRef<HTMLTableElement>(null);
  useRowKeys(list);
  const ids = rows.map(idOf);
  const chosenHere = picks ? ids.filter((id) => picks.chosen.has(id)).length : 0;
  return (
    <div className="scroll">
      <table className={dense ? 'records cards dense' : 'records cards'} ref={list}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {picks && (
              <th scope="col" className="pick">
                <Checkbox
                  aria-label={words.selectAll}
                  checked={ids.length > 0 && chosenHere === ids.length}
                  indeterminate={chosenHere > 0 && chosenHere < ids.length}
                  onChange={({ target }) => picks.choose(target.checked ? new Set(ids) : new Set())}
                />
              </th>
            )}
            {columns.map(({ key, title, className, sort }) => (
              <th
                key={key}
                scope="col"
                className={className}
                aria-sort={sort?.now}
                aria-label={sort && title}
              >
                {title}
                {sort && <SortButton title={title} sort={sort} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={idOf(row)} row={row} id={idOf(row)} columns={columns} picks={picks} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SortButtonProps {
  readonly title: string;
  readonly sort: NonNullable<Column<never>['sort']>;
}

/** Puts the list in the order of a column; the arrow says how it is now. A press anywhere on the title counts. */
function SortButton({ title, sort: { now, onSort } }: SortButtonProps) {
  const Arrow = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown }[now];
  return (
    <button type="button" className="sort" aria-label={title} onClick={onSort}>
      <Arrow size={14} aria-hidden />
    </button>
  );
}

interface RowProps<T> {
  readonly row: T;
  readonly id: string;
  readonly columns: readonly Column<T>[];
  readonly picks: Picks<T> | undefined;
}

function Row<T>({ row, id, columns, picks }: RowProps<T>) {
  const words = useWords(frameWords);
  const chosen = picks?.chosen.has(id) ?? false;
  const toggle = (): void => {
    const next = new Set(picks?.chosen);
    if (!next.delete(id)) next.add(id);
    picks?.choose(next);
  };
  return (
    <tr data-chosen={chosen || undefined}>
      {picks && (
        <td className="pick">
          <Checkbox aria-label={words.selectRow(picks.nameOf(row))} checked={chosen} onChange={toggle} />
        </td>
      )}
      {columns.map(({ key, title, cell, className, bare }) => (
        <td key={key} className={className} data-label={bare ? undefined : title}>
          {cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** The name of a row, by which it is opened; a press anywhere on the row counts. */
export function RowOpener({
  onOpen,
  children,
}: {
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className="link name" data-main onClick={onOpen}>
      {children}
    </button>
  );
}

const ROW = 'tr, [data-row]';

/** j and k move the focus from row to row of a table or a list (`data-row`), x picks the row, Enter opens it. */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const last = useRef(-1);
  const openers = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-main]') ?? [])];
  const rowInFocus = () => document.activeElement?.closest(ROW);
  const move = (step: number) => (): boolean | void => {
    if (document.querySelector('.ant-drawer-open')) return false;
    const all = openers();
    const at = all.findIndex((opener) => opener.closest(ROW) === rowInFocus());
    last.current = Math.max(0, Math.min(all.length - 1, (at === -1 ? last.current : at) + step));
    all[last.current]?.focus();
  };
  useKeys({
    j: move(1),
    k: move(-1),
    x: () => rowInFocus()?.querySelector<HTMLElement>('input[type=checkbox]')?.click(),
    Enter: () => {
      if (!(document.activeElement instanceof HTMLInputElement)) return false;
      rowInFocus()?.querySelector<HTMLElement>('[data-main]')?.click();
    },
  });
}
