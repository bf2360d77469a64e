import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { getPlaceHost } from '../../host/contract.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { HostLinkDialog } from './host-link-dialog.tsx';
import { HostLinks } from './host-links.tsx';
import { HostPackDialog } from './host-pack-dialog.tsx';
import type { HostFacts } from './host-reads.ts';
import { SignsButton } from './host-signs.tsx';
import { hostWords } from './host-texts.ts';
import { HostHistory } from './host-words.tsx';
import type { PlaceTabProps, PlaceView } from './place-tabs.ts';

/** Who speaks for a place by a link, which signs hang there, what was said lately. */
export function HostTab({ place }: PlaceTabProps) {
  const host = useQuery(ask<typeof getPlaceHost>('GET /api/places/:id/host', { id: place.id }));
  if (host.error) return <Problem error={host.error} onRetry={() => void host.refetch()} />;
  return host.data ? <Tab place={place} host={host.data} /> : <Loading />;
}

function Tab({ place, host }: { readonly place: PlaceView; readonly host: HostFacts }) {
  const words = useWords(hostWords);
  const [open, setOpen] = useState<'link' | 'pack' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="stack">
      <section className="card stack">
        <div>
          <h2>{words.links}</h2>
          <p className="quiet">{words.linksBody}</p>
        </div>
        <HostLinks place={place} links={host.links} use="host" />
        {place.may.manage && (
          <div className="row">
            <Button type="primary" onClick={() => setOpen('link')}>
              {words.make}
            </Button>
            <Button onClick={() => setOpen('pack')}>{words.pack}</Button>
            <small>{words.packNote}</small>
          </div>
        )}
      </section>
      <section className="card stack">
        <div>
          <h2>{words.signs}</h2>
          <p className="quiet">{words.signsBody}</p>
        </div>
        <HostLinks place={place} links={host.signs} use="sign" />
        {place.may.manage && <SignsButton ids={[place.id]} />}
      </section>
      <HostHistory host={host} />
      {open === 'link' && <HostLinkDialog place={place} days={host.linkDays} onClose={close} />}
      {open === 'pack' && <HostPackDialog place={place} days={host.linkDays} onClose={close} />}
    </div>
  );
}
