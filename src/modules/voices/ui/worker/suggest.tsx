import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { useText } from '#web/kit/text.ts';
import type { makeVoice } from '../../contract.ts';
import { SuggestForm, type Suggestion } from './suggest-form.tsx';
import { texts } from './texts.ts';

const NOTHING: Suggestion = { text: '', contact: '' };

/** 提意见, from the foot of every page. What was typed stays until it has been received. */
export function Suggest({ page }: { page: string }) {
  const say = useText(texts);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(NOTHING);
  const sending = useMutation({
    mutationFn: ({ text, contact }: Suggestion) =>
      call<typeof makeVoice>('POST /api/voices', {
        text,
        page,
        ...(contact.trim() ? { contact: contact.trim() } : {}),
      }),
    onSuccess: () => setTyped(NOTHING),
  });
  const close = () => {
    setOpen(false);
    if (sending.isSuccess) sending.reset();
  };
  return (
    <>
      <button type="button" className="text-btn" onClick={() => setOpen(true)}>
        {say('open')}
      </button>
      <Dialog title={say(sending.isSuccess ? 'done' : 'title')} open={open} onClose={close}>
        {sending.isSuccess ? (
          <>
            <p role="status">{say(sending.variables.contact.trim() ? 'doneContact' : 'doneAnonymous')}</p>
            <button type="button" className="btn wide" onClick={close}>
              {say('close')}
            </button>
          </>
        ) : (
          <SuggestForm
            typed={typed}
            onType={setTyped}
            busy={sending.isPending}
            error={sending.error}
            onSend={() => sending.mutate(typed)}
            onCancel={close}
          />
        )}
      </Dialog>
    </>
  );
}
