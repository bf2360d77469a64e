import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { Contract, Request } from '#kernel/contract';
import { download } from '../client.ts';

/** How many bytes of a file have come; null before the first. */
export interface Arrival {
  readonly bytes: number | null;
}

/** Asks an endpoint for a file that it makes, and saves it; tells how much has come. */
export function useDownload<C extends Contract>(
  route: `${C['method']} ${C['path']}`,
): UseMutationResult<void, Error, Request<C>> & Arrival {
  const [bytes, setBytes] = useState<number | null>(null);
  const mutation = useMutation({
    mutationFn: (input: Request<C>) => {
      setBytes(null);
      return download<C>(route, input, setBytes);
    },
  });
  return { ...mutation, bytes };
}
