import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import type { publicRooms } from '#places/venues/contract';
import { call } from '#web/client.ts';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './book-texts.ts';

export function useRooms(code: string | null) {
  return useQuery({
    queryKey: ['rooms', code],
    queryFn: () => call<typeof publicRooms>('GET /api/public/places/:code/rooms', { code: code! }),
    enabled: code !== null,
  });
}

interface BookLinkProps {
  readonly place: { readonly code: string; readonly roles: readonly string[] };
}

/** The way from a place's page to its rooms; a plain station is not asked whether it has any. */
export function BookLink({ place: { code, roles } }: BookLinkProps) {
  const say = useText(texts);
  const rooms = useRooms(roles.some((role) => role !== 'station') ? code : null);
  if (!rooms.data || rooms.data.items.length === 0) return null;
  return (
    <Link className="btn line" href={`/book?place=${code}`}>
      <CalendarClock size={18} />
      {say('open')}
    </Link>
  );
}
