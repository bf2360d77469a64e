import { useMutation } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import type { deemResigned } from '#people/moves/contract';
import { call } from '#web/client.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { refresh } from '#web/staff/query.ts';
import { useIntention } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { DayField } from './day-field.tsx';
import { unionOf, type MoveDialogProps } from './moves.ts';
import { moveWords } from './move-texts.ts';
import { MOVE_READS, type Person } from './people-reads.ts';
import { ResolutionFields, type ResolutionChoice } from './resolution-fields.tsx';
import { standingWords } from './standing-texts.ts';
import { useResolution } from './use-resolution.ts';

interface Evidence extends ResolutionChoice {
  readonly unpaidSince: string;
  readonly absentSince: string;
  readonly warningId: string;
}

/** Deems a member resigned: what it rests on is asked for piece by piece, and kept (章程; domain.md B2). */
export function DeemDialog({ person, onDone, onClose }: MoveDialogProps) {
  const words = useWords(moveWords).deem;
  const union = unionOf(person);
  const { send, progress } = useDeeming(person.id, union.id, () => onDone(words.done));
  const talked = person.warnings.length > 0;
  const latest = person.warnings[0]?.id;
  return (
    <FormDialog<Evidence>
      title={words.title(person.name)}
      ok={words.ok}
      danger
      disabled={!talked}
      width={600}
      send={send}
      initial={latest ? { warningId: latest } : {}}
      onSubmit={send.mutate}
      onClose={onClose}
    >
      <p className="form-note">{words.body}</p>
      {talked ? (
        <>
          <div className="row fields">
            <DayField name="unpaidSince" label={words.unpaid} />
            <DayField name="absentSince" label={words.absent} />
          </div>
          <WarningField warnings={person.warnings} />
          <ResolutionFields orgId={union.id} heldOnNote={words.resolutionNote} />
          {progress !== null && <p role="status">{progress}%</p>}
        </>
      ) : (
        <p className="note mind">{words.noWarning}</p>
      )}
    </FormDialog>
  );
}

function WarningField({ warnings }: Pick<Person, 'warnings'>) {
  const words = useWords(moveWords);
  const { warnedHow } = useWords(standingWords);
  const { day } = useFormats();
  return (
    <Form.Item
      name="warningId"
      label={words.deem.warning}
      rules={[{ required: true, message: words.required }]}
    >
      <Select
        options={warnings.map(({ id, on, how, note }) => ({
          value: id,
          label: words.deem.warningOption(day(on), warnedHow[how], note),
        }))}
      />
    </Form.Item>
  );
}

function useDeeming(id: string, orgId: number, onDone: () => void) {
  const { resolve, progress } = useResolution();
  const deeming = useIntention();
  const send = useMutation({
    mutationFn: async ({ unpaidSince, absentSince, warningId, ...choice }: Evidence) => {
      const resolutionId = await resolve(orgId, choice);
      const input = { id, unpaidSince, absentSince, warningId, resolutionId };
      return call<typeof deemResigned>('POST /api/people/:id/deem-resigned', input, {
        key: deeming.of(input),
      });
    },
    onSuccess: () => {
      onDone();
      return refresh(...MOVE_READS, 'GET /api/resolutions');
    },
  });
  return { send, progress };
}
