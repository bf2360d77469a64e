import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import { useEffect, useRef } from 'react';
import type { Point } from '#places/rules';
import { useWords } from '#web/staff/words.ts';
import { mapWords } from './map-texts.ts';

interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly wgs84: Point;
}

interface MapGroundProps {
  /** All of WGS-84. */
  readonly pin: Point;
  readonly was: Point | null;
  readonly neighbours: readonly Neighbour[];
  readonly onMove: (to: Point) => void;
}

/** 5 metres, in degrees of latitude. */
const STEP = 5 / 111_000;
const ARROWS: Readonly<Record<string, readonly [lat: number, lng: number]>> = {
  ArrowUp: [STEP, 0],
  ArrowDown: [-STEP, 0],
  ArrowLeft: [0, -STEP],
  ArrowRight: [0, STEP],
};

const PIN = `<svg viewBox="0 0 24 24" width="36" height="36" fill="currentColor" aria-hidden="true"><path d="M12 22s7-7.6 7-13A7 7 0 0 0 5 9c0 5.4 7 13 7 13z"/><circle cx="12" cy="9" r="2.6" fill="#fff"/></svg>`;

/**
 * A ground with the pin, its neighbours and a scale. It has no tiles of its own: a public map of China is reviewed and
 * licensed, and comes from whoever runs the server.
 */
export function MapGround({ pin, was, neighbours, onMove }: MapGroundProps) {
  const { pinKeys, was: wasHere, zoomIn, zoomOut } = useWords(mapWords);
  const home = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map>(null);
  const marker = useRef<L.Marker>(null);
  const moved = useRef(onMove);
  useEffect(() => {
    moved.current = onMove;
  });
  useEffect(() => {
    const made = newMap(home.current!, zoomIn, zoomOut);
    map.current = made;
    marker.current = newPin(pinKeys, (to) => moved.current(to)).addTo(made);
    return () => void made.remove();
  }, [pinKeys, zoomIn, zoomOut]);
  useEffect(() => {
    marker.current?.setLatLng([pin.lat, pin.lng]);
    // A pin in sight stays where the hand has put it; one that went far takes the view with it.
    const inSight = map.current?.getBounds().pad(-0.1).contains([pin.lat, pin.lng]);
    if (!inSight) map.current?.setView([pin.lat, pin.lng]);
  }, [pin.lat, pin.lng]);
  useEffect(() => {
    if (!map.current) return undefined;
    const layer = L.layerGroup([
      ...neighbours.map(({ name, wgs84 }) => dot(wgs84, 'map-neighbour', 16).bindTooltip(name)),
      ...(was ? [dot(was, 'map-was', 22).bindTooltip(wasHere)] : []),
    ]).addTo(map.current);
    return () => void layer.remove();
  }, [neighbours, was, wasHere]);
  return <div ref={home} className="map-ground" />;
}

function newMap(home: HTMLElement, zoomInTitle: string, zoomOutTitle: string): L.Map {
  const made = L.map(home, {
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
  });
  L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(made);
  L.control.scale({ imperial: false }).addTo(made);
  return made.setView([0, 0], 16);
}

function newPin(label: string, onMove: (to: Point) => void): L.Marker {
  const icon = L.divIcon({ className: 'map-pin', html: PIN, iconSize: [36, 36], iconAnchor: [18, 33] });
  const pin = L.marker([0, 0], {
    icon,
    draggable: true,
    autoPan: true,
    title: label,
    alt: label,
    zIndexOffset: 500,
  });
  const tell = (): void => onMove(pointOf(pin.getLatLng()));
  pin.on('dragend', tell);
  pin.on('add', () => {
    const element = pin.getElement();
    element?.setAttribute('aria-label', label);
    element?.addEventListener('keydown', (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      event.stopPropagation();
      const { lat, lng } = pin.getLatLng();
      onMove({ lat: lat + arrow[0], lng: lng + arrow[1] });
    });
  });
  return pin;
}

function dot({ lat, lng }: Point, className: string, size: number): L.Marker {
  return L.marker([lat, lng], {
    icon: L.divIcon({ className, html: '', iconSize: [size, size] }),
    interactive: true,
    keyboard: false,
  });
}

function pointOf({ lat, lng }: L.LatLng): Point {
  return { lat, lng };
}
