import type { Job } from '#kernel/jobs';
import type { Route } from '#kernel/module';

export const errandsRoutes: readonly Route[] = [];

export const errandsJobs: readonly Job[] = [];
