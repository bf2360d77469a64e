import { useMutation } from '@tanstack/react-query';
import { ApiError, call } from '#web/client.ts';
import { goTo } from '#web/kit/router.tsx';
import { told } from '#web/kit/told.ts';
import type { Occupation, submitApplication } from '../../join/contract.ts';
import { attemptKey, clearDraft } from './draft.ts';
import { bodyOf, FIELDS, type FieldName, type Form, type Values } from './form.ts';
import { keep } from './kept.ts';

export const JOINING = ['join'];

/** Sends the form once however often it is tapped; then the phone keeps the token and shows where it stands. */
export function useSendJoin(form: Form, qrOrgId: number | undefined, onFault: () => void) {
  return useMutation({
    mutationKey: JOINING,
    mutationFn: (values: Values) => {
      const body = {
        ...bodyOf(values),
        // Checked before: see checkAll.
        occupation: values.occupation as Occupation,
        ...(qrOrgId === undefined ? {} : { qrOrgId }),
        consent: true as const,
      };
      return call<typeof submitApplication>('POST /api/join', body, { key: attemptKey(values, body) });
    },
    onSuccess: ({ id, token }, { name, phone, occupation }) => {
      clearDraft();
      keep({ id, token, at: Date.now(), name, phone, ...(occupation ? { occupation } : {}) });
      // No way back to a form that was sent.
      goTo(`/track#${token}`, { replace: true });
    },
    onError: (error) => {
      const fault = serverFault(error);
      if (!fault) return;
      form.fault(fault.field, fault.text);
      onFault();
    },
  });
}

/** The field that the server marked, if the form shows it, with what the server said. */
export function serverFault(error: unknown): { field: FieldName; text: string } | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const field = FIELDS.find((each) => each === error.field);
  return field && { field, text: told(error) };
}
