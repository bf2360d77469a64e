import './places.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import type { setPlaceTerms } from '#places/contract';
import type { getTermSettings } from '../../terms/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today, useFormats } from '#web/staff/format.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { TermList, type ListName, type Settings, type Term } from './term-list.tsx';
import { termWords } from './term-texts.ts';

const READS = ['GET /api/place-terms', 'GET /api/public/place-terms'] as const;

/** 名称与分类: what facilities and kinds are called, from a day on. */
export function TermsPage() {
  const frame = useWords(frameWords);
  const words = useWords(termWords);
  const mayRead = useMay('places.read');
  const settings = useQuery(ask<typeof getTermSettings>('GET /api/place-terms', {}));
  return (
    <>
      {mayRead && (
        <nav aria-label={frame.back}>
          <ol className="crumbs">
            <li>
              <Link to="/places">{frame.pages.places}</Link>
            </li>
          </ol>
        </nav>
      )}
      <div className="head">
        <h1>{frame.pages.placeTerms}</h1>
      </div>
      <p className="form-note">
        {words.body} {settings.data && !settings.data.may && words.readOnly}
      </p>
      {settings.isLoading && <Loading />}
      {settings.error && <Problem error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data &&
        (['facilities', 'kinds'] as const).map((list) => (
          // After it was saved the table begins anew with what the server has.
          <TermCard
            key={`${list} ${settings.data.records[list].length}`}
            list={list}
            settings={settings.data}
          />
        ))}
    </>
  );
}

interface TermCardProps {
  readonly list: ListName;
  readonly settings: Settings;
}

function TermCard({ list, settings }: TermCardProps) {
  const words = useWords(termWords);
  const known: readonly Term[] = settings[list];
  const [terms, setTerms] = useState(known);
  const [saving, setSaving] = useState(false);
  const changed = terms !== known && JSON.stringify(terms) !== JSON.stringify(known);
  const mayLeave = useUnsaved(changed && !saving);
  const complete = isComplete(terms);
  return (
    <section className="card list">
      <div className="filters">
        <h2 className="grow">{words.lists[list]}</h2>
        {changed && <small role="status">{complete ? words.changed : words.incomplete}</small>}
        {changed && (
          <>
            <Button onClick={() => void mayLeave().then((may) => may && setTerms(known))}>
              {words.discard}
            </Button>
            <Button type="primary" disabled={!complete} onClick={() => setSaving(true)}>
              {words.save}
            </Button>
          </>
        )}
      </div>
      <TermList
        list={list}
        terms={terms}
        may={settings.may}
        fixed={new Set(known.map(({ code }) => code))}
        onChange={setTerms}
      />
      <Records list={list} settings={settings} />
      {saving && (
        <SaveDialog list={list} terms={terms} settings={settings} onClose={() => setSaving(false)} />
      )}
    </section>
  );
}

function isComplete(terms: readonly Term[]): boolean {
  const codes = new Set(terms.map(({ code }) => code));
  const whole = terms.every(
    ({ code, zh, en }) => /^[a-z][a-z0-9_]*$/.test(code) && zh.trim() !== '' && en.trim() !== '',
  );
  return whole && codes.size === terms.length;
}

function Records({ list, settings }: TermCardProps) {
  const words = useWords(termWords);
  const { day } = useFormats();
  return (
    <div className="list-foot">
      <details>
        <summary>{words.records}</summary>
        <ul>
          {settings.records[list].map(({ from, source }) => (
            <li key={from}>{words.since(day(from), source)}</li>
          ))}
          <li>{words.built}</li>
        </ul>
      </details>
    </div>
  );
}

interface SaveDialogProps extends TermCardProps {
  readonly terms: readonly Term[];
  readonly onClose: () => void;
}

function SaveDialog({ list, terms, settings, onClose }: SaveDialogProps) {
  const words = useWords(termWords);
  const { message } = App.useApp();
  const send = useSend<typeof setPlaceTerms>('PUT /api/place-terms', READS);
  const saved = (): void => {
    message.success(words.saved);
    onClose();
  };
  const first = firstDay(settings.records[list][0]?.from);
  const plain = terms.map(({ used: _used, ...term }) => term);
  const submit = (when: Pick<Request<typeof setPlaceTerms>, 'from' | 'source'>): void =>
    send.mutate({ ...when, [list]: plain }, { onSuccess: saved });
  return (
    <FormDialog<Pick<Request<typeof setPlaceTerms>, 'from' | 'source'>>
      title={words.saveTitle}
      ok={words.save}
      send={send}
      initial={{ from: first }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="from"
        label={words.from}
        extra={words.fromNote}
        rules={[{ required: true, message: words.must }]}
      >
        <Input type="date" min={first} />
      </Form.Item>
      <Form.Item
        name="source"
        label={words.source}
        extra={words.sourceNote}
        rules={[{ required: true, whitespace: true, message: words.must }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

/** Today, or the day behind that on which the last list begins. */
function firstDay(last: string | undefined): string {
  const now = today();
  if (last === undefined || last < now) return now;
  return new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
