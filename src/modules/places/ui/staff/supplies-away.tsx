import { App, Form, Radio } from 'antd';
import type { takeSupplyAway } from '../../supplies/contract.ts';
import type { WayGone } from '../../supplies/rules.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { SUPPLY_READS, type SupplyRow } from './supplies-reads.ts';
import { supplyWords } from './supplies-texts.ts';

/** A lot is gone, and how: it stays on record among what was taken away. */
export function TakeAway({ supply, onClose }: { readonly supply: SupplyRow; readonly onClose: () => void }) {
  const words = useWords(supplyWords);
  const { message } = App.useApp();
  const send = useSend<typeof takeSupplyAway>('POST /api/supplies/:id/gone', SUPPLY_READS);
  const done = (): void => {
    message.success(words.awayDone);
    onClose();
  };
  return (
    <FormDialog<{ how: WayGone }>
      title={words.awayTitle(supply.item)}
      ok={words.away}
      send={send}
      initial={{ how: 'used_up' }}
      onSubmit={({ how }) => send.mutate({ id: supply.id, how }, { onSuccess: done })}
      onClose={onClose}
    >
      <Form.Item name="how" label={words.how}>
        <Radio.Group
          vertical
          options={keysOf(words.ways).map((way) => ({ value: way, label: words.ways[way] }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
