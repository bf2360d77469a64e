import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, download } from '#web/client.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { printMyData, takeMyData } from '../../rights/contract.ts';
import { FreshCode } from './rights-code.tsx';
import { useRefresh, type MyRights } from './rights.ts';
import { texts } from './rights-texts.ts';

type Format = 'pdf' | 'json';
interface Proof {
  readonly code?: string;
  readonly phone?: string;
}

async function take(format: Format, proof: Proof): Promise<void> {
  if (format === 'pdf') return download<typeof printMyData>('POST /api/my/rights/print', proof);
  const data = await call<typeof takeMyData>('POST /api/my/rights/copy', proof);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
  link.download = `my-data-${data.madeAt.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Made at once: masked by one press, whole after a fresh code. */
export function Copy({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  const refresh = useRefresh();
  const [format, setFormat] = useState<Format>('pdf');
  const masked = useMutation({ mutationFn: (wanted: Format) => take(wanted, {}) });
  const whole = async (proof: Proof): Promise<void> => {
    await take(format, proof);
    await refresh();
  };
  return (
    <section className="card stack">
      <h2>{say('copy')}</h2>
      <p className="quiet">{say('copyHint')}</p>
      {masked.error && <Problem error={masked.error} />}
      {(['pdf', 'json'] as const).map((each) => (
        <button
          key={each}
          type="button"
          className="btn line"
          disabled={masked.isPending}
          onClick={() => masked.mutate(each)}
        >
          {say(each)}
        </button>
      ))}
      <details className="fold">
        <summary>
          <span>{say('whole')}</span>
        </summary>
        <div className="stack">
          <div className="tiles" role="radiogroup" aria-label={say('whole')}>
            {(['pdf', 'json'] as const).map((each) => (
              <label key={each} className={each === format ? 'on' : ''}>
                <input
                  type="radio"
                  name="format"
                  checked={each === format}
                  onChange={() => setFormat(each)}
                />
                {each.toUpperCase()}
              </label>
            ))}
          </div>
          <FreshCode
            rights={rights}
            use="copy"
            verb={say(format === 'pdf' ? 'wholePdf' : 'wholeJson')}
            onCode={whole}
          />
        </div>
      </details>
    </section>
  );
}
