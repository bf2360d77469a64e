import { App, Checkbox, Form } from 'antd';
import { TriangleAlert } from 'lucide-react';
import type { ExportColumn, exportPeople } from '#people/find/contract';
import { useFilters } from '#web/staff/filters.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useMay } from '#web/staff/session.ts';
import { useDownload, type Arrival } from '#web/staff/use-download.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';
import { exportColumns, exportRequest, shownColumns } from './people-reads.ts';
import { PurposeField } from './purpose-field.tsx';
import { sizeOf } from '#web/staff/sheet-file.ts';

interface ExportChoice {
  readonly columns: ExportColumn[];
  readonly purpose: string;
}

/** Columns that hold a whole number: only for those who may see one. */
const FULL: readonly ExportColumn[] = ['idNo', 'phone'];

interface ExportDialogProps {
  /** How many people the filters find, as the list says it. */
  readonly count: string;
  readonly onClose: () => void;
}

/** The filtered list as Excel, for a purpose that is recorded first. */
export function ExportDialog({ count, onClose }: ExportDialogProps) {
  const words = useWords(findWords).export;
  const { message } = App.useApp();
  const [filters] = useFilters();
  const mayReveal = useMay('people.reveal');
  const send = useDownload<typeof exportPeople>('POST /api/people/export');
  const offered = keysOf(words.fields).filter((key) => mayReveal || !FULL.includes(key));
  const done = (): void => {
    message.success(words.done);
    onClose();
  };
  return (
    <FormDialog<ExportChoice>
      title={words.title}
      ok={words.ok}
      width={600}
      send={send}
      initial={{ columns: exportColumns(shownColumns(filters)) }}
      onSubmit={(choice) =>
        send.mutate(
          // In the order of the file, not in that of the presses.
          {
            ...exportRequest(filters),
            ...choice,
            columns: offered.filter((key) => choice.columns.includes(key)),
          },
          { onSuccess: done },
        )
      }
      onClose={onClose}
    >
      <p className="quiet form-note">{words.body(count)}</p>
      <Form.Item
        name="columns"
        label={words.columns}
        rules={[{ type: 'array', min: 1, message: words.none }]}
      >
        <Checkbox.Group
          className="checks"
          options={offered.map((key) => ({ value: key, label: words.fields[key] }))}
        />
      </Form.Item>
      <FullWarning />
      <PurposeField ready={words.ready} />
      {send.isPending && <Progress bytes={send.bytes} />}
    </FormDialog>
  );
}

function FullWarning() {
  const words = useWords(findWords).export;
  const columns = Form.useWatch<ExportColumn[] | undefined>('columns');
  return (
    <div role="status">
      {columns?.some((key) => FULL.includes(key)) && (
        <p className="note alarm form-note">
          <TriangleAlert size={18} className="alarm" aria-hidden /> {words.full}
        </p>
      )}
    </div>
  );
}

/** How far a file is: it is made first, then it comes. */
export function Progress({ bytes }: Arrival) {
  const words = useWords(findWords).export;
  return <p role="status">{bytes === null ? words.preparing : words.arrived(sizeOf(bytes))}</p>;
}
