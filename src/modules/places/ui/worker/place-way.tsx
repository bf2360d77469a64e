import { Phone } from 'lucide-react';
import type { Language } from '#web/kit/look.ts';
import { sayIn } from '#web/kit/text.ts';
import { ruleLines, seasonWords, weekLines, type HoursLine } from './place-hours.ts';
import { texts } from './place-page-texts.ts';
import { texts as words } from './place-texts.ts';
import type { PlaceView } from './place-words.ts';

interface PartProps {
  readonly place: PlaceView;
  readonly language: Language;
}

/** Address, what to look for, the door: what fails most often is the last ten metres. */
export function PlaceWay({ place, language }: PartProps) {
  const say = sayIn(texts, language);
  const door = sayIn(words, language)(place.entryMode);
  const room = [
    place.areaM2 === null ? null : say('areaM2', { n: place.areaM2 }),
    place.seats === null ? null : say('seats', { n: place.seats }),
  ].filter(Boolean);
  return (
    <section className="card stack tight">
      <h2>{say('way')}</h2>
      <dl className="facts lead">
        <Fact name={say('address')} value={place.address ?? place.areaName ?? say('noAddress')} />
        {place.directions && <Fact name={say('directions')} value={place.directions} />}
        <Fact
          name={say('entry')}
          value={[door, place.entryNote].filter(Boolean).join(language === 'zh' ? '，' : ', ')}
        />
        {room.length > 0 && <Fact name={say('room')} value={room.join(language === 'zh' ? '，' : ', ')} />}
      </dl>
      {place.phone && (
        <a className="btn line" href={`tel:${place.phone}`}>
          <Phone size={18} />
          {say('callHere', { phone: place.phone })}
        </a>
      )}
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The week in words, the seasons, and what holds on holidays. */
export function PlaceWeek({ place: { hours }, language }: PartProps) {
  const say = sayIn(texts, language);
  return (
    <section className="card stack tight">
      <h2>{say('hours')}</h2>
      {hours ? (
        <>
          <Lines lines={weekLines(hours.week, language)} />
          {hours.seasons.map((season) => (
            <div key={season.from}>
              <h3>{seasonWords(season, language)}</h3>
              <Lines lines={weekLines(season.week, language)} />
            </div>
          ))}
          <Lines lines={ruleLines(hours, language)} />
        </>
      ) : (
        <p className="quiet">{say('hoursUnknown')}</p>
      )}
    </section>
  );
}

function Lines({ lines }: { lines: readonly HoursLine[] }) {
  return (
    <dl className="facts">
      {lines.map(([days, spans]) => (
        <Fact key={days} name={days} value={spans} />
      ))}
    </dl>
  );
}

/** Whose place it is and whom to call. */
export function RunBy({ place, language }: PartProps) {
  const say = sayIn(texts, language);
  const shared = place.buildMode === 'cohosted' && place.hostName;
  const org = place.org.name;
  return (
    <section className="card stack tight">
      <h2>{say('runBy')}</h2>
      <p>{shared ? say('cohosted', { org, host: place.hostName! }) : say('own', { org })}</p>
      {place.orgPhone && (
        <a className="btn line" href={`tel:${place.orgPhone}`}>
          <Phone size={18} />
          {say('callUnion', { phone: place.orgPhone })}
        </a>
      )}
      <p className="quiet">{say('code', { code: place.code })}</p>
      <p className="why">{say('keeps')}</p>
    </section>
  );
}
