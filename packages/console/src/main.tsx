import './app/mantine.css';
import '@fontsource-variable/inter/index.css';
import '@fontsource/newsreader/500.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { forceLightSchemeForPrint } from './app/print-color-scheme.ts';
import { setupI18n } from './i18n/setup.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
forceLightSchemeForPrint();
await setupI18n();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
