import { Button } from 'antd';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#web/staff/words.ts';
import { MapPicker } from './map-picker.tsx';
import { mapWords } from './map-texts.ts';
import type { PlaceRow } from './places-reads.ts';
import { placesWords } from './places-texts.ts';

interface LocateStartProps {
  readonly count: number;
  readonly onStart: () => void;
}

/** The way into the run: why it matters, and one press. */
export function LocateStart({ onStart }: LocateStartProps) {
  const words = useWords(placesWords);
  const { startBody } = useWords(mapWords);
  return (
    <div className="row locate-start">
      <span className="grow">{startBody}</span>
      <Button type="primary" icon={<MapPin size={16} aria-hidden />} onClick={onStart}>
        {words.locate}
      </Button>
    </div>
  );
}

interface LocateRunProps {
  readonly rows: readonly PlaceRow[];
  readonly onClose: () => void;
}

/** From one place without coordinates to the next, in the order of the list as it was when the run began. */
export function LocateRun({ rows, onClose }: LocateRunProps) {
  const [queue] = useState(rows);
  const [at, setAt] = useState(0);
  const place = queue[at];
  if (!place) return null;
  const next = (): void => (at + 1 < queue.length ? setAt(at + 1) : onClose());
  return (
    <MapPicker
      key={place.id}
      place={place}
      was={null}
      run={{ left: queue.length - at, onNext: next }}
      onSaved={next}
      onClose={onClose}
    />
  );
}
