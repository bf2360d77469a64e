import { Phone, TriangleAlert } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { getJoinTarget } from '#orgs/contract';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { texts } from './join-texts.ts';

export interface JoinHeadProps {
  readonly target: Output<typeof getJoinTarget> | undefined;
  /** Whether the link names a union, found or not. */
  readonly asked: boolean;
}

/** What the QR named, who decides, and whom to call: the page must make sense to somebody who only scanned a poster. */
export function JoinHead({ target, asked }: JoinHeadProps) {
  const say = useText(texts);
  const { union, area, federation } = target ?? {};
  const phone = union?.phone ?? federation?.phone;
  const gone = asked && target !== undefined && !union;
  const goesTo = area ? say('fromArea', { area: area.name }) : say('fromNowhere');
  return (
    <div className="stack tight">
      <Title text={union ? say('titleOf', { union: union.name }) : say('title')} />
      {gone && (
        <p className="note mind">
          <TriangleAlert size={20} />
          <span>{say('unionGone')}</span>
        </p>
      )}
      {!gone && <p>{union ? say('fromUnion') : goesTo}</p>}
      <ul className="dotted quiet">
        <li>{say('seconds')}</li>
        {federation && <li>{say('runBy', { federation: federation.name })}</li>}
      </ul>
      {phone && (
        <a className="text-btn" href={`tel:${phone}`}>
          <Phone size={18} className="mr-1" />
          {say('call', { phone })}
        </a>
      )}
    </div>
  );
}
