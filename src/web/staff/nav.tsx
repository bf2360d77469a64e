import { Link } from '@tanstack/react-router';
import {
  ArrowLeftRight,
  Award,
  Building2,
  CalendarClock,
  ClipboardList,
  Clock,
  Eraser,
  FileSpreadsheet,
  Footprints,
  Landmark,
  Layers,
  ListChecks,
  ListTodo,
  ListTree,
  MapPin,
  MessageSquareText,
  Phone,
  PieChart,
  ScrollText,
  Tags,
  UserRound,
  UserRoundCheck,
  UsersRound,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import { may, useAccount, type Account, type Permission } from './session.ts';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

type Words = (typeof frameWords)['zh'];
export type PageName = keyof Words['pages'];

interface Place {
  readonly to:
    | '/'
    | '/orgs'
    | '/applications'
    | '/people'
    | '/rosters'
    | '/coverage'
    | '/transfers'
    | '/forms'
    | '/rights'
    | '/retention'
    | '/places'
    | '/faults'
    | '/titles'
    | '/bookings'
    | '/places/terms'
    | '/voices'
    | '/concerns'
    | '/visits'
    | '/rhythm'
    | '/hotline'
    | '/meetings'
    | '/items'
    | '/audit'
    | '/account';
  readonly page: PageName;
  readonly icon: LucideIcon;
  readonly needs?: Permission;
  /** Whoever holds this gets there from another page. */
  readonly unless?: Permission;
  /** The heading above it. */
  readonly group?: keyof Words['groups'];
}

const PLACES: readonly Place[] = [
  { to: '/', page: 'home', icon: ListTodo },
  { to: '/orgs', page: 'orgs', icon: Building2, needs: 'orgs.read', group: 'people' },
  { to: '/applications', page: 'applications', icon: ClipboardList, needs: 'people.review', group: 'people' },
  { to: '/people', page: 'people', icon: UsersRound, needs: 'people.read', group: 'people' },
  { to: '/rosters', page: 'rosters', icon: ListChecks, needs: 'people.import', group: 'people' },
  { to: '/coverage', page: 'coverage', icon: PieChart, needs: 'people.read', group: 'people' },
  { to: '/transfers', page: 'transfers', icon: ArrowLeftRight, needs: 'people.read', group: 'people' },
  { to: '/forms', page: 'forms', icon: FileSpreadsheet, needs: 'people.read', group: 'people' },
  { to: '/rights', page: 'rights', icon: UserRoundCheck, needs: 'people.rights', group: 'people' },
  { to: '/retention', page: 'retention', icon: Eraser, needs: 'people.retention', group: 'people' },
  { to: '/places', page: 'places', icon: MapPin, needs: 'places.read', group: 'places' },
  { to: '/faults', page: 'faults', icon: Wrench, needs: 'places.read', group: 'places' },
  { to: '/titles', page: 'titles', icon: Award, needs: 'places.read', group: 'places' },
  { to: '/bookings', page: 'bookings', icon: CalendarClock, needs: 'places.read', group: 'places' },
  {
    to: '/places/terms',
    page: 'placeTerms',
    icon: Tags,
    needs: 'places.settings',
    unless: 'places.read',
    group: 'places',
  },
  { to: '/voices', page: 'voices', icon: MessageSquareText, needs: 'voices.read', group: 'voices' },
  { to: '/concerns', page: 'concerns', icon: Layers, needs: 'voices.read', group: 'voices' },
  { to: '/visits', page: 'visits', icon: Footprints, needs: 'voices.read', group: 'voices' },
  { to: '/rhythm', page: 'rhythm', icon: Clock, needs: 'voices.read', group: 'voices' },
  { to: '/hotline', page: 'hotline', icon: Phone, needs: 'voices.answer', group: 'voices' },
  { to: '/meetings', page: 'meetings', icon: Landmark, needs: 'meetings.read', group: 'meetings' },
  { to: '/items', page: 'items', icon: ListTree, needs: 'meetings.read', group: 'meetings' },
  { to: '/audit', page: 'audit', icon: ScrollText, needs: 'orgs.audit', group: 'audit' },
];

/** The places this account can use; the others are not shown. */
export function Nav({ onGo }: { readonly onGo?: () => void }) {
  const words = useWords(frameWords);
  const account = useAccount();
  const places = PLACES.filter(
    ({ needs, unless }) => (!needs || may(account, needs)) && !(unless && may(account, unless)),
  );
  return (
    <nav className="nav" aria-label={words.nav}>
      {places.map((place, at) => (
        <NavItem key={place.to} place={place} headed={place.group !== places[at - 1]?.group} onGo={onGo} />
      ))}
    </nav>
  );
}

interface NavItemProps {
  readonly place: Place;
  readonly headed: boolean;
  readonly onGo: (() => void) | undefined;
}

function NavItem({ place: { to, page, icon: Icon, group }, headed, onGo }: NavItemProps) {
  const words = useWords(frameWords);
  return (
    <>
      {headed && group && <small>{words.groups[group]}</small>}
      <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }} onClick={onGo}>
        <Icon size={18} aria-hidden />
        {words.pages[page]}
      </Link>
    </>
  );
}

/** The account, at the foot of the navigation. */
export function AccountLink({ account, onGo }: { readonly account: Account; readonly onGo?: () => void }) {
  const words = useWords(frameWords);
  return (
    <div className="nav">
      <Link to="/account" onClick={onGo}>
        <UserRound size={18} aria-hidden />
        <span>{account.name || words.pages.account}</span>
      </Link>
    </div>
  );
}
