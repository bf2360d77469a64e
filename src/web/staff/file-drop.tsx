import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

/** Whether files hang over the window; `onFiles` gets them when they are let go, wherever that is. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const holdsFiles = ({ dataTransfer }: DragEvent): boolean =>
      dataTransfer?.types.includes('Files') === true;
    const hover = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      // Without this the browser opens the file in the place of the page.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent): void => {
      if (relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}

/** Over the whole page while files hang above it: what letting go will do. */
export function DropVeil({ title }: { readonly title: string }) {
  return (
    <div className="drop-veil" aria-hidden>
      <div>
        <FileDown size={40} aria-hidden />
        <b>{title}</b>
      </div>
    </div>
  );
}
