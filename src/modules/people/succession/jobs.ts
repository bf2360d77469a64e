import { listener } from '#kernel/module';
import { followOrganiser, mergeMembers, retainAbove } from './actions.ts';

export const keepMembers = listener({
  event: 'orgs.union_dissolved',
  handle: (ctx, { orgId, upperId }) => retainAbove(ctx, orgId, upperId),
});

export const passMembers = listener({
  event: 'orgs.union_merged',
  handle: (ctx, { orgId, intoId }) => mergeMembers(ctx, orgId, intoId),
});

export const passRoster = listener({
  event: 'orgs.employer_union_changed',
  handle: (ctx, { employerId }) => followOrganiser(ctx, employerId),
});
