import './trust.css';
import { useQuery } from '@tanstack/react-query';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { getPlaceTrust } from '../../trust/contract.ts';
import { isOpen } from '../../trust/faults/rules.ts';
import { FaultCard } from './fault-card.tsx';
import type { PlaceTabProps } from './place-tabs.ts';
import { TrustCounts } from './trust-counts.tsx';
import { TrustFacts } from './trust-facts.tsx';
import { trustWords } from './trust-texts.ts';

/** 可信与报修: how far the place can be trusted and why, what one can do about it, and every fault. */
export function TrustTab({ place }: PlaceTabProps) {
  const words = useWords(trustWords);
  const trust = useQuery(ask<typeof getPlaceTrust>('GET /api/places/:id/trust', { id: place.id }));
  if (trust.error) return <Problem error={trust.error} onRetry={() => void trust.refetch()} />;
  if (!trust.data) return <Loading />;
  const { faults, mayManage } = trust.data;
  const waiting = faults.filter(({ state }) => isOpen(state));
  const past = faults.filter((fault) => !waiting.includes(fault));
  return (
    <div className="two">
      <div>
        <section className="card stack">
          <h2>{words.openFaults(waiting.length)}</h2>
          {waiting.length === 0 && <Blank title={words.noFaults}>{words.noFaultsNext}</Blank>}
          {waiting.map((fault) => (
            <FaultCard key={fault.id} fault={fault} mayManage={mayManage} />
          ))}
        </section>
        {past.length > 0 && (
          <section className="card stack">
            <h2>{words.pastFaults(past.length)}</h2>
            {past.map((fault) => (
              <FaultCard key={fault.id} fault={fault} mayManage={mayManage} />
            ))}
          </section>
        )}
      </div>
      <div>
        <TrustFacts place={place} trust={trust.data} />
        <TrustCounts trust={trust.data} />
      </div>
    </div>
  );
}
