import { App, Form, Input, InputNumber } from 'antd';
import type { Request } from '#kernel/contract';
import type { addSupply } from '../../supplies/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { PlaceView } from './place-tabs.ts';
import { SUPPLY_READS } from './supplies-reads.ts';
import { supplyWords } from './supplies-texts.ts';

type Values = Omit<Request<typeof addSupply>, 'id' | 'expiresOn'> & { readonly expiresOn?: string };

/** Notes what was placed somewhere. */
export function AddSupply({ place, onClose }: { readonly place: PlaceView; readonly onClose: () => void }) {
  const words = useWords(supplyWords);
  const { message } = App.useApp();
  const send = useSend<typeof addSupply>('POST /api/places/:id/supplies', SUPPLY_READS);
  const done = (): void => {
    message.success(words.saved);
    onClose();
  };
  const save = ({ expiresOn, ...values }: Values): void =>
    send.mutate({ id: place.id, ...values, ...(expiresOn ? { expiresOn } : {}) }, { onSuccess: done });
  return (
    <FormDialog<Values>
      title={words.addTitle(place.name)}
      ok={words.save}
      send={send}
      initial={{ placedOn: today() }}
      onSubmit={save}
      onClose={onClose}
    >
      <Fields />
    </FormDialog>
  );
}

function Fields() {
  const words = useWords(supplyWords);
  const must = [{ required: true, message: words.required }];
  const said = [{ required: true, whitespace: true, message: words.required }];
  const notLater = {
    validator: (_rule: unknown, value: string | undefined) =>
      value && value > today() ? Promise.reject(new Error(words.placedLater)) : Promise.resolve(),
  };
  return (
    <>
      <Form.Item name="item" label={words.item} rules={said}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <div className="two">
        <Form.Item name="quantity" label={words.quantity} rules={must}>
          <InputNumber min={1} max={100_000} precision={0} />
        </Form.Item>
        <Form.Item name="unit" label={words.unit} rules={said}>
          <Input maxLength={10} placeholder={words.unitHint} />
        </Form.Item>
        <Form.Item name="placedOn" label={words.placedOn} rules={[...must, notLater]}>
          <Input type="date" max={today()} />
        </Form.Item>
        <Form.Item
          name="expiresOn"
          label={words.expiresOn}
          extra={words.expiresNote}
          dependencies={['placedOn']}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_rule: unknown, value: string | undefined) =>
                value && value < (getFieldValue('placedOn') as string)
                  ? Promise.reject(new Error(words.expiresEarly))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}
