import { definePermissions } from '#kernel/auth';
import { defineModule } from '#kernel/module';
import { errandsJobs, errandsRoutes } from './errands/module.ts';
import { itemsJobs, itemsRoutes } from './items/module.ts';
import { minutesJobs, minutesRoutes } from './minutes/module.ts';
import { papersJobs, papersRoutes } from './papers/module.ts';
import { prepRoutes } from './prep/module.ts';

definePermissions('meetings', {
  read: ['chair', 'membership_officer', 'viewer'],
  manage: ['chair', 'membership_officer'],
});

/** Joint meetings of a government and its unions: from the plan of the year to what was agreed and what came of it. */
export default defineModule({
  name: 'meetings',
  migrations: new URL('./migrations/', import.meta.url),
  keyed: {
    sealed: [
      'meetings.unit.contact_sealed',
      'meetings.item.owner_sealed',
      'meetings.submission.contact_sealed',
    ],
    hashed: [],
  },
  routes: [...prepRoutes, ...itemsRoutes, ...errandsRoutes, ...minutesRoutes, ...papersRoutes],
  jobs: [...itemsJobs, ...errandsJobs, ...minutesJobs, ...papersJobs],
});
