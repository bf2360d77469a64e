import { Navigation } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '#web/kit/dialog.tsx';
import { useText } from '#web/kit/text.ts';
import { mapLinks } from './map-links.ts';
import { texts } from './place-page-texts.ts';
import type { PlaceCardView } from './place-words.ts';

/** The way there is shown by the map on the phone, which knows the roads and is licensed to draw them. */
export function GoThere({
  place,
  small = false,
}: {
  place: Pick<PlaceCardView, 'name' | 'position'>;
  small?: boolean;
}) {
  const say = useText(texts);
  const [open, setOpen] = useState(false);
  const { position } = place;
  if (!position) return null;
  return (
    <>
      <button type="button" className={small ? 'btn small flex-1' : 'btn wide'} onClick={() => setOpen(true)}>
        <Navigation size={20} />
        {say('go')}
      </button>
      <Dialog title={say('goTitle')} open={open} onClose={() => setOpen(false)}>
        <p className="quiet">{say('goHint')}</p>
        <nav className="links" aria-label={say('goTitle')}>
          {mapLinks(place.name, position).map(([map, href]) => (
            <a key={map} href={href} rel="noopener" onClick={() => setOpen(false)}>
              {say(map)}
            </a>
          ))}
        </nav>
        <button type="button" className="btn line" onClick={() => setOpen(false)}>
          {say('close')}
        </button>
      </Dialog>
    </>
  );
}
