import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const itemsRoutes: readonly Route[] = [];

export const itemsJobs: readonly Job[] = [];
