import { useQuery } from '@tanstack/react-query';
import { Loading } from './parts.tsx';

/** A QR code drawn as SVG; the encoder is loaded only where one is shown. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => {
      const { create } = await import('qrcode');
      const { modules } = create(text, { errorCorrectionLevel: 'M' });
      return { size: modules.size, path: pathOf(modules.data, modules.size) };
    },
    staleTime: Infinity,
  });
  if (!data) return <Loading rows={3} />;
  return (
    <svg className="qr" viewBox={`-2 -2 ${data.size + 4} ${data.size + 4}`} role="img" aria-label={label}>
      <path d={data.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function pathOf(cells: ArrayLike<number>, size: number): string {
  return Array.from(cells, (dark, at) => (dark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : '')).join(
    '',
  );
}
