import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { getOidcLink, startOidcLink, unlinkOidc } from '#kernel/accounts/oidc/contract';
import { accountWords } from './account-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import { useFormats } from './format.ts';
import { FormProblem } from './parts.tsx';
import { ask } from './query.ts';
import { frameWords } from './texts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

const READS = ['GET /api/account/oidc', 'GET /api/account/sessions'] as const;

/** The identity at the provider that opens this account; nothing where the deployment has no provider. */
export function OidcCard() {
  const words = useWords(accountWords);
  const { day } = useFormats();
  const [linking, setLinking] = useState(false);
  const link = useQuery(ask<typeof getOidcLink>('GET /api/account/oidc', {}));
  if (!link.data?.name) return null;
  const { name, linkedAt } = link.data;
  return (
    <section className="card">
      <h2>{name}</h2>
      <p className="quiet form-note">{linkedAt ? words.linkedSince(day(linkedAt)) : words.linkNote}</p>
      <div className="row">
        <Button onClick={() => setLinking(true)}>{linkedAt ? words.linkAnother : words.link}</Button>
        {linkedAt && <Unlink name={name} />}
      </div>
      {linking && <LinkDialog name={name} onClose={() => setLinking(false)} />}
    </section>
  );
}

/** The password first, then to the provider, which sends people back to /staff/oidc. */
function LinkDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const words = useWords(accountWords);
  const send = useSend<typeof startOidcLink>('POST /api/account/oidc/start');
  return (
    <FormDialog<{ linkPassword: string }>
      title={words.linkTitle(name)}
      ok={words.linkGo}
      send={send}
      onSubmit={({ linkPassword: password }) =>
        send.mutate({ password }, { onSuccess: ({ url }) => location.assign(url) })
      }
      onClose={onClose}
    >
      <p className="quiet form-note">{words.linkBody(name)}</p>
      {/* A name of its own: the other forms of the page have a password as well, and names become ids. */}
      <Form.Item
        name="linkPassword"
        label={words.current}
        rules={[{ required: true, message: words.required }]}
      >
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
    </FormDialog>
  );
}

function Unlink({ name }: { readonly name: string }) {
  const frame = useWords(frameWords);
  const words = useWords(accountWords);
  const { modal, message } = App.useApp();
  const send = useSend<typeof unlinkOidc>('DELETE /api/account/oidc', READS);
  const unlink = async (): Promise<void> => {
    const text = { title: words.unlinkTitle(name), content: words.unlinkBody };
    if (await modal.confirm({ ...text, okText: words.unlink, cancelText: frame.cancel }))
      send.mutate({}, { onSuccess: () => void message.success(words.unlinked) });
  };
  return (
    <>
      <Button loading={send.isPending} onClick={() => void unlink()}>
        {words.unlink}
      </Button>
      <FormProblem error={send.error} />
    </>
  );
}
