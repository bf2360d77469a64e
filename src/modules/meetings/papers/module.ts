import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const papersRoutes: readonly Route[] = [];

export const papersJobs: readonly Job[] = [];
