import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listOfficers, revokeInvitation } from '#orgs/officers/contract';
import { useFormats } from '#web/staff/format.ts';
import { Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords, roleWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { EndRole } from './end-role.tsx';
import { OfficerAccess } from './officer-access.tsx';
import { InviteOfficer } from './invite-officer.tsx';
import { mayAddTo, OFFICER_READS, type Officer, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

type Invitation = Output<typeof listOfficers>['invitations'][number];

/** Who holds a role here, who is invited, and who held one. */
export function OrgOfficers({ org }: { readonly org: Org }) {
  const words = useWords(orgPageWords).officers;
  const [inviting, setInviting] = useState(false);
  const list = useQuery(ask<typeof listOfficers>('GET /api/orgs/:id/officers', { id: org.id }));
  const { officers = [], invitations = [] } = list.data ?? {};
  const current = officers.filter((officer) => officer.current);
  const ended = officers.filter((officer) => !officer.current);
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.title}</h2>
        {mayAddTo(org, 'officers') && <Button onClick={() => setInviting(true)}>{words.invite}</Button>}
      </div>
      {list.isLoading && <Loading rows={3} />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && current.length + invitations.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="lines">
        {current.map((officer) => (
          <OfficerLine key={officer.id} officer={officer} mayEnd={org.may.officers} />
        ))}
        {invitations.map((invitation) => (
          <InvitationLine key={invitation.id} invitation={invitation} mayWithdraw={org.may.officers} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary className="quiet">{words.ended}</summary>
          <ul className="lines">
            {ended.map((officer) => (
              <OfficerLine key={officer.id} officer={officer} mayEnd={false} />
            ))}
          </ul>
        </details>
      )}
      {inviting && <InviteOfficer org={org} officers={current} onClose={() => setInviting(false)} />}
    </section>
  );
}

function OfficerLine({ officer, mayEnd }: { readonly officer: Officer; readonly mayEnd: boolean }) {
  const words = useWords(orgPageWords).officers;
  const roles = useWords(roleWords);
  const { day } = useFormats();
  const [ending, setEnding] = useState(false);
  const { name, role, from, until, endReason } = officer;
  return (
    <li>
      <span className="grow">
        <b>{name}</b> {roles[role]}
        <br />
        <small>
          {until ? words.period(day(from), day(until)) : words.since(day(from))}
          {endReason && ` · ${endReason}`}
        </small>
      </span>
      {mayEnd && <OfficerAccess officer={officer} />}
      {mayEnd && (
        <Button type="link" size="small" aria-label={`${words.end} ${name}`} onClick={() => setEnding(true)}>
          {words.end}
        </Button>
      )}
      {ending && <EndRole officer={officer} onClose={() => setEnding(false)} />}
    </li>
  );
}

interface InvitationLineProps {
  readonly invitation: Invitation;
  readonly mayWithdraw: boolean;
}

function InvitationLine({
  invitation: { id, name, role, phone, expiresAt, expired },
  mayWithdraw,
}: InvitationLineProps) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords).officers;
  const roles = useWords(roleWords);
  const { day } = useFormats();
  const { modal, message } = App.useApp();
  const send = useSend<typeof revokeInvitation>('DELETE /api/invitations/:id', OFFICER_READS);
  const withdraw = async (): Promise<void> => {
    const text = { title: words.withdrawTitle(name), content: words.withdrawBody };
    if (!(await modal.confirm({ ...text, okText: words.withdraw, cancelText: frame.cancel }))) return;
    send.mutate({ id }, { onSuccess: () => void message.success(words.withdrawn) });
  };
  return (
    <li>
      <span className="grow">
        <b>{name}</b> {roles[role]} <Tag tone="mind">{words.invited}</Tag>
        <br />
        <small>
          {phone} · {expired ? words.expired : words.expires(day(expiresAt))}
        </small>
      </span>
      {mayWithdraw && (
        <Button
          type="link"
          size="small"
          loading={send.isPending}
          aria-label={`${words.withdraw} ${name}`}
          onClick={() => void withdraw()}
        >
          {words.withdraw}
        </Button>
      )}
      {send.error && <Problem error={send.error} />}
    </li>
  );
}
