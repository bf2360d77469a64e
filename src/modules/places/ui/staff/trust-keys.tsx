import { App, Button } from 'antd';
import { useFormats } from '#web/staff/format.ts';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { revokeSignKey } from '../../trust/contract.ts';
import { TRUST_READS, type PlaceTrust } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

interface TrustKeysProps {
  readonly placeId: string;
  readonly trust: PlaceTrust;
}

/** The keys that were printed on signs: when, whether anybody used them, and how to call one back. */
export function TrustKeys({ placeId, trust: { keys, mayManage } }: TrustKeysProps) {
  const words = useWords(trustWords);
  const { day } = useFormats();
  const { modal, message } = App.useApp();
  const send = useSend<typeof revokeSignKey>('POST /api/places/:id/sign-keys/:key/revoke', TRUST_READS);
  const revoke = (key: string): void => {
    modal.confirm({
      title: words.revokeTitle,
      content: words.revokeNote,
      okText: words.revoke,
      okButtonProps: { danger: true },
      cancelText: words.keep,
      onOk: () => send.mutate({ id: placeId, key }, { onSuccess: () => void message.success(words.revoked) }),
    });
  };
  return (
    <section className="card stack">
      <h2>{words.keys}</h2>
      <small>{words.keysNote}</small>
      {keys.length === 0 && <p className="quiet">{words.noKeys}</p>}
      {keys.map(({ id, createdAt, usedAt, revokedAt }) => (
        <div key={id} className="row">
          <div className="grow">
            {words.keyMade(day(createdAt))}
            <br />
            <small>{usedAt ? words.keyUsed(day(usedAt)) : words.keyUnused}</small>
          </div>
          {revokedAt && <Tag tone="plain">{words.keyRevoked(day(revokedAt))}</Tag>}
          {!revokedAt && mayManage && (
            <Button danger size="small" loading={send.isPending} onClick={() => revoke(id)}>
              {words.revoke}
            </Button>
          )}
        </div>
      ))}
      <FormProblem error={send.error} />
    </section>
  );
}
