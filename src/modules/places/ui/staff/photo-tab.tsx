import './room.css';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listPhotos, removePhoto, updatePhoto } from '#places/photos/contract';
import { useFormats } from '#web/staff/format.ts';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { EventList } from './event-list.tsx';
import { PhotoAdd } from './photo-add.tsx';
import { photoWords } from './photo-texts.ts';
import type { PlaceTabProps } from './place-tabs.ts';

type Photo = Output<typeof listPhotos>['items'][number];

const PHOTO_READS = ['GET /api/places/:id/photos'] as const;

/** 照片与活动. */
export function PhotoTab({ place }: PlaceTabProps) {
  const words = useWords(photoWords);
  const [adding, setAdding] = useState(false);
  const list = useQuery(ask<typeof listPhotos>('GET /api/places/:id/photos', { id: place.id }));
  const room = list.data ? list.data.most - list.data.items.length : 0;
  return (
    <>
      <section className="card stack">
        <div className="row">
          <h2 className="grow">{words.photos}</h2>
          {list.data && <small>{room > 0 ? words.left(room) : words.full}</small>}
          {place.may.manage && room > 0 && (
            <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          )}
        </div>
        {list.isLoading && <Loading rows={3} />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.items.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
        <div className="photos">
          {list.data?.items.map((photo, nth) => (
            <PhotoFigure key={photo.id} photo={photo} first={nth === 0} manage={place.may.manage} />
          ))}
        </div>
      </section>
      <EventList place={place} />
      {adding && <PhotoAdd place={place} onClose={() => setAdding(false)} />}
    </>
  );
}

interface PhotoFigureProps {
  readonly photo: Photo;
  readonly first: boolean;
  readonly manage: boolean;
}

function PhotoFigure({ photo, first, manage }: PhotoFigureProps) {
  const frame = useWords(frameWords);
  const words = useWords(photoWords);
  const { day } = useFormats();
  const { modal, message } = App.useApp();
  const update = useSend<typeof updatePhoto>('PATCH /api/photos/:id', PHOTO_READS);
  const remove = useSend<typeof removePhoto>('DELETE /api/photos/:id', PHOTO_READS);
  const { id, caption, takenOn, width, height } = photo;
  const takeDown = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: words.removeTitle,
      content: words.removeBody,
      okText: words.remove,
      okButtonProps: { danger: true },
      cancelText: frame.cancel,
    });
    if (sure) remove.mutate({ id }, { onSuccess: () => void message.success(words.removed) });
  };
  return (
    <figure>
      <img
        src={`/api/public/photos/${id}`}
        alt={caption ?? words.photo}
        width={width}
        height={height}
        loading="lazy"
      />
      <figcaption>
        {caption}
        {takenOn && <small> {day(takenOn)}</small>}
        {manage && (
          <div className="row">
            {!first && (
              <Button size="small" onClick={() => update.mutate({ id, forward: true })}>
                {words.forward}
              </Button>
            )}
            <Button size="small" danger onClick={() => void takeDown()}>
              {words.remove}
            </Button>
          </div>
        )}
        <FormProblem error={update.error ?? remove.error} />
      </figcaption>
    </figure>
  );
}
