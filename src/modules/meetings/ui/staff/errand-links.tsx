import { App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import type {
  endErrandLink,
  renewErrandLink,
  renewMeetingLinks,
  sendErrandLink,
} from '../../errands/desk/contract.ts';
import { copyText } from '#web/staff/clipboard.ts';
import { useFormats } from '#web/staff/format.ts';
import { Problem } from '#web/staff/parts.tsx';
import { Qr } from '#web/staff/qr.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ERRAND_READS, isWaiting, type ErrandRow } from './errand-reads.ts';
import { errandLinkWords } from './errand-link-texts.ts';
import { errandWords } from './errand-texts.ts';

interface Told {
  readonly unit: string;
  readonly token: string;
}

interface ToldProps {
  readonly kind: ErrandRow['kind'];
  readonly items: readonly Told[];
  readonly expiresAt: string;
  readonly onClose: () => void;
}

/** New links, this once: one with its QR code, several as words to be copied. */
export function LinksTold({ kind, items, expiresAt, onClose }: ToldProps) {
  const words = useWords(errandLinkWords);
  const { kinds } = useWords(errandWords);
  const { message } = App.useApp();
  const { day } = useFormats();
  const linkOf = ({ token }: Told) => `${location.origin}/unit#${token}`;
  const lines = items.map((item) => words.message(item.unit, kinds[kind], linkOf(item), day(expiresAt)));
  const copy = async (): Promise<void> => {
    await copyText(lines.join('\n'));
    void message.success(words.copied);
  };
  const [first] = items;
  return (
    <Modal
      open
      title={words.shown}
      // A press beside it must not lose the links.
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="copy" type="primary" onClick={() => void copy()}>
          {items.length > 1 ? words.copyAll : words.copy}
        </Button>,
        <Button key="done" onClick={onClose}>
          {words.done}
        </Button>,
      ]}
    >
      <p className="form-note">{words.shownBody}</p>
      {items.length === 1 && first ? (
        <>
          <Qr text={linkOf(first)} label={words.qr(first.unit)} />
          <p className="secret">{linkOf(first)}</p>
        </>
      ) : (
        <ul className="lines errand-links">
          {items.map((item) => (
            <li key={item.token}>
              <span className="grow">
                <b>{item.unit}</b>
                <br />
                <small className="secret">{linkOf(item)}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}

/** A new link, by copying it or by SMS, or none any more. */
export function LinkActions({ row }: { readonly row: ErrandRow }) {
  const frame = useWords(frameWords);
  const words = useWords(errandLinkWords);
  const { modal, message } = App.useApp();
  const renew = useSend<typeof renewErrandLink>('POST /api/errands/:id/link', ERRAND_READS);
  const end = useSend<typeof endErrandLink>('POST /api/errands/:id/end-link', ERRAND_READS);
  const sms = useSend<typeof sendErrandLink>('POST /api/errands/:id/send-link', ERRAND_READS);
  const { id, unit } = row;
  const sure = (title: string, content: string, okText: string) =>
    modal.confirm({ title, content, okText, cancelText: frame.cancel });
  const doRenew = async (): Promise<void> => {
    if (await sure(words.renewTitle(unit.name), words.renewBody, words.renew)) renew.mutate({ id });
  };
  const doEnd = async (): Promise<void> => {
    if (await sure(words.endTitle(unit.name), words.endBody, words.end))
      end.mutate({ id }, { onSuccess: () => void message.success(words.endDone) });
  };
  const doSms = async (): Promise<void> => {
    if (await sure(words.smsTitle(unit.name), words.smsBody, words.sms))
      sms.mutate({ id }, { onSuccess: () => void message.success(words.smsDone) });
  };
  const error = renew.error ?? end.error ?? sms.error;
  return (
    <>
      <Button loading={renew.isPending} onClick={() => void doRenew()}>
        {words.renew}
      </Button>
      {row.contact.hasPhone && (
        <Button loading={sms.isPending} onClick={() => void doSms()}>
          {words.sms}
        </Button>
      )}
      {row.link?.live && (
        <Button loading={end.isPending} onClick={() => void doEnd()}>
          {words.end}
        </Button>
      )}
      {error && <Problem error={error} />}
      {renew.data && (
        <LinksTold
          kind={row.kind}
          items={[{ unit: unit.name, token: renew.data.token }]}
          expiresAt={renew.data.expiresAt}
          onClose={() => renew.reset()}
        />
      )}
    </>
  );
}

type Kind = 'topics' | 'attend' | 'review';

/** New links for every unit that has not answered one thing. */
export function RenewAll({
  meeting,
  items,
}: {
  readonly meeting: string;
  readonly items: readonly ErrandRow[];
}) {
  const frame = useWords(frameWords);
  const words = useWords(errandLinkWords);
  const { kinds } = useWords(errandWords);
  const { modal, message } = App.useApp();
  const [kind, setKind] = useState<Kind>('topics');
  const send = useSend<typeof renewMeetingLinks>('POST /api/meetings/:id/errand-links', ERRAND_READS);
  const waiting = (['topics', 'attend', 'review'] as const).filter((each) =>
    items.some((row) => row.kind === each && isWaiting(row)),
  );
  if (waiting.length === 0 && !send.data) return null;
  const renew = async (chosen: Kind): Promise<void> => {
    const text = { title: words.renewAllTitle(kinds[chosen]), content: words.renewBody };
    if (!(await modal.confirm({ ...text, okText: words.renew, cancelText: frame.cancel }))) return;
    setKind(chosen);
    send.mutate(
      { id: meeting, kind: chosen },
      { onSuccess: (told) => told.items.length === 0 && void message.info(words.renewAllNone) },
    );
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: waiting.map((each) => ({ key: each, label: kinds[each] })),
          onClick: ({ key }) => void renew(key as Kind),
        }}
      >
        <Button loading={send.isPending}>{words.renewAll}</Button>
      </Dropdown>
      {send.error && <Problem error={send.error} />}
      {send.data && send.data.items.length > 0 && (
        <LinksTold
          kind={kind}
          items={send.data.items}
          expiresAt={send.data.expiresAt}
          onClose={() => send.reset()}
        />
      )}
    </>
  );
}
