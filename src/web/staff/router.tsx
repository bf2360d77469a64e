import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { away } from '../kit/away.ts';
import { Broken, Closed, Missing } from './dead-ends.tsx';
import { parseFilters, writeFilters, type Filters } from './filters.ts';
import { Loading } from './parts.tsx';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Outlet, validateSearch: (search): Filters => search as Filters });

const signin = createRoute({
  getParentRoute: () => root,
  path: '/signin',
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite',
  component: lazyRouteComponent(() => import('./invite.tsx'), 'InvitePage'),
});

const oidc = createRoute({
  getParentRoute: () => root,
  path: '/oidc',
  component: lazyRouteComponent(() => import('./oidc-page.tsx'), 'OidcPage'),
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  errorComponent: Closed,
  beforeLoad: async ({ location }) => {
    const { account } = await queryClient.ensureQueryData(sessionQuery);
    if (!account) redirect({ to: '/signin', search: { back: `/staff${location.href}` }, throw: true });
  },
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  staticData: { page: 'home' },
  component: lazyRouteComponent(() => import('./home.tsx'), 'HomePage'),
});

const orgs = createRoute({
  getParentRoute: () => inside,
  path: '/orgs',
  staticData: { page: 'orgs', needs: 'orgs.read' },
  component: lazyRouteComponent(() => import('./orgs-page.tsx'), 'OrgsWithCounts'),
});

const org = createRoute({
  getParentRoute: () => inside,
  path: '/orgs/$id',
  staticData: { page: 'orgs', needs: 'orgs.read' },
  component: lazyRouteComponent(() => import('./org-page.tsx'), 'OrgWithRoster'),
});

const applications = createRoute({
  getParentRoute: () => inside,
  path: '/applications',
  staticData: { page: 'applications', needs: 'people.review' },
  component: lazyRouteComponent(
    () => import('../../modules/people/ui/staff/applications.tsx'),
    'ApplicationsPage',
  ),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  staticData: { page: 'people', needs: 'people.read' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/people.tsx'), 'PeoplePage'),
});

const rosters = createRoute({
  getParentRoute: () => inside,
  path: '/rosters',
  staticData: { page: 'rosters', needs: 'people.import' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/roster-list.tsx'), 'RostersPage'),
});

const roster = createRoute({
  getParentRoute: () => inside,
  path: '/rosters/$id',
  staticData: { page: 'rosters', needs: 'people.import' },
  component: lazyRouteComponent(
    () => import('../../modules/people/ui/staff/roster-page.tsx'),
    'RosterImportPage',
  ),
});

const coverage = createRoute({
  getParentRoute: () => inside,
  path: '/coverage',
  staticData: { page: 'coverage', needs: 'people.read' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/coverage.tsx'), 'CoveragePage'),
});

const transfers = createRoute({
  getParentRoute: () => inside,
  path: '/transfers',
  staticData: { page: 'transfers', needs: 'people.read' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/transfers.tsx'), 'TransfersPage'),
});

const forms = createRoute({
  getParentRoute: () => inside,
  path: '/forms',
  staticData: { page: 'forms', needs: 'people.read' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/forms.tsx'), 'FormsPage'),
});

const form = createRoute({
  getParentRoute: () => inside,
  path: '/forms/$id',
  staticData: { page: 'forms', needs: 'people.read' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/form.tsx'), 'FormPage'),
});

const rights = createRoute({
  getParentRoute: () => inside,
  path: '/rights',
  staticData: { page: 'rights', needs: 'people.rights' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/rights.tsx'), 'RightsPage'),
});

const retention = createRoute({
  getParentRoute: () => inside,
  path: '/retention',
  staticData: { page: 'retention', needs: 'people.retention' },
  component: lazyRouteComponent(() => import('../../modules/people/ui/staff/retention.tsx'), 'RetentionPage'),
});

const places = createRoute({
  getParentRoute: () => inside,
  path: '/places',
  staticData: { page: 'places', needs: 'places.read' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/places.tsx'), 'PlacesPage'),
});

const placeTerms = createRoute({
  getParentRoute: () => inside,
  path: '/places/terms',
  staticData: { page: 'placeTerms', needs: 'places.settings' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/term-settings.tsx'), 'TermsPage'),
});

const place = createRoute({
  getParentRoute: () => inside,
  path: '/places/$id',
  staticData: { page: 'places', needs: 'places.read' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/place-page.tsx'), 'PlacePage'),
});

const supplies = createRoute({
  getParentRoute: () => inside,
  path: '/supplies',
  staticData: { page: 'places', needs: 'places.read' },
  component: lazyRouteComponent(
    () => import('../../modules/places/ui/staff/supplies-page.tsx'),
    'SuppliesPage',
  ),
});

const intakes = createRoute({
  getParentRoute: () => inside,
  path: '/places/intake',
  staticData: { page: 'places', needs: 'places.manage' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/intakes.tsx'), 'IntakesPage'),
});

const intake = createRoute({
  getParentRoute: () => inside,
  path: '/places/intake/$id',
  staticData: { page: 'places', needs: 'places.manage' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/intake-page.tsx'), 'IntakePage'),
});

const faults = createRoute({
  getParentRoute: () => inside,
  path: '/faults',
  staticData: { page: 'faults', needs: 'places.read' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/faults.tsx'), 'FaultsPage'),
});

const titles = createRoute({
  getParentRoute: () => inside,
  path: '/titles',
  staticData: { page: 'titles', needs: 'places.read' },
  component: lazyRouteComponent(() => import('../../modules/places/ui/staff/title-page.tsx'), 'TitlesPage'),
});

const titleTemplates = createRoute({
  getParentRoute: () => inside,
  path: '/titles/templates',
  staticData: { page: 'titles', needs: 'places.read' },
  component: lazyRouteComponent(
    () => import('../../modules/places/ui/staff/title-templates.tsx'),
    'TitleTemplatesPage',
  ),
});

const bookings = createRoute({
  getParentRoute: () => inside,
  path: '/bookings',
  staticData: { page: 'bookings', needs: 'places.read' },
  component: lazyRouteComponent(
    () => import('../../modules/places/ui/staff/booking-page.tsx'),
    'BookingsPage',
  ),
});

const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/places/calendar',
  staticData: { page: 'places' },
  component: lazyRouteComponent(
    () => import('../../modules/places/ui/staff/calendar-page.tsx'),
    'CalendarPage',
  ),
});

const voices = createRoute({
  getParentRoute: () => inside,
  path: '/voices',
  staticData: { page: 'voices', needs: 'voices.read' },
  component: lazyRouteComponent(() => import('../../modules/voices/ui/staff/voices.tsx'), 'VoicesPage'),
});

const concerns = createRoute({
  getParentRoute: () => inside,
  path: '/concerns',
  staticData: { page: 'concerns', needs: 'voices.read' },
  component: lazyRouteComponent(() => import('../../modules/voices/ui/staff/concerns.tsx'), 'ConcernsPage'),
});

const concern = createRoute({
  getParentRoute: () => inside,
  path: '/concerns/$id',
  staticData: { page: 'concerns', needs: 'voices.read' },
  component: lazyRouteComponent(
    () => import('../../modules/voices/ui/staff/concern-page.tsx'),
    'ConcernPage',
  ),
});

const visits = createRoute({
  getParentRoute: () => inside,
  path: '/visits',
  staticData: { page: 'visits', needs: 'voices.read' },
  component: lazyRouteComponent(() => import('../../modules/voices/ui/staff/visits.tsx'), 'VisitsPage'),
});

const visit = createRoute({
  getParentRoute: () => inside,
  path: '/visits/$id',
  staticData: { page: 'visits', needs: 'voices.read' },
  component: lazyRouteComponent(() => import('../../modules/voices/ui/staff/visit-page.tsx'), 'VisitPage'),
});

const rhythm = createRoute({
  getParentRoute: () => inside,
  path: '/rhythm',
  staticData: { page: 'rhythm', needs: 'voices.read' },
  component: lazyRouteComponent(() => import('../../modules/voices/ui/staff/rhythm.tsx'), 'RhythmPage'),
});

const hotline = createRoute({
  getParentRoute: () => inside,
  path: '/hotline',
  staticData: { page: 'hotline', needs: 'voices.answer' },
  component: lazyRouteComponent(() => import('../../modules/voices/ui/staff/hotline.tsx'), 'HotlinePage'),
});

const meetings = createRoute({
  getParentRoute: () => inside,
  path: '/meetings',
  staticData: { page: 'meetings', needs: 'meetings.read' },
  component: lazyRouteComponent(() => import('../../modules/meetings/ui/staff/meetings.tsx'), 'MeetingsPage'),
});

const meeting = createRoute({
  getParentRoute: () => inside,
  path: '/meetings/$id',
  staticData: { page: 'meetings', needs: 'meetings.read' },
  component: lazyRouteComponent(
    () => import('../../modules/meetings/ui/staff/meeting-page.tsx'),
    'MeetingPage',
  ),
});

const body = createRoute({
  getParentRoute: () => inside,
  path: '/bodies/$id',
  staticData: { page: 'meetings', needs: 'meetings.read' },
  component: lazyRouteComponent(() => import('../../modules/meetings/ui/staff/body-page.tsx'), 'BodyPage'),
});

const items = createRoute({
  getParentRoute: () => inside,
  path: '/items',
  staticData: { page: 'items', needs: 'meetings.read' },
  component: lazyRouteComponent(() => import('../../modules/meetings/ui/staff/items.tsx'), 'ItemsPage'),
});

const item = createRoute({
  getParentRoute: () => inside,
  path: '/items/$id',
  staticData: { page: 'items', needs: 'meetings.read' },
  component: lazyRouteComponent(() => import('../../modules/meetings/ui/staff/item-page.tsx'), 'ItemPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  staticData: { page: 'audit', needs: 'orgs.audit' },
  component: lazyRouteComponent(() => import('../../modules/orgs/ui/staff/audit.tsx'), 'AuditPage'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  staticData: { page: 'account' },
  component: lazyRouteComponent(() => import('./account.tsx'), 'AccountPage'),
});

/** Anything else, within the frame, so that one can go on from there. */
const missing = createRoute({ getParentRoute: () => inside, path: '$', component: Missing });

const pages = [
  home,
  orgs,
  org,
  applications,
  people,
  rosters,
  roster,
  coverage,
  transfers,
  forms,
  form,
  rights,
  retention,
  places,
  placeTerms,
  place,
  supplies,
  bookings,
  intakes,
  intake,
  faults,
  titles,
  titleTemplates,
  calendar,
  voices,
  concerns,
  concern,
  visits,
  visit,
  rhythm,
  hotline,
  meetings,
  meeting,
  body,
  items,
  item,
  audit,
  account,
  missing,
];

export const router = createRouter({
  routeTree: root.addChildren([signin, invite, oidc, inside.addChildren(pages)]),
  basepath: '/staff',
  parseSearch: parseFilters,
  stringifySearch: writeFilters,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: Missing,
});

// A page whose guard could not ask who is signed in is drawn anew once the server is back.
away.subscribe(() => {
  if (!away.get()) void router.invalidate();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
