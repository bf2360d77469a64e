import { useQuery } from '@tanstack/react-query';
import type { listThemes } from '#voices/concerns/contract';
import { useLocale } from '#web/staff/locale.ts';
import { ask } from '#web/staff/query.ts';

/** The themes of today as choices, in the language of the page. */
export function useThemes(): { value: string; label: string }[] {
  const locale = useLocale();
  const themes = useQuery({ ...ask<typeof listThemes>('GET /api/voice-themes', {}), staleTime: 600_000 });
  return (themes.data?.items ?? []).map((theme) => ({ value: theme.code, label: theme[locale] }));
}
