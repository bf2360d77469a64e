import { useId } from 'react';
import { Fault } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import { texts } from './join-texts.ts';

export interface ConsentProps {
  readonly federation: { readonly name: string; readonly phone: string | null } | null | undefined;
  readonly given: boolean;
  readonly fault: string | undefined;
  readonly onChange: (given: boolean) => void;
}

/** The notice as a short list (PIPL §17, Network Data Regulation §22) and a box that is never ticked beforehand (§14). */
export function Consent({ federation, given, fault, onChange }: ConsentProps) {
  const say = useText(texts);
  const about = useId();
  const phone = federation?.phone ? ` ${federation.phone}` : '';
  return (
    <div className="field">
      <details className="fold" open>
        <summary>
          <span>{say('notice')}</span>
        </summary>
        <ul className="bullets">
          <li>{say('noticeWhat')}</li>
          <li>{say('noticePurpose')}</li>
          <li>{say('noticeWho')}</li>
          <li>{say('noticeHowLong')}</li>
          <li>{say('noticeRights', { federation: federation?.name ?? '', phone })}</li>
        </ul>
      </details>
      <label className="check">
        <input
          type="checkbox"
          checked={given}
          aria-invalid={fault !== undefined}
          aria-describedby={about}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{say('consent')}</span>
      </label>
      <div id={about}>
        <Fault text={fault} />
      </div>
    </div>
  );
}
