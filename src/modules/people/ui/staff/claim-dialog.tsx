import { useQuery } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Request } from '#kernel/contract';
import type { listMyOrgs } from '#orgs/contract';
import type { claimTransfer } from '#people/moves/contract';
import { call, newKey } from '#web/client.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { Loading } from '#web/staff/parts.tsx';
import { ask, refresh } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { MOVE_READS } from './people-reads.ts';
import { transferWords } from './transfer-texts.ts';

type Claim = Request<typeof claimTransfer>;

interface ClaimDialogProps {
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** Asks that somebody who works here now, and is a member elsewhere, moves here. */
export function ClaimDialog({ onDone, onClose }: ClaimDialogProps) {
  const words = useWords(transferWords).claim;
  const { message } = App.useApp();
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const { send, submit, change } = useClaim((id) => {
    message.success(words.done);
    onDone(id);
  });
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const must = [{ required: true, whitespace: true, message: words.required }];
  return (
    <FormDialog<Claim>
      key={String(mine.isLoading)}
      title={words.title}
      ok={words.ok}
      disabled={mine.isLoading}
      send={send}
      initial={own.length === 1 && own[0] ? { toOrgId: own[0].id } : {}}
      onSubmit={(claim) => void submit(claim)}
      onChange={change}
      onClose={onClose}
    >
      <p className="form-note">{words.body}</p>
      {mine.isLoading ? (
        <Loading rows={3} />
      ) : (
        <>
          <Form.Item name="name" label={words.name} rules={must}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="idNo" label={words.idNo} extra={words.idWhy} rules={must}>
            <Input maxLength={30} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item name="toOrgId" label={words.to} rules={[{ required: true, message: words.choose }]}>
            <OrgPicker known={own} />
          </Form.Item>
          <Form.Item name="note" label={words.note}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

/**
 * The ID number stands in the field and in the request, and nowhere else: the cache of writes would keep it for minutes,
 * so this one goes around it. Pressed again unchanged it keeps its idempotency key.
 */
function useClaim(onDone: (id: string) => void) {
  const [send, setSend] = useState({ isPending: false, isSuccess: false, error: null as unknown });
  const key = useRef('');
  const submit = async ({ note = '', ...claim }: Claim): Promise<void> => {
    key.current ||= newKey();
    setSend({ isPending: true, isSuccess: false, error: null });
    try {
      const { id } = await call<typeof claimTransfer>(
        'POST /api/transfers/claim',
        { ...claim, note },
        { key: key.current },
      );
      setSend({ isPending: false, isSuccess: true, error: null });
      void refresh(...MOVE_READS);
      onDone(id);
    } catch (error) {
      setSend({ isPending: false, isSuccess: false, error });
    }
  };
  return { send, submit, change: () => void (key.current = '') };
}
