import { CircleUser, ClipboardPen, House, MapPin } from 'lucide-react';
import { useEffect, useState } from 'react';
import { nearHome } from '../../modules/places/ui/worker/kept-near.ts';
import { Link } from '../kit/router.tsx';
import { useText } from '../kit/text.ts';
import { texts } from './texts.ts';

const PLACES = [
  { href: '/', name: 'home', Icon: House },
  { href: '/near', name: 'near', Icon: MapPin },
  { href: '/join', name: 'join', Icon: ClipboardPen },
  { href: '/me', name: 'mine', Icon: CircleUser },
] as const;

/** At most four places, and only such as exist. It steps aside while the phone's keyboard is up. */
export function Bar({ path }: { path: string }) {
  const say = useText(texts);
  const typing = useTyping();
  return (
    <nav className={typing ? 'bar away' : 'bar'} aria-label={say('main')}>
      {PLACES.map(({ href, name, Icon }) => (
        <Link
          key={href}
          href={href === '/near' ? nearHome() : href}
          {...(isAt(path, href) ? { 'aria-current': 'page' as const } : {})}
        >
          <Icon size={24} />
          {say(name)}
        </Link>
      ))}
    </nav>
  );
}

/** A place belongs to 附近, from whose list one came. */
function isAt(path: string, href: string): boolean {
  return path === href || (href === '/near' && path.startsWith('/p/'));
}

function useTyping(): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const look = () => {
      const at = document.activeElement;
      const field =
        at instanceof HTMLTextAreaElement ||
        (at instanceof HTMLInputElement && !/radio|checkbox/.test(at.type));
      setTyping(field);
    };
    // After the focus has settled: leaving one field for the next must not flash the bar.
    const later = () => void setTimeout(look, 50);
    addEventListener('focusin', later);
    addEventListener('focusout', later);
    return () => {
      removeEventListener('focusin', later);
      removeEventListener('focusout', later);
    };
  }, []);
  return typing;
}
