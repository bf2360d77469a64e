import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const concernsRoutes: readonly Route[] = [];

export const concernsJobs: readonly Job[] = [];
