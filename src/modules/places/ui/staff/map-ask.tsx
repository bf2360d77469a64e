import { Button, Form, Input, Radio } from 'antd';
import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { useWords, keysOf } from '#web/staff/words.ts';
import type { Taken } from './map-coords.ts';
import { isPlace, parsePosition, type Pasted, type PastedDatum } from './map-parse.ts';
import { mapWords } from './map-texts.ts';

interface MapAskProps {
  readonly onTaken: (taken: Taken | null) => void;
}

/** Where a position comes from: a link or numbers, or this device. The converter is loaded when it is needed. */
export function MapAsk({ onTaken }: MapAskProps) {
  const words = useWords(mapWords);
  const [text, setText] = useState('');
  const [datum, setDatum] = useState<PastedDatum>('gcj02');
  const [said, setSaid] = useState('');
  const pasted = parsePosition(text);
  const read = async (now: Pasted, chosen: PastedDatum): Promise<void> => {
    const taken = await takenFrom(now, chosen);
    setSaid(taken && (now.kind === 'metres' || datumFor(now, chosen) === 'bd09') ? words.fromBaidu : '');
    onTaken(taken);
  };
  const type = (typed: string): void => {
    setText(typed);
    void read(parsePosition(typed), datum);
  };
  const choose = (chosen: PastedDatum): void => {
    setDatum(chosen);
    void read(pasted, chosen);
  };
  const asksDatum = pasted.kind === 'degrees' && pasted.datum === null;
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={words.paste} extra={words.pasteNote} htmlFor="map-paste">
        <Input.TextArea
          id="map-paste"
          autoFocus
          rows={2}
          maxLength={2_000}
          value={text}
          onChange={({ target }) => type(target.value)}
        />
      </Form.Item>
      {asksDatum && (
        <Form.Item label={words.datum}>
          <Radio.Group
            aria-label={words.datum}
            value={datum}
            onChange={({ target }) => choose(target.value as PastedDatum)}
            options={keysOf(words.datums).map((value) => ({ value, label: words.datums[value] }))}
          />
        </Form.Item>
      )}
      <div role="status">
        {said && <p className="note form-note">{said}</p>}
        {text.trim() !== '' && (
          <Complaint pasted={pasted} onSwap={(lat, lng) => type(`纬度 ${lat} 经度 ${lng}`)} />
        )}
      </div>
      <DeviceButton onTaken={onTaken} />
    </Form>
  );
}

function datumFor(pasted: Pasted, chosen: PastedDatum): PastedDatum | null {
  return pasted.kind === 'degrees' ? (pasted.datum ?? chosen) : null;
}

/** What is read, in a system that the server keeps: of Baidu's numbers their GCJ-02. */
async function takenFrom(pasted: Pasted, chosen: PastedDatum): Promise<Taken | null> {
  if (pasted.kind === 'metres') return (await import('./map-coords.ts')).fromMetres(pasted.x, pasted.y);
  if (pasted.kind !== 'degrees' || !isPlace(pasted.lat, pasted.lng)) return null;
  const { lat, lng } = pasted;
  const datum = pasted.datum ?? chosen;
  if (datum !== 'bd09') return { lat, lng, datum };
  const { convert } = await import('./map-coords.ts');
  return { ...convert({ lat, lng }, 'bd09', 'gcj02'), datum: 'gcj02' };
}

interface ComplaintProps {
  readonly pasted: Pasted;
  readonly onSwap: (lat: number, lng: number) => void;
}

function Complaint({ pasted, onSwap }: ComplaintProps) {
  const words = useWords(mapWords);
  if (pasted.kind === 'nothing') return <p className="note mind form-note">{words.nothing}</p>;
  if (pasted.kind === 'short_link') return <p className="note mind form-note">{words.shortLink}</p>;
  if (pasted.kind === 'metres' || isPlace(pasted.lat, pasted.lng)) return null;
  if (!pasted.swapped) return <p className="note mind form-note">{words.outside}</p>;
  return (
    <p className="note mind form-note">
      {words.swapped}{' '}
      <Button size="small" onClick={() => onSwap(pasted.lng, pasted.lat)}>
        {words.swap}
      </Button>
    </p>
  );
}

function DeviceButton({ onTaken }: MapAskProps) {
  const words = useWords(mapWords);
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const ask = (): void => {
    if (!('geolocation' in navigator)) return setState('failed');
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        onTaken({ lat: coords.latitude, lng: coords.longitude, datum: 'wgs84' });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <div className="form-note">
      <Button icon={<LocateFixed size={16} aria-hidden />} loading={state === 'asking'} onClick={ask}>
        {words.here}
      </Button>{' '}
      <small role="status">{state === 'failed' ? words.hereFailed : words.hereNote}</small>
    </div>
  );
}
