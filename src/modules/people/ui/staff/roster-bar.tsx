import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { downloadRefused, remapImport } from '#people/roster/contract';
import { number } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { useDownload } from '#web/staff/use-download.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { countOf } from './roster-cards.tsx';
import { ConfirmDialog } from './roster-confirm.tsx';
import { diffWords } from './roster-diff-texts.ts';
import { IMPORT_READS, plannedOf, ROW_READS, type Compared } from './roster-reads.ts';

/** Always at the foot of the differences: what confirming will do, and the ways on and back. */
export function RosterBar({ one }: { readonly one: Compared }) {
  const words = useWords(diffWords).bar;
  const [confirming, setConfirming] = useState(false);
  const remap = useSend<typeof remapImport>('POST /api/roster-imports/:id/remap', [
    ...IMPORT_READS,
    ...ROW_READS,
  ]);
  return (
    <>
      <FormProblem error={remap.error} />
      <div className="roster-bar">
        <span className="grow">
          {willSentence(one, words)} <small>{words.undo}</small>
        </span>
        <Button loading={remap.isPending} onClick={() => remap.mutate({ id: one.id })}>
          {words.remap}
        </Button>
        <RefusedDownload one={one} />
        {one.may.confirm && (
          <Button type="primary" onClick={() => setConfirming(true)}>
            {words.confirm}
          </Button>
        )}
      </div>
      {confirming && <ConfirmDialog one={one} onClose={() => setConfirming(false)} />}
    </>
  );
}

function willSentence({ counts }: Compared, words: (typeof diffWords)['zh']['bar']): string {
  const { transfers } = counts;
  const { joined, left, changed, skipped } = plannedOf(counts);
  if (joined + left + changed + skipped === 0) return words.nothing;
  return [
    words.will(number(joined), number(left), number(changed)),
    transfers > 0 ? words.transfers(number(transfers)) : '',
    skipped > 0 ? words.skipped(number(skipped)) : '',
  ].join('');
}

/** What cannot be used, as Excel with the reasons, to be corrected and sent back. */
export function RefusedDownload({ one }: { readonly one: Compared }) {
  const words = useWords(diffWords).bar;
  const count = countOf('refused', one.counts);
  const file = useDownload<typeof downloadRefused>('GET /api/roster-imports/:id/refused');
  if (count === 0) return null;
  return (
    <>
      <Button
        icon={<Download size={16} aria-hidden />}
        loading={file.isPending}
        onClick={() => file.mutate({ id: one.id })}
      >
        {words.download(number(count))}
      </Button>
      <FormProblem error={file.error} />
    </>
  );
}
