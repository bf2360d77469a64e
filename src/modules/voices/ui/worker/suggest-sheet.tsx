import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { useShownThing, type About } from '#web/kit/about.ts';
import { copyText } from '#web/kit/copy.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { goTo } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import type { makeVoice } from '../../contract.ts';
import { keepSaid } from './said-kept.ts';
import { NOTHING, SuggestForm, type Suggestion } from './suggest-form.tsx';
import { texts } from './suggest-texts.ts';

interface SuggestSheetProps {
  readonly page: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** 提意见 as a dialog over the page that it is about. What was typed stays until it has been received. */
export function SuggestSheet({ page, open, onClose }: SuggestSheetProps) {
  const say = useText(texts);
  const place = useShownThing();
  const [typed, setTyped] = useState(NOTHING);
  const sending = useMutation({
    mutationFn: (said: Suggestion) => call<typeof makeVoice>('POST /api/voices', inputOf(said, page, place)),
    onSuccess: ({ token }) => {
      keepSaid(token);
      setTyped(NOTHING);
    },
  });
  const close = () => {
    onClose();
    if (sending.isSuccess) sending.reset();
  };
  return (
    <Dialog title={say(sending.isSuccess ? 'done' : 'title')} open={open} onClose={close}>
      {sending.isSuccess ? (
        <Received
          token={sending.data.token}
          contact={sending.variables.contact.trim() !== ''}
          onClose={close}
        />
      ) : (
        <SuggestForm
          typed={typed}
          place={place}
          onType={setTyped}
          busy={sending.isPending}
          error={sending.error}
          onSend={() => sending.mutate(typed)}
          onCancel={close}
        />
      )}
    </Dialog>
  );
}

/** What is sent: nothing that was not filled in, and the place of the page unless it is about something else. */
function inputOf(
  { kind, text, theme, contact, named, name, elsewhere }: Suggestion,
  page: string,
  place: About | null,
) {
  return {
    text,
    page,
    ...(kind === 'wish' ? { kind } : {}),
    ...(theme === '' ? {} : { theme }),
    ...(contact.trim() ? { contact: contact.trim() } : {}),
    ...(named ? { name: name.trim(), nameConsent: true as const } : {}),
    ...(place && elsewhere !== place.code ? { placeCode: place.code } : {}),
  };
}

interface ReceivedProps {
  readonly token: string;
  readonly contact: boolean;
  readonly onClose: () => void;
}

/** It has arrived: the link to keep. */
function Received({ token, contact, onClose }: ReceivedProps) {
  const say = useText(texts);
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(`${location.origin}/said#${token}`));
  const follow = () => {
    onClose();
    goTo(`/said#${token}`);
  };
  return (
    <>
      <p role="status">{say(contact ? 'doneContact' : 'doneAnonymous')}</p>
      <p className="note">{say('keepLink')}</p>
      <button type="button" className="btn wide" onClick={follow}>
        {say('follow')}
      </button>
      <button type="button" className="btn line wide" onClick={() => void copy()}>
        {say(copied ? 'copied' : 'copy')}
      </button>
      <button type="button" className="text-btn" onClick={onClose}>
        {say('close')}
      </button>
    </>
  );
}
