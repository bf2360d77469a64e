import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { listAlike } from '../../concerns/similar/contract.ts';
import { useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import type { Heap } from './concern-reads.ts';
import { concernWords } from './concern-texts.ts';
import { WhyAlike } from './concern-why.tsx';
import { GroupDialog } from './group-dialog.tsx';

/** 待归并: heaps of open voices that seem to say the same, and why; grouping them is an officer’s word. */
export function ConcernHeaps() {
  const words = useWords(concernWords);
  const alike = useQuery(ask<typeof listAlike>('GET /api/concerns/alike', {}));
  if (alike.isLoading) return <Loading />;
  if (alike.error) return <Problem error={alike.error} onRetry={() => void alike.refetch()} />;
  if (!alike.data) return null;
  const { items, compared } = alike.data;
  if (items.length === 0) return <Blank title={words.heapsEmpty}>{words.heapsEmptyNext}</Blank>;
  return (
    <>
      <p className="quiet concern-about">{words.heapsAbout(compared)}</p>
      <ul className="concern-heaps">
        {items.map((heap) => (
          <HeapCard key={heap.voices[0]!.id} heap={heap} />
        ))}
      </ul>
    </>
  );
}

function HeapCard({ heap }: { readonly heap: Heap }) {
  const words = useWords(concernWords);
  const { age } = useFormats();
  const navigate = useNavigate();
  const mayGroup = useMay('voices.answer');
  const [grouping, setGrouping] = useState(false);
  const { voices, org } = heap;
  return (
    <li className="card">
      <div className="concern-heap-head">
        <h2>{words.heapTitle(voices.length)}</h2>
        {mayGroup && org && (
          <Button type="primary" onClick={() => setGrouping(true)}>
            {words.group(voices.length)}
          </Button>
        )}
      </div>
      {mayGroup && !org && <p className="quiet">{words.noRight}</p>}
      <ul className="concern-said">
        {voices.map(({ id, text, org: from, place, at, why }) => (
          <li key={id}>
            <p>{text}</p>
            <small>
              {[place?.name, from.name, age(at)].filter(Boolean).join(' · ')}{' '}
              {why ? <WhyAlike why={why} /> : words.oldest}
            </small>
          </li>
        ))}
      </ul>
      {grouping && (
        <GroupDialog
          voices={voices}
          org={org}
          onClose={() => setGrouping(false)}
          onDone={(id) => void navigate({ to: '/concerns/$id', params: { id } })}
        />
      )}
    </li>
  );
}
