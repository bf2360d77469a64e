import { useQuery } from '@tanstack/react-query';
import { useLocale } from '#web/staff/locale.ts';
import { ask } from '#web/staff/query.ts';
import type { listThemes } from '../../concerns/contract.ts';

/** What voices may be about, by code, in the language of the page; empty until it is known. */
export function useThemes(): Readonly<Record<string, string>> {
  const locale = useLocale();
  const { data } = useQuery(ask<typeof listThemes>('GET /api/voice-themes', {}));
  return Object.fromEntries((data?.items ?? []).map((theme) => [theme.code, theme[locale]]));
}
