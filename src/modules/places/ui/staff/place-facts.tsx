import { Button } from 'antd';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import { Fact, Tag } from '#web/staff/parts.tsx';
import { Past } from '#web/staff/past.tsx';
import { number } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { MapPicker } from './map-picker.tsx';
import type { PlaceTabProps, PlaceView } from './place-tabs.ts';
import {
  EntryFields,
  HostFields,
  KindField,
  LineField,
  NameField,
  RolesField,
  SizeFields,
  StreetField,
  UnionField,
} from './place-fields.tsx';
import { PlaceEquipment } from './place-equipment.tsx';
import { Section } from './place-section.tsx';
import { factWords } from './place-texts.ts';
import { usePlaceTerms } from './places-reads.ts';
import { placeNames } from './places-texts.ts';

/** 概况: everything that is known of a place, each group changed where it stands. */
export function PlaceFacts({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const { states } = useWords(placeNames);
  return (
    <div className="two">
      <div>
        <section className="card place-facts">
          <What place={place} />
          <Where place={place} />
          <Host place={place} />
          <Entry place={place} />
          <Size place={place} />
        </section>
      </div>
      <div>
        <PlaceEquipment place={place} />
        <section className="card">
          <h2>{words.sections.history}</h2>
          <Past changes={place.history} states={states} />
        </section>
      </div>
    </div>
  );
}

function Value({ children }: { readonly children: string | null }) {
  const words = useWords(factWords);
  return children ? <>{children}</> : <span className="quiet">{words.empty}</span>;
}

function What({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const { roles } = useWords(placeNames);
  const { nameOf } = usePlaceTerms();
  return (
    <Section
      place={place}
      title={words.sections.what}
      initial={{ name: place.name, kind: place.kind, roles: place.roles, orgId: place.org.id }}
      fields={
        <>
          <NameField />
          <KindField />
          <RolesField />
          <UnionField place={place} />
        </>
      }
    >
      <Fact name={words.fields.name}>{place.name}</Fact>
      <Fact name={words.fields.kind}>{nameOf(place.kind)}</Fact>
      <Fact name={words.fields.roles}>
        <span className="tags">
          {place.roles.map((role) => (
            <Tag key={role} tone="plain">
              {roles[role]}
            </Tag>
          ))}
        </span>
      </Fact>
      <Fact name={words.fields.orgId}>{place.org.name}</Fact>
    </Section>
  );
}

function Where({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const { areaCode, address, directions } = place;
  return (
    <Section
      place={place}
      title={words.sections.where}
      initial={{ areaCode, address, directions }}
      fields={
        <>
          <StreetField place={place} />
          <LineField field="address" max={120} />
          <LineField field="directions" max={80} />
        </>
      }
    >
      <Fact name={words.fields.areaCode}>
        <Value>{place.areaName}</Value>
      </Fact>
      <Fact name={words.fields.address}>
        <Value>{address}</Value>
      </Fact>
      <Fact name={words.fields.directions}>
        <Value>{directions}</Value>
      </Fact>
      <Fact name={words.fields.position}>
        <Position place={place} />
      </Fact>
    </Section>
  );
}

const DATUM_NAMES = { wgs84: 'WGS-84', gcj02: 'GCJ-02' } as const;

function Position({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const [open, setOpen] = useState(false);
  const { position } = place;
  return (
    <span className="row">
      <span className="grow">
        {position ? (
          <>
            {numbers(position.gcj02)} (GCJ-02)
            <small> · {words.taken(DATUM_NAMES[position.datum])}</small>
          </>
        ) : (
          <span className="quiet">{words.unlocated}</span>
        )}
      </span>
      {place.may.manage && (
        <Button
          size="small"
          type={position ? 'default' : 'primary'}
          icon={<MapPin size={16} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {position ? words.relocate : words.locate}
        </Button>
      )}
      {open && (
        <MapPicker
          place={place}
          was={position && { ...position[position.datum], datum: position.datum }}
          onSaved={() => setOpen(false)}
          onClose={() => setOpen(false)}
        />
      )}
    </span>
  );
}

function numbers({ lat, lng }: { readonly lat: number; readonly lng: number }): string {
  return `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}

function Host({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  return (
    <Section
      place={place}
      title={words.sections.host}
      initial={{
        buildMode: place.buildMode,
        hostOrgId: place.hostOrg?.id ?? null,
        hostName: place.hostName,
      }}
      fields={<HostFields place={place} />}
    >
      <Fact name={words.fields.buildMode}>{words.buildModes[place.buildMode]}</Fact>
      {place.buildMode === 'cohosted' && (
        <Fact name={words.fields.host}>
          <Value>{place.hostOrg?.name ?? place.hostName}</Value>
        </Fact>
      )}
    </Section>
  );
}

function Entry({ place }: PlaceTabProps) {
  const words = useWords(factWords);
  const { entryMode, entryNote, phone } = place;
  return (
    <Section
      place={place}
      title={words.sections.entry}
      initial={{ entryMode, entryNote, phone }}
      fields={<EntryFields />}
    >
      <Fact name={words.fields.entryMode}>{words.entryModes[entryMode]}</Fact>
      <Fact name={words.fields.entryNote}>
        <Value>{entryNote}</Value>
      </Fact>
      <Fact name={words.fields.phone}>
        <Value>{phone}</Value>
      </Fact>
    </Section>
  );
}

function Size({ place }: { readonly place: PlaceView }) {
  const words = useWords(factWords);
  const { areaM2, seats, administrators } = place;
  return (
    <Section
      place={place}
      title={words.sections.size}
      initial={{ areaM2, seats, administrators }}
      fields={<SizeFields />}
    >
      <Fact name={words.fields.areaM2}>
        <Value>{areaM2 === null ? null : words.squareMetres(number(areaM2))}</Value>
      </Fact>
      <Fact name={words.fields.seats}>
        <Value>{seats === null ? null : words.seats(number(seats))}</Value>
      </Fact>
      <Fact name={words.fields.administrators}>
        <Value>{administrators === null ? null : words.people(number(administrators))}</Value>
      </Fact>
    </Section>
  );
}
