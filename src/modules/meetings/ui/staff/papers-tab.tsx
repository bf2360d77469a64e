import './minutes.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Output } from '#kernel/contract';
import type { getMeetingCalendar, listPapers, paperAsPdf, paperAsWord } from '#meetings/papers/contract';
import { useFormats } from '#web/staff/format.ts';
import { FormProblem, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import type { MeetingTabProps } from './meeting-tabs.ts';
import { paperWords } from './papers-texts.ts';

type Papers = Output<typeof listPapers>;

/** The documents of a meeting, what each still lacks, and the file for calendars. */
export function PapersTab({ meeting: { id } }: MeetingTabProps) {
  const words = useWords(paperWords);
  const papers = useQuery({
    ...ask<typeof listPapers>('GET /api/meetings/:id/papers', { id }),
    // What is missing is filled in on other tabs.
    staleTime: 0,
  });
  if (papers.error) return <Problem error={papers.error} onRetry={() => void papers.refetch()} />;
  if (!papers.data) return <Loading />;
  const { items, calendar, issuedAt } = papers.data;
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="quiet">{words.about}</p>
      <ul className="mn-papers">
        {items.map((item) => (
          <PaperLine
            key={item.paper}
            id={id}
            item={item}
            issuedAt={item.paper === 'minutes' ? issuedAt : null}
          />
        ))}
        <CalendarLine id={id} calendar={calendar} />
      </ul>
    </section>
  );
}

interface PaperLineProps {
  readonly id: string;
  readonly item: Papers['items'][number];
  readonly issuedAt: string | null;
}

function PaperLine({ id, item: { paper, ready, lacks }, issuedAt }: PaperLineProps) {
  const words = useWords(paperWords);
  const { day } = useFormats();
  const word = useDownload<typeof paperAsWord>('GET /api/meetings/:id/papers/:paper/docx');
  const print = useDownload<typeof paperAsPdf>('GET /api/meetings/:id/papers/:paper/pdf');
  const [name, about] = words.papers[paper];
  return (
    <li>
      <div className="mn-what">
        <b>{name}</b>
        <div className="quiet">{about}</div>
        <div className="tags">
          {issuedAt ? (
            <Tag tone="ok">{words.issued(day(issuedAt))}</Tag>
          ) : (
            lacks.map((lack) => (
              <Tag key={lack} tone="mind">
                {words.lacks[lack]}
              </Tag>
            ))
          )}
          {!issuedAt && lacks.length === 0 && <Tag tone="ok">{words.whole}</Tag>}
        </div>
        <FormProblem error={word.error ?? print.error} />
      </div>
      <div className="row">
        <Button
          disabled={!ready}
          loading={word.isPending}
          aria-label={words.word(name!)}
          onClick={() => word.mutate({ id, paper })}
        >
          Word
        </Button>
        <Button
          disabled={!ready}
          loading={print.isPending}
          aria-label={words.pdf(name!)}
          onClick={() => print.mutate({ id, paper })}
        >
          PDF
        </Button>
      </div>
    </li>
  );
}

interface CalendarLineProps {
  readonly id: string;
  readonly calendar: Papers['calendar'];
}

function CalendarLine({ id, calendar: { ready, withdraws } }: CalendarLineProps) {
  const words = useWords(paperWords).calendar;
  const file = useDownload<typeof getMeetingCalendar>('GET /api/meetings/:id/calendar.ics');
  return (
    <li>
      <div className="mn-what">
        <b>{words.title}</b>
        <div className="quiet">{ready ? (withdraws ? words.withdraws : words.about) : words.early}</div>
        <FormProblem error={file.error} />
      </div>
      <Button disabled={!ready} loading={file.isPending} onClick={() => file.mutate({ id })}>
        {words.get}
      </Button>
    </li>
  );
}
