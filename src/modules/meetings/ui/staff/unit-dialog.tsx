import { App, Checkbox, Form, Input, Select } from 'antd';
import type { createOrg, OrgKind } from '#orgs/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { addUnit, changeUnit, endUnit, succeedUnit } from '../../prep/bodies/contract.ts';
import { BODY_READS, orNull, type BodyView, type UnitView } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { bodyWords } from './body-texts.ts';
import { meetingWords } from './texts.ts';

interface OfUnit {
  readonly body: BodyView;
  readonly unit: UnitView;
  readonly onClose: () => void;
}

/** Whose organisations may take a seat. */
const SEATED: readonly OrgKind[] = ['government_office', 'union', 'enterprise_federation', 'employer'];

interface Values {
  readonly orgId?: number;
  readonly newOffice?: string;
  readonly seat: 'office' | 'member' | 'observer';
  readonly contactName?: string | null;
  readonly contactTitle?: string | null;
  readonly contactPhone?: string | null;
  readonly dropPhone?: boolean;
}

/** Adding a unit, of an organisation that is known or of an office registered on the spot; or changing one. */
export function UnitDialog({ body, unit, onClose }: Omit<OfUnit, 'unit'> & { readonly unit?: UnitView }) {
  const words = useWords(prepWords);
  const bodySay = useWords(bodyWords);
  const { message } = App.useApp();
  const register = useSend<typeof createOrg>('POST /api/orgs', ['GET /api/orgs']);
  const add = useSend<typeof addUnit>('POST /api/meeting-bodies/:id/units', BODY_READS);
  const change = useSend<typeof changeUnit>('PATCH /api/meeting-bodies/:id/units/:unit', BODY_READS);
  const onSuccess = (): void => {
    message.success(words.saved);
    onClose();
  };
  const submit = ({ orgId, newOffice, seat, ...given }: Values): void => {
    const contactPhone = orNull(given.contactPhone);
    const contactName = orNull(given.contactName);
    // The number is of the contact before: no link is to go there.
    const gone = given.dropPhone === true || (unit?.contactName ?? null) !== contactName;
    const facts = {
      seat,
      contactName,
      contactTitle: orNull(given.contactTitle),
      ...(contactPhone || (unit?.hasPhone && gone) ? { contactPhone } : {}),
    };
    if (unit) return change.mutate({ id: body.id, unit: unit.id, ...facts }, { onSuccess });
    if (orgId) return add.mutate({ id: body.id, orgId, ...facts }, { onSuccess });
    // Registered, and only the seat failed: once is enough.
    if (register.data && register.variables?.name === newOffice)
      return add.mutate({ id: body.id, orgId: register.data.id, ...facts }, { onSuccess });
    const office = { parentId: body.org.id, kind: 'government_office' as const, name: newOffice ?? '' };
    register.mutate(office, {
      onSuccess: ({ id }) => add.mutate({ id: body.id, orgId: id, ...facts }, { onSuccess }),
    });
  };
  const first = body.units.length === 0;
  return (
    <FormDialog<Values>
      title={unit ? unit.name : bodySay.addTitle}
      ok={unit ? bodySay.edit : bodySay.add}
      send={unit ? change : register.error || register.isPending ? register : add}
      initial={unit ?? { seat: first ? 'office' : 'member' }}
      onSubmit={submit}
      onClose={onClose}
    >
      {!unit && <WhichOrg />}
      <UnitFields {...(unit && { unit })} />
    </FormDialog>
  );
}

function WhichOrg() {
  const words = useWords(bodyWords);
  return (
    <>
      <Form.Item name="orgId" label={words.whichOrg} extra={words.whichOrgNote}>
        <OrgPicker kind={SEATED} />
      </Form.Item>
      <Form.Item
        name="newOffice"
        label={words.newOffice}
        extra={words.newOfficeNote}
        dependencies={['orgId']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_rule, value: string | undefined) => {
              if (!getFieldValue('orgId') && !value?.trim()) throw new Error(words.eitherOrg);
            },
          }),
        ]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </>
  );
}

function UnitFields({ unit }: { readonly unit?: UnitView }) {
  const form = Form.useFormInstance<Values>();
  const name = Form.useWatch('contactName', form) ?? null;
  const hasPhone = unit?.hasPhone ?? false;
  const another = hasPhone && name !== unit?.contactName;
  const words = useWords(bodyWords);
  const { seats } = useWords(meetingWords);
  return (
    <>
      <Form.Item name="seat" label={words.seat}>
        <Select options={keysOf(seats).map((value) => ({ value, label: seats[value] }))} />
      </Form.Item>
      <p className="form-note quiet">{words.contactWhy}</p>
      <div className="row fields">
        <Form.Item name="contactName" label={words.contactName}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="contactTitle" label={words.contactTitle}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item
        name="contactPhone"
        label={words.contactPhone}
        extra={another ? words.newContact : hasPhone ? words.phoneKept : null}
      >
        <Input type="tel" autoComplete="off" maxLength={20} />
      </Form.Item>
      {hasPhone && !another && (
        <Form.Item name="dropPhone" valuePropName="checked">
          <Checkbox>{words.dropPhone}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

interface Why {
  readonly reason: string;
}

/** A unit leaves, with the reason. */
export function LeaveDialog({ body, unit, onClose }: OfUnit) {
  const words = useWords(bodyWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Why>();
  const send = useSend<typeof endUnit>('POST /api/meeting-bodies/:id/units/:unit/leave', BODY_READS);
  const submit = ({ reason }: Why): void =>
    send.mutate(
      { id: body.id, unit: unit.id, reason },
      {
        onSuccess: () => {
          message.success(words.left(unit.name));
          onClose();
        },
      },
    );
  return (
    <FormDialog<Why>
      danger
      form={form}
      title={words.leaveTitle(unit.name)}
      ok={words.leave}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField form={form} ready={words.leaveReady} note={words.leaveNote} />
    </FormDialog>
  );
}

/** Another organisation takes the seat of a unit. */
export function SucceedDialog({ body, unit, onClose }: OfUnit) {
  const words = useWords(prepWords);
  const bodySay = useWords(bodyWords);
  const { message } = App.useApp();
  const send = useSend<typeof succeedUnit>('POST /api/meeting-bodies/:id/units/:unit/succeed', BODY_READS);
  const submit = ({ orgId }: { readonly orgId: number }): void =>
    send.mutate(
      { id: body.id, unit: unit.id, orgId },
      {
        onSuccess: ({ items }) => {
          message.success(bodySay.succeeded(items));
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ orgId: number }>
      title={bodySay.succeedTitle(unit.name)}
      ok={bodySay.succeedOther}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="orgId"
        label={bodySay.whichOrg}
        extra={bodySay.leaveNote}
        rules={[{ required: true, message: words.fill }]}
      >
        <OrgPicker kind={SEATED} {...(unit.successor ? { known: [unit.successor] } : {})} />
      </Form.Item>
    </FormDialog>
  );
}
