import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/newsreader/index.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { printInLight } from './app/print-in-light.ts';
import { startLanguage } from './language/start-language.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the console');
printInLight();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
