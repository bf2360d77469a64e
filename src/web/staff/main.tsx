import './staff.css';
import { createRoot } from 'react-dom/client';
import { applyLook } from '../kit/look.ts';
import { StaffApp } from './app.tsx';

applyLook();
createRoot(document.getElementById('root')!).render(<StaffApp />);
