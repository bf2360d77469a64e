import { Link } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { stayMember } from '#people/moves/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { useMay } from '#web/staff/session.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { MoveDialog } from './move-dialog.tsx';
import { moveWords } from './move-texts.ts';
import { fitsPerson, MOVES, type Move } from './moves.ts';
import { MOVE_READS, type Person } from './people-reads.ts';
import { personWords } from './person-texts.ts';

/** What somebody who left the employer most likely wants to become of the membership. */
const AFTER_LEAVING: readonly Move[] = ['transfer', 'retain', 'end'];

/** What can be done with the membership, and the dialog of what was chosen. */
export function PersonMoves({ person }: { readonly person: Person }) {
  const words = useWords(moveWords);
  const mayApprove = useMay('people.approve');
  const [move, setMove] = useState<Move | null>(null);
  if (!person.may.move) return null;
  const fitting = MOVES.filter((each) => fitsPerson(each, person) && (each !== 'deem' || mayApprove));
  const unsettled = person.leftOn !== null && fitting.length > 0;
  const rest = unsettled ? fitting.filter((each) => !AFTER_LEAVING.includes(each)) : fitting;
  return (
    <>
      {unsettled && <Left person={person} moves={fitting} onChoose={setMove} />}
      {rest.length > 0 && (
        <div className="row" role="group" aria-label={words.group}>
          {rest.map((each) => (
            <Button key={each} danger={each === 'end' || each === 'deem'} onClick={() => setMove(each)}>
              {words.actions[each]}
            </Button>
          ))}
        </div>
      )}
      {move && <MoveDialog move={move} person={person} onClose={() => setMove(null)} />}
    </>
  );
}

interface LeftProps {
  readonly person: Person;
  readonly moves: readonly Move[];
  readonly onChoose: (move: Move) => void;
}

/** A roster no longer has the person: what becomes of the membership is for somebody to say. */
function Left({ person, moves, onChoose }: LeftProps) {
  const words = useWords(personWords).left;
  const { actions } = useWords(moveWords);
  const { day } = useFormats();
  const [stayed, setStayed] = useState(false);
  const title = words.title(day(person.leftOn ?? ''));
  return (
    <section className="note mind stack" aria-label={title}>
      <div>
        <b>{title}</b>
        <div>{words.body}</div>
      </div>
      <div className="row">
        {moves
          .filter((move) => AFTER_LEAVING.includes(move))
          .map((move) => (
            <Button key={move} danger={move === 'end'} onClick={() => onChoose(move)}>
              {actions[move]}
            </Button>
          ))}
        <Button type="link" onClick={() => setStayed(true)}>
          {words.stayed}
        </Button>
      </div>
      {stayed && <Stayed person={person} onClose={() => setStayed(false)} />}
    </section>
  );
}

/** Checked with the employer: the mark goes, with a word why. */
function Stayed({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const words = useWords(personWords).left;
  const { message } = App.useApp();
  const send = useSend<typeof stayMember>('POST /api/people/:id/stay', MOVE_READS);
  return (
    <FormDialog<{ note: string }>
      title={words.stayedTitle(person.name)}
      ok={words.stayedOk}
      send={send}
      onSubmit={({ note }) =>
        send.mutate(
          { id: person.id, note },
          {
            onSuccess: () => {
              message.success(words.stayedDone);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="form-note">{words.stayedBody}</p>
      <Form.Item name="note" label={words.stayedNote} rules={[{ required: true, message: words.stayedWhy }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}

/** A transfer is under way: where it stands is told on its own page. */
export function OpenTransfer({ id }: { readonly id: string }) {
  const words = useWords(personWords);
  return (
    <div className="note">
      {words.moving}{' '}
      <Link to="/transfers" search={{ state: 'all', open: id }}>
        {words.toTransfer}
      </Link>
    </div>
  );
}
