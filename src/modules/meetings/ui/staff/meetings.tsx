import './prep.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import { useFilters } from '#web/staff/filters.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today, useFormats } from '#web/staff/format.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { copyPlan, createBody, listBodies } from '../../prep/bodies/contract.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { BODY_READS, type BodyRow, type Planned } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { meetingWords } from './texts.ts';

/** 联席会议: every body with its meetings of a year, and what comes next in each. */
export function MeetingsPage() {
  const frame = useWords(frameWords);
  const words = useWords(prepWords);
  const mayManage = useMay('meetings.manage');
  const [filters] = useFilters();
  const [creating, setCreating] = useState(false);
  const year = Number(filters['year']) || Number(today().slice(0, 4));
  const q = filters['q'] ?? '';
  const list = useInfiniteQuery(
    askPages<typeof listBodies>('GET /api/meeting-bodies', { year: String(year), ...(q ? { q } : {}) }),
  );
  const bodies = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const none = list.data !== undefined && bodies.length === 0;
  return (
    <>
      <div className="head">
        <h1>{frame.pages.meetings}</h1>
        {mayManage && (
          <Button type={none && q === '' ? 'primary' : 'default'} onClick={() => setCreating(true)}>
            {words.create}
          </Button>
        )}
      </div>
      {!(none && q === '') && <Finder year={year} />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isLoading && <Loading />}
      {none && q !== '' && (
        <section className="card">
          <Blank title={words.noneFound}>{words.noneFoundNext}</Blank>
        </section>
      )}
      {none && q === '' && (
        <section className="card">
          <Blank title={words.none}>
            {words.noneNext}
            <p className="quiet">{words.intro}</p>
          </Blank>
        </section>
      )}
      {bodies.map((body) => (
        <BodyCard key={body.id} body={body} year={year} />
      ))}
      {list.hasNextPage && (
        <PagesFoot query={list} shown={bodies.length} total={list.data?.pages[0]?.total} />
      )}
      {creating && <CreateBody onClose={() => setCreating(false)} />}
    </>
  );
}

function Finder({ year }: { readonly year: number }) {
  const words = useWords(prepWords);
  const [, setFilters] = useFilters();
  const now = Number(today().slice(0, 4));
  const years = [now + 1, now, now - 1, now - 2, now - 3];
  return (
    <div className="row form-note prep-find">
      <SearchBox label={words.search} />
      <Select
        aria-label={words.year}
        value={year}
        onChange={(value) => setFilters({ year: value === now ? undefined : String(value) })}
        options={[...new Set([...years, year])].map((value) => ({ value, label: words.years(value) }))}
      />
    </div>
  );
}

function BodyCard({ body, year }: { readonly body: BodyRow; readonly year: number }) {
  const words = useWords(prepWords);
  const [planning, setPlanning] = useState(false);
  const ofYear = body.meetings.some((one) => one.year === year);
  return (
    <section className="card prep-body">
      <div className="row">
        <h2 className="grow">
          <Link to="/bodies/$id" params={{ id: body.id }}>
            {body.name}
          </Link>
        </h2>
        {body.mayManage && <Button onClick={() => setPlanning(true)}>{words.plan}</Button>}
      </div>
      <p className="quiet">
        {body.org.name} · {words.units(body.units, body.observers)}
      </p>
      {body.endedUnits > 0 && (
        <p className="note mind">
          <Link to="/bodies/$id" params={{ id: body.id }}>
            {words.endedUnits(body.endedUnits)}
          </Link>
        </p>
      )}
      <div>
        {body.meetings.map((meeting) => (
          <MeetingLine key={meeting.id} meeting={meeting} />
        ))}
        {!ofYear && <NoPlan body={body} year={year} />}
      </div>
      {planning && <PlanDialog body={body} year={year} onClose={() => setPlanning(false)} />}
    </section>
  );
}

function NoPlan({ body, year }: { readonly body: BodyRow; readonly year: number }) {
  const words = useWords(prepWords);
  const { message } = App.useApp();
  const copy = useSend<typeof copyPlan>('POST /api/meeting-bodies/:id/plan', BODY_READS);
  return (
    <div className="prep-line row">
      <span className="grow quiet">{words.noMeeting(year)}</span>
      {body.mayManage && (
        <Button
          loading={copy.isPending}
          onClick={() =>
            copy.mutate(
              { id: body.id, year },
              { onSuccess: ({ made }) => void message.success(words.copied(made)) },
            )
          }
        >
          {words.copyPlan(year)}
        </Button>
      )}
      {copy.error && <Problem error={copy.error} />}
    </div>
  );
}

/** A meeting in a list: what it is called, when it is, where it stands. */
export function MeetingLine({ meeting }: { readonly meeting: Planned }) {
  const words = useWords(prepWords);
  const { states } = useWords(meetingWords);
  const { moment } = useFormats();
  const { id, title, state, month, startsAt, openItems, late } = meeting;
  const told = [
    startsAt ? moment(startsAt) : month === null ? words.notTimed : words.months(month),
    openItems > 0 && words.openItems(openItems),
  ];
  const over = state === 'issued' ? 'ok' : state === 'cancelled' ? 'plain' : 'info';
  return (
    <div className="prep-line row">
      <div className="grow">
        <Link to="/meetings/$id" params={{ id }} data-main>
          {title}
        </Link>
        <small>{told.filter(Boolean).join(' · ')}</small>
      </div>
      {late && <Tag tone="alarm">{words.late}</Tag>}
      <Tag tone={over}>{states[state]}</Tag>
    </div>
  );
}

type NewBody = Request<typeof createBody>;

function CreateBody({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(prepWords);
  const { message } = App.useApp();
  const send = useSend<typeof createBody>('POST /api/meeting-bodies', BODY_READS);
  const required = [{ required: true, message: words.fill }];
  return (
    <FormDialog<NewBody>
      title={words.create}
      ok={words.create}
      send={send}
      onSubmit={(values) =>
        send.mutate(values, {
          onSuccess: () => {
            message.success(words.created);
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <Form.Item name="orgId" label={words.org} rules={required}>
        <OrgPicker />
      </Form.Item>
      <Form.Item name="name" label={words.name} extra={words.nameNote} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
    </FormDialog>
  );
}
