import { useEffect, useId, useRef, type ReactNode } from 'react';

export interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  /** Also when the person presses Escape or Android's back gesture closes it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The browser's own dialog: it holds the focus, and gives it back. */
export function Dialog({ title, open, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (box.current) show(box.current, open);
  }, [open]);
  return (
    <dialog ref={box} className="dialog" aria-labelledby={id} onClose={onClose}>
      {open && (
        <div className="stack">
          <h2 id={id}>{title}</h2>
          {children}
        </div>
      )}
    </dialog>
  );
}

function show(box: HTMLDialogElement, open: boolean): void {
  const modal = 'showModal' in box;
  if (modal) {
    if (open && !box.open) box.showModal();
    if (!open && box.open) box.close();
    return;
  }
  // Safari below 15.4 knows no dialog: place it ourselves and put the focus inside.
  const bare = box as HTMLElement;
  bare.classList.add('bare');
  bare.toggleAttribute('open', open);
  if (open) bare.querySelector<HTMLElement>('input, textarea, button')?.focus();
}
