import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useFormats } from '#web/staff/format.ts';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { getAuditSeal } from '../../audit/contract.ts';
import { auditWords } from './audit-texts.ts';

/** Whether the log itself can be trusted: when it was sealed and verified, and what was found. */
export function AuditSeal() {
  const words = useWords(auditWords).seal;
  const { moment, number } = useFormats();
  const { data } = useQuery({
    ...ask<typeof getAuditSeal>('GET /api/audit/seal', {}),
    refetchInterval: 60_000,
  });
  if (!data) return null;
  const { sealedAt, unsealed, verifiedAt, found } = data;
  if (verifiedAt && found > 0) {
    return (
      <p className="note alarm form-note" role="alert">
        <TriangleAlert size={18} className="alarm" aria-hidden />{' '}
        {words.faults(number(found), moment(verifiedAt))}
      </p>
    );
  }
  return (
    <p className="quiet form-note">
      <ShieldCheck size={16} aria-hidden />{' '}
      {[
        sealedAt ? words.sealed(moment(sealedAt)) : words.never,
        words.unsealed(number(unsealed)),
        verifiedAt ? words.verified(moment(verifiedAt)) : words.notVerified,
      ].join(' · ')}
    </p>
  );
}
