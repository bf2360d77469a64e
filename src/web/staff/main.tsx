import './staff.css';
import { createRoot } from 'react-dom/client';
import { StaffApp } from './app.tsx';

createRoot(document.getElementById('root')!).render(<StaffApp />);
