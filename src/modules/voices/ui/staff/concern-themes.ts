import { useThemes } from './use-themes.ts';

/** The themes of today as choices, in the language of the page. */
export function useThemeChoices(): { value: string; label: string }[] {
  return Object.entries(useThemes()).map(([value, label]) => ({ value, label }));
}
