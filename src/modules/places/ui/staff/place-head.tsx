import { App, Button, Popover } from 'antd';
import { ExternalLink, QrCode } from 'lucide-react';
import { useState } from 'react';
import type { changePlaceState, PlaceState } from '#places/contract';
import { copyText } from '#web/staff/clipboard.ts';
import { useFormats } from '#web/staff/format.ts';
import { Qr } from '#web/staff/qr.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { StepDialog } from './place-step.tsx';
import { stepWords } from './place-step-texts.ts';
import type { PlaceTabProps } from './place-tabs.ts';
import { factWords } from './place-texts.ts';
import { isInUse, OpenNow, StateTag, Trust } from './places-now.tsx';
import { PLACE_READS } from './places-reads.ts';
import { placeNames } from './places-texts.ts';

/** States that the public reads of. */
const PUBLIC: readonly PlaceState[] = ['open', 'temp_closed', 'suspended', 'delisted'];

/** What it is called, how it stands, how far that is true; what can be done next. */
export function PlaceHead({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const { moment } = useFormats();
  return (
    <>
      <div className="head">
        <h1>{place.name}</h1>
        {PUBLIC.includes(place.state) && <PublicPage place={place} />}
        {place.may.manage && <Steps place={place} />}
      </div>
      <p className="row form-note place-standing">
        {place.state === 'open' && <StateTag state="open" />}
        <OpenNow {...place} />
        {isInUse(place.state) && <Trust {...place.freshness} />}
        <small className="place-code">
          {words.code} {place.code}
        </small>
        <small>{place.org.name}</small>
      </p>
      {place.stateReason && (
        <p className="note mind form-note">
          {words.reason(place.stateReason)}
          {place.state === 'temp_closed' && (
            <> · {place.closedUntil ? words.until(moment(place.closedUntil)) : words.noUntil}</>
          )}
        </p>
      )}
    </>
  );
}

/** The page that anybody reads, as a link and as the QR for its door. */
function PublicPage({ place: { code, name } }: PlaceTabProps) {
  const frame = useWords(frameWords);
  const words = useWords(factWords);
  const { message } = App.useApp();
  const link = `${location.origin}/p/${code}`;
  const copy = async (): Promise<void> => {
    await copyText(link);
    message.success(frame.copied);
  };
  return (
    <>
      <Button href={link} target="_blank" icon={<ExternalLink size={16} aria-hidden />}>
        {words.publicPage}
      </Button>
      <Popover
        trigger="click"
        content={
          <div className="stack">
            <Qr text={link} label={words.qrOf(name)} />
            <small>{link}</small>
            <small>{words.qrNote}</small>
            <Button onClick={() => void copy()}>{words.copy}</Button>
          </div>
        }
      >
        <Button icon={<QrCode size={16} aria-hidden />}>{words.qr}</Button>
      </Popover>
    </>
  );
}

/** A button for each step that the place can take; each asks what it has to be told. */
function Steps({ place }: PlaceTabProps) {
  const words = useWords(stepWords);
  const { states } = useWords(placeNames);
  const { message } = App.useApp();
  const [to, setTo] = useState<PlaceState | null>(null);
  const send = useSend<typeof changePlaceState>('POST /api/places/:id/state', PLACE_READS);
  return (
    <>
      {place.next.map((next) => (
        <Button
          key={next}
          type={next === 'open' ? 'primary' : 'default'}
          danger={next === 'delisted'}
          onClick={() => setTo(next)}
        >
          {words.verbs[next]}
        </Button>
      ))}
      {to && (
        <StepDialog
          to={to}
          name={place.name}
          send={send}
          onSubmit={(answer) =>
            send.mutate(
              { id: place.id, ...answer },
              {
                onSuccess: () => {
                  message.success(words.done(place.name, states[to]));
                  setTo(null);
                },
              },
            )
          }
          onClose={() => setTo(null)}
        />
      )}
    </>
  );
}
