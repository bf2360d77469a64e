import { App, Form, Input } from 'antd';
import { useFilters } from '#web/staff/filters.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import type { exportAudit } from '../../audit/contract.ts';
import { requestOf } from './audit-reads.ts';
import { auditWords } from './audit-texts.ts';

/** The filtered entries as Excel, for a purpose that is recorded first. */
export function AuditExport({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(auditWords).export;
  const { message } = App.useApp();
  const [filters] = useFilters();
  const send = useDownload<typeof exportAudit>('POST /api/audit/export');
  const done = (): void => {
    message.success(words.done);
    onClose();
  };
  return (
    <FormDialog<{ purpose: string }>
      title={words.title}
      ok={words.ok}
      send={send}
      onSubmit={({ purpose }) => {
        const { limit: _limit, cursor: _cursor, ...asked } = requestOf(filters);
        send.mutate({ ...asked, purpose }, { onSuccess: done });
      }}
      onClose={onClose}
    >
      <p className="quiet form-note">{words.body}</p>
      <Form.Item
        name="purpose"
        label={words.purpose}
        extra={words.purposeNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      {send.isPending && <p role="status">{words.preparing}</p>}
    </FormDialog>
  );
}
