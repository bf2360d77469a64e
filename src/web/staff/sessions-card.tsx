import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { endOtherSessions, endSession, listSessions, revokeToken } from '#kernel/accounts/contract';
import type { Output } from '#kernel/contract';
import { deviceWords } from '../kit/devices.ts';
import { accountWords } from './account-texts.ts';
import { useFormats } from './format.ts';
import { useLocale } from './locale.ts';
import { FormProblem, Loading, Problem, Tag } from './parts.tsx';
import { ask } from './query.ts';
import { frameWords } from './texts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

type Listed = Output<typeof listSessions>;
const READS = ['GET /api/account/sessions'] as const;

/** Where the account is signed in, and the tokens that speak for it; each can be ended. */
export function SessionsCard() {
  const words = useWords(accountWords);
  const confirm = useConfirm();
  const list = useQuery(ask<typeof listSessions>('GET /api/account/sessions', {}));
  const others = useSend<typeof endOtherSessions>('POST /api/account/sessions/end-others', READS);
  const { sessions = [], tokens = [] } = list.data ?? {};
  const endOthers = async (): Promise<void> => {
    if (await confirm(words.endOthers, words.endOthersTitle)) others.mutate({});
  };
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.sessions}</h2>
        {sessions.length > 1 && (
          <Button loading={others.isPending} onClick={() => void endOthers()}>
            {words.endOthers}
          </Button>
        )}
      </div>
      {list.isLoading && <Loading rows={2} />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      <FormProblem error={others.error} />
      <ul className="lines">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
      {tokens.length > 0 && <h2 className="form-note">{words.tokens}</h2>}
      <ul className="lines">
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} />
        ))}
      </ul>
    </section>
  );
}

function useConfirm(): (verb: string, title: string) => Promise<boolean> {
  const frame = useWords(frameWords);
  const words = useWords(accountWords);
  const { modal } = App.useApp();
  return async (verb, title) =>
    modal.confirm({ title, content: words.endBody, okText: verb, cancelText: frame.cancel });
}

function SessionLine({ session }: { readonly session: Listed['sessions'][number] }) {
  const words = useWords(accountWords);
  const language = useLocale();
  const { moment } = useFormats();
  const confirm = useConfirm();
  const send = useSend<typeof endSession>('DELETE /api/account/sessions/:id', READS);
  const device = deviceWords(session.device, language);
  const end = async (): Promise<void> => {
    if (await confirm(words.endSession, words.endTitle(device))) send.mutate({ id: session.id });
  };
  return (
    <li>
      <span className="grow">
        <b>{device}</b> {session.current && <Tag tone="ok">{words.thisOne}</Tag>}
        <br />
        <small>{words.used(moment(session.signedInAt), moment(session.lastUsedAt))}</small>
      </span>
      {!session.current && (
        <Button
          type="link"
          size="small"
          loading={send.isPending}
          aria-label={`${words.endSession} ${device}`}
          onClick={() => void end()}
        >
          {words.endSession}
        </Button>
      )}
      <FormProblem error={send.error} />
    </li>
  );
}

function TokenLine({ token }: { readonly token: Listed['tokens'][number] }) {
  const words = useWords(accountWords);
  const { day, moment } = useFormats();
  const confirm = useConfirm();
  const send = useSend<typeof revokeToken>('DELETE /api/account/tokens/:id', READS);
  const revoke = async (): Promise<void> => {
    if (await confirm(words.revoke, words.revokeTitle(token.name))) send.mutate({ id: token.id });
  };
  return (
    <li>
      <span className="grow">
        <b>{token.name}</b>
        <br />
        <small>
          {words.tokenUsed(token.lastUsedAt === null ? null : moment(token.lastUsedAt), day(token.expiresAt))}
        </small>
      </span>
      <Button
        type="link"
        size="small"
        loading={send.isPending}
        aria-label={`${words.revoke} ${token.name}`}
        onClick={() => void revoke()}
      >
        {words.revoke}
      </Button>
      <FormProblem error={send.error} />
    </li>
  );
}
