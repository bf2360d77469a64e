import { Button } from 'antd';
import type { printSigns } from '../../host/contract.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { HOST_READS } from './host-reads.ts';
import { hostWords } from './host-texts.ts';

const MOST = 50;

/** Prints the signs of the places chosen, a page each; also for the bar of a list. */
export function SignsButton({ ids }: { readonly ids: readonly string[] }) {
  const words = useWords(hostWords);
  const send = useDownload<typeof printSigns>('POST /api/places/signs');
  const print = () => send.mutate({ ids: [...ids] }, { onSuccess: () => void refresh(...HOST_READS) });
  return (
    <>
      <div className="row">
        <Button loading={send.isPending} disabled={ids.length === 0 || ids.length > MOST} onClick={print}>
          {ids.length === 1 ? words.printSign : words.printSigns(ids.length)}
        </Button>
        {ids.length > MOST && <small>{words.tooMany}</small>}
      </div>
      <FormProblem error={send.error} />
    </>
  );
}
