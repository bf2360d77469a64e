import './staff.css';
import { createRoot } from 'react-dom/client';
import { applyLook } from '../kit/look.ts';
import { StaffApp } from './app.tsx';
import { returnFocus } from './focus.ts';

applyLook();
returnFocus(document.getElementById('overlays')!);
createRoot(document.getElementById('root')!).render(<StaffApp />);
