import { changeLook, useLook, type Language, type Theme } from '../kit/look.ts';
import { useText } from '../kit/text.ts';
import { texts } from './texts.ts';

/** How the pages look on this phone. */
export function Settings() {
  const say = useText(texts);
  const { elder, theme, language } = useLook();
  return (
    <section className="card stack">
      <h2>{say('settings')}</h2>
      <Choice
        name="size"
        label={say('size')}
        value={elder ? 'large' : 'normal'}
        choices={{ normal: say('sizeNormal'), large: say('sizeLarge') }}
        onPick={(size) => changeLook({ elder: size === 'large' })}
      />
      <Choice<Theme>
        name="theme"
        label={say('theme')}
        value={theme}
        choices={{ auto: say('themeAuto'), light: say('themeLight'), dark: say('themeDark') }}
        onPick={(picked) => changeLook({ theme: picked })}
      />
      <Choice<Language>
        name="language"
        label={say('language')}
        value={language}
        choices={{ zh: '中文', en: 'English' }}
        onPick={(picked) => changeLook({ language: picked })}
      />
    </section>
  );
}

interface ChoiceProps<V extends string> {
  readonly name: string;
  readonly label: string;
  readonly value: V;
  readonly choices: Readonly<Record<V, string>>;
  readonly onPick: (value: V) => void;
}

function Choice<V extends string>({ name, label, value, choices, onPick }: ChoiceProps<V>) {
  const all = Object.entries<string>(choices) as [V, string][];
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className={all.length === 3 ? 'tiles three' : 'tiles'}>
        {all.map(([each, word]) => (
          <label key={each} className={each === value ? 'on' : ''}>
            <input type="radio" name={name} checked={each === value} onChange={() => onPick(each)} />
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
