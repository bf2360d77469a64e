import './concern.css';
import { useQuery } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { listMyOrgs } from '#orgs/contract';
import type { addVoices, makeConcern } from '#voices/concerns/contract';
import type { suggestLike } from '../../concerns/similar/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Groupable } from './concern-reads.ts';
import { concernDoWords } from './concern-do-texts.ts';
import { concernWords } from './concern-texts.ts';
import { useThemeChoices } from './concern-themes.ts';
import { WhyAlike } from './concern-why.tsx';

interface GroupDialogProps {
  /** At least one, all of them open. */
  readonly voices: readonly Groupable[];
  /** The union that reaches them all, where that is known. */
  readonly org?: { readonly id: number; readonly name: string } | null;
  readonly onClose: () => void;
  readonly onDone?: (concernId: string) => void;
}

interface Values {
  readonly where: string;
  readonly title: string;
  readonly summary?: string;
  readonly theme?: string;
  readonly orgId: number;
}

const NEW = 'new';
const TITLE_MAX = 60;

/** Groups voices into a new concern or one that is there, and offers what seems to say the same. */
export function GroupDialog({ voices, org, onClose, onDone }: GroupDialogProps) {
  const words = useWords(concernDoWords);
  const page = useWords(concernWords);
  const { message } = App.useApp();
  const [more, setMore] = useState<readonly string[]>([]);
  const like = useQuery(ask<typeof suggestLike>('GET /api/concerns/suggestions', { voiceId: voices[0]!.id }));
  const make = useSend<typeof makeConcern>('POST /api/concerns', CONCERN_READS);
  const add = useSend<typeof addVoices>('POST /api/concerns/:id/voices', CONCERN_READS);
  const others = (like.data?.voices ?? []).filter(({ id }) => !voices.some((voice) => voice.id === id));
  const concerns = like.data?.concerns ?? [];
  // Of several unions: that of the officer, whose name the frame has asked for already.
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {})).data?.items[0]?.org;
  const home = org ?? sameOrg(voices) ?? mine ?? null;
  const voiceIds = [...voices.map(({ id }) => id), ...more];
  const [where, setWhere] = useState(NEW);
  const send = where === NEW ? make : add;
  const done = (id: string): void => {
    void message.success(words.grouped);
    onDone?.(id);
    onClose();
  };
  const submit = ({ title, summary, theme, orgId }: Values): void => {
    if (where !== NEW) return add.mutate({ id: where, voiceIds }, { onSuccess: () => done(where) });
    const optional = { ...(summary ? { summary } : {}), ...(theme ? { theme } : {}) };
    make.mutate({ orgId, title, voiceIds, ...optional }, { onSuccess: ({ id }) => done(id) });
  };
  return (
    <FormDialog<Values>
      title={words.groupTitle(voiceIds.length)}
      ok={page.group(voiceIds.length)}
      width={640}
      send={send}
      initial={{
        where: NEW,
        title: [...voices[0]!.text].slice(0, 30).join(''),
        ...(home ? { orgId: home.id } : {}),
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <ul className="concern-picked">
        {voices.slice(0, 5).map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
        {voices.length > 5 && <li className="quiet">…</li>}
      </ul>
      {others.length > 0 && (
        <Form.Item label={words.groupMore}>
          <Checkbox.Group className="concern-choices" value={[...more]} onChange={setMore}>
            {others.map(({ id, text, why }) => (
              <Checkbox key={id} value={id}>
                {text} <WhyAlike why={why} />
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
      )}
      {concerns.length > 0 && (
        <Form.Item name="where" label={words.groupWhere}>
          <Radio.Group className="concern-choices" onChange={({ target }) => setWhere(String(target.value))}>
            <Radio value={NEW}>{words.groupNew}</Radio>
            {concerns.map(({ id, title, voices: many, why }) => (
              <Radio key={id} value={id}>
                {words.groupInto(title, many)} <WhyAlike why={why} />
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      )}
      {where === NEW && <NewFields known={home ? [home] : []} />}
    </FormDialog>
  );
}

/** What a new concern is called, and who handles it. */
function NewFields({ known }: { readonly known: readonly { id: number; name: string }[] }) {
  const words = useWords(concernDoWords);
  const themes = useThemeChoices();
  return (
    <>
      <Form.Item
        name="title"
        label={words.title}
        extra={words.titleNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={TITLE_MAX} showCount />
      </Form.Item>
      <Form.Item name="summary" label={words.summary}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className="fields">
        <Form.Item name="theme" label={words.theme}>
          <Select allowClear options={themes} />
        </Form.Item>
        <Form.Item
          name="orgId"
          label={words.groupOrg}
          extra={words.groupOrgNote}
          rules={[{ required: true, message: words.chooseOrg }]}
        >
          <OrgPicker known={known} />
        </Form.Item>
      </div>
    </>
  );
}

function sameOrg(voices: readonly Groupable[]): Groupable['org'] | null {
  const first = voices[0]!.org;
  return voices.every(({ org }) => org.id === first.id) ? first : null;
}
