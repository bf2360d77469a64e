import { useQuery } from '@tanstack/react-query';
import { HardDrive } from 'lucide-react';
import type { diskRoom } from '#kernel/http/contract';
import { homeWords } from './home-texts.ts';
import { ask } from './query.ts';
import { useMay } from './session.ts';
import { useWords } from './words.ts';

/** Tells the administrator that the disk fills up, while there is time; nothing where there is room. */
export function DiskNotice() {
  const words = useWords(homeWords).disk;
  const enabled = useMay('kernel.watch');
  const room = useQuery({ ...ask<typeof diskRoom>('GET /api/system/disk', {}), enabled });
  const level = room.data?.level;
  if (level !== 'low' && level !== 'full') return null;
  const megabytes = Math.floor((room.data?.freeBytes ?? 0) / 2 ** 20);
  return (
    <section className="card">
      <div role="alert" className="problem">
        <HardDrive size={20} aria-hidden />
        <div className="grow">
          <b>{words[level](megabytes)}</b>
          <div className="quiet">{words.mend}</div>
        </div>
      </div>
    </section>
  );
}
