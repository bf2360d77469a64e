import { Button, Form, Input, Radio } from 'antd';
import type { Request } from '#kernel/contract';
import type { enterAnswer } from '../../errands/desk/contract.ts';
import { today } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { errandEnterWords } from './errand-enter-texts.ts';
import type { ErrandsView } from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

type Entered = Request<typeof enterAnswer>;
type Said = Entered['said'];

const MOST_TOPICS = 5;
const MOST_TEXT = 1_000;

/** What the dialog holds; which of it counts follows from what is said. */
export interface SaidValues {
  readonly saying: Said['kind'];
  readonly signer: string;
  readonly signerTitle?: string;
  readonly how: Entered['how'];
  readonly topics?: readonly { readonly title: string; readonly background?: string }[];
  /** By section of the minutes. */
  readonly comments?: Readonly<Record<string, string | undefined>>;
  readonly coming?: boolean;
  readonly person?: string;
  readonly title?: string;
  readonly note?: string;
  readonly ownerPhone?: string;
  readonly text?: string;
  readonly dueOn?: string;
}

interface FieldsProps {
  readonly saying: Said['kind'];
  readonly sections: ErrandsView['sections'];
}

function useRequired() {
  return { required: true, whitespace: true, message: useWords(errandWords).required };
}

export function SaidFields({ saying, sections }: FieldsProps) {
  const words = useWords(errandEnterWords);
  const required = useRequired();
  const text = (
    <Form.Item name="text" label={words.text} rules={[required]}>
      <Input.TextArea rows={3} maxLength={MOST_TEXT} />
    </Form.Item>
  );
  switch (saying) {
    case 'topics':
      return <TopicFields />;
    case 'attend':
      return <AttendFields />;
    case 'comments':
      return <CommentFields sections={sections} />;
    case 'accept':
      return <OwnerFields />;
    case 'dispute':
    case 'progress':
    case 'report':
      return text;
    case 'defer':
      return (
        <>
          {text}
          <Form.Item name="dueOn" label={words.newDue} rules={[required]}>
            <Input type="date" min={today()} />
          </Form.Item>
        </>
      );
    case 'no_topics':
    case 'agree':
      return null;
  }
}

function TopicFields() {
  const words = useWords(errandEnterWords);
  const required = useRequired();
  return (
    <Form.List name="topics">
      {(fields, { add, remove }) => (
        <div className="errand-topics">
          {fields.map(({ key, name }) => (
            <div key={key}>
              <Form.Item
                name={[name, 'title']}
                label={fields.length > 1 ? `${words.topic} ${name + 1}` : words.topic}
                rules={[required]}
              >
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name={[name, 'background']} label={words.background}>
                <Input.TextArea rows={2} maxLength={MOST_TEXT} />
              </Form.Item>
              {fields.length > 1 && (
                <Button type="link" onClick={() => remove(name)}>
                  {words.dropTopic}
                </Button>
              )}
            </div>
          ))}
          {fields.length < MOST_TOPICS && (
            <Button onClick={() => add({ title: '' })}>{words.addTopic}</Button>
          )}
        </div>
      )}
    </Form.List>
  );
}

function CommentFields({ sections }: Pick<FieldsProps, 'sections'>) {
  const words = useWords(errandEnterWords);
  const form = Form.useFormInstance<SaidValues>();
  const some = async (): Promise<void> => {
    if (commentsOf(form.getFieldsValue(true) as SaidValues).length === 0)
      throw new Error(words.commentsMissing);
  };
  return (
    <>
      <h3>{words.comments}</h3>
      <p className="form-note quiet">{words.commentsNote}</p>
      {sections.map(({ id, heading }, nth) => (
        <Form.Item
          key={id}
          name={['comments', id]}
          label={heading}
          rules={nth === 0 ? [{ validator: some }] : []}
        >
          <Input.TextArea rows={2} maxLength={MOST_TEXT} />
        </Form.Item>
      ))}
    </>
  );
}

function OwnerFields() {
  const words = useWords(errandEnterWords);
  return (
    <>
      <Form.Item name="person" label={words.ownerName} extra={words.ownerWhy} rules={[useRequired()]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="title" label={words.title}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="ownerPhone" label={words.ownerPhone} extra={words.phoneWhy}>
        <Input type="tel" maxLength={20} />
      </Form.Item>
    </>
  );
}

function AttendFields() {
  const words = useWords(errandEnterWords);
  const { coming, notComing, kinds, required: missing } = useWords(errandWords);
  const options = [
    { value: true, label: coming },
    { value: false, label: notComing },
  ];
  const form = Form.useFormInstance<SaidValues>();
  const somebody = async (): Promise<void> => {
    const given = form.getFieldsValue(true) as SaidValues;
    if (given.coming && !given.person?.trim() && !given.title?.trim()) throw new Error(words.whoMissing);
  };
  return (
    <>
      <Form.Item name="coming" label={kinds.attend} rules={[{ required: true, message: missing }]}>
        <Radio.Group options={options} />
      </Form.Item>
      <Form.Item
        name="person"
        label={words.person}
        extra={words.personWhy}
        dependencies={['coming', 'title']}
        rules={[{ validator: somebody }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="title" label={words.title}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="note" label={words.note}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  );
}

function commentsOf({ comments = {} }: SaidValues) {
  return Object.entries(comments)
    .map(([section, text]) => ({ section, text: text?.trim() ?? '' }))
    .filter(({ text }) => text !== '');
}

/** The answer that the fields stand for; they were found complete. */
export function saidOf({ saying, ...given }: SaidValues): Said {
  const { topics = [], title, person, note, ownerPhone, dueOn } = given;
  switch (saying) {
    case 'topics':
      return {
        kind: saying,
        topics: topics.map((topic) => ({ ...topic, background: topic.background ?? '' })),
      };
    case 'attend':
      return {
        kind: saying,
        coming: given.coming!,
        ...(person && { person }),
        ...(title && { title }),
        ...(note && { note }),
      };
    case 'accept':
      return {
        kind: saying,
        ownerName: person!,
        ...(title && { ownerTitle: title }),
        ...(ownerPhone && { ownerPhone }),
      };
    case 'dispute':
      return { kind: saying, reason: given.text! };
    case 'progress':
    case 'report':
      return { kind: saying, text: given.text! };
    case 'defer':
      return { kind: saying, reason: given.text!, dueOn: dueOn! };
    case 'no_topics':
    case 'agree':
      return { kind: saying };
    case 'comments':
      return { kind: saying, comments: commentsOf({ saying, ...given }) };
  }
}
