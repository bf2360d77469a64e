import { useNavigate } from '@tanstack/react-router';
import { App, Form, Radio } from 'antd';
import type { Request } from '#kernel/contract';
import type { createPlace } from '#places/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { KindField, LineField, NameField, StreetField, UnionField } from './place-fields.tsx';
import { SimilarPlaces } from './place-similar.tsx';
import { factWords } from './place-texts.ts';
import { PLACE_READS, usePlaceTerms } from './places-reads.ts';

type NewPlace = Pick<
  Request<typeof createPlace>,
  'name' | 'kind' | 'orgId' | 'areaCode' | 'address' | 'state'
>;

/** A place in six fields; the rest is filled in on its page, where this leads. */
export function CreatePlace({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(factWords);
  const { message } = App.useApp();
  const { kinds } = usePlaceTerms();
  const navigate = useNavigate();
  const send = useSend<typeof createPlace>('POST /api/places', PLACE_READS);
  const submit = (place: NewPlace): void =>
    send.mutate(
      { ...place, roles: [kinds.find(({ code }) => code === place.kind)!.role], buildMode: 'own' },
      {
        onSuccess: ({ id }) => {
          message.success(words.create.done(place.name));
          onClose();
          void navigate({ to: '/places/$id', params: { id }, ignoreBlocker: true });
        },
      },
    );
  return (
    <FormDialog<NewPlace>
      title={words.create.title}
      ok={words.create.ok}
      width={600}
      send={send}
      initial={{ state: 'open' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note quiet">{words.create.body}</p>
      <NameField />
      <SimilarPlaces />
      <div className="row fields">
        <KindField />
        <UnionField />
      </div>
      <div className="row fields">
        <StreetField />
        <LineField field="address" max={120} />
      </div>
      <Form.Item name="state" label={words.fields.state}>
        <Radio.Group
          options={keysOf(words.create.states).map((value) => ({
            value,
            label: words.create.states[value],
          }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
