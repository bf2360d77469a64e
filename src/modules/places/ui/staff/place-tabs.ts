import type { ComponentType } from 'react';
import type { Output } from '#kernel/contract';
import type { getPlace } from '#places/contract';
import { HostTab } from './host-tab.tsx';
import { SuppliesTab } from './supplies-tab.tsx';
import { PhotoTab } from './photo-tab.tsx';
import { RoomTab } from './room-tab.tsx';
import { PlaceFacts } from './place-facts.tsx';
import { HoursTab } from './hours-tab.tsx';
import type { placeWords } from './texts.ts';
import { TrustTab } from './trust-tab.tsx';
import { TitleTab } from './title-tab.tsx';

export type PlaceView = Output<typeof getPlace>;

/** What a tab of a place's page is given. */
export interface PlaceTabProps {
  readonly place: PlaceView;
}

export interface PlaceTab {
  readonly key: keyof (typeof placeWords)['zh']['tabs'];
  readonly Tab: ComponentType<PlaceTabProps>;
  /** Places that have it; all when absent. */
  readonly of?: (place: PlaceView) => boolean;
}

/** The tabs of a place's page, in their order. */
export const PLACE_TABS: readonly PlaceTab[] = [
  { key: 'facts', Tab: PlaceFacts },
  { key: 'hours', Tab: HoursTab },
  { key: 'faults', Tab: TrustTab },
  { key: 'host', Tab: HostTab },
  { key: 'supplies', Tab: SuppliesTab },
  { key: 'titles', Tab: TitleTab },
  { key: 'photos', Tab: PhotoTab },
  { key: 'rooms', Tab: RoomTab },
];
