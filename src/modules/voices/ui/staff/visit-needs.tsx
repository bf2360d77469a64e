import { App, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { addNeed } from '#voices/visits/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords, wordFor } from '#web/staff/words.ts';
import { useThemes } from './use-themes.ts';
import { AFTER_NEED, stopName, type NeedView, type StopView, type VisitView } from './visit-reads.ts';
import { visitWords } from './visit-texts.ts';

const TONES = { open: 'mind', grouped: 'info', answered: 'ok' } as const;

/** Needs with how they stand and how long they have waited; an answer stands below. */
export function Needs({ needs }: { readonly needs: readonly NeedView[] }) {
  const words = useWords(visitWords);
  const { age } = useFormats();
  const themes = useThemes();
  if (needs.length === 0) return null;
  return (
    <ul className="visit-needs">
      {needs.map(({ id, text, theme, state, at, note, hasContact }) => (
        <li key={id}>
          {text} <Tag tone={TONES[state]}>{words.needStates[state]}</Tag>
          <br />
          <small>
            {[
              ...(theme === null ? [] : [wordFor(themes, theme)]),
              ...(state === 'answered' ? [] : [words.waited(age(at))]),
              ...(hasContact ? [words.hasContact] : []),
            ].join(' · ')}
          </small>
          {note && <p className="said">{note}</p>}
        </li>
      ))}
    </ul>
  );
}

interface Values {
  readonly text: string;
  readonly theme?: string;
  readonly name?: string;
  readonly contact?: string;
  readonly consent?: boolean;
}

interface NeedProps {
  readonly visit: VisitView;
  readonly stop: StopView;
  readonly onClose: () => void;
}

/** Writes down a need; name and phone only where the person wishes so. */
export function NeedDialog({ visit, stop, onClose }: NeedProps) {
  const words = useWords(visitWords);
  const { message } = App.useApp();
  const [named, setNamed] = useState(false);
  const send = useSend<typeof addNeed>('POST /api/visits/:id/stops/:stopId/needs', AFTER_NEED);
  const keep = ({ text, theme, name, contact }: Values): void =>
    send.mutate(
      {
        id: visit.id,
        stopId: stop.id,
        text,
        ...(theme ? { theme } : {}),
        ...(named && name?.trim() ? { name } : {}),
        ...(named && contact?.trim() ? { contact } : {}),
        ...(named ? { consent: true as const } : {}),
      },
      {
        onSuccess: () => {
          message.success(words.needKept);
          onClose();
        },
      },
    );
  const themes = useThemes();
  return (
    <FormDialog<Values>
      title={words.needTitle(stopName(stop) ?? words.goneStop)}
      ok={words.keepNeed}
      send={send}
      onSubmit={keep}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label={words.needText}
        rules={[{ required: true, whitespace: true, message: words.needNeeded }]}
      >
        <Input.TextArea rows={3} maxLength={1000} placeholder={words.needHolder} />
      </Form.Item>
      <Form.Item name="theme" label={words.needTheme}>
        <Select allowClear options={keysOf(themes).map((value) => ({ value, label: themes[value] }))} />
      </Form.Item>
      <Checkbox checked={named} onChange={({ target }) => setNamed(target.checked)}>
        {words.withContact}
      </Checkbox>
      {named && <Consent />}
    </FormDialog>
  );
}

function Consent() {
  const words = useWords(visitWords);
  return (
    <>
      <p className="form-note">{words.contactWhy}</p>
      <Form.Item name="name" label={words.name}>
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="contact" label={words.contact}>
        <Input maxLength={60} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="consent"
        valuePropName="checked"
        rules={[
          {
            validator: (_rule, agreed: unknown) =>
              agreed === true ? Promise.resolve() : Promise.reject(new Error(words.consentNeeded)),
          },
        ]}
      >
        <Checkbox>{words.consent}</Checkbox>
      </Form.Item>
    </>
  );
}
