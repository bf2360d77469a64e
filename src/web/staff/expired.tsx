import { Modal } from 'antd';
import type { Over } from '../kit/over.ts';
import { sessionRenewed } from './expiry.ts';
import { queryClient } from './query.ts';
import { sessionQuery } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { signInWords } from './sign-in-texts.ts';
import { useWords } from './words.ts';

/** Signing in again over the page: what was typed beneath stays. */
export function ExpiredDialog({ why }: { readonly why: Over }) {
  const words = useWords(signInWords);
  const renewed = async (): Promise<void> => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    sessionRenewed();
    await queryClient.invalidateQueries();
  };
  return (
    <Modal open title={words.again[why]} footer={null} closable={false} keyboard={false}>
      <p className="quiet form-note">
        {words.againBody}
        {why === 'ended' && <span> {words.notYou}</span>}
      </p>
      <SignIn onDone={() => void renewed()} />
    </Modal>
  );
}
