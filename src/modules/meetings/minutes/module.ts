import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const minutesRoutes: readonly Route[] = [];

export const minutesJobs: readonly Job[] = [];
