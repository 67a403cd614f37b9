import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followTheme } from './app/theme.ts';
import { readAhead } from './lib/later.tsx';
import { createQueryClient } from './lib/query.ts';
import { followMain } from './lib/session.ts';
import './styles/main.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

followTheme();
// Accounts and theme first: it takes milliseconds, and the window then opens as it will stay.
await followMain().ready;
createRoot(root).render(<App client={createQueryClient()} />);
// The dashboard asks for the rest once it is painted; other first pages, and one that cannot be painted, need it as well.
setTimeout(() => void readAhead(), 3000);
