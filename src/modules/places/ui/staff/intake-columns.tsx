import { useQuery } from '@tanstack/react-query';
import { Button, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import type { getPlaceTerms } from '#places/contract';
import type { IntakeDatum, IntakeField, mapIntake } from '#places/intake/contract';
import { FieldChoice } from '#web/staff/field-choice.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useLocale } from '#web/staff/locale.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { IntakeView } from './intake-page.tsx';
import { INTAKE_READS } from './intake-reads.ts';
import { intakeWords } from './intake-texts.ts';

type Mapped = IntakeView['columns'][number];

interface ColumnsProps {
  readonly intake: IntakeView;
  readonly onMapped: () => void;
}

/** What each column is taken for, of which kind the coordinates are, and what the places are that do not say. */
export function IntakeColumns({ intake, onMapped }: ColumnsProps) {
  const words = useWords(intakeWords);
  const [columns, setColumns] = useState<readonly Mapped[]>(intake.columns);
  const [datum, setDatum] = useState<IntakeDatum | null>(intake.datum);
  const [kind, setKind] = useState(intake.kind ?? 'warm_station');
  const send = useSend<typeof mapIntake>('PUT /api/places/intakes/:id/mapping', INTAKE_READS);
  const fields = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const located = fields.some(({ field }) => ['lat', 'lng', 'position'].includes(field));
  const map = (): void =>
    send.mutate(
      { id: intake.id, columns: fields, datum: located ? datum : null, kind },
      { onSuccess: onMapped },
    );
  const choose = (index: number, field: IntakeField | null): void =>
    setColumns(columns.map((column) => (column.index === index ? { ...column, field } : column)));
  return (
    <section className="card stack" aria-label={words.columnsTitle}>
      <h2>{words.columnsTitle}</h2>
      <p className="quiet">{words.columnsNote}</p>
      <ColumnTable columns={columns} onChoose={choose} />
      <Form layout="vertical" onFinish={map}>
        {located && <DatumChoice datum={datum} onChoose={setDatum} />}
        <KindChoice kind={kind} onChoose={setKind} />
        <FormProblem error={send.error} />
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {words.compare}
        </Button>
      </Form>
    </section>
  );
}

interface ColumnTableProps {
  readonly columns: readonly Mapped[];
  readonly onChoose: (index: number, field: IntakeField | null) => void;
}

function ColumnTable({ columns, onChoose }: ColumnTableProps) {
  const words = useWords(intakeWords);
  return (
    <Records
      caption={words.columnsTitle}
      rows={columns}
      columns={useMappedColumns(onChoose)}
      idOf={({ index }) => String(index)}
    />
  );
}

function useMappedColumns(onChoose: ColumnTableProps['onChoose']): Column<Mapped>[] {
  const words = useWords(intakeWords);
  return [
    {
      key: 'title',
      title: words.head.title,
      bare: true,
      cell: ({ title }) => <b>{title || words.untitled}</b>,
    },
    { key: 'samples', title: words.head.samples, cell: ({ samples }) => samples.join(' · ') },
    {
      key: 'field',
      title: words.head.field,
      bare: true,
      cell: ({ index, title, field }) => (
        <FieldChoice<IntakeField>
          className="intake-field"
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

interface DatumProps {
  readonly datum: IntakeDatum | null;
  readonly onChoose: (datum: IntakeDatum) => void;
}

function DatumChoice({ datum, onChoose }: DatumProps) {
  const words = useWords(intakeWords);
  return (
    <Form.Item label={words.datum} extra={words.datumNote}>
      <Radio.Group
        vertical
        aria-label={words.datum}
        value={datum}
        options={keysOf(words.datums).map((value) => ({ value, label: words.datums[value] }))}
        onChange={({ target }) => onChoose(target.value as IntakeDatum)}
      />
    </Form.Item>
  );
}

interface KindProps {
  readonly kind: string;
  readonly onChoose: (kind: string) => void;
}

function KindChoice({ kind, onChoose }: KindProps) {
  const words = useWords(intakeWords);
  const locale = useLocale();
  const terms = useQuery(ask<typeof getPlaceTerms>('GET /api/public/place-terms', {}));
  return (
    <Form.Item label={words.kind} htmlFor="intake-kind">
      <Select
        id="intake-kind"
        className="intake-field"
        value={kind}
        loading={terms.isLoading}
        options={(terms.data?.kinds ?? []).map((term) => ({ value: term.code, label: term[locale] }))}
        onChange={onChoose}
      />
    </Form.Item>
  );
}
