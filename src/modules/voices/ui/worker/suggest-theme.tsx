import { useQuery } from '@tanstack/react-query';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import type { listThemes } from '../../concerns/contract.ts';
import { texts } from './suggest-texts.ts';

interface SuggestThemeProps {
  readonly theme: string;
  readonly onPick: (theme: string) => void;
}

/** What it is about, if one likes. Without the list, as without a network, it is not asked. */
export function SuggestTheme({ theme, onPick }: SuggestThemeProps) {
  const say = useText(texts);
  const { language } = useLook();
  const themes = useQuery({
    queryKey: ['voice-themes'],
    queryFn: () => call<typeof listThemes>('GET /api/voice-themes', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!themes.data) return null;
  return (
    <Field label={say('theme')}>
      {(tied) => (
        <select {...tied} value={theme} onChange={(event) => onPick(event.currentTarget.value)}>
          <option value="">{say('themeNone')}</option>
          {themes.data.items.map((each) => (
            <option key={each.code} value={each.code}>
              {each[language]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
