import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const visitsRoutes: readonly Route[] = [];

export const visitsJobs: readonly Job[] = [];
