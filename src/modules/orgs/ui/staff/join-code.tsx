import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { joinPoster } from '#orgs/contract';
import { download } from '#web/client.ts';
import { copyText } from '#web/staff/clipboard.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { Qr } from '#web/staff/qr.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import type { Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

/** The QR by which people join this union: on the page, as a link, and on a poster. */
export function JoinCode({ org }: { readonly org: Org }) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords).join;
  const { message } = App.useApp();
  const link = `${location.origin}/join?u=${org.id}`;
  const poster = useMutation({
    mutationFn: () => download<typeof joinPoster>('GET /api/orgs/:id/join-poster', { id: org.id }),
  });
  const copy = async (): Promise<void> => {
    await copyText(link);
    message.success(frame.copied);
  };
  return (
    <section className="card stack">
      <div>
        <h2>{words.title}</h2>
        <p className="quiet">{words.body}</p>
      </div>
      <Qr text={link} label={words.qr(org.name)} />
      <small>{link}</small>
      <div className="row">
        <Button onClick={() => void copy()}>{words.copy}</Button>
        <Button loading={poster.isPending} onClick={() => poster.mutate()}>
          {words.poster}
        </Button>
      </div>
      <FormProblem error={poster.error} />
    </section>
  );
}
