import { App, Button } from 'antd';
import type { revokeHostLink } from '../../host/contract.ts';
import { useFormats } from '#web/staff/format.ts';
import { Problem, Tag } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { HOST_READS, type HostFacts } from './host-reads.ts';
import { hostWords } from './host-texts.ts';
import type { PlaceView } from './place-tabs.ts';

type HostLink = HostFacts['links'][number];
type Use = 'host' | 'sign';

interface HostLinksProps {
  readonly place: PlaceView;
  readonly links: readonly HostLink[];
  readonly use: Use;
}

/** Links or signs: those in use, and folded the others. */
export function HostLinks({ place, links, use }: HostLinksProps) {
  const words = useWords(hostWords);
  const live = links.filter((link) => link.live);
  const old = links.filter((link) => !link.live);
  return (
    <>
      {live.length === 0 && <p className="quiet">{use === 'host' ? words.noLinks : words.noSigns}</p>}
      <ul className="lines">
        {live.map((link) => (
          <LinkLine key={link.id} place={place} link={link} use={use} />
        ))}
      </ul>
      {old.length > 0 && (
        <details>
          <summary className="quiet">{words.old(old.length)}</summary>
          <ul className="lines">
            {old.map((link) => (
              <LinkLine key={link.id} place={place} link={link} use={use} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface LinkLineProps {
  readonly place: PlaceView;
  readonly link: HostLink;
  readonly use: Use;
}

function LinkLine({ place, link, use }: LinkLineProps) {
  const frame = useWords(frameWords);
  const words = useWords(hostWords);
  const { day, moment } = useFormats();
  const { modal, message } = App.useApp();
  const send = useSend<typeof revokeHostLink>('POST /api/places/:id/host-links/:linkId/revoke', HOST_READS);
  const name = link.label ?? words.sign(moment(link.createdAt));
  const revoke = async (): Promise<void> => {
    const text = { title: words.revokeTitle(name), content: words.revokeBody };
    if (!(await modal.confirm({ ...text, okText: words.revoke, cancelText: frame.cancel }))) return;
    const done = () => void message.success(words.revokeDone);
    send.mutate({ id: place.id, linkId: link.id, use }, { onSuccess: done });
  };
  const facts = [
    ...(link.label === null ? [] : [words.made(day(link.createdAt))]),
    link.expiresAt === null ? words.forEver : words.until(day(link.expiresAt)),
    link.usedAt === null ? words.unused : words.used(moment(link.usedAt)),
  ];
  return (
    <li>
      <span className="grow">
        <b>{name}</b>{' '}
        <Tag tone={link.live ? 'ok' : 'plain'}>
          {link.live ? words.live : link.revokedAt ? words.revoked : words.over}
        </Tag>
        <br />
        <small>{facts.join(' · ')}</small>
      </span>
      {link.live && place.may.manage && (
        <Button
          type="link"
          size="small"
          loading={send.isPending}
          aria-label={`${words.revoke} ${name}`}
          onClick={() => void revoke()}
        >
          {words.revoke}
        </Button>
      )}
      {send.error && <Problem error={send.error} />}
    </li>
  );
}
