import './title.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { endTitleTemplate, listTitleTemplates } from '../../titles/templates/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today, useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useMay } from '#web/staff/session.ts';
import { useTitle } from '#web/staff/title.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { TemplateDialog } from './title-template-dialog.tsx';
import { TEMPLATE_READS, type Draft, type Ready, type Template } from './title-rule-reads.ts';
import { titleWords } from './title-texts.ts';

/** 称号标准: the rules, version by version, and those ready to be taken over. */
export function TitleTemplatesPage() {
  const words = useWords(titleWords).rules;
  useTitle(words.title);
  const may = useMay('places.settings');
  const list = useQuery(ask<typeof listTitleTemplates>('GET /api/title-templates', {}));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [ending, setEnding] = useState<Template | null>(null);
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        <Link to="/titles">{words.back}</Link>
        {may && <Button onClick={() => setDraft({ kind: 'create', from: null })}>{words.create}</Button>}
      </div>
      <p className="quiet form-note">{words.intro}</p>
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && (
        <>
          <section className="card">
            <h2>{words.ours}</h2>
            {list.data.items.length === 0 && <Blank title={words.none} />}
            {list.data.items.map((one) => (
              <TemplateLine
                key={one.id}
                one={one}
                onDraft={setDraft}
                onEnd={() => setEnding(one)}
                mayCopy={may}
              />
            ))}
          </section>
          {may && <ReadyList ready={list.data.ready} onTake={(from) => setDraft({ kind: 'create', from })} />}
        </>
      )}
      {draft && <TemplateDialog draft={draft} onClose={() => setDraft(null)} />}
      {ending && <EndDialog template={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

interface TemplateLineProps {
  readonly one: Template;
  readonly mayCopy: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onEnd: () => void;
}

function TemplateLine({ one, mayCopy, onDraft, onEnd }: TemplateLineProps) {
  const words = useWords(titleWords);
  const name = useNameOf()(one);
  const { day } = useFormats();
  const { from, until, may } = one;
  const over = until !== null && until <= today();
  const state = one.inForce ? words.rules.inForce : over ? words.rules.over : words.rules.future;
  const span = until ? words.rules.span(day(from), day(until)) : words.rules.from(day(from));
  return (
    <div className="title-line">
      <div className="row">
        <div className="grow">
          <b>{name}</b> <small>{words.levels[one.level]}</small>
          <div className="quiet">
            {[one.grantedBy ?? one.org.name, words.rules.versions(one.version), span].join(' · ')}
          </div>
          <small>{[figuresOf(one, words.rules), words.rules.cases(one.cases)].join(' · ')}</small>
          <small className="title-source">{words.tab.source(one.source)}</small>
        </div>
        <Tag tone={one.inForce ? 'ok' : 'plain'}>{state}</Tag>
        {may.change && until === null && (
          <>
            <Button onClick={() => onDraft({ kind: 'change', template: one })}>{words.rules.change}</Button>
            <Button onClick={onEnd}>{words.rules.end}</Button>
          </>
        )}
        {mayCopy && (
          <Button onClick={() => onDraft({ kind: 'create', from: one })}>{words.rules.copy}</Button>
        )}
      </div>
    </div>
  );
}

interface ReadyListProps {
  readonly ready: readonly Ready[];
  readonly onTake: (from: Ready) => void;
}

function ReadyList({ ready, onTake }: ReadyListProps) {
  const words = useWords(titleWords);
  const nameOf = useNameOf();
  return (
    <section className="card">
      <h2>{words.rules.ready}</h2>
      <p className="quiet">{words.rules.readyNote}</p>
      {ready.map((one) => (
        <div key={one.key} className="title-line">
          <div className="row">
            <div className="grow">
              <b>{nameOf(one)}</b> <small>{words.levels[one.level]}</small>
              <div className="quiet">{figuresOf(one, words.rules)}</div>
              <small>{words.tab.source(one.source)}</small>
            </div>
            {one.inferred && <Tag tone="plain">{words.tab.inferred}</Tag>}
            <Button onClick={() => onTake(one)}>{words.rules.take}</Button>
          </div>
        </div>
      ))}
    </section>
  );
}

function useNameOf(): (one: Pick<Ready, 'nameZh' | 'nameEn'>) => string {
  const { locale } = useWords({ zh: { locale: 'zh' }, en: { locale: 'en' } });
  return ({ nameZh, nameEn }) => (locale === 'zh' ? nameZh : nameEn);
}

type RuleWords = (typeof titleWords)['zh']['rules'];

function figuresOf(one: Omit<Ready, 'key'>, words: RuleWords): string {
  const { recheckMonths, noticeDays, criteria } = one;
  return [
    words.criteria(criteria.length),
    words.notice(noticeDays),
    recheckMonths === null ? words.noRecheck : words.recheck(recheckMonths),
  ].join(' · ');
}

function EndDialog({ template, onClose }: { readonly template: Template; readonly onClose: () => void }) {
  const words = useWords(titleWords);
  const { message } = App.useApp();
  const name = useNameOf()(template);
  const send = useSend<typeof endTitleTemplate>('POST /api/title-templates/:id/end', TEMPLATE_READS);
  const onSuccess = (): void => {
    message.success(words.rules.endForm.done);
    onClose();
  };
  return (
    <FormDialog<{ on: string }>
      title={words.rules.endForm.title(name)}
      ok={words.rules.end}
      danger
      send={send}
      initial={{ on: today() }}
      onSubmit={({ on }) => send.mutate({ id: template.id, on }, { onSuccess })}
      onClose={onClose}
    >
      <Form.Item
        name="on"
        label={words.rules.endForm.on}
        rules={[{ required: true, message: words.fields.required }]}
      >
        <Input type="date" min={today()} />
      </Form.Item>
    </FormDialog>
  );
}
