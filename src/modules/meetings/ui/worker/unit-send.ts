import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/client.ts';
import type {
  answerErrand,
  openErrand,
  receiveErrand,
  sendFile,
  ticketForFile,
} from '../../errands/contract.ts';
import type { Answered } from './unit-draft.ts';

const keyOf = (token: string) => ['errand', token] as const;

/** The page of a unit as the server last told it; looked at again now and then while it is open. */
export function useUnitView(token: string) {
  return useQuery({
    queryKey: keyOf(token),
    queryFn: ({ signal }) => call<typeof openErrand>('POST /api/errand', { token }, { signal }),
    refetchInterval: 120_000,
  });
}

export function useReceived(token: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => call<typeof receiveErrand>('POST /api/errand/received', { token }),
    onSuccess: (view) => void cache.setQueryData(keyOf(token), view),
  });
}

/** Sends an answer by the key that is given: sent twice it is one. */
export function useAnswer(token: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ answer, key }: { answer: Answered; key: string }) =>
      call<typeof answerErrand>('POST /api/errand/answer', { token, ...answer }, { key }),
    onSuccess: (view) => void cache.setQueryData(keyOf(token), view),
  });
}

export const FILE_BYTES = 10 * 1024 * 1024;
export const MOST_FILES = 5;

/** Media types by the ending of a name: phones often leave a file's type out. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function typeOf({ name }: Pick<File, 'name'>): string | undefined {
  return FILE_TYPES[name.split('.').pop()?.toLowerCase() ?? ''];
}

/** Sends one file by a ticket of its own; only the ticket stands in the address. */
export function useSendFile(token: string) {
  return useMutation({
    mutationFn: async (file: File) => {
      const { ticket } = await call<typeof ticketForFile>('POST /api/errand/ticket', { token });
      const blob = new Blob([file], { type: typeOf(file) ?? file.type });
      return call<typeof sendFile>(
        'POST /api/errand/file',
        { token: ticket, name: file.name },
        { file: blob },
      );
    },
  });
}
