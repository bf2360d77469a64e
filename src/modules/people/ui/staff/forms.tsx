import './roster.css';
import './people.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { deleteForm, listForms } from '#people/forms/contract';
import { useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { FORM_READS, type Form } from './form-draft.ts';
import { FormExport } from './form-export.tsx';
import { formWords } from './form-texts.ts';
import { FormUpload } from './form-upload.tsx';

/** 报表模板: what upper unions want filled in. */
export function FormsPage() {
  const frame = useWords(frameWords);
  const words = useWords(formWords);
  const mayUpload = useMay('people.import');
  const [exporting, setExporting] = useState<Form | null>(null);
  const columns = useColumns(setExporting);
  const list = useInfiniteQuery(askPages<typeof listForms>('GET /api/forms', { limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="head">
        <h1>{frame.pages.forms}</h1>
      </div>
      <p className="quiet form-note">{words.intro}</p>
      {mayUpload && <FormUpload />}
      <section className="card list">
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={words.empty}>{mayUpload ? words.emptyNext : words.readerNext}</Blank>
        )}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.forms} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} />
          </>
        )}
      </section>
      {exporting && <FormExport form={exporting} onClose={() => setExporting(null)} />}
    </>
  );
}

function useColumns(onExport: (form: Form) => void): Column<Form>[] {
  const words = useWords(formWords);
  const { day } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'name',
      title: columns.name,
      bare: true,
      cell: ({ id, name }) => (
        <Link to="/forms/$id" params={{ id }} className="name" data-main>
          {name}
        </Link>
      ),
    },
    {
      key: 'state',
      title: columns.state,
      bare: true,
      className: 'nowrap',
      cell: ({ ready }) => <Tag tone={ready ? 'ok' : 'mind'}>{ready ? words.ready : words.notReady}</Tag>,
    },
    { key: 'org', title: columns.org, bare: true, cell: ({ org }) => org.name },
    { key: 'file', title: columns.file, bare: true, cell: ({ fileName }) => <small>{fileName}</small> },
    {
      key: 'updated',
      title: columns.updated,
      className: 'nowrap',
      cell: ({ updatedAt }) => day(updatedAt),
    },
    {
      key: 'do',
      title: columns.do,
      bare: true,
      className: 'nowrap',
      cell: (form) => <RowActions form={form} onExport={() => onExport(form)} />,
    },
  ];
}

function RowActions({ form, onExport }: { readonly form: Form; readonly onExport: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(formWords);
  const { modal, message } = App.useApp();
  const send = useSend<typeof deleteForm>('DELETE /api/forms/:id', FORM_READS);
  const remove = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: words.removeTitle(form.name),
      content: words.removeBody,
      okText: words.remove,
      okButtonProps: { danger: true },
      cancelText: frame.cancel,
    });
    if (sure) send.mutate({ id: form.id }, { onSuccess: () => void message.success(words.removed) });
  };
  return (
    <span className="row above">
      {form.ready && form.may.export && (
        <Button size="small" aria-label={words.exportOf(form.name)} onClick={onExport}>
          {words.export}
        </Button>
      )}
      {form.may.change && (
        <Button
          type="text"
          size="small"
          loading={send.isPending}
          aria-label={words.removeOf(form.name)}
          onClick={() => void remove()}
        >
          {words.remove}
        </Button>
      )}
      {send.error && <Problem error={send.error} />}
    </span>
  );
}
