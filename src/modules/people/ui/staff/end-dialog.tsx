import { useMutation } from '@tanstack/react-query';
import { Form, Radio } from 'antd';
import type { endMembership } from '#people/moves/contract';
import { call } from '#web/client.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { refresh } from '#web/staff/query.ts';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useIntention } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { DayField } from './day-field.tsx';
import { unionOf, type MoveDialogProps } from './moves.ts';
import { moveWords } from './move-texts.ts';
import { MOVE_READS } from './people-reads.ts';
import { ResolutionFields, type ResolutionChoice } from './resolution-fields.tsx';
import { useResolution } from './use-resolution.ts';

type As = 'resigned' | 'expelled' | 'deceased';

interface Ending extends ResolutionChoice {
  readonly as: As;
  readonly on: string;
  readonly reason: string;
}

/** Ends a membership: asked for, by resolution, or by death. */
export function EndDialog({ person, onDone, onClose }: MoveDialogProps) {
  const words = useWords(moveWords);
  const [form] = Form.useForm<Ending>();
  const as = Form.useWatch<As | undefined>('as', form) ?? 'resigned';
  const union = unionOf(person);
  const { send, progress } = useEnding(person.id, union.id, () => onDone(words.end.done));
  return (
    <FormDialog<Ending>
      title={words.end.title(person.name)}
      ok={words.end.ok[as]}
      danger
      width={600}
      form={form}
      send={send}
      initial={{ as: 'resigned', on: person.leftOn ?? today() }}
      onSubmit={send.mutate}
      onClose={onClose}
    >
      <Form.Item name="as" label={words.end.as}>
        <Radio.Group
          options={keysOf(words.end.kinds).map((value) => ({ value, label: words.end.kinds[value] }))}
        />
      </Form.Item>
      <p className="form-note">
        {words.end.body[as]} {person.standing === 'transferring' && words.end.moving}
      </p>
      {as === 'expelled' && <ResolutionFields orgId={union.id} heldOnNote={words.deem.resolutionNote} />}
      <DayField name="on" label={words.end.on} />
      <ReasonField form={form} ready={words.end.reasons[as]} label={words.end.reason} note={words.why} />
      {progress !== null && <p role="status">{progress}%</p>}
    </FormDialog>
  );
}

/** Of an expulsion the resolution is recorded first; pressed again after a failure, nothing is done twice. */
function useEnding(id: string, orgId: number, onDone: () => void) {
  const { resolve, progress } = useResolution();
  const ending = useIntention();
  const send = useMutation({
    mutationFn: async ({ as, on, reason, ...choice }: Ending) => {
      const resolved = as === 'expelled' ? { resolutionId: await resolve(orgId, choice) } : {};
      const input = { id, as, on, reason, ...resolved };
      return call<typeof endMembership>('POST /api/people/:id/end', input, { key: ending.of(input) });
    },
    onSuccess: () => {
      onDone();
      return refresh(...MOVE_READS, 'GET /api/resolutions');
    },
  });
  return { send, progress };
}
