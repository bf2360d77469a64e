import { useMutation } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { refresh } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useWords } from '#web/staff/words.ts';
import { scaled } from './photo-scale.ts';
import { photoWords } from './photo-texts.ts';
import type { PlaceView } from './place-tabs.ts';

interface Values {
  readonly caption?: string;
  readonly takenOn?: string;
}

/** Choosing a photograph: made smaller here, so that what a phone wrote into it never leaves the desk. */
export function PhotoAdd({ place, onClose }: { readonly place: PlaceView; readonly onClose: () => void }) {
  const words = useWords(photoWords);
  const { message } = App.useApp();
  const frame = useWords(frameWords);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const send = useMutation({
    mutationFn: ({ caption, takenOn }: Values) => {
      const query = new URLSearchParams({
        name: file!.name.slice(0, 120),
        ...(caption ? { caption } : {}),
        ...(takenOn ? { takenOn } : {}),
      });
      return uploadFile(`/api/places/${place.id}/photos?${query}`, file!, {
        method: 'POST',
        onProgress: () => undefined,
      });
    },
    onSuccess: () => {
      void refresh('GET /api/places/:id/photos');
      message.success(words.added);
      onClose();
    },
  });
  const choose = async (chosen: File | undefined): Promise<void> => {
    setFault(null);
    setFile(null);
    if (!chosen) return;
    try {
      setFile(await scaled(chosen));
    } catch {
      setFault(words.unreadable);
    }
  };
  return (
    <FormDialog<Values>
      title={words.addTitle}
      ok={words.upload}
      send={send}
      disabled={file === null}
      onSubmit={(values) => send.mutate(values)}
      onClose={onClose}
    >
      <p className="note form-note">{words.people}</p>
      <Form.Item
        label={words.file}
        extra={words.strips}
        htmlFor="photo-file"
        {...(fault ? { validateStatus: 'error' as const, help: fault } : {})}
      >
        <Button onClick={() => input.current?.click()}>{frame.chooseFile}</Button> {file?.name}
        <input
          ref={input}
          id="photo-file"
          className="sr-only"
          tabIndex={-1}
          type="file"
          accept="image/jpeg,image/png"
          onChange={({ target }) => void choose(target.files?.[0])}
        />
      </Form.Item>
      <Form.Item name="caption" label={words.caption} extra={words.captionNote}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="takenOn" label={words.takenOn}>
        <Input type="date" max={today()} />
      </Form.Item>
    </FormDialog>
  );
}
