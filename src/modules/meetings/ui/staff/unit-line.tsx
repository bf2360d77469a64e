import { App, Button, Drawer, Dropdown } from 'antd';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Problem, Tag } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { sortUnits, succeedUnit } from '../../prep/bodies/contract.ts';
import { moved } from '../../prep/rules.ts';
import { BODY_READS, type BodyView, type UnitView } from './prep-reads.ts';
import { headWords } from './head-texts.ts';
import { bodyWords } from './body-texts.ts';
import { meetingWords } from './texts.ts';
import { UnitProgress } from './unit-progress.tsx';
import { LeaveDialog, SucceedDialog, UnitDialog } from './unit-dialog.tsx';

interface UnitLineProps {
  readonly body: BodyView;
  readonly unit: UnitView;
  readonly at: number;
}

/** One unit: its seat and contact, and what can be done with it. */
export function UnitLine({ body, unit, at }: UnitLineProps) {
  const headSay = useWords(headWords);
  const bodySay = useWords(bodyWords);
  const { seats } = useWords(meetingWords);
  const [open, setOpen] = useState<'edit' | 'leave' | 'succeed' | 'progress' | null>(null);
  const close = (): void => setOpen(null);
  const contact = [unit.contactName, unit.contactTitle, unit.hasPhone && bodySay.hasPhone];
  const told = [
    contact.filter(Boolean).join(' ') || bodySay.noContact,
    unit.openItems > 0 && bodySay.leadsOpen(unit.openItems),
  ];
  return (
    <li className="prep-line">
      <div className="row prep-many">
        <div className="grow">
          {at + 1}. {unit.name}
          <small>{told.filter(Boolean).join(' · ')}</small>
        </div>
        <Tag tone={unit.seat === 'member' ? 'plain' : 'info'}>{seats[unit.seat]}</Tag>
        <Button onClick={() => setOpen('progress')}>{bodySay.progress}</Button>
        {body.mayManage && (
          <>
            <Order body={body} unit={unit} at={at} />
            <Button onClick={() => setOpen('edit')}>{bodySay.edit}</Button>
            <Dropdown
              trigger={['click']}
              menu={{
                items: [
                  { key: 'succeed', label: bodySay.succeedOther },
                  { key: 'leave', label: bodySay.leave },
                ],
                onClick: ({ key }) => setOpen(key === 'leave' ? 'leave' : 'succeed'),
              }}
            >
              <Button aria-label={`${headSay.more}：${unit.name}`}>{headSay.more}</Button>
            </Dropdown>
          </>
        )}
      </div>
      {unit.ended && <Ended body={body} unit={unit} onOther={() => setOpen('succeed')} />}
      {open === 'edit' && <UnitDialog body={body} unit={unit} onClose={close} />}
      {open === 'leave' && <LeaveDialog body={body} unit={unit} onClose={close} />}
      {open === 'succeed' && <SucceedDialog body={body} unit={unit} onClose={close} />}
      <Drawer open={open === 'progress'} onClose={close} size={720} title={bodySay.progress} destroyOnHidden>
        <UnitProgress id={unit.id} />
      </Drawer>
    </li>
  );
}

function Order({ body, unit, at }: UnitLineProps) {
  const words = useWords(bodyWords);
  const send = useSend<typeof sortUnits>('PUT /api/meeting-bodies/:id/units/order', BODY_READS);
  const ids = body.units.map(({ id }) => id);
  const go = (to: 'up' | 'down'): void => send.mutate({ id: body.id, units: moved(ids, unit.id, to) });
  return (
    <>
      <Button
        aria-label={`${words.up}：${unit.name}`}
        disabled={at === 0}
        onClick={() => go('up')}
        icon={<ArrowUp size={16} aria-hidden />}
      />
      <Button
        aria-label={`${words.down}：${unit.name}`}
        disabled={at === ids.length - 1}
        onClick={() => go('down')}
        icon={<ArrowDown size={16} aria-hidden />}
      />
    </>
  );
}

/** Its organisation is no more: one tap has the successor take the seat. */
function Ended({ body, unit, onOther }: Omit<UnitLineProps, 'at'> & { readonly onOther: () => void }) {
  const words = useWords(bodyWords);
  const { message } = App.useApp();
  const send = useSend<typeof succeedUnit>('POST /api/meeting-bodies/:id/units/:unit/succeed', BODY_READS);
  const take = (): void =>
    send.mutate(
      { id: body.id, unit: unit.id },
      { onSuccess: ({ items }) => void message.success(words.succeeded(items)) },
    );
  return (
    <div className="note mind stack">
      <p>
        <b>{unit.ended && words.ended[unit.ended]}</b> {words.endedNote}
      </p>
      {body.mayManage && (
        <div className="row">
          {unit.successor && (
            <Button type="primary" loading={send.isPending} onClick={take}>
              {words.succeed(unit.successor.name)}
            </Button>
          )}
          <Button onClick={onOther}>{words.succeedOther}</Button>
        </div>
      )}
      {send.error && <Problem error={send.error} />}
    </div>
  );
}

/** Units that took part before: until when, why, and who took the seat. */
export function LeftUnits({ units }: { readonly units: readonly UnitView[] }) {
  const words = useWords(bodyWords);
  const { day } = useFormats();
  if (units.length === 0) return null;
  return (
    <details>
      <summary>
        {words.leftTitle} {units.length}
      </summary>
      <ul>
        {units.map((unit) => (
          <li key={unit.id} className="prep-line">
            {unit.name}
            <small>
              {[
                unit.leftAt && words.leftOn(day(unit.leftAt)),
                unit.leftReason,
                unit.heir && words.heir(unit.heir),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
