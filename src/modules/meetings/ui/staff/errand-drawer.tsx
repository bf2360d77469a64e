import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Fact, Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import { AnswerCard } from './errand-answer.tsx';
import { LinkState } from './errand-columns.tsx';
import { EnterDialog } from './errand-enter.tsx';
import { LinkActions } from './errand-links.tsx';
import { isWaiting, STATE_TONES, type ErrandRow, type ErrandsView } from './errand-reads.ts';
import { errandEnterWords } from './errand-enter-texts.ts';
import { RemindButton } from './errand-remind.tsx';
import { errandWords } from './errand-texts.ts';

interface DrawerProps {
  readonly row: ErrandRow;
  readonly view: ErrandsView;
  readonly onClose: () => void;
}

/** One unit and what it was asked: its link, its answers, and what an officer can do with them. */
export function ErrandDrawer({ row, view, onClose }: DrawerProps) {
  const words = useWords(errandWords);
  const { enter } = useWords(errandEnterWords);
  const { day, age } = useFormats();
  const [entering, setEntering] = useState(false);
  const { unit, kind, state, contact, link, may, halt, heir } = row;
  const { mayManage, sections } = view;
  const who = [contact.name, contact.title].filter(Boolean).join('，') || words.noContact;
  return (
    <Drawer open size={640} title={`${unit.name} · ${words.kinds[kind]}`} onClose={onClose}>
      <div className="stack">
        <dl className="facts">
          <Fact name={words.state}>
            <Tag tone={STATE_TONES[state]}>{words.states[state]}</Tag>
          </Fact>
          <Fact name={words.asked}>{words.ago(age(row.askedAt))}</Fact>
          <Fact name={words.due}>{row.dueOn ? day(row.dueOn) : '—'}</Fact>
          <Fact name={words.contact}>
            {who} · {contact.hasPhone ? words.phone : words.noPhone}
          </Fact>
          <Fact name={words.link}>
            <LinkState row={row} />
            {link?.live && link.expiresAt && <small> · {words.until(day(link.expiresAt))}</small>}
          </Fact>
        </dl>
        {halt && <p className="quiet">{heir ? words.leftTo(heir) : words.halts[halt]}</p>}
        {mayManage && (
          <div className="row">
            {may.length > 0 && <Button onClick={() => setEntering(true)}>{enter}</Button>}
            {isWaiting(row) && <RemindButton rows={[row]} view={view} />}
            <LinkActions row={row} />
          </div>
        )}
        <h3>{words.answers}</h3>
        {row.answers.length === 0 && <p className="quiet">{words.noAnswers}</p>}
        {row.answers.map((answer) => (
          <AnswerCard key={answer.id} row={row} answer={answer} view={view} />
        ))}
      </div>
      {entering && <EnterDialog row={row} sections={sections} onClose={() => setEntering(false)} />}
    </Drawer>
  );
}
