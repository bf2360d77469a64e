import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import * as queries from './queries.ts';

definePermissions('voices', {
  read: ['chair', 'membership_officer', 'viewer'],
  answer: ['chair', 'membership_officer'],
});

/** What people say; so far the suggestions that every page takes (提意见). */
export default defineModule({
  name: 'voices',
  migrations: new URL('./migrations/', import.meta.url),
  keyed: { sealed: ['voices.suggestion.contact_sealed'], hashed: [] },
  routes: [
    route(contract.makeSuggestion, actions.makeSuggestion),
    route(contract.listSuggestions, queries.listSuggestions),
    route(contract.listVoiceTodos, queries.listVoiceTodos),
    route(contract.answerSuggestion, actions.answerSuggestion),
  ],
});
