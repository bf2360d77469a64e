import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#kernel/contract';
import type { acceptInvitation, lookAtInvitation, sendInvitationCode } from '#orgs/officers/contract';
import { call } from '../client.ts';
import { Door } from './door.tsx';
import { sessionRenewed } from './expiry.ts';
import { day } from './format.ts';
import { inviteWords, strengthOf } from './invite-texts.ts';
import { Blank, FormProblem, Loading, Problem } from './parts.tsx';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { frameWords, roleWords } from './texts.ts';
import { useSend } from './use-send.ts';
import { useWords } from './words.ts';

type Offer = Output<typeof lookAtInvitation>;

/** /staff/invite#token: what is offered, the phone proved by a code, a password, and in. */
export function InvitePage() {
  const frame = useWords(frameWords);
  const words = useWords(inviteWords);
  // The token stays behind the #, which browsers do not send to any server.
  const token = location.hash.slice(1);
  const look = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call<typeof lookAtInvitation>('POST /api/invitations/look', { token }),
    enabled: token.length >= 10,
    retry: false,
  });
  return (
    <Door title={frame.pages.invite}>
      {token.length < 10 && <Blank title={words.noToken}>{words.noTokenBody}</Blank>}
      {look.isLoading && <Loading rows={4} />}
      {look.error && <Problem error={look.error} onRetry={() => void look.refetch()} />}
      {look.data && <Acceptance token={token} offer={look.data} />}
    </Door>
  );
}

interface Answer {
  readonly code: string;
  readonly password?: string;
}

function Acceptance({ token, offer }: { readonly token: string; readonly offer: Offer }) {
  const words = useWords(inviteWords);
  const roles = useWords(roleWords);
  const navigate = useNavigate();
  const accept = useSend<typeof acceptInvitation>('POST /api/invitations/accept');
  const [signingIn, setSigningIn] = useState(false);
  const enter = async (): Promise<void> => {
    queryClient.clear();
    sessionRenewed();
    await navigate({ to: '/' });
  };
  const accepted = async (): Promise<void> => {
    const { account } = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    if (account) await enter();
    else setSigningIn(true);
  };
  if (signingIn) {
    return (
      <>
        <p className="form-note">{words.accepted(offer.org, roles[offer.role])}</p>
        <SignIn onDone={() => void enter()} />
      </>
    );
  }
  return (
    <Form<Answer>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => accept.mutate({ token, ...values }, { onSuccess: () => void accepted() })}
    >
      <p className="form-note">
        <b>{words.offer(offer.name, offer.org, roles[offer.role])}</b>
        <br />
        <small>{words.until(day(offer.expiresAt))}</small>
      </p>
      <SendCode token={token} phone={offer.phone} />
      <Form.Item
        name="code"
        label={words.code}
        rules={[{ required: true, pattern: /^\d{6}$/, message: words.codeRule }]}
      >
        <Input size="large" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
      </Form.Item>
      {offer.hasPassword ? <p className="quiet form-note">{words.keepPassword}</p> : <NewPassword />}
      <div className="stack">
        <FormProblem error={accept.error} />
        <Button type="primary" size="large" htmlType="submit" block loading={accept.isPending}>
          {words.accept}
        </Button>
      </div>
    </Form>
  );
}

function SendCode({ token, phone }: { readonly token: string; readonly phone: string }) {
  const words = useWords(inviteWords);
  const send = useSend<typeof sendInvitationCode>('POST /api/invitations/code');
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left === 0) return;
    const tick = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(tick);
  }, [left]);
  return (
    <div className="stack form-note">
      <div className="row">
        <span className="grow">{words.phone(phone)}</span>
        <Button
          disabled={left > 0}
          loading={send.isPending}
          onClick={() =>
            send.mutate({ token }, { onSuccess: ({ retryAfterSeconds }) => setLeft(retryAfterSeconds) })
          }
        >
          {left > 0 ? words.wait(left) : send.isSuccess ? words.sendAgain : words.sendCode}
        </Button>
      </div>
      {send.isSuccess && <small role="status">{words.sent}</small>}
      <FormProblem error={send.error} />
    </div>
  );
}

function NewPassword() {
  const words = useWords(inviteWords);
  const password = Form.useWatch<string | undefined>('password') ?? '';
  return (
    <Form.Item
      name="password"
      label={words.password}
      extra={
        password === '' ? (
          words.passwordWhy
        ) : (
          <span role="status">{words.strength[strengthOf(password)]}</span>
        )
      }
      rules={[{ required: true, min: 8, message: words.strength.short }]}
    >
      <Input.Password size="large" autoComplete="new-password" maxLength={128} />
    </Form.Item>
  );
}
