import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const listenRoutes: readonly Route[] = [];

export const listenJobs: readonly Job[] = [];
