import { Button, Form } from 'antd';
import { useState } from 'react';
import type { HotlineField, mapHotline } from '#voices/hotline/contract';
import { number } from '#web/staff/format.ts';
import { FieldChoice } from '#web/staff/field-choice.tsx';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { Records, type Column } from '#web/staff/records.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { HOTLINE_READS, type HotlineView } from './hotline-reads.ts';
import { hotlineWords } from './hotline-texts.ts';

type Mapped = HotlineView['columns'][number];

interface ColumnsProps {
  readonly intake: HotlineView;
  readonly onMapped: () => void;
}

/** What each column is taken for; columns about people were not kept, and it says so. */
export function HotlineColumns({ intake, onMapped }: ColumnsProps) {
  const words = useWords(hotlineWords);
  const [columns, setColumns] = useState<readonly Mapped[]>(intake.columns);
  const send = useSend<typeof mapHotline>('PUT /api/hotline/intakes/:id/mapping', HOTLINE_READS);
  const fields = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const choose = (index: number, field: HotlineField | null): void =>
    setColumns(columns.map((column) => (column.index === index ? { ...column, field } : column)));
  return (
    <section className="card stack" aria-label={words.columnsTitle}>
      <h2>{words.columnsTitle}</h2>
      <p className="quiet">{words.columnsNote}</p>
      <Privacy intake={intake} />
      <Records
        caption={words.columnsTitle}
        rows={columns}
        columns={useMappedColumns(choose)}
        idOf={({ index }) => String(index)}
      />
      <Form
        layout="vertical"
        onFinish={() => send.mutate({ id: intake.id, columns: fields }, { onSuccess: onMapped })}
      >
        <FormProblem error={send.error} />
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {words.compare}
        </Button>
      </Form>
    </section>
  );
}

/** Which columns were not kept, and how many numbers were masked elsewhere. */
export function Privacy({ intake: { columns, masked } }: { readonly intake: HotlineView }) {
  const words = useWords(hotlineWords);
  const titles = columns.filter(({ personal }) => personal).map(({ title }) => title || words.untitled);
  if (titles.length === 0 && masked === 0) return null;
  return (
    <div className="note">
      {titles.length > 0 && <div>{words.personalNote(titles.join('、'))}</div>}
      {masked > 0 && <div>{words.maskedNote(number(masked))}</div>}
    </div>
  );
}

function useMappedColumns(onChoose: (index: number, field: HotlineField | null) => void): Column<Mapped>[] {
  const words = useWords(hotlineWords);
  return [
    {
      key: 'title',
      title: words.head.title,
      bare: true,
      className: 'nowrap',
      cell: ({ title }) => <b>{title || words.untitled}</b>,
    },
    { key: 'samples', title: words.head.samples, cell: ({ samples }) => samples.join(' · ') || '—' },
    {
      key: 'field',
      title: words.head.field,
      bare: true,
      cell: ({ index, title, field, personal }) =>
        personal ? (
          <Tag tone="plain">{words.personal}</Tag>
        ) : (
          <FieldChoice<HotlineField>
            className="hotline-field"
            label={words.fieldOf(title || words.untitled)}
            fields={words.fields}
            unused={words.unused}
            value={field}
            onChoose={(chosen) => onChoose(index, chosen)}
          />
        ),
    },
  ];
}
