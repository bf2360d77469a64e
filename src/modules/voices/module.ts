import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { delayVoice } from './delay/actions.ts';
import { concernsJobs, concernsRoutes } from './concerns/module.ts';
import { exportVoices } from './export/queries.ts';
import { hotlineJobs, hotlineRoutes } from './hotline/module.ts';
import { listenJobs, listenRoutes } from './listen/module.ts';
import * as queries from './queries.ts';
import { forgetTellers } from './said/actions.ts';
import { defineVoiceRetention } from './said/keep/actions.ts';
import { saidRoutes } from './said/module.ts';
import { visitsJobs, visitsRoutes } from './visits/module.ts';

definePermissions('voices', {
  read: ['chair', 'membership_officer', 'viewer'],
  answer: ['chair', 'membership_officer'],
});

defineVoiceRetention();

/** What people say, however it reaches us, and what comes of it. */
export default defineModule({
  name: 'voices',
  migrations: new URL('./migrations/', import.meta.url),
  keyed: { sealed: ['voices.voice.contact_sealed', 'voices.voice.name_sealed'], hashed: [] },
  replayErasures: (ctx, ids) => forgetTellers(ctx, ids),
  routes: [
    route(contract.makeVoice, actions.makeVoice),
    route(contract.listVoices, queries.listVoices),
    route(contract.exportVoices, exportVoices),
    route(contract.listVoiceTodos, queries.listVoiceTodos),
    route(contract.answerVoice, actions.answerVoice),
    route(contract.delayVoice, delayVoice),
    route(contract.revealVoice, actions.revealVoice),
    ...saidRoutes,
    ...concernsRoutes,
    ...listenRoutes,
    ...visitsRoutes,
    ...hotlineRoutes,
  ],
  jobs: [...concernsJobs, ...listenJobs, ...visitsJobs, ...hotlineJobs],
});
