import './people.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { App, Button, ConfigProvider } from 'antd';
import { useState } from 'react';
import type { getForm, mapForm } from '#people/forms/contract';
import { FormProblem, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useWords } from '#web/staff/words.ts';
import {
  draftOf,
  faultOf,
  filledOf,
  FORM_READS,
  type Draft,
  type FormDetail,
  type FormSheet,
} from './form-draft.ts';
import { FormExport } from './form-export.tsx';
import { FormColumns } from './form-columns.tsx';
import { FormRows } from './form-rows.tsx';
import { formWords } from './form-texts.ts';

/** One form: which of ours goes into which of its columns, said once. */
export function FormPage() {
  const frame = useWords(frameWords);
  const { id = '' } = useParams({ strict: false });
  const form = useQuery(ask<typeof getForm>('GET /api/forms/:id', { id }));
  return (
    <>
      <nav aria-label={frame.pages.forms}>
        <ol className="crumbs">
          <li>
            <Link to="/forms">{frame.pages.forms}</Link>
          </li>
        </ol>
      </nav>
      {form.isLoading && <Loading />}
      {form.error && <Problem error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && <Mapping key={form.data.updatedAt} form={form.data} />}
    </>
  );
}

function Mapping({ form }: { readonly form: FormDetail }) {
  const words = useWords(formWords);
  const [first] = useState(() => draftOf(form));
  const [draft, setDraft] = useState(first);
  const [exporting, setExporting] = useState(false);
  const sheet = form.sheets.find(({ name }) => name === draft?.sheet);
  const dirty = draft !== first;
  return (
    <>
      <div className="head">
        <div className="grow">
          <h1>{form.name}</h1>
          <div className="row">
            <Tag tone={form.ready ? 'ok' : 'mind'}>{form.ready ? words.ready : words.notReady}</Tag>
            <small>{words.page.of(form.org.name, form.fileName)}</small>
          </div>
        </div>
        {form.ready && form.may.export && (
          <Button type={dirty ? 'default' : 'primary'} disabled={dirty} onClick={() => setExporting(true)}>
            {words.export}
          </Button>
        )}
      </div>
      {!form.may.change && <p className="note form-note">{words.page.readOnly}</p>}
      {draft && sheet && (
        <ConfigProvider componentDisabled={!form.may.change}>
          <section className="card list">
            <FormRows
              form={form}
              sheet={sheet}
              draft={draft}
              onChange={setDraft}
              onSheet={(name) => setDraft(draftOf(form, name))}
            />
            <FormColumns sheet={sheet} draft={draft} onChange={setDraft} />
            {form.may.change && <SaveBar form={form} sheet={sheet} draft={draft} dirty={dirty} />}
          </section>
        </ConfigProvider>
      )}
      {exporting && <FormExport form={form} onClose={() => setExporting(false)} />}
    </>
  );
}

interface SaveBarProps {
  readonly form: FormDetail;
  readonly sheet: FormSheet;
  readonly draft: Draft;
  readonly dirty: boolean;
}

/** What will be filled in, what is still missing, and the button; it stays at the foot of the window. */
function SaveBar({ form, sheet, draft, dirty }: SaveBarProps) {
  const words = useWords(formWords).page;
  const { message } = App.useApp();
  const send = useSend<typeof mapForm>('PUT /api/forms/:id/mapping', FORM_READS);
  useUnsaved(dirty && !send.isSuccess);
  const fault = faultOf(draft);
  const titleAt = (index: number): string =>
    sheet.columns.find((column) => column.index === index)?.title || words.untitled;
  const save = (): void => {
    const columns = [...draft.columns.values()].sort((a, b) => a.index - b.index);
    send.mutate(
      { id: form.id, sheet: draft.sheet, headerRow: draft.headerRow, firstRow: draft.firstRow, columns },
      { onSuccess: () => void message.success(words.saved) },
    );
  };
  return (
    <div className="selection" role="region" aria-label={words.save}>
      <span className="grow" role="status">
        {words.count(filledOf(draft), sheet.columns.length)}
        {fault && <> · {fault.kind === 'nothing' ? words.nothing : words.incomplete(titleAt(fault.index))}</>}
      </span>
      <FormProblem error={send.error} />
      <Button
        type="primary"
        loading={send.isPending}
        disabled={fault !== null || (form.ready && !dirty)}
        onClick={save}
      >
        {words.save}
      </Button>
    </div>
  );
}
