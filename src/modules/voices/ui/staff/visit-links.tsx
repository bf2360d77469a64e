import { App, Button, Modal } from 'antd';
import { QrCode } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { makeVisitLink, revokeVisitLink } from '#voices/visits/contract';
import { copyText } from '#web/staff/clipboard.ts';
import { useFormats } from '#web/staff/format.ts';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { Qr } from '#web/staff/qr.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { stopName, VISIT_READS, type StopView, type VisitView } from './visit-reads.ts';
import { visitWords } from './visit-texts.ts';

/** The six taps: a code for those who are met, and how many have told. */
export function VisitLinks({ visit }: { readonly visit: VisitView }) {
  const words = useWords(visitWords);
  const { number } = useFormats();
  return (
    <section className="card stack">
      <h2>{words.listen}</h2>
      <p>{words.listenBody}</p>
      <p>
        <b>{words.interviews(number(visit.interviews))}</b>
      </p>
      {visit.may.link && <MakeLink visit={visit} />}
      {visit.links.length > 0 && (
        <ul className="lines">
          {visit.links.map((link) => (
            <LinkLine key={link.id} visit={visit} link={link} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** A code to be scanned; made at a stop, what is told by it counts for the street of that stop. */
export function MakeLink({ visit, stop }: { readonly visit: VisitView; readonly stop?: StopView }) {
  const words = useWords(visitWords);
  const make = useSend<typeof makeVisitLink>('POST /api/visits/:id/links', VISIT_READS);
  const name = stop && (stopName(stop) ?? words.goneStop);
  return (
    <>
      <Button
        className="visit-step"
        icon={<QrCode size={16} aria-hidden />}
        loading={make.isPending}
        aria-label={name === undefined ? words.makeLink : `${words.stopLink} ${name}`}
        onClick={() => make.mutate({ id: visit.id, ...(stop ? { stopId: stop.id } : {}) })}
      >
        {stop ? words.stopLink : words.makeLink}
      </Button>
      <FormProblem error={make.error} />
      {make.data && <Shown made={make.data} name={name} onClose={make.reset} />}
    </>
  );
}

interface ShownProps {
  readonly made: Output<typeof makeVisitLink>;
  readonly name: string | undefined;
  readonly onClose: () => void;
}

function Shown({ made: { token, areaCode }, name, onClose }: ShownProps) {
  const words = useWords(visitWords);
  const { message } = App.useApp();
  const link = `${location.origin}/listen${areaCode === null ? '' : `?a=${areaCode}`}#${token}`;
  const copy = async (): Promise<void> => {
    await copyText(link);
    message.success(words.copied);
  };
  return (
    <Modal
      open
      title={name === undefined ? words.linkTitle : words.linkAt(name)}
      // A press beside it must not lose the link.
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="here" href={link} target="_blank" rel="noreferrer">
          {words.openHere}
        </Button>,
        <Button key="copy" onClick={() => void copy()}>
          {words.copy}
        </Button>,
        <Button key="close" type="primary" onClick={onClose}>
          {words.close}
        </Button>,
      ]}
    >
      <p className="form-note">{words.linkBody}</p>
      <Qr text={link} label={words.qr} />
      <p className="secret">{link}</p>
    </Modal>
  );
}

interface LineProps {
  readonly visit: VisitView;
  readonly link: VisitView['links'][number];
}

function LinkLine({ visit, link }: LineProps) {
  const frame = useWords(frameWords);
  const words = useWords(visitWords);
  const { moment } = useFormats();
  const { modal, message } = App.useApp();
  const send = useSend<typeof revokeVisitLink>('POST /api/visits/:id/links/:linkId/revoke', VISIT_READS);
  const revoke = async (): Promise<void> => {
    const text = { title: words.revokeTitle, content: words.revokeBody };
    if (!(await modal.confirm({ ...text, okText: words.revoke, cancelText: frame.cancel }))) return;
    send.mutate({ id: visit.id, linkId: link.id }, { onSuccess: () => void message.success(words.revoked) });
  };
  const state = link.live ? 'live' : link.revoked ? 'revoked' : 'over';
  return (
    <li>
      <span className="grow">
        {[link.stop, words.linkMade(moment(link.createdAt))].filter(Boolean).join(' · ')}{' '}
        <Tag tone={link.live ? 'ok' : 'plain'}>{words.linkStates[state]}</Tag>
        {link.live && link.expiresAt && (
          <>
            <br />
            <small>{words.linkUntil(moment(link.expiresAt))}</small>
          </>
        )}
      </span>
      {link.live && visit.may.answer && (
        <Button
          type="link"
          size="small"
          loading={send.isPending}
          aria-label={`${words.revoke} ${words.linkMade(moment(link.createdAt))}`}
          onClick={() => void revoke()}
        >
          {words.revoke}
        </Button>
      )}
      <FormProblem error={send.error} />
    </li>
  );
}
