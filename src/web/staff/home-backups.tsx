import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { getBackups, takeBackupNow } from '#kernel/backup/contract';
import { useFormats } from './format.ts';
import { homeBackupWords } from './home-backups-texts.ts';
import { FormProblem, Tag } from './parts.tsx';
import { ask } from './query.ts';
import { useMay } from './session.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

const ROUTE = 'GET /api/system/backups';
/** For whoever runs the installation: when it was last backed up, and one more now. Others see nothing here. */
export function HomeBackups() {
  const words = useWords(homeBackupWords);
  /** The last try there was when one more was asked for. */
  const [askedAfter, setAskedAfter] = useState<string | null>(null);
  const isSystem = useMay('kernel.system');
  const waits = (data: Output<typeof getBackups> | undefined): boolean =>
    data !== undefined && (data.running || lastTry(data) === askedAfter);
  const { data } = useQuery({
    ...ask<typeof getBackups>(ROUTE, {}),
    enabled: isSystem,
    refetchInterval: ({ state }) => (waits(state.data) ? 1_000 : 60_000),
  });
  const take = useSend<typeof takeBackupNow>('POST /api/system/backups', [ROUTE]);
  if (!data) return null;
  const waiting = waits(data);
  return (
    <section className="card">
      <div className="todo">
        <div>
          <Standing data={data} />
        </div>
        <span>{data.late && <Tag tone="mind">{words.late}</Tag>}</span>
        <Button
          loading={waiting}
          onClick={() => {
            setAskedAfter(lastTry(data));
            take.mutate({}, { onError: () => setAskedAfter(null) });
          }}
        >
          {waiting ? words.running : words.take}
        </Button>
      </div>
      <FormProblem error={take.error} />
    </section>
  );
}

function Standing({ data }: { readonly data: Output<typeof getBackups> }) {
  const words = useWords(homeBackupWords);
  const { age, moment } = useFormats();
  const [last] = data.items;
  return (
    <>
      <b>{last ? words.last(age(last.at), megabytes(last.bytes)) : words.none(age(data.since))}</b>
      <small>
        {data.failure
          ? words.failed(moment(data.failure.at), words.reasons[data.failure.error])
          : words.kept(data.items.length, data.keptDays)}
      </small>
    </>
  );
}

function lastTry({ items, failure }: Output<typeof getBackups>): string {
  return [items[0]?.at ?? '', failure?.at ?? ''].sort().at(-1)!;
}

function megabytes(bytes: number): string {
  return bytes < 1e6 ? (bytes / 1e6).toFixed(1) : Math.round(bytes / 1e6).toLocaleString('en-US');
}
