import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { changePassword, signOut } from '#kernel/accounts/contract';
import type { listMyOrgs } from '#orgs/contract';
import { accountWords } from './account-texts.ts';
import { useFormats } from './format.ts';
import { inviteWords, strengthOf } from './invite-texts.ts';
import { OidcCard } from './oidc-card.tsx';
import { Blank, FormProblem, Loading, Problem, Tag } from './parts.tsx';
import { ask, queryClient, refresh } from './query.ts';
import { Enrol } from './second-factor.tsx';
import { useAccount } from './session.ts';
import { SessionsCard } from './sessions-card.tsx';
import { frameWords, roleWords } from './texts.ts';
import { useSend } from './use-send.ts';
import { useUnsaved } from './unsaved.ts';
import { useWords, wordFor } from './words.ts';

export function AccountPage() {
  const frame = useWords(frameWords);
  const account = useAccount();
  return (
    <>
      <div className="head">
        <h1>{frame.pages.account}</h1>
        {account?.name && <Tag tone="plain">{account.name}</Tag>}
      </div>
      <div className="two">
        <div>
          <Roles />
          <SessionsCard />
          <SignOutCard />
        </div>
        <div>
          <TotpCard on={account?.totp ?? false} />
          <PasswordCard />
          <OidcCard />
        </div>
      </div>
    </>
  );
}

function Roles() {
  const words = useWords(accountWords);
  const roles = useWords(roleWords);
  const { day } = useFormats();
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  return (
    <section className="card">
      <h2>{words.roles}</h2>
      {mine.isLoading && <Loading rows={2} />}
      {mine.error && <Problem error={mine.error} onRetry={() => void mine.refetch()} />}
      {mine.data?.items.length === 0 && <Blank title={words.noRoles} />}
      <ul className="lines">
        {mine.data?.items.map(({ role, org, until }) => (
          <li key={`${role}${org.id}`}>
            <b>{wordFor(roles, role)}</b>
            <span className="grow">{org.name}</span>
            <small>{until ? words.until(day(until)) : words.endless}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Passwords {
  readonly current: string;
  readonly next: string;
}

function PasswordCard() {
  const words = useWords(accountWords);
  const { strength } = useWords(inviteWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const next = Form.useWatch<string | undefined>('next', form) ?? '';
  const send = useSend<typeof changePassword>('PUT /api/account/password');
  useUnsaved(next !== '');
  const done = (): void => {
    form.resetFields();
    message.success(words.changed);
  };
  return (
    <section className="card">
      <h2>{words.password}</h2>
      <p className="quiet form-note">{words.passwordNote}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => send.mutate(values, { onSuccess: done })}
      >
        <Form.Item name="current" label={words.current} rules={[{ required: true, message: words.required }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={words.next}
          extra={next === '' ? words.rule : <span role="status">{strength[strengthOf(next)]}</span>}
          rules={[{ required: true, min: 8, message: strength.short }]}
        >
          <Input.Password autoComplete="new-password" maxLength={128} />
        </Form.Item>
        <div className="stack">
          <FormProblem error={send.error} />
          <Button htmlType="submit" loading={send.isPending}>
            {words.change}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function TotpCard({ on }: { readonly on: boolean }) {
  const words = useWords(accountWords);
  const { message } = App.useApp();
  // Kept apart from `on`: the backup codes are still to be read when the server has switched it on.
  const [setting, setSetting] = useState(!on);
  const done = (): void => {
    setSetting(false);
    message.success(words.totpDone);
    void refresh('GET /api/session');
  };
  return (
    <section className="card">
      {setting ? (
        <Enrol onDone={done} />
      ) : (
        <>
          <h2>{words.totp}</h2>
          <p className="quiet">{words.totpOn}</p>
        </>
      )}
    </section>
  );
}

function SignOutCard() {
  const words = useWords(accountWords);
  const navigate = useNavigate();
  const send = useSend<typeof signOut>('DELETE /api/session');
  const leave = async (): Promise<void> => {
    queryClient.clear();
    await navigate({ to: '/signin' });
  };
  return (
    <section className="card row">
      <span className="grow quiet">{words.signOutNote}</span>
      <FormProblem error={send.error} />
      <Button loading={send.isPending} onClick={() => send.mutate({}, { onSuccess: () => void leave() })}>
        {words.signOut}
      </Button>
    </section>
  );
}
