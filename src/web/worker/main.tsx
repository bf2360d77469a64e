import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { applyLook } from '../kit/look.ts';
import { keepForLater } from './keep.ts';
import { cache } from './session.ts';
import { Shell } from './shell.tsx';

applyLook();
const app = document.getElementById('app')!;
app.textContent = '';
createRoot(app).render(
  <QueryClientProvider client={cache}>
    <Shell />
  </QueryClientProvider>,
);
keepForLater();
