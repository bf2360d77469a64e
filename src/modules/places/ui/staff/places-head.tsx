import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { CalendarDays, Download, FileUp, MoreHorizontal, Plus, Tags } from 'lucide-react';
import { App } from 'antd';
import { useState } from 'react';
import type { exportPlaces } from '../../find/contract.ts';
import { useFilters } from '#web/staff/filters.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { CreatePlace } from './place-create.tsx';
import { listRequest } from './places-reads.ts';
import { placesWords } from './places-texts.ts';

/** The title of the list, and what is done besides looking: new ones, an import, a sheet, the settings. */
export function PlacesHead({ canExport }: { readonly canExport: boolean }) {
  const frame = useWords(frameWords);
  const words = useWords(placesWords);
  const mayManage = useMay('places.manage');
  const [creating, setCreating] = useState(false);
  const { send, start } = useExport();
  return (
    <>
      <div className="head">
        <h1>{frame.pages.places}</h1>
        {canExport && (
          <Button icon={<Download size={16} aria-hidden />} loading={send.isPending} onClick={start}>
            {words.export}
          </Button>
        )}
        <MoreWays />
        {mayManage && (
          <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            {words.create}
          </Button>
        )}
      </div>
      <FormProblem error={send.error} />
      {creating && <CreatePlace onClose={() => setCreating(false)} />}
    </>
  );
}

/** The list as it is filtered, as a sheet. */
function useExport() {
  const words = useWords(placesWords);
  const { message } = App.useApp();
  const [filters] = useFilters();
  const send = useDownload<typeof exportPlaces>('GET /api/places/export');
  const { order: _order, ...asked } = listRequest(filters);
  const start = (): void => send.mutate(asked, { onSuccess: () => void message.success(words.exported) });
  return { send, start };
}

function MoreWays() {
  const frame = useWords(frameWords);
  const words = useWords(placesWords);
  const navigate = useNavigate();
  const [mayManage, maySet] = [useMay('places.manage'), useMay('places.settings')];
  const ways = [
    { key: '/places/intake', label: words.intake, icon: <FileUp size={16} aria-hidden />, on: mayManage },
    {
      key: '/places/calendar',
      label: words.calendar,
      icon: <CalendarDays size={16} aria-hidden />,
      on: true,
    },
    { key: '/places/terms', label: frame.pages.placeTerms, icon: <Tags size={16} aria-hidden />, on: maySet },
  ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: ways.filter(({ on }) => on).map(({ key, label, icon }) => ({ key, label, icon })),
        onClick: ({ key }) => void navigate({ href: key }),
      }}
    >
      <Button icon={<MoreHorizontal size={16} aria-hidden />}>{words.more}</Button>
    </Dropdown>
  );
}
