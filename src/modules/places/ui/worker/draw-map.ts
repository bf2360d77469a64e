import gcoord from 'gcoord';
import {
  circleMarker,
  control,
  divIcon,
  featureGroup,
  map as newMap,
  marker,
  tileLayer,
  type FeatureGroup,
  type LatLngExpression,
  type Map as LeafletMap,
} from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { Output } from '#kernel/contract';
import type { Language } from '#web/kit/look.ts';
import { goTo } from '#web/kit/router.tsx';
import { sayIn } from '#web/kit/text.ts';
import type { getMapTiles } from '../../map/contract.ts';
import type { Point } from '../../rules.ts';
import { texts } from './near-texts.ts';
import { PIN_SIGNS } from './pin-signs.ts';
import { texts as words } from './place-texts.ts';
import { openState, untilWords, type PlaceCardView, type Standing } from './place-words.ts';

export type Tiles = NonNullable<Output<typeof getMapTiles>['tiles']>;

export interface DrawnMap {
  show(places: readonly PlaceCardView[], here: Point | null, now: number): void;
  remove(): void;
}

/** Of a finger. */
const TARGET_PX = 44;

/** A map in `box`: on licensed tiles, in their coordinates, or on plain ground with nothing but a scale. */
export function drawMap(box: HTMLElement, tiles: Tiles | null, language: Language): DrawnMap {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = newMap(box, {
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    maxZoom: 18,
    minZoom: 4,
  });
  map.setView([40.07, 116.33], 12);
  const zh = language === 'zh';
  control.zoom({ zoomInTitle: zh ? '放大' : 'Zoom in', zoomOutTitle: zh ? '缩小' : 'Zoom out' }).addTo(map);
  control.scale({ imperial: false }).addTo(map);
  if (tiles) {
    tileLayer(tiles.url, { subdomains: '1234', maxZoom: 18 }).addTo(map);
    control.attribution({ prefix: false }).addAttribution(plain(tiles.attribution)).addTo(map);
  }
  const pins = featureGroup().addTo(map);
  const isGcj = tiles?.datum === 'gcj02';
  let [shown, framed] = ['', ''];
  return {
    show(places, here, now) {
      const pinned = places.map((place) => ({ place, ...toldOf(place, now, language) }));
      // Drawn anew only for news: what is open under a finger stays open while the clock goes on.
      const news = JSON.stringify([here, pinned.map(({ place, told }) => [place.code, told])]);
      if (news === shown) return;
      shown = news;
      pins.clearLayers();
      for (const pin of pinned) addPin(pins, pin, isGcj, language);
      if (here) addHere(pins, isGcj ? inGcj(here) : [here.lat, here.lng], language);
      const frame = JSON.stringify([here, places.map(({ code }) => code)]);
      if (frame !== framed && pins.getLayers().length > 0) fit(map, pins);
      framed = frame;
    },
    remove: () => void map.remove(),
  };
}

function fit(map: LeafletMap, pins: FeatureGroup): void {
  map.fitBounds(pins.getBounds(), { padding: [56, 56], maxZoom: 16, animate: false });
}

interface Pinned {
  readonly place: PlaceCardView;
  readonly standing: Standing;
  /** “现在开着，开到 22:00”. */
  readonly told: string;
}

function toldOf(place: PlaceCardView, now: number, language: Language): Omit<Pinned, 'place'> {
  const state = openState(place, now);
  const told = [sayIn(words, language)(state.standing), untilWords(state, now, language)];
  return { standing: state.standing, told: told.filter(Boolean).join(language === 'zh' ? '，' : ', ') };
}

function addPin(
  pins: FeatureGroup,
  { place, standing, told }: Pinned,
  isGcj: boolean,
  language: Language,
): void {
  if (!place.position) return;
  const { lat, lng } = isGcj ? place.position.gcj02 : place.position.wgs84;
  const icon = divIcon({
    className: 'pin-box',
    iconSize: [TARGET_PX, TARGET_PX],
    html: `<span class="pin ${standing}">${PIN_SIGNS[standing]}</span>`,
  });
  const name = `${place.name}: ${told}`;
  const pin = marker([lat, lng], {
    icon,
    title: name,
    riseOnHover: true,
    zIndexOffset: standing === 'open' ? 1_000 : 0,
  })
    .bindPopup(popupOf(place, told, language))
    .addTo(pins);
  // A title alone only describes; the name would be the sign.
  pin.getElement()?.setAttribute('aria-label', name);
}

/** Built, not written: a name is no HTML. */
function popupOf(place: PlaceCardView, told: string, language: Language): HTMLElement {
  const box = document.createElement('div');
  box.className = 'map-popup';
  const name = document.createElement('b');
  name.textContent = place.name;
  const state = document.createElement('div');
  state.textContent = told;
  const link = document.createElement('a');
  link.className = 'text-btn';
  link.href = `/p/${place.code}`;
  link.textContent = sayIn(texts, language)('details');
  link.addEventListener('click', (event) => {
    event.preventDefault();
    goTo(link.pathname);
  });
  box.append(name, state, link);
  return box;
}

function addHere(pins: FeatureGroup, at: LatLngExpression, language: Language): void {
  circleMarker(at, { className: 'here-dot', radius: 9, weight: 3 })
    .bindTooltip(sayIn(texts, language)('youAreHere'), { permanent: true, direction: 'top' })
    .addTo(pins);
}

function inGcj({ lat, lng }: Point): LatLngExpression {
  const [east, north] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) as [number, number];
  return [north, east];
}

/** Leaflet takes an attribution for HTML. */
function plain(text: string): string {
  const box = document.createElement('span');
  box.textContent = text;
  return box.innerHTML;
}
