import { CircleAlert } from 'lucide-react';
import { useEffect, useId, useReducer, useRef, type ReactNode } from 'react';

export interface FieldProps {
  readonly label: string;
  /** Why it is asked: every field for personal data says so. */
  readonly why?: string | undefined;
  readonly fault?: string | undefined;
  /** Beside the label, at the end of its line. */
  readonly aside?: ReactNode;
  /** Draws the control with the ids and marks that tie it to its label and its fault. */
  readonly children: (tied: Tied) => ReactNode;
}

export interface Tied {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

export function Field({ label, why, fault, aside, children }: FieldProps) {
  const id = useId();
  return (
    <div className={fault ? 'field wrong' : 'field'}>
      <div className="row">
        <label htmlFor={id} className="flex-1">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': `${id}-about`, 'aria-invalid': fault !== undefined })}
      <div id={`${id}-about`}>
        <Fault text={fault} />
        {why && <p className="why">{why}</p>}
      </div>
    </div>
  );
}

/** What is wrong, read out when it appears: the live region stands there before its words do. */
export function Fault({ text }: { text: string | undefined }) {
  return (
    <div aria-live="polite">
      {text && (
        <p className="fault">
          <CircleAlert size={18} />
          <span>{text}</span>
        </p>
      )}
    </div>
  );
}

/** A form that puts the focus on its first faulty field, once the faults of an attempt are drawn. */
export function useFaultFocus<E extends HTMLElement>() {
  const box = useRef<E>(null);
  const [attempts, focusFault] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (attempts === 0) return;
    const faulty = box.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (faulty?.querySelector('input') ?? faulty)?.focus();
  }, [attempts]);
  return [box, focusFault] as const;
}
