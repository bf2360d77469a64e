import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Contract, Output, Request } from '#kernel/contract';
import { call, newKey } from '../client.ts';
import { refresh } from './query.ts';

/**
 * A write to an endpoint, after which `touches` are read again. Sent again with the same content it keeps its
 * idempotency key: after a lost answer the second press gets the first one's result.
 */
export function useSend<C extends Contract>(
  route: `${C['method']} ${C['path']}`,
  touches: readonly string[] = [],
): UseMutationResult<Output<C>, Error, Request<C>> {
  const key = useIntention();
  return useMutation({
    mutationFn: (input: Request<C>) => call<C>(route, input, { key: key.of(input) }),
    onSuccess: () => {
      key.settle();
      // Not waited for: the line that sent it may be gone once the list is read again, and with it its answer.
      void refresh(...touches);
    },
  });
}

/** One key for one intention: the same while the content is the same and has not been answered. */
export function useIntention() {
  const last = useRef({ content: '', key: '' });
  return {
    of(input: unknown): string {
      const content = JSON.stringify(input);
      if (content !== last.current.content) last.current = { content, key: newKey() };
      return last.current.key;
    },
    settle(): void {
      last.current = { content: '', key: '' };
    },
  };
}
