import { App, Button } from 'antd';
import { DoorClosed, DoorOpen } from 'lucide-react';
import { useFormats } from '#web/staff/format.ts';
import { Fact, FormProblem, Tag } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { checkPlace } from '../../trust/contract.ts';
import type { PlaceView } from './place-tabs.ts';
import { TRUST_READS, TRUST_TONES, type PlaceTrust } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

interface TrustFactsProps {
  readonly place: PlaceView;
  readonly trust: PlaceTrust;
}

/** How fresh what is said of a place is, what that means on the public list, and the two buttons of who was there. */
export function TrustFacts({ place, trust }: TrustFactsProps) {
  const words = useWords(trustWords);
  const { moment, age } = useFormats();
  const { freshness, limits, mayManage } = trust;
  const { confirmedAt, confirmedBy, usedAt, doubtedAt } = freshness;
  const when = (at: string) => `${moment(at)} · ${age(at)}`;
  return (
    <section className="card stack">
      <div className="row">
        <Tag tone={TRUST_TONES[freshness.trust]}>{words.trusts[freshness.trust]}</Tag>
      </div>
      <p>{meaningOf(trust, words.says)}</p>
      <dl className="facts">
        <Fact name={words.confirmed}>
          {confirmedAt && confirmedBy
            ? `${when(confirmedAt)} · ${words.confirmedBy[confirmedBy]}`
            : words.never}
        </Fact>
        <Fact name={words.used}>{usedAt ? when(usedAt) : words.never}</Fact>
        {doubtedAt && <Fact name={words.doubted}>{when(doubtedAt)}</Fact>}
      </dl>
      <small>{words.rule(limits.reports, limits.days)}</small>
      {mayManage && <Check place={place} />}
    </section>
  );
}

type Says = (typeof trustWords)['zh']['says'];

function meaningOf({ freshness: { trust }, limits }: PlaceTrust, says: Says): string {
  if (trust === 'sunk') return says.sunk;
  return trust === 'disputed' ? says.disputed(limits.sinkHours) : says[trust](limits.verifiedDays);
}

function Check({ place: { id, state } }: { readonly place: PlaceView }) {
  const words = useWords(trustWords);
  const { message } = App.useApp();
  const send = useSend<typeof checkPlace>('POST /api/places/:id/check', TRUST_READS);
  if (state !== 'open' && state !== 'temp_closed') return <small>{words.notInUse}</small>;
  const check = (what: 'open' | 'closed', told: string) =>
    send.mutate({ id, what }, { onSuccess: () => void message.success(told) });
  return (
    <>
      <h3>{words.check}</h3>
      <div className="row">
        <Button
          type="primary"
          icon={<DoorOpen size={16} aria-hidden />}
          loading={send.isPending}
          onClick={() => check('open', words.checkedOpen)}
        >
          {words.isOpen}
        </Button>
        <Button
          icon={<DoorClosed size={16} aria-hidden />}
          loading={send.isPending}
          onClick={() => check('closed', words.checkedClosed)}
        >
          {words.isClosed}
        </Button>
      </div>
      <small>{words.checkNote}</small>
      <FormProblem error={send.error} />
    </>
  );
}
