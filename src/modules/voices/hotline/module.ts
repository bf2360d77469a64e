import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const hotlineRoutes: readonly Route[] = [];

export const hotlineJobs: readonly Job[] = [];
