import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { FileUp } from 'lucide-react';
import { useFilters } from '#web/staff/filters.ts';
import { Blank } from '#web/staff/parts.tsx';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { NARROWING } from './places-reads.ts';
import { placesWords } from './places-texts.ts';

/** Nothing to show: since all is done, since the filters leave nothing, or since nothing is on record yet. */
export function NoPlaces() {
  const words = useWords(placesWords);
  const navigate = useNavigate();
  const mayManage = useMay('places.manage');
  const [filters, setFilters] = useFilters();
  const narrowed = NARROWING.filter((name) => filters[name] !== undefined);
  const clear = (): void => setFilters(Object.fromEntries(NARROWING.map((name) => [name, undefined])));
  if (narrowed.length > 0) {
    const located = narrowed.length === 1 && narrowed[0] === 'unlocated';
    return (
      <Blank title={located ? words.allLocated : words.nothing}>
        {!located && <span>{words.nothingNext}</span>}
        <Button onClick={clear}>{words.clear}</Button>
      </Blank>
    );
  }
  if (!mayManage) return <Blank title={words.none}>{words.noneRead}</Blank>;
  return (
    <Blank title={words.none}>
      <span>{words.noneNext}</span>
      <Button
        icon={<FileUp size={16} aria-hidden />}
        onClick={() => void navigate({ href: '/places/intake' })}
      >
        {words.intake}
      </Button>
    </Blank>
  );
}
