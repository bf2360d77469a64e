import './prep.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { getNotice } from '../../prep/come/contract.ts';
import { isAhead } from '../../prep/rules.ts';
import { AskDialog } from './ask-dialog.tsx';
import type { MeetingTabProps } from './meeting-tabs.ts';
import { NoticeEdit } from './notice-edit.tsx';
import { noticeWords } from './notice-texts.ts';
import { Seats } from './seats.tsx';

/** 通知与出席: the notice, who received it, who comes, and who was there. */
export function NoticeTab({ meeting }: MeetingTabProps) {
  const words = useWords(noticeWords);
  const { moment } = useFormats();
  const [open, setOpen] = useState<'edit' | 'links' | null>(null);
  const notice = useQuery(ask<typeof getNotice>('GET /api/meetings/:id/notice', { id: meeting.id }));
  const mayWrite = meeting.mayManage && isAhead(meeting.state);
  const close = (): void => setOpen(null);
  if (notice.error) return <Problem error={notice.error} onRetry={() => void notice.refetch()} />;
  if (!notice.data) return <Loading />;
  const { no, text, noticedAt, answerBy } = notice.data;
  return (
    <>
      <Seats meeting={meeting} />
      <section className="card">
        <div className="row">
          <h2 className="grow">{words.title}</h2>
          {meeting.mayManage && meeting.state === 'noticed' && (
            <Button onClick={() => setOpen('links')}>{words.links}</Button>
          )}
          {mayWrite && (
            <Button type={text === null ? 'primary' : 'default'} onClick={() => setOpen('edit')}>
              {text === null ? words.write : words.edit}
            </Button>
          )}
        </div>
        <p className="quiet">
          {[no, noticedAt && words.sentOn(moment(noticedAt))].filter(Boolean).join(' · ')}
        </p>
        {text === null ? (
          <Blank title={words.notSent}>{words.notSentNext}</Blank>
        ) : (
          <div className="prep-notice">{text}</div>
        )}
      </section>
      {open === 'edit' && <NoticeEdit meeting={meeting} notice={notice.data} onClose={close} />}
      {open === 'links' && <AskDialog meeting={meeting} kind="attend" dueOn={answerBy} onClose={close} />}
    </>
  );
}
