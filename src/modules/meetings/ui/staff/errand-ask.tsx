import { Form, Input, Select } from 'antd';
import type { askUnit } from '../../errands/desk/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { LinksTold } from './errand-links.tsx';
import { ERRAND_READS, type ErrandRow, type ErrandsAbout, type ErrandsView } from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

interface AskValues {
  readonly kind: ErrandRow['kind'];
  readonly unitId: string;
  readonly dueOn?: string;
}

interface AskProps {
  readonly about: ErrandsAbout;
  readonly view: Pick<ErrandsView, 'units' | 'kinds'>;
  readonly first: string | undefined;
  readonly onClose: () => void;
}

/** Asks one unit one thing; afterwards shows its link, this once. */
export function AskUnitDialog({ about, view: { units, kinds }, first, onClose }: AskProps) {
  const words = useWords(errandWords);
  const send = useSend<typeof askUnit>('POST /api/errands', ERRAND_READS);
  const item = 'item' in about;
  if (send.data) {
    const { kind, unitId } = send.variables;
    const unit = units.find(({ id }) => id === unitId)!.name;
    const { token, expiresAt } = send.data;
    return <LinksTold kind={kind} items={[{ unit, token }]} expiresAt={expiresAt} onClose={onClose} />;
  }
  const submit = ({ kind, unitId, dueOn }: AskValues): void =>
    send.mutate({
      kind: item ? 'item' : kind,
      unitId,
      about: item ? about.item : about.meeting,
      ...(dueOn && { dueOn }),
    });
  const required = { required: true, message: words.required };
  return (
    <FormDialog<AskValues>
      title={words.askTitle}
      ok={words.askOk}
      send={send}
      initial={{ ...(first && { unitId: first }), ...(kinds.length === 1 && { kind: kinds[0]! }) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="unitId" label={words.unit} rules={[required]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      {!item && (
        <Form.Item name="kind" label={words.kind} rules={[required]}>
          <Select options={kinds.map((value) => ({ value, label: words.kinds[value] }))} />
        </Form.Item>
      )}
      <Form.Item name="dueOn" label={words.dueOn}>
        <Input type="date" min={today()} />
      </Form.Item>
    </FormDialog>
  );
}
