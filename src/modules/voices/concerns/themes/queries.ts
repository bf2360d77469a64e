import { z } from 'zod';
import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import type * as contract from '../contract.ts';
import { concernError } from '../errors.ts';
import { THEMES, type Theme } from '../texts/terms.ts';

export const voiceThemes = definePolicy<readonly Theme[]>({
  key: 'voices.themes',
  about: 'What a voice or a concern may be about',
  schema: z
    .array(
      z.object({
        code: z
          .string()
          .max(30)
          .regex(/^[a-z_]+$/),
        zh: z.string().min(1).max(30),
        en: z.string().min(1).max(60),
      }),
    )
    .min(1)
    .max(40),
  fallback: THEMES,
  source: 'domain.md §A, B6 and B9: what interviews and joint meetings speak of; the list itself: inference',
});

export async function listThemes(ctx: Ctx): Promise<Output<typeof contract.listThemes>> {
  return { items: (await policyAt(ctx, voiceThemes)).map((theme) => ({ ...theme })) };
}

/** What the theme of a code is called in the language of the caller; null for none. */
export async function themeNames(ctx: Ctx): Promise<(code: string | null) => string | null> {
  const names = new Map((await policyAt(ctx, voiceThemes)).map((theme) => [theme.code, theme[ctx.locale]]));
  return (code) => (code === null ? null : (names.get(code) ?? code));
}

/** Throws voices.concern_theme for a code that is not on the list of today. */
export async function requireTheme(ctx: Ctx, code: string | null | undefined): Promise<void> {
  if (!code) return;
  const themes = await policyAt(ctx, voiceThemes);
  if (!themes.some((theme) => theme.code === code)) throw concernError('concern_theme', { field: 'theme' });
}
