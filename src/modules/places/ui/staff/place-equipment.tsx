import { App, Button, Input, Select } from 'antd';
import { ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import type { setEquipment } from '#places/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { Tag } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { PlaceTabProps, PlaceView } from './place-tabs.ts';
import { factWords } from './place-texts.ts';
import { PLACE_READS, usePlaceTerms } from './places-reads.ts';

/** What a place has, what of it works, and since when. */
export function PlaceEquipment({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const { day } = useFormats();
  const { nameOf } = usePlaceTerms();
  const [editing, setEditing] = useState(false);
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.sections.equipment}</h2>
        {place.may.manage && <Button onClick={() => setEditing(true)}>{words.equipment.edit}</Button>}
      </div>
      {place.equipment.length === 0 && <p className="quiet">{words.equipment.none}</p>}
      <ul className="lines">
        {place.equipment.map(({ code, state, note, since }) => (
          <li key={code}>
            <span className="grow">
              {nameOf(code)}
              {note && <small> · {note}</small>}
            </span>
            <Tag tone={state === 'ok' ? 'ok' : 'mind'}>{words.equipment.states[state]}</Tag>
            <small>{words.equipment.since(day(since))}</small>
          </li>
        ))}
      </ul>
      {editing && <EquipmentDialog place={place} onClose={() => setEditing(false)} />}
    </section>
  );
}

type Item = Pick<PlaceView['equipment'][number], 'code' | 'state' | 'note'>;

interface EquipmentDialogProps {
  readonly place: PlaceView;
  readonly onClose: () => void;
}

function EquipmentDialog({ place, onClose }: EquipmentDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(factWords);
  const locale = useLocale();
  const { message } = App.useApp();
  const { facilities } = usePlaceTerms();
  const [items, setItems] = useState<readonly Item[]>(place.equipment);
  const send = useSend<typeof setEquipment>('PUT /api/places/:id/facilities', PLACE_READS);
  const mayLeave = useUnsaved(items !== place.equipment && !send.isSuccess);
  const leave = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  const saved = (): void => {
    message.success(words.saved);
    onClose();
  };
  const missing = facilities.filter(({ code }) => items.every((item) => item.code !== code));
  const sent = items.map(({ code, state, note }) => ({ code, state, note }));
  return (
    <FormDialog
      title={words.equipment.title}
      ok={frame.save}
      width={640}
      send={send}
      onSubmit={() => send.mutate({ id: place.id, items: sent }, { onSuccess: saved })}
      onClose={() => void leave()}
    >
      {items.map((item, at) => (
        <EquipmentRow
          key={item.code}
          item={item}
          onChange={(changed) => setItems(items.with(at, changed))}
          onUp={
            at > 0
              ? () => setItems([...items.slice(0, at - 1), item, items[at - 1]!, ...items.slice(at + 1)])
              : undefined
          }
          onRemove={() => setItems(items.filter((_, nth) => nth !== at))}
        />
      ))}
      <Select
        className="filter wide equipment-add"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={words.equipment.add}
        placeholder={words.equipment.add}
        value={null}
        onChange={(code: string) => setItems([...items, { code, state: 'ok', note: null }])}
        options={missing.map((term) => ({ value: term.code, label: term[locale] }))}
      />
    </FormDialog>
  );
}

interface EquipmentRowProps {
  readonly item: Item;
  readonly onChange: (item: Item) => void;
  readonly onUp: (() => void) | undefined;
  readonly onRemove: () => void;
}

function EquipmentRow({ item, onChange, onUp, onRemove }: EquipmentRowProps) {
  const words = useWords(factWords).equipment;
  const { nameOf } = usePlaceTerms();
  const name = nameOf(item.code);
  return (
    <div className="equipment-row">
      <b>{name}</b>
      <Select
        aria-label={words.stateOf(name)}
        value={item.state}
        onChange={(state) => onChange({ ...item, state })}
        options={keysOf(words.states).map((value) => ({ value, label: words.states[value] }))}
      />
      <Input
        className="note-field"
        aria-label={words.noteOf(name)}
        placeholder={words.note}
        maxLength={40}
        value={item.note ?? ''}
        onChange={({ target }) => onChange({ ...item, note: target.value })}
      />
      <Button
        type="text"
        icon={<ArrowUp size={16} aria-hidden />}
        aria-label={words.up(name)}
        disabled={!onUp}
        onClick={onUp}
      />
      <Button
        type="text"
        icon={<X size={16} aria-hidden />}
        aria-label={words.remove(name)}
        onClick={onRemove}
      />
    </div>
  );
}
