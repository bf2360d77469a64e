import { Link } from '../kit/router.tsx';
import { useText } from '../kit/text.ts';
import { Title } from '../kit/title.tsx';
import { texts } from './texts.ts';

export function Missing() {
  const say = useText(texts);
  return (
    <section className="card stack">
      <Title text={say('missing')} />
      <p>{say('missingHint')}</p>
      <Link className="btn" href="/">
        {say('toHome')}
      </Link>
    </section>
  );
}
